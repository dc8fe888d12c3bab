"""How the dates and numbers of a table are written: said by the person, proven by the values, or asked. Never guessed.

A column proves by its own values (a 25 is no month; « 12,5 » is no thousand). When it does not, the rest of the file may: another
column of the same file was written by the same software; and a decimal comma proves a software set for a country where the
day comes first, for every country that writes the month first writes a decimal point. What was concluded from the rest of
the file is told in the notes. Years of two digits are open to a third reading: only their own column proves them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from levier.core.french.dates import format_long_date
from levier.core.french.numbers import format_number
from levier.tables.importing.how import WORDS, Choice, Decimal, How, Order, Question
from levier.tables.importing.moments import OrderEvidence, order_evidence, read_moments
from levier.tables.importing.numbers import MarkEvidence, mark_evidence, read_numbers


@dataclass(frozen=True)
class Style:
    """``decimal`` by numeric column and ``order`` by date column, whether proven or presumed; what must be asked."""

    decimal: dict[str, Decimal]
    order: dict[str, Order]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]


def style_of(
    numbers: dict[str, pl.Series], dates: dict[str, pl.Series], presumed: Decimal, how: How, *, certain: bool
) -> Style:
    """``numbers``, ``dates``: the columns of the file read as such, by name."""
    marks = {name: mark_evidence(column) for name, column in numbers.items()}
    orders = {name: order_evidence(column) for name, column in dates.items()}
    notes: list[str] = []
    questions: list[Question] = []
    decimal = _marks(marks, presumed, how, notes, questions, certain=certain)
    comma = {found.mark for found in marks.values() if found.mark} == {","}
    order = _orders(orders, how, notes, questions, certain=certain, comma=comma)
    return Style(decimal, order, tuple(questions), tuple(notes))


def _marks(
    found: dict[str, MarkEvidence],
    presumed: Decimal,
    how: How,
    notes: list[str],
    questions: list[Question],
    *,
    certain: bool,
) -> dict[str, Decimal]:
    proven = {evidence.mark for evidence in found.values() if evidence.mark}
    rest = how.decimal or (proven.pop() if len(proven) == 1 else None)
    marks: dict[str, Decimal] = {}
    open_columns: dict[str, str] = {}
    for name, evidence in found.items():
        marks[name] = how.decimal or evidence.mark or rest or presumed
        if evidence.doubtful and not evidence.mark and not how.decimal and not certain:
            if rest is None:
                open_columns[name] = evidence.doubtful
            else:
                value = format_number(_number(evidence.doubtful, rest))
                notes.append(
                    f"« {evidence.doubtful} » de « {name} » est lu {value} : les autres colonnes du fichier "
                    f"s'écrivent avec {'une virgule décimale' if rest == ',' else 'un point décimal'}."
                )
    if open_columns:
        example = next(iter(open_columns.values()))
        both: tuple[Decimal, Decimal] = (",", ".")
        labels: dict[Decimal, str] = {
            ",": "la virgule sépare les décimales",
            ".": "le point sépare les décimales",
        }
        questions.append(
            Question(
                "decimal",
                tuple(open_columns),
                f"Rien ne prouve la marque décimale dans {_named(open_columns)}, « {example} » se lit",
                tuple(Choice(mark, labels[mark], format_number(_number(example, mark))) for mark in both),
            )
        )
    return marks


def _orders(
    found: dict[str, OrderEvidence],
    how: How,
    notes: list[str],
    questions: list[Question],
    *,
    certain: bool,
    comma: bool,
) -> dict[str, Order]:
    proven = {evidence.order for evidence in found.values() if evidence.proven}
    rest = next(iter(proven)) if len(proven) == 1 else None
    orders: dict[str, Order] = {}
    asked: dict[str, OrderEvidence] = {}
    for name, evidence in found.items():
        order = evidence.order
        if order is None and how.dates in evidence.open:
            order = how.dates
        elif order is None and rest in evidence.open and not evidence.mixed:
            order = rest
            notes.append(
                f"Dates de « {name} » lues {WORDS[rest or 'dmy']}, comme une autre colonne du fichier."
            )
        elif order is None and comma and not evidence.short and not evidence.mixed:
            order = "dmy"
            notes.append(
                f"Dates de « {name} » lues jour/mois/année : le fichier s'écrit avec une virgule décimale, "
                "et aucun pays à virgule décimale n'écrit le mois d'abord."
            )
        elif order is None and not certain:
            asked[name] = evidence
        elif evidence.proven and order != "dmy":
            notes.append(
                f"Dates de « {name} » lues {WORDS[order or 'dmy']}, comme le montrent leurs valeurs."
            )
        orders[name] = order or "dmy"
    if asked:
        questions.append(_question(asked))
    return orders


def _question(asked: dict[str, OrderEvidence]) -> Question:
    first = next(iter(asked.values()))
    what = "Deux façons d'écrire les dates se mêlent" if first.mixed else "Rien ne prouve l'ordre des dates"
    return Question(
        "dates",
        tuple(asked),
        f"{what} dans {_named(asked)}, « {first.example} » se lit",
        tuple(Choice(order, WORDS[order], _day(first.example, order)) for order in first.open),
    )


def _named(columns: Iterable[str]) -> str:
    names = [f"« {name} »" for name in columns]
    return f"la colonne {names[0]}" if len(names) == 1 else f"les colonnes {', '.join(names[:4])}"


def _number(text: str, mark: Decimal) -> float:
    other = "." if mark == "," else ","
    return float(read_numbers(pl.Series([text.replace(other, "") if other in text else text]), mark)[0] or 0)


def _day(text: str, order: Order) -> str:
    moment = read_moments(pl.Series([text]), order)[0]
    return f"le {format_long_date(moment.date())}" if moment else text
