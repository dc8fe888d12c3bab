"""The quarterly review by REST: the quarter as measured, its closing, those closed."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.method.review import closing
from levier.method.review.measuring import facts_of
from levier.method.review.telling import quarter, told

router = Router(tags=["Méthode"])


class GivenReview(Schema):
    """Conclusions, and what to open again. ``revision``: that of the quarter's review as it was read, if closed already."""

    conclusions: str = Field(max_length=6_000)
    reopen: list[Literal["assessment", "roadmap"]] = Field(default=[], description="Ce qu'il faut rouvrir")
    revision: int | None = None


@router.get("", response={200: dict[str, Any], REFUSALS: Problem}, summary="Le bilan du trimestre")
def current(request: HttpRequest) -> dict[str, Any]:
    """Ce qui a bougé, mesuré aujourd'hui, et ce qu'il faudrait rouvrir avec ses raisons."""
    return quarter(facts_of(caller(request)), closing.current(caller(request)))


@router.post("", response={200: dict[str, Any], REFUSALS: Problem}, summary="Clore le bilan du trimestre")
def close(request: HttpRequest, given: GivenReview) -> dict[str, Any]:
    """Garde les mesures du jour et les conclusions ; rouvre ce qui est demandé."""
    return told(closing.close(caller(request), given.conclusions, given.reopen, given.revision))


@router.get(
    "/closed", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Relire les bilans passés"
)
def closed(request: HttpRequest) -> list[dict[str, Any]]:
    """Le dernier d'abord, tels qu'ils ont été mesurés."""
    return [told(one) for one in closing.reviews_of(caller(request))]
