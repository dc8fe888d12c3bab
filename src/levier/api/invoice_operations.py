"""The company's electronic invoices by REST: check a file, keep it, list and read what is kept."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import File, Query, Router, Schema, UploadedFile

from levier.api.problems import REFUSALS, Problem, TooLarge
from levier.api.security import caller
from levier.core.errors import NotFound
from levier.policy.rights import Permission, require
from levier.tables.invoicing.models import EInvoice
from levier.tables.invoicing.report import VERDICTS

router = Router(tags=["Factures"])
_LARGEST = 60 * 1024 * 1024


class InvoiceShown(Schema):
    """An invoice in the list. Amounts in the currency of the invoice; ``direction``: sent, received or empty."""

    id: int
    number: str
    party: str
    direction: str
    type_code: str
    issued: date | None
    due: date | None
    currency: str
    gross: float | None
    payable: float | None
    verdict: str
    verdict_label: str


class InvoiceRead(Schema):
    """A whole invoice with its report. ``invoice``: terms of EN 16931 by name, amounts as text with their digits."""

    id: int | None
    state: str
    note: str
    verdict: str
    verdict_label: str
    invoice: dict[str, Any]
    report: dict[str, Any]


@router.get(
    "", response={200: list[InvoiceShown], REFUSALS: Problem}, summary="Lister les factures électroniques"
)
def invoices(
    request: HttpRequest,
    verdict: str = Query("", title="État : conform, doubtful, faulty"),
    limit: int = Query(100, ge=1, le=1000, title="Nombre au plus"),
    offset: int = Query(0, ge=0, le=10_000_000, title="À partir de"),
) -> list[EInvoice]:
    """Celles que la personne peut voir, les plus récentes d'abord."""
    actor = caller(request)
    require(actor, Permission.SEE_DATA)
    rows = EInvoice.objects.visible_to(actor)
    if verdict in VERDICTS:
        rows = rows.filter(verdict=verdict)
    return list(rows[offset : offset + limit])


@router.get(
    "/{invoice_id}", response={200: InvoiceRead, REFUSALS: Problem}, summary="Lire une facture et son rapport"
)
def invoice(request: HttpRequest, invoice_id: int) -> dict[str, Any]:
    """La facture entière, et chaque règle vérifiée."""
    actor = caller(request)
    require(actor, Permission.SEE_DATA)
    row = EInvoice.objects.visible_to(actor).filter(pk=min(invoice_id, 2**62)).first()
    if row is None:
        raise NotFound("Cette facture n'existe pas, ou vous n'avez pas le droit de la voir")
    return {
        "id": row.pk,
        "state": "stored",
        "note": "",
        "verdict": row.verdict,
        "verdict_label": row.verdict_label,
        "invoice": row.content,
        "report": row.report,
    }


@router.post(
    "/check", response={200: InvoiceRead, REFUSALS: Problem}, summary="Vérifier une facture sans la garder"
)
def check(request: HttpRequest, file: UploadedFile = File(..., title="Facture PDF ou XML")) -> dict[str, Any]:
    """Factur-X, ZUGFeRD, CII ou UBL : lue, vérifiée, rien n'est écrit."""
    require(caller(request), Permission.SEE_DATA)
    read, _ = _read(file)
    return _said(read)


@router.post("", response={200: InvoiceRead, REFUSALS: Problem}, summary="Garder une facture")
def keep(request: HttpRequest, file: UploadedFile = File(..., title="Facture PDF ou XML")) -> dict[str, Any]:
    """Lue, vérifiée et ajoutée aux tableaux ; la même facture n'est gardée qu'une fois."""
    # Tables need polars: the web process starts without it.
    from levier.tables.invoicing.keeping import keep as keep_all  # noqa: PLC0415

    actor = caller(request)
    require(actor, Permission.IMPORT)
    read, data = _read(file)
    kept = keep_all(actor, [(read, data)])[0]
    return {**_said(read), "id": kept.id, "state": kept.state, "note": kept.note}


def _read(file: UploadedFile) -> tuple[Any, bytes]:
    from levier.tables.invoicing.apart import read_apart  # noqa: PLC0415 - loads the readers of PDF and XML

    if (file.size or 0) > _LARGEST:
        raise TooLarge(
            f"Le fichier dépasse {_LARGEST // 2**20} Mo", mend="Vérifiez que c'est bien une facture."
        )
    data = file.read()
    return read_apart(data, (file.name or "facture").replace("\\", "/").rsplit("/", 1)[-1][:150]), data


def _said(read: Any) -> dict[str, Any]:
    return {
        "id": None,
        "state": "read",
        "note": "",
        "verdict": read.report.verdict,
        "verdict_label": VERDICTS[read.report.verdict],
        "invoice": read.invoice.model_dump(mode="json", exclude_none=True),
        "report": read.report.model_dump(mode="json"),
    }
