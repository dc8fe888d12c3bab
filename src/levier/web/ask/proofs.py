"""One proof opened: the passage highlighted in its page, the rows with the question in words, or the computation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.core.measures import MeasureQuery
from levier.core.result import Chart
from levier.knowledge import reading
from levier.tables import reading as tables
from levier.web import formats, results
from levier.web.ask import ledger_proofs, query_words, value_labels
from levier.web.ask.shown import is_old

_AROUND = 1400
_A_PAGE = 50
_CITED = "Lignes citées une par une"


@dataclass(frozen=True)
class Proof:
    """What every proof shows."""

    kind: str
    number: int
    title: str
    claims: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PassageProof(Proof):
    """Words of a document, highlighted where they stand. ``gone`` says why the page cannot be shown around them."""

    source: str = ""
    section: str = ""
    page: int | None = None
    dated: str | None = None
    old: bool = False
    address: str = ""
    document_address: str = ""
    before: str = ""
    marked: str = ""
    after: str = ""
    before_cut: bool = False
    after_cut: bool = False
    gone: str = ""


@dataclass(frozen=True)
class RowsProof(Proof):
    """Values read from one version of a table by a question of the semantic layer."""

    words: str = ""
    definitions: Sequence[query_words.Definition] = ()
    dataset: str = ""
    dataset_address: str = ""
    version: int = 0
    table: results.ShownTable | None = None
    total_rows: int = 0
    lines_address: str = ""


@dataclass(frozen=True)
class ComputedProof(Proof):
    """A value computed by a step, with its method and what the step was given."""

    value_text: str = ""
    value_json: str = ""
    method: str = ""
    path: str = ""
    step_label: str = ""
    inputs: str = ""
    table: results.ShownTable | None = None
    charts: Sequence[results.ShownChart] = ()


@dataclass(frozen=True)
class WebProof(Proof):
    """Words read on a public page."""

    address: str = ""
    read_at: str = ""
    marked: str = ""


@dataclass(frozen=True)
class Lines:
    """A page of the lines behind a figure."""

    words: str
    table: results.ShownTable
    total: int
    page: int
    more: bool


def open_proof(
    whole: Mapping[str, Any], number: int, actor: Actor, today: date, *, rows_of: int
) -> Proof | None:
    """The proof ``number`` of the answer ``whole`` (its public JSON shape), None when it has no such proof.

    What it points to is read again with the person's rights of today. ``rows_of``: the request, for the link to the
    lines behind a figure.
    """
    item = _item(whole, number)
    if item is None:
        return None
    build = {"passage": _passage, "rows": _rows, "webpage": _webpage}.get(item["kind"])
    proof = build(item, actor, today) if build else _computed(item, whole)
    if isinstance(proof, RowsProof):
        proof = replace(proof, lines_address=reverse("ask_rows", args=[rows_of, number]))
    claims = [claim["text"] for claim in whole.get("claims", []) if item["id"] in claim.get("evidence", [])]
    return replace(proof, claims=claims)


def lines_behind(whole: Mapping[str, Any], number: int, actor: Actor, page: int) -> Lines | None:
    """A page of the lines that proof ``number`` was computed from; None when it does not come from a table.

    Raises NotFound when the person may no longer see the table.
    """
    item = _item(whole, number)
    if item is None or item["kind"] != "rows":
        return None
    if ledger_proofs.is_ledger(item["query"]):
        found = ledger_proofs.lines(actor, item, _A_PAGE, (page - 1) * _A_PAGE)
        headings = [(found.labels[key], found.units.get(key, "")) for key in found.columns]
        shown = results.grid("", headings, [list(row) for row in found.rows])
        return Lines(
            ledger_proofs.in_words(item["query"]), shown, found.total, page, page * _A_PAGE < found.total
        )
    if "lines" in item["query"]:
        found = tables.lines_at(
            actor,
            item["dataset"],
            item["version"],
            item["query"]["lines"],
            limit=_A_PAGE,
            offset=(page - 1) * _A_PAGE,
        )
        headings = [(found.labels[key], found.units.get(key, "")) for key in found.columns]
        shown = results.grid("", headings, [list(row) for row in found.rows])
        return Lines(_CITED, shown, found.total, page, page * _A_PAGE < found.total)
    query = MeasureQuery.model_validate(item["query"])
    found = tables.rows_behind(
        actor,
        query,
        dataset=item["dataset"],
        version=item["version"],
        limit=_A_PAGE,
        offset=(page - 1) * _A_PAGE,
    )
    headings = [(found.labels.get(key, key), found.units.get(key, "")) for key in found.columns]
    shown = results.grid("", headings, [list(row) for row in found.rows])
    return Lines(query_words.in_words(query), shown, found.total, page, page * _A_PAGE < found.total)


def _item(whole: Mapping[str, Any], number: int) -> Mapping[str, Any] | None:
    return next((one for one in whole.get("evidence", []) if one.get("number") == number), None)


def _passage(item: Mapping[str, Any], actor: Actor, today: date) -> Proof:
    proof = PassageProof(
        kind="passage",
        number=item["number"],
        title=item["title"],
        source=item.get("source") or "",
        section=item.get("section") or "",
        page=item.get("page"),
        dated=item.get("dated"),
        old=is_old(item.get("dated"), today),
        address=_outside(item.get("address")),
        marked=item["quote"],
    )
    try:
        pages = reading.pages(actor, item["document"], item["version"])
    except LevierError as error:
        return replace(proof, gone=f"{error.what}. Voici les mots cités au moment de la réponse.")
    wanted = item.get("page") or 1
    text = next((page.text for page in pages if page.number == wanted), "")
    place = _place(text, item["quote"], item.get("start", 0), item.get("end", 0))
    address = _address("document", item["document"])
    query = f"?version={item['version']}&page={wanted}"
    if place is None:
        return replace(proof, document_address=address and address + query)
    start, end = place
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return replace(
        proof,
        document_address=address and f"{address}{query}&start={start}&end={end}",
        before=text[first:start].lstrip() if first else text[:start],
        marked=text[start:end],
        after=text[end:last],
        before_cut=first > 0,
        after_cut=last < len(text),
    )


def _place(text: str, quote: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the quote stands: at its recorded place, else where the same words are."""
    if end > start and text[start:end].split() == quote.split():
        return start, end
    found = text.find(quote)
    if found >= 0:
        return found, found + len(quote)
    return (start, end) if 0 <= start < end <= len(text) else None


