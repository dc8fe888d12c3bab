"""The list of invoices, the page of one, its files, its removal."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from levier.core.errors import NotFound
from levier.knowledge.reading import readable_documents
from levier.policy.rights import Permission, may
from levier.tables.invoicing.codes import reform
from levier.tables.invoicing.models import EInvoice
from levier.tables.invoicing.report import VERDICTS
from levier.tables.models import Dataset
from levier.web.access import LevierRequest, needs
from levier.web.data.invoices.conformity import shown_report
from levier.web.data.invoices.paper import money, shown_invoice

PAGE = 50
TONES = {
    "conform": ("good", "circle-check"),
    "doubtful": ("warn", "alert-triangle"),
    "faulty": ("bad", "circle-x"),
}
DIRECTIONS = {"received": "reçues", "sent": "émises", "unknown": "sens inconnu"}
_SORTS = {"date": "issued", "echeance": "due", "tiers": "party", "montant": "gross", "numero": "number"}


@dataclass(frozen=True)
class Choice:
    """One way to narrow the list: its words, how many, its address."""

    label: str
    count: int
    query: str
    here: bool
    tone: str = ""
    icon: str = ""


@require_GET
@needs(Permission.SEE_DATA)
def invoices(request: LevierRequest) -> HttpResponse:
    """The invoices the person may see, narrowed and sorted by the address."""
    every = EInvoice.objects.visible_to(request.actor)
    asked = {name: request.GET.get(name, "") for name in ("etat", "sens", "q", "tri")}
    found = _sorted(_narrowed(every, asked), asked["tri"])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "total": every.count(),
        "asked": asked,
        "verdicts": _verdicts(_narrowed(every, {**asked, "etat": ""}), asked),
        "directions": _directions(_narrowed(every, {**asked, "sens": ""}), asked),
        "heads": _heads(asked),
        "lines": [
            (row, *TONES.get(row.verdict, ("none", "circle-dotted")), money(row.gross, row.currency))
            for row in page.object_list
        ],
        "kept": [(name, asked[name]) for name in ("etat", "sens", "tri") if asked[name]],
        "to_pay": _to_pay(every, request),
        "tables": Dataset.objects.visible_to(request.actor).filter(einvoices__isnull=False).distinct(),
        "narrowed": any(asked[name] for name in ("etat", "sens", "q")),
        "more": urlencode({name: value for name, value in asked.items() if value}),
        "may_import": may(request.actor, Permission.IMPORT),
        "today": request.company.today,
        "siren": request.company.siren,
        "duty": next((duty for duty in reform() if duty.duty == "receive"), None),
    }
    return render(request, "data/invoices/list.html", context)


def _narrowed(rows: "QuerySet[EInvoice]", asked: dict[str, str]) -> "QuerySet[EInvoice]":
    if asked["etat"] in VERDICTS:
        rows = rows.filter(verdict=asked["etat"])
    if asked["sens"] in DIRECTIONS:
        rows = rows.filter(direction="" if asked["sens"] == "unknown" else asked["sens"])
    if words := asked["q"].strip()[:80]:
        rows = rows.filter(Q(number__icontains=words) | Q(party__icontains=words) | Q(name__icontains=words))
    return rows


def _sorted(rows: "QuerySet[EInvoice]", sort: str) -> "QuerySet[EInvoice]":
    field = _SORTS.get(sort.lstrip("-"))
    if field is None:
        return rows.order_by("-issued", "-pk")
    return rows.order_by(f"-{field}" if sort.startswith("-") else field, "-pk")


def _query(asked: dict[str, str], **change: str) -> str:
    return "?" + urlencode({name: value for name, value in {**asked, **change}.items() if value})


def _verdicts(rows: "QuerySet[EInvoice]", asked: dict[str, str]) -> list[Choice]:
    counts = {
        row["verdict"]: row["n"]
        for row in rows.order_by().values("verdict").annotate(n=Count("pk", distinct=True))
    }
    choices = [Choice("Toutes", sum(counts.values()), _query(asked, etat=""), not asked["etat"])]
    for verdict, label in VERDICTS.items():
        query = _query(asked, etat=verdict)
        choices.append(
            Choice(label, counts.get(verdict, 0), query, asked["etat"] == verdict, *TONES[verdict])
        )
    return choices


def _directions(rows: "QuerySet[EInvoice]", asked: dict[str, str]) -> list[Choice]:
    counts = {
        row["direction"]: row["n"]
        for row in rows.order_by().values("direction").annotate(n=Count("pk", distinct=True))
    }
    choices = [Choice("Dans les deux sens", sum(counts.values()), _query(asked, sens=""), not asked["sens"])]
    for direction, label in DIRECTIONS.items():
        count = counts.get("" if direction == "unknown" else direction, 0)
        if count or asked["sens"] == direction:
            choices.append(
                Choice(label.capitalize(), count, _query(asked, sens=direction), asked["sens"] == direction)
            )
    return choices


def _heads(asked: dict[str, str]) -> list[tuple[str, str, bool, str]]:
    """(label, address that sorts by it, figures on the right, « ascending » or « descending » when it is sorted)."""
    heads = []
    for key, label in (
        ("numero", "Numéro"),
        ("tiers", "Tiers"),
        ("date", "Date"),
        ("echeance", "Échéance"),
        ("montant", "Total TTC"),
    ):
        now = asked["tri"] or "-date"
        state = {key: "ascending", f"-{key}": "descending"}.get(now, "")
        heads.append(
            (label, _query(asked, tri=key if state == "descending" else f"-{key}"), key == "montant", state)
        )
    return heads


def _to_pay(rows: "QuerySet[EInvoice]", request: LevierRequest) -> dict[str, object]:
    """What the invoices received ask to be paid, in the company's currency: in all, and past its due date."""
    own = EInvoice.objects.filter(
        pk__in=rows.values("pk"), direction="received", currency=request.company.currency, payable__gt=0
    ).exclude(type_code__in=["381", "396", "261"])
    late = own.filter(due__lt=request.company.today)
    return {
        "sum": money(own.aggregate(total=Sum("payable"))["total"] or Decimal(0), request.company.currency),
        "count": own.count(),
        "late": money(late.aggregate(total=Sum("payable"))["total"] or Decimal(0), request.company.currency),
        "late_count": late.count(),
    }


