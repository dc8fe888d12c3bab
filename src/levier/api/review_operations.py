"""The quarterly review by REST: the quarter as measured, its closing, those closed."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.method.review import closing
from levier.method.review.detailing import details_of
from levier.method.review.measuring import facts_of
from levier.method.review.paper import review_paper
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
    actor = caller(request)
    return quarter(facts_of(actor), closing.current(actor), details_of(actor))


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


@router.get("/review.pdf", response={200: None, REFUSALS: Problem}, summary="Le bilan du trimestre, imprimé")
def paper(request: HttpRequest) -> HttpResponse:
    """Le trimestre en cours, tel qu'il est mesuré aujourd'hui."""
    return HttpResponse(review_paper(caller(request)), content_type="application/pdf")


@router.get("/closed/{review}.pdf", response={200: None, REFUSALS: Problem}, summary="Un bilan clos, imprimé")
def closed_paper(request: HttpRequest, review: int) -> HttpResponse:
    """Tel qu'il a été gardé."""
    return HttpResponse(review_paper(caller(request), review), content_type="application/pdf")


@router.post(
    "/roadmap-read", response={204: None, REFUSALS: Problem}, summary="La feuille de route a été relue"
)
def roadmap_read(request: HttpRequest) -> Status[None]:
    """Répond à ce qu'un bilan demandait."""
    closing.roadmap_read(caller(request))
    return Status(204, None)
