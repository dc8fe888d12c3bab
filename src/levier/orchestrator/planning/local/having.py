"""Figures that a question sets as bounds: « dont le panier dépasse 500 € », « qui ont commandé au moins 5 fois »."""

import re
from collections.abc import Iterator, Mapping, Sequence

from levier.core.french.numbers import FoundNumber, find_numbers
from levier.core.measures import Threshold
from levier.orchestrator.understand import Clause
from levier.orchestrator.understand.cues import cue_text
from levier.tables.measures.model import Measure

_SIDES = (
    ("at_least", r"au moins|au minimum|minimum|a partir de|>=|≥|at least"),
    ("at_most", r"au plus|au maximum|maximum|pas plus d[e']|jusqu'a|<=|≤|at most"),
    ("over", r"plus d[e']|depass\w*|superieur\w* a|au[- ]dessus d[e']|au[- ]dela d[e']|exced\w*|franchi\w*|>|more than|over|above"),
    ("under", r"moins d[e']|inferieur\w* a|en[- ]dessous d[e']|au[- ]dessous d[e']|sous(?: les| la barre d[e'])?|<|less than|under|below"),
)  # fmt: skip
_BEFORE = tuple((side, re.compile(rf"(?:{pattern}) ?(?:les |des |de )?$")) for side, pattern in _SIDES)
_AFTER = {
    "orders": re.compile(r"\s*(?:commandes?|factures?|achats?|fois|tickets?|orders?|times)(?![a-z])"),
    "quantity": re.compile(r"\s*(?:exemplaires?|unites?|pieces?|articles?|units?)(?![a-z])"),
    "customers": re.compile(r"\s*clients?(?![a-z])"),
    "products_sold": re.compile(r"\s*(?:produits?|references?)(?: differents?| distincts?)?(?![a-z])"),
}
_TIME = frozenset({"jour", "semaine", "mois", "trimestre", "semestre", "an", "heure", "minute"})
_MONEY = frozenset({"€", "£", "$", "euro"})


def bounds(
    clause: Clause, said: Sequence[str], measures: Mapping[str, Measure], main: str
) -> tuple[Threshold, ...]:
    """The thresholds of a question, on a measure that its words or its units name; ``main``: the one meant by an amount alone."""
    flat = cue_text(clause.text)
    found = []
    for number, side in _bounding(clause, flat):
        measure = _measure(number, flat, said, measures, main)
        if measure is not None:
            value = float(number.value) / (100 if measures[measure].unit == "%" else 1)
            found.append(Threshold.model_validate({"measure": measure, "side": side, "value": value}))
    return tuple(found[:3])


def moved(clause: Clause, before: Sequence[Threshold]) -> tuple[Threshold, ...]:
    """« et 2 000 € ? »: the bound of the question before, at another figure."""
    numbers = [
        one for one in find_numbers(clause.text)
        if one.unit not in _TIME and not in_a_name(clause, one.start, one.end)
    ]  # fmt: skip
    if len(numbers) != 1 or len(before) != 1:
        return ()
    value = float(numbers[0].value) / (100 if numbers[0].unit == "%" else 1)
    return (before[0].model_copy(update={"value": value}),)


def without_bounds(clause: Clause, flat: str) -> str:
    """The text with its bounds blanked: « les factures de plus de 2000 € en retard » are « factures en retard »."""
    text = list(flat)
    for number in find_numbers(clause.text):
        before = flat[: number.start]
        start = next((match.start() for _, pattern in _BEFORE if (match := pattern.search(before))), None)
        if start is not None and number.unit not in _TIME and not in_a_name(clause, number.start, number.end):
            start = start - 3 if flat[:start].endswith("de ") else start
            text[start : number.end] = " " * (number.end - start)
    return "".join(text)


def _bounding(clause: Clause, flat: str) -> Iterator[tuple[FoundNumber, str]]:
    for number in find_numbers(clause.text):
        if number.unit in _TIME or in_a_name(clause, number.start, number.end):
            continue
        before = flat[: number.start]
        side = next((side for side, pattern in _BEFORE if pattern.search(before)), None)
        if side is not None:
            yield number, side


def in_a_name(clause: Clause, start: int, end: int) -> bool:
    """Whether these characters are of a name or a period of the question."""
    spans = [(one.start, one.end) for one in clause.entities] + [
        (one.start, one.end) for one in clause.periods
    ]
    return any(start < last and first < end for first, last in spans)


def _measure(
    number: FoundNumber, flat: str, said: Sequence[str], measures: Mapping[str, Measure], main: str
) -> str | None:
    """The measure the bound is of: what is counted after the number, else one said whose unit is the number's."""
    rest = re.sub(r"^[\d\s.,\u00a0\u202f]+", " ", flat[number.start :])
    for name, pattern in _AFTER.items():
        if name in measures and pattern.match(rest):
            return name
    if number.unit == "%":
        named = (name if measures[name].unit == "%" else f"{name}_rate" for name in said)
        return next((name for name in named if name in measures and measures[name].unit == "%"), None)
    if number.unit in _MONEY:
        return next((name for name in said if measures[name].unit == "money"), main or None)
    return said[0] if said and not number.unit else None
