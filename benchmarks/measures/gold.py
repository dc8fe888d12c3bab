"""What a question of ``questions.tsv`` should answer, by pandas alone.

The specification of a question, in its third column: ``kind measure by axis,axis | filter | period | …``. It says what is
meant; the figures are computed here, without the semantic layer.
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from benchmarks.measures.company import TODAY, Tables
from benchmarks.measures.plain import folded, last_states, measured, prepared

HERE = Path(__file__).parent
AXES = {
    ("invoices", "customer"): "party_name", ("invoices", "supplier"): "party_name", ("purchases", "supplier"): "supplier_name",
    ("payments", "method"): "method", ("sales", "category"): "category", ("contacts", "source"): "source",
}  # fmt: skip
_DEPARTMENTS = {
    "22": "Bretagne", "29": "Bretagne", "35": "Bretagne", "56": "Bretagne", "69": "Auvergne-Rhône-Alpes",
    "13": "Provence-Alpes-Côte d'Azur", "44": "Pays de la Loire", "76": "Normandie", "31": "Occitanie",
}  # fmt: skip


@dataclass
class Question:
    """One question with what is meant by it. ``key``: the cells of a line that tell it from the others."""

    split: str
    text: str
    kind: str
    measure: str
    axes: tuple[str, ...] = ()
    kept: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    period: tuple[date, date] | None = None
    versus: tuple[date, date] | None = None
    top: int | None = None
    ascending: bool = False
    share: bool = False
    idle: int | None = None


def questions(split: str = "") -> list[Question]:
    """The questions of a split, or all."""
    lines = (HERE / "questions.tsv").read_text(encoding="utf-8").splitlines()
    found = [_question(*line.split("\t")) for line in lines if line.strip()]
    return [one for one in found if not split or one.split == split]


def _question(split: str, text: str, meant: str) -> Question:
    first, *rest = [part.strip() for part in meant.split("|")]
    match = re.fullmatch(r"(\w+) (\w+)(?: by ([\w,]+))?", first)
    assert match, meant
    made = Question(split, text, match[1], match[2], tuple(match[3].split(",")) if match[3] else ())
    for part in rest:
        if part.startswith("period "):
            made.period = _span(part[7:])
        elif part.startswith("vs "):
            made.versus = _span(part[3:])
        elif part.startswith("top "):
            made.top = int(part[4:])
        elif part.startswith("idle "):
            made.idle = int(part[5:])
        elif part == "asc":
            made.ascending = True
        elif part == "share":
            made.share = True
        elif "!=" in part:
            made.left_out.update([part.split("!=")])
        else:
            made.kept.update([part.split("=")])
    return made


def _span(text: str) -> tuple[date, date]:
    if ".." in text:
        first, last = text.split("..")
        return _span(first)[0], _span(last)[1]
    if len(text) == 4:
        return date(int(text), 1, 1), date(int(text), 12, 31)
    year, month = int(text[:4]), int(text[5:])
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def gold(question: Question, tables: Tables) -> dict[tuple[str, ...], float | None]:
    """The figure by line: the cells of the axes, folded, and the value; one line () without axes."""
    lines = prepared(question.kind, tables, TODAY)
    if question.idle is not None:
        limit = pd.Timestamp(TODAY) - timedelta(days=question.idle)
        lines["asleep"] = (lines["on_hand"] > 0) & (lines["last_sale"].isna() | (lines["last_sale"] < limit))
    for axis in (*question.axes, *question.kept, *question.left_out):
        lines[f"axis {axis}"] = _axis(question, lines, axis, tables)
    whole = _inside(question, lines, question.period)
    for axis, value in question.left_out.items():
        whole = whole[whole[f"axis {axis}"].map(folded) != folded(value)]
    chosen = whole
    for axis, value in question.kept.items():
        chosen = chosen[chosen[f"axis {axis}"].map(folded) == folded(value)]
    found = _grouped(question, chosen)
    if question.share and not question.axes:
        total = measured(question.measure, whole) or 0
        return {(): (found[()] or 0) / total}
    return _ranked(question, found)


def compared(question: Question, tables: Tables) -> dict[tuple[str, ...], float | None]:
    """The same of the period it is compared to."""
    other = Question(**{**question.__dict__, "period": question.versus, "versus": None})
    return gold(other, tables)


def _inside(question: Question, lines: pd.DataFrame, period: tuple[date, date] | None) -> pd.DataFrame:
    if period is not None:
        lines = lines[(lines["day"] >= pd.Timestamp(period[0])) & (lines["day"] <= pd.Timestamp(period[1]))]
    return last_states(lines) if question.kind == "stock" else lines


def _axis(question: Question, lines: pd.DataFrame, axis: str, tables: Tables) -> pd.Series:
    if axis == "month":
        return lines["day"].dt.strftime("%Y-%m-01")
    if axis == "region":
        return lines["postcode" if "postcode" in lines else "party"].map(
            lambda code: _DEPARTMENTS.get(str(code)[:2]) if "postcode" in lines else _region(code, tables)
        )
    if axis == "age":
        return lines["age"].map(
            lambda days: (
                "1 a 30 jours"
                if days <= 30
                else "31 a 60 jours"
                if days <= 60
                else "61 a 90 jours"
                if days <= 90
                else "plus de 90 jours"
            )
        )
    if axis == "category" and question.kind in ("purchases", "invoice_lines"):
        card = (
            tables["products"]
            .drop_duplicates("product_code", keep="last")
            .set_index("product_code")["category"]
        )
        return lines["product_code"].map(card)
    if axis == "category" and question.kind == "stock":
        return lines["category"]
    if axis == "product" and question.kind in ("stock", "purchases", "sales"):
        return lines["product"]
    return lines[AXES.get((question.kind, axis), _DEFAULT.get(axis, axis))]


_DEFAULT = {"customer": "customer_name", "place": "place", "supplier": "supplier"}


def _region(code: object, tables: Tables) -> str | None:
    card = tables["customers"].drop_duplicates("customer", keep="last").set_index("customer")["postcode"]
    postcode = card.get(code)
    return _DEPARTMENTS.get(str(postcode)[:2]) if postcode is not None else None


def _grouped(question: Question, lines: pd.DataFrame) -> dict[tuple[str, ...], float | None]:
    if not question.axes:
        return {(): measured(question.measure, lines)}
    columns = [f"axis {axis}" for axis in question.axes]
    found = {}
    for key, part in lines.dropna(subset=columns).groupby(columns):
        cells = key if isinstance(key, tuple) else (key,)
        found[tuple(folded(cell) for cell in cells)] = measured(question.measure, part)
    return found


def _ranked(
    question: Question, found: dict[tuple[str, ...], float | None]
) -> dict[tuple[str, ...], float | None]:
    known = {key: value for key, value in found.items() if value is not None}
    ordered = sorted(known, key=lambda key: known[key] or 0, reverse=not question.ascending)
    return {key: known[key] for key in ordered[: question.top]}
