"""The firm one is of, and whose name a company's reports bear, by REST."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.core.errors import BadInput
from levier.operations.firms import identity, joining, signing, telling
from levier.operations.firms.logos import MOST_BYTES

router = Router(tags=["Cabinet"])
_OK = {200: dict[str, Any], 409: Problem, REFUSALS: Problem}


class GivenFirm(Schema):
    """Le nom suffit pour créer ; ``revision`` : celle qui fut lue."""

    name: str = Field(max_length=120)
    accent: str = "#0d5c63"
    footer: str = ""
    legal: str = ""
    no_logo: bool = False
    revision: int | None = None


class GivenSignature(Schema):
    """``on`` : le cabinet signe, ou ne signe plus."""

    on: bool


@router.get("", response=_OK, summary="Son cabinet")
def firm(request: HttpRequest) -> dict[str, Any]:
    """Son identité, ses personnes, les entreprises dont il signe les rapports."""
    return telling.told(joining.own_firm(caller(request).person_id))


@router.post("", response=_OK, summary="Créer son cabinet")
def found(request: HttpRequest, given: GivenFirm) -> dict[str, Any]:
    """Il faut suivre une entreprise comme comptable ou consultant."""
    return telling.told(joining.found(caller(request).person_id, given.name))


@router.put("", response=_OK, summary="Modifier l'identité du cabinet")
def change(request: HttpRequest, given: GivenFirm) -> dict[str, Any]:
    """Réservé à qui le dirige. Une couleur trop claire est refusée, avec la plus proche qui convient."""
    kept = identity.GivenIdentity(given.name, given.accent, given.footer, given.legal, no_logo=given.no_logo)
    return telling.told(identity.save_identity(caller(request).person_id, kept, given.revision))


@router.post("/logo", response=_OK, summary="Changer le logo")
def logo(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    """PNG, JPEG ou SVG, 500 Ko au plus ; redessiné par Levier."""
    me = caller(request).person_id
    if (file.size or 0) > MOST_BYTES:
        raise BadInput(
            "Le logo dépasse 500 Ko", where="logo", mend="Réduisez-le : 1 200 pixels de large suffisent."
        )
    now = joining.led_firm(me)
    kept = identity.GivenIdentity(now.name, now.accent, now.footer, now.legal, logo=file.read())
    return telling.told(identity.save_identity(me, kept))


@router.get("/example.pdf", summary="Une page au nom du cabinet, en PDF")
def example(request: HttpRequest) -> HttpResponse:
    """Chiffres inventés."""
    pdf = identity.example(joining.own_firm(caller(request).person_id))
    return HttpResponse(pdf, content_type="application/pdf")


@router.get("/signature", response=_OK, summary="Qui signe les rapports de cette entreprise")
def signature(request: HttpRequest) -> dict[str, Any]:
    """Pour chacun dans l'entreprise."""
    return telling.signature_told(signing.signature_of(caller(request).company_id))


@router.put("/signature", response=_OK, summary="Signer, ou ne plus signer")
def sign(request: HttpRequest, given: GivenSignature) -> dict[str, Any]:
    """Par une personne du cabinet qui suit l'entreprise."""
    signing.sign(caller(request), given.on)
    return telling.signature_told(signing.signature_of(caller(request).company_id))


@router.put("/signature/refusal", response=_OK, summary="Refuser une signature, ou l'accepter de nouveau")
def refuse(request: HttpRequest, given: GivenSignature) -> dict[str, Any]:
    """Par un dirigeant de l'entreprise ; ``on`` : refusée."""
    signing.refuse(caller(request), refused=given.on)
    return telling.signature_told(signing.signature_of(caller(request).company_id))