def _get(request: LevierRequest, invoice: int) -> EInvoice:
    row = EInvoice.objects.visible_to(request.actor).filter(pk=invoice).select_related("dataset").first()
    if row is None:
        raise NotFound(
            "Cette facture n'existe pas, ou vous n'avez pas le droit de la voir",
            mend="Demandez l'accès à un responsable.",
        )
    return row


@require_GET
@needs(Permission.SEE_DATA)
def invoice(request: LevierRequest, invoice: int) -> HttpResponse:
    """The invoice as one reads it, beside what is right and wrong with it."""
    row = _get(request, invoice)
    tone, icon = TONES.get(row.verdict, ("none", "circle-dotted"))
    context = {
        "row": row,
        "paper": shown_invoice(row.invoice),
        "report": shown_report(row.checked),
        "tone": tone,
        "icon": icon,
        "siren": request.company.siren,
        "document": bool(row.document)
        and readable_documents(request.actor).filter(pk=row.document or 0).exists(),
        "has_xml": bool(row.embedded and row.xml_path),
        "may_import": may(request.actor, Permission.IMPORT),
    }
    return render(request, "data/invoices/invoice.html", context)


@require_GET
@needs(Permission.SEE_DATA)
def original(request: LevierRequest, invoice: int) -> HttpResponseBase:
    """The file as it came."""
    return _file(_get(request, invoice), xml=False)


@require_GET
@needs(Permission.SEE_DATA)
def xml(request: LevierRequest, invoice: int) -> HttpResponseBase:
    """The XML inside the PDF."""
    return _file(_get(request, invoice), xml=True)


def _file(row: EInvoice, *, xml: bool) -> HttpResponseBase:
    path = row.xml_path if xml else row.original_path
    if path is None or not path.is_file():
        raise NotFound(
            "Le fichier de cette facture n'est plus sur le disque", mend="Restaurez une sauvegarde."
        )
    name = (row.embedded or row.name) if xml else row.name
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream"
    )


@needs(Permission.IMPORT)
def remove(request: LevierRequest, invoice: int) -> HttpResponse:
    """Ask, naming what is lost, then take the invoice away."""
    row = _get(request, invoice)
    page = {
        "kind": "facture",
        "title": f"Facture {row.number}",
        "retype": False,
        "lost": "La facture, son fichier d'origine et ses lignes dans les tableaux. Le document PDF, s'il y en a un, reste.",
        "back": f"/donnees/factures/{row.pk}/",
    }
    if request.method != "POST":
        return render(request, "data/remove.html", page)
    # Taking rows away writes new versions of the tables, which needs polars: the web process starts without it.
    from levier.tables.invoicing.keeping import remove as take_away  # noqa: PLC0415

    take_away(request.actor, row.pk)
    messages.success(request, f"La facture {row.number} est retirée.")
    return redirect("invoices")
