"""« Comptabilité »: what a dataset of accounting entries says, year by year, each figure opened down to its lines."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from levier.core.errors import NotFound
from levier.core.french.numbers import format_number
from levier.core.spreadsheets import as_csv
from levier.policy.rights import Permission
from levier.tables.accounting import kept
from levier.web import results
from levier.web.access import LevierRequest, needs

_A_PAGE = 50
_GRAVE = {
    "blocking": ("bad", "alert-circle", "Bloquant"),
    "warning": ("warn", "alert-triangle", "Avertissement"),
    "advice": ("info", "bulb", "Conseil"),
}
_SELECTED = ("basis", "start", "end", "sign", "auxiliary")


@require_GET
@needs(Permission.SEE_DATA)
def accounting(request: LevierRequest, dataset: int) -> HttpResponse:
    """The whole picture of a fiscal year, the latest by default."""
    from levier.tables.accounting.amounts import euros  # noqa: PLC0415 - loads polars: not at the server's start
    from levier.tables.accounting.conformity import FAMILIES  # noqa: PLC0415
    from levier.tables.accounting.overview import overview  # noqa: PLC0415
    from levier.web.data.accounting import pictures  # noqa: PLC0415

    version = kept.version_of(request.actor, dataset)
    ledger = kept.ledger(version)
    year = _year(request, ledger.years)
    found = overview(ledger, year)
    report = kept.conformity(version)
    page: dict[str, Any] = {
        "dataset": version.dataset, "version": version, "year": year, "years": ledger.years, "found": found,
        "kpis": _kpis(found), "statement": _statement(found, dataset, year.end), "receivables": _ageing(found.receivables, dataset),
        "payables": _ageing(found.payables, dataset), "suppliers": _suppliers(found),
        "charts": [
            drawn
            for drawn in (
                pictures.turnover_chart(found.turnover), pictures.cash_chart(found.cash), pictures.vat_chart(found.vat),
            )
            if drawn
        ],
        "receivables_chart": pictures.ageing_chart(found.receivables), "payables_chart": pictures.ageing_chart(found.payables),
        "variable": euros(found.costs.variable), "fixed": euros(found.costs.fixed), "seuil": euros(found.costs.break_even or 0),
        "report": report, "findings": _findings(report), "families": FAMILIES,
    }  # fmt: skip
    return render(request, "data/accounting/page.html", page)


@require_GET
@needs(Permission.SEE_DATA)
def lines(request: LevierRequest, dataset: int) -> HttpResponse:
    """The entries a figure is the sum of."""
    query = _query(request)
    page = max(1, int(request.GET["page"])) if request.GET.get("page", "").isdigit() else 1
    found = kept.lines_of(request.actor, dataset, None, query, limit=_A_PAGE, offset=(page - 1) * _A_PAGE)
    headings = [(found.labels[key], found.units.get(key, "")) for key in found.columns]
    given = request.GET.copy()
    given.pop("page", None)
    shown = {
        "dataset": kept.version_of(request.actor, dataset).dataset, "title": request.GET.get("titre", "")[:120] or "Lignes d’écriture",
        "table": results.grid("", headings, [list(row) for row in found.rows]), "total": found.total, "page": page,
        "more": page * _A_PAGE < found.total, "address": given.urlencode(),
    }  # fmt: skip
    return render(request, "data/accounting/lines.html", shown)


@require_GET
@needs(Permission.SEE_DATA)
def form(request: LevierRequest, dataset: int, form: str) -> HttpResponse:
    """The lines of a tax form, with the accounts that make each."""
    from levier.tables.accounting.tax_forms import FORMS, fill_form  # noqa: PLC0415 - loads polars

    if form not in FORMS:
        raise NotFound("Ce formulaire n’existe pas", mend="Choisissez 2033 ou 2050.")
    version = kept.version_of(request.actor, dataset)
    ledger = kept.ledger(version)
    year = _year(request, ledger.years)
    filled = fill_form(ledger, form, year)
    page = {
        "dataset": version.dataset,
        "year": year,
        "form": filled,
        "forms": FORMS,
        "lines": [line for line in filled.lines if line.exact],
    }
    return render(request, "data/accounting/form.html", page)


@require_GET
@needs(Permission.SEE_DATA)
def export(request: LevierRequest, dataset: int, what: str) -> HttpResponse:
    """A table of the page, for a spreadsheet."""
    from levier.tables.accounting.overview import overview  # noqa: PLC0415 - loads polars
    from levier.tables.accounting.tax_forms import fill_form  # noqa: PLC0415
    from levier.web.data.accounting import sheets  # noqa: PLC0415

    version = kept.version_of(request.actor, dataset)
    ledger = kept.ledger(version)
    year = _year(request, ledger.years)
    if what in ("liasse-2033", "liasse-2050"):
        made: sheets.Sheet | None = sheets.form_sheet(fill_form(ledger, what[-4:], year))
    else:
        made = sheets.sheet(what, overview(ledger, year), kept.conformity(version))
    if made is None:
        raise NotFound("Ce tableau n’existe pas", mend="Revenez à la page de la comptabilité.")
    response = HttpResponse(as_csv(*made, decimals=4), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{what}-{year.label}.csv"'
    return response


def _year(request: HttpRequest, years: Any) -> Any:
    """The fiscal year asked in the address, the latest by default."""
    asked = request.GET.get("exercice", "")
    return next((year for year in years if year.end.isoformat() == asked), years[-1])


def _query(request: HttpRequest) -> dict[str, Any]:
    """A selection of lines from the address."""
    query: dict[str, Any] = {name: request.GET[name] for name in _SELECTED if request.GET.get(name)}
    for name in ("accounts", "exclude"):
        if texts := [text for text in request.GET.get(name, "").split(",") if text]:
            query[name] = texts
    if keys := [text for text in request.GET.get("keys", "").split(",") if text.isdigit()]:
        query["keys"] = [int(text) for text in keys]
    if "sign" in query:
        query["sign"] = -1 if query["sign"] == "-1" else 1
    return query


def _link(selection: Any, title: str, start: date | None = None, end: date | None = None) -> str:
    """The address of the lines of a selection, from the page."""
    if selection is None or len(selection.keys) > 60:
        return ""
    given = selection.model_dump(mode="json", exclude_none=True)
    given.setdefault("start", start and start.isoformat())
    given.setdefault("end", end and end.isoformat())
    flat = {
        name: ",".join(map(str, value)) if isinstance(value, list | tuple) else value
        for name, value in given.items()
        if value not in (None, [], ()) and name not in ("kind", "settling")
    }
    return f"lignes/?{urlencode({**flat, 'titre': title})}"


def _kpis(found: Any) -> list[dict[str, Any]]:
    from levier.tables.accounting.amounts import euros  # noqa: PLC0415 - loads polars

    statement, capital = found.statement, found.working_capital
    result = statement.line("net_result")
    share = statement.share("net_result")
    days = capital.in_days_of_turnover(statement.turnover.exact)
    cash = found.cash[-1].closing if found.cash else 0
    weight = statement.share("payroll")
    return [
        {"label": "Chiffre d’affaires", "value": statement.turnover.value, "note": "hors taxes, net de remises"},
        {"label": "Excédent brut d’exploitation", "value": statement.line("ebitda").value, "note": _percent(statement.share("ebitda"), "du chiffre d’affaires")},
        {"label": "Bénéfice" if result.exact >= 0 else "Perte", "value": abs(result.value), "note": _percent(abs(share) if share is not None else None, "du chiffre d’affaires")},
        {"label": "Trésorerie", "value": euros(cash), "note": f"au {found.year.last:%d/%m/%Y}"},
        {"label": "Besoin en fonds de roulement", "value": euros(capital.need), "note": f"{format_number(round(days))} jours de chiffre d’affaires" if days is not None else ""},
        {"label": "Charges de personnel", "value": statement.line("payroll").value, "note": _percent(weight, "du chiffre d’affaires")},
    ]  # fmt: skip


def _percent(ratio: float | None, what: str) -> str:
    from levier.core.french.numbers import format_percent  # noqa: PLC0415

    return f"{format_percent(ratio)} {what}" if ratio is not None else ""


def _statement(found: Any, dataset: int, end: date) -> list[dict[str, Any]]:
    return [
        {
            "label": line.figure.label, "value": line.figure.value, "share": found.statement.share(line.figure.key), "balance": line.balance,
            "definition": line.figure.definition, "link": _link(line.figure.selection, line.figure.label, found.year.start, found.year.end),
        }
        for line in found.statement.lines
        if line.balance or line.figure.exact
    ]  # fmt: skip


def _ageing(found: Any, dataset: int) -> dict[str, Any]:
    from levier.tables.accounting.amounts import euros  # noqa: PLC0415 - loads polars
    from levier.tables.accounting.open_items import BANDS  # noqa: PLC0415

    rows = [
        {
            "label": party.label, "code": party.code, "due": euros(party.due), "bands": [euros(band) for band in party.bands],
            "advances": euros(party.advances), "oldest": party.oldest,
            "link": _link(found.selection.model_copy(update={"auxiliary": party.code}) if party.code != party.account else found.selection, party.label),
        }
        for party in found.parties[:20]
    ]  # fmt: skip
    return {
        "rows": rows, "bands": [label for label, _, _ in BANDS], "due": euros(found.due), "advances": euros(found.advances), "totals": [euros(amount) for _, amount in found.bands()],
        "count": len(found.parties), "day": found.day, "lettered": found.lettered,
    }  # fmt: skip


def _suppliers(found: Any) -> dict[str, Any]:
    from levier.tables.accounting.amounts import euros  # noqa: PLC0415 - loads polars

    rows = [
        {
            "label": one.label,
            "amount": euros(one.amount),
            "share": one.share,
            "entries": one.entries,
            "link": _link(one.selection, one.label),
        }
        for one in found.purchases.suppliers[:12]
    ]
    return {
        "rows": rows,
        "total": euros(found.purchases.total),
        "without": euros(found.purchases.without),
        "count": len(found.purchases.suppliers),
    }


def _findings(report: Any) -> list[dict[str, Any]]:
    if report is None:
        return []
    return [
        {"finding": finding, "rule": finding.rule, "tone": _GRAVE[finding.rule.gravity][0], "icon": _GRAVE[finding.rule.gravity][1], "word": _GRAVE[finding.rule.gravity][2]}
        for gravity in ("blocking", "warning", "advice")
        for finding in report.of(gravity)
    ]  # fmt: skip
