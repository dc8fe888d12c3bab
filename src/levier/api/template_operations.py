"""A firm's templates by REST: keep one from a company, see what it would do in another, do it."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.method.reusing import applying, keeping
from levier.method.reusing.taking import take

router = Router(tags=["Modèles d'un cabinet"])
_OK = {200: dict[str, Any], REFUSALS: Problem}
_LIST = {200: list[dict[str, Any]], REFUSALS: Problem}
Kind = Literal["roadmap", "pilot", "communication", "training", "survey"]


class GivenTemplate(Schema):
    """Ce qui sert de modèle ; ``source`` : le numéro du pilote ou de l'enquête."""

    kind: Kind
    title: str = Field(max_length=120)
    note: str = Field(default="", max_length=300)
    source: int | None = None


class GivenApplication(Schema):
    """``answers`` : le chiffre que chaque ligne demande, par clé ; ``without`` : les lignes à laisser."""

    version: int | None = None
    answers: dict[str, str] = {}
    without: list[str] = []


@router.get("", response=_LIST, summary="Les modèles de son cabinet")
def listing(request: HttpRequest) -> list[dict[str, Any]]:
    """Avec la session ou un jeton d'une entreprise que l'on suit comme comptable ou consultant."""
    return [keeping.told(one) for one in keeping.templates_of(caller(request))]


@router.get("/content", response=_OK, summary="Ce qui partirait de cette entreprise")
def content(request: HttpRequest, kind: Kind, source: int | None = None) -> dict[str, Any]:
    """Rien n'est gardé. ``hidden`` : combien de textes ont perdu un nom, une date ou un chiffre."""
    keeping.following_firm(caller(request))
    taken = take(caller(request), kind, source)
    return {"hidden": taken.hidden, "content": taken.content.model_dump(mode="json")}


@router.post("", response=_OK, summary="Garder un modèle de cette entreprise")
def save(request: HttpRequest, given: GivenTemplate) -> dict[str, Any]:
    """Sous un nom déjà pris : une nouvelle version."""
    made, taken = keeping.save(caller(request), given.kind, given.title, note=given.note, source=given.source)
    return {**keeping.told(made), "hidden": taken.hidden}


@router.get("/{number}", response=_OK, summary="Un modèle et une de ses versions")
def one(request: HttpRequest, number: int, version: int | None = None) -> dict[str, Any]:
    """La dernière version par défaut."""
    found = keeping.version_of(caller(request), number, version)
    return {**keeping.told(found), "versions": [each.number for each in found.template.versions.all()]}


@router.get("/{number}/preview", response=_LIST, summary="Ce qu'il ferait dans cette entreprise")
def preview(request: HttpRequest, number: int, version: int | None = None) -> list[dict[str, Any]]:
    """Rien n'est écrit."""
    return [line.plain() for line in applying.preview(caller(request), number, version)]


@router.post("/{number}/apply", response=_LIST, summary="L'appliquer à cette entreprise")
def apply(request: HttpRequest, number: int, given: GivenApplication) -> list[dict[str, Any]]:
    """Toutes les lignes choisies, ou aucune."""
    done = applying.apply(
        caller(request), number, given.version, given.answers, without=frozenset(given.without)
    )
    return [line.plain() for line in done]


@router.delete("/{number}", response={204: None, REFUSALS: Problem}, summary="Supprimer un modèle")
def remove(request: HttpRequest, number: int) -> tuple[int, None]:
    """Avec ses versions ; ce qu'il a donné reste."""
    keeping.remove(caller(request), number)
    return 204, None