def _rows(item: Mapping[str, Any], actor: Actor, today: date) -> Proof:
    if ledger_proofs.is_ledger(item["query"]):
        return _ledger_rows(item, actor)
    if "lines" in item["query"]:
        return _ledger_rows(item, actor, _CITED)
    query = MeasureQuery.model_validate(item["query"])
    units = item.get("units", {})
    compared = (query.compare.label if query.compare else "") or "autre période"
    headings = [(query_words.label(query.kind, key, compared), units.get(key, "")) for key in item["columns"]]
    return RowsProof(
        kind="rows",
        number=item["number"],
        title=item["title"],
        words=query_words.in_words(query),
        definitions=query_words.definitions(query),
        dataset=query_words.dataset_name(actor, item["dataset"]) or item["title"],
        dataset_address=_address("dataset", item["dataset"]),
        version=item["version"],
        table=results.grid("", headings, item["values"]),
        total_rows=item["total_rows"],
    )


def _ledger_rows(item: Mapping[str, Any], actor: Actor, words: str = "") -> Proof:
    """A figure of the accounts: what it is the sum of, in words, and its accounts or months; or lines cited one by one."""
    units = item.get("units", {})
    headings = [(ledger_proofs.label(key), units.get(key, "")) for key in item["columns"]]
    return RowsProof(
        kind="rows",
        number=item["number"],
        title=item["title"],
        words=words or ledger_proofs.in_words(item["query"]),
        dataset=query_words.dataset_name(actor, item["dataset"]) or item["title"],
        dataset_address=_address("dataset", item["dataset"]),
        version=item["version"],
        table=results.grid("", headings, item["values"]),
        total_rows=item["total_rows"],
    )


def _computed(item: Mapping[str, Any], whole: Mapping[str, Any]) -> Proof:
    value, unit = item.get("value"), item.get("unit", "")
    step: Mapping[str, Any] = next(
        (one for one in whole.get("plan", {}).get("steps", []) if one["id"] == item.get("step")), {}
    )
    table = _value_table(value, unit, value_labels.labels(step.get("capability", ""), item["path"]))
    simple = not isinstance(value, dict | list)
    return ComputedProof(
        kind="computed",
        number=item["number"],
        title=item["title"],
        value_text=formats.value(value, unit) if simple and value is not None else "",
        value_json="" if simple or table else formats.pretty(value),
        method=item.get("method", ""),
        path=item["path"],
        step_label=step.get("label") or step.get("question") or "",
        inputs=formats.pretty(step["input"]) if step.get("input") else "",
        table=table,
        charts=[
            results.chart(Chart.model_validate(one))
            for one in whole.get("charts", [])
            if item["id"] in one.get("evidence", [])
        ],
    )


def _value_table(value: Any, unit: str, named: Mapping[str, value_labels.Label]) -> results.ShownTable | None:
    """A list of like objects reads better as a table, and so does an object; parts within parts are left out.

    Only parts that the capability declared carry a unit: nothing says what the others are in.
    """
    if isinstance(value, dict):
        flat = {key: one for key, one in value.items() if not isinstance(one, dict | list)}
        rows = [
            [_called(key, named), formats.value(one, _unit(key, unit, named))] for key, one in flat.items()
        ]
        return results.grid("", [("Élément", ""), ("Valeur", "")], rows) if rows else None
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        keys = [key for key, one in value[0].items() if not isinstance(one, dict | list)]
        headings = [(_called(key, named), _unit(key, unit, named)) for key in keys]
        return results.grid("", headings, [[one.get(key) for key in keys] for one in value])
    return None


def _called(key: str, named: Mapping[str, value_labels.Label]) -> str:
    return named[key].text if key in named else key


def _unit(key: str, whole: str, named: Mapping[str, value_labels.Label]) -> str:
    if key not in named:
        return ""
    own = named[key].unit
    return whole if own is None else own


def _webpage(item: Mapping[str, Any], actor: Actor, today: date) -> Proof:
    return WebProof(
        kind="webpage",
        number=item["number"],
        title=item["title"],
        address=_outside(item["address"]),
        read_at=item["read_at"],
        marked=item["quote"],
    )


def _outside(address: Any) -> str:
    """An address of the Web as a link, nothing for any other (``javascript:`` …): documents choose these words."""
    given = str(address or "").strip()
    return given if given.lower().startswith(("https://", "http://")) else ""


def _address(name: str, *args: Any) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
