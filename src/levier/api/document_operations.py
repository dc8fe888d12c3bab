"""The company's documents by REST: list them, read what is known of one, delete one to the last word."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from levier.accounts.models import Company
from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.knowledge import reading
from levier.knowledge.lifecycle.validity import cautions
from levier.operations.lifecycle import services
from levier.policy.rights import Permission, require

router = Router(tags=["Données"])


class DocumentShown(Schema):
    """A document that the person may read. ``caution``: why it is to be read again, empty when it is in order."""

    id: int
    title: str
    source: str
    version: int
    format: str
    data_class: str
    pages: int
    passages: int
    size: int
    dated: date | None
    added: datetime
    address: str
    caution: str


class CopyShown(Schema):
    """A document that says the same. ``likeness``: 1 for the very same words."""

    id: int
    title: str
    source: str
    likeness: float


class Deleted(Schema):
    """What was deleted, and what stays: ``copies``, and the linked ``source`` from which it may come back."""

    title: str
    pages: int
    versions: int
    inside: int
    copies: list[CopyShown]
    source: str


@router.get("", response={200: list[DocumentShown], REFUSALS: Problem}, summary="Lister les documents")
def documents(
    request: HttpRequest,
    source: str = Query("", title="Source", max_length=200),
    limit: int = Query(100, ge=1, le=1000, title="Nombre au plus"),
    offset: int = Query(0, ge=0, le=10_000_000, title="À partir de"),
) -> list[dict[str, Any]]:
    """Ceux que la personne peut lire, par titre."""
    actor = caller(request)
    require(actor, Permission.SEE_DATA)
    found = reading.readable_documents(actor).order_by("title", "pk")
    if source:
        found = found.filter(source__name=source)
    ids = list(found.values_list("pk", flat=True)[offset : offset + limit])
    known = cautions(actor, ids, Company.objects.get(pk=actor.company_id).today)
    return [{**vars(one), "caution": known.get(one.id, "")} for one in reading.list_documents(actor, ids)]


@router.delete("/{document}", response={200: Deleted, REFUSALS: Problem}, summary="Supprimer un document")
def delete(request: HttpRequest, document: int) -> dict[str, Any]:
    """Texte, versions, fichier d'origine, index, passages cités : tout. Le journal garde le titre. Sans retour possible."""
    lost = services.delete(caller(request), min(document, 2**62))
    copies = [dict(zip(("id", "title", "source", "likeness"), one, strict=True)) for one in lost.copies]
    return {**vars(lost), "copies": copies}
