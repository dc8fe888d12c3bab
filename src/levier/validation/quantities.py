"""Quantities of a text with what their writing promises: precision, « environ », « plus de », rise or fall.

« 1,2 k€ » promises 1 150 to 1 250 €; « environ 1 200 » the same; « 1 234,50 € » half a cent either side.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from levier.core.french.numbers import FoundNumber, find_numbers
from levier.core.french.text import flatten

Bound = Literal["", "least", "most"]
Span = tuple[int, int]

_ABOUT = re.compile(
    r"(?:environ|pres d'|pres de|autour de|a peu pres|quelque|quelques|presque|approximativement|~|≈|de l'ordre de"
    r"|un peu plus de|un peu moins de)\s*$"
)
_ABOUT_AFTER = re.compile(r"\s*environ\b")
_LEAST = re.compile(
    r"(?:au moins|au minimum|minimum(?: de)?|minimale? (?:est )?de|plus d[e'](?!\w)|superieure?s? a|depasse|a partir de|des)\s*$"
)
_MOST = re.compile(
    r"(?:au plus|au maximum|maximum(?: de)?|maximale? (?:est )?de|moins d[e'](?!\w)|inferieure?s? a|jusqu'a|n'excede pas"
    r"|ne (?:peut|peuvent|doit|doivent) (?:pas )?(?:exceder|depasser)|dans la limite de|limitee?s? a|plafonnee?s? a)\s*$"
)
_LEAST_AFTER = re.compile(r"\s*(?:au moins|au minimum|minimum\b|ou plus\b)")
_MOST_AFTER = re.compile(r"\s*(?:au plus|au maximum|maximum\b|ou moins\b)")
_FALL = re.compile(
    r"\b(?:baiss\w+|recul\w*|diminu\w+|chut\w+|pert\w+|retrait|repli\w*|decrois\w+|inferieur\w*|de moins|moins que|regress\w+)\b"
)
_RISE = re.compile(
    r"\b(?:hauss\w+|augment\w+|progress\w+|croissance|croit|gagn\w+|superieur\w*|de plus|plus que|bondi\w*)\b"
)
_SCALES = {"millier": 1000, "mille": 1000, "million": 10**6, "milliard": 10**9}
_GROUPS = re.compile(r"(?:diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aine")
_JOINS = re.compile(r"^\s*(?:a|et|ou|-|,|/|,? puis)\s*$")
_DAYS = {
    "jour": Decimal(1),
    "semaine": Decimal(7),
    "heure": Decimal(1) / 24,
    "minute": Decimal(1) / 1440,
    "seconde": Decimal(1) / 86400,
}
_MONTHS = {"mois": 1, "trimestre": 3, "semestre": 6, "an": 12}
_WORKING = re.compile(r"^\s*(ouvre|ouvrable|franc|calendaire)s?\b")
_RATE = re.compile(
    r"(?:\bpar |\bchaque |\ble |/ ?)?(?P<word>(?<=par )(?:jour|semaine|mois|trimestre|an|annee|heure)|(?<=chaque )(?:jour|semaine|mois|annee)"
    r"|(?<=/)(?:jour|semaine|mois|an|h)|mensue\w+|annue\w+|hebdomadaire\w*|quotidien\w*|trimestriel\w*)\b"
)
_RATES = {"annee": "an", "h": "heure", "hebdomadaire": "semaine", "hebdomadaires": "semaine"} | {
    word: unit
    for unit, forms in {
        "mois": "mensuel mensuelle mensuels mensuelles mensuellement", "an": "annuel annuelle annuels annuelles annuellement",
        "jour": "quotidien quotidienne quotidiens quotidiennes", "trimestre": "trimestriel trimestrielle trimestriels trimestrielles",
    }.items()
    for word in forms.split()
}  # fmt: skip

MONEY = frozenset({"€", "£", "$", "CHF"})
STRONG = MONEY | {
    "%",
    "point",
    "days",
    "months",
    "kg",
    "g",
    "km",
    "m",
    "cm",
    "mm",
    "litre",
    "m²",
    "m³",
    "kWh",
    "fois",
}


@dataclass(frozen=True)
class Quantity:
    """A number as written. ``tolerance``: how far the true value may be; ``unit`` is normalised (days, months, €, %)."""

    value: Decimal
    unit: str
    tolerance: Decimal
    start: int
    end: int
    raw: str
    bound: Bound = ""
    signed: bool = False
    way: Literal["", "fall", "rise"] = ""
    kind_of_day: str = ""
    per: str = ""

    @property
    def strong(self) -> bool:
        """True when the unit alone tells what is measured (money, percentage, duration, mass …)."""
        return self.unit in STRONG

    def is_written(self, true: Decimal) -> bool:
        """Whether ``true``, in the same unit, may be written this way: its rounding, or a bound close by."""
        if abs(self.value - true) <= self.tolerance:
            return True
        near = abs(true) / 10
        if self.bound == "least":
            return self.value <= true <= self.value + near
        return self.bound == "most" and self.value - near <= true <= self.value


def quantities(text: str, skip: Sequence[Span] = ()) -> list[Quantity]:
    """The quantities of ``text`` in order, those inside the ``skip`` spans (dates, references, names) left out."""
    flat = flatten(text)
    found = [
        number
        for number in find_numbers(text)
        if not any(a < number.end and number.start < b for a, b in skip)
    ]
    read = [_read(text, flat, number) for number in found]
    return _units_handed_back(flat, read)


def normal(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Durations in days or months, everything else as it is: (3, « semaine ») → (21, « days »)."""
    if unit in _DAYS:
        return value * _DAYS[unit], "days"
    if unit in _MONTHS:
        return value * _MONTHS[unit], "months"
    return value, unit


def _read(text: str, flat: str, number: FoundNumber) -> Quantity:
    before, after = flat[max(0, number.start - 40) : number.start], flat[number.end : number.end + 20]
    clause = flat[_clause_start(flat, number.start) : _clause_end(flat, number.end)]
    value, unit = normal(number.value, number.unit)
    scale = value / number.value if number.value else Decimal(1)
    # A duration converted to days keeps half a day, not half of its own unit: « 2 semaines » is not 16 jours.
    tolerance = _step(number) * (min(scale, Decimal(1)) if unit in {"days", "months"} else scale) / 2
    if _ABOUT.search(before) or _ABOUT_AFTER.match(after) or _GROUPS.search(flatten(number.raw)):
        tolerance = max(tolerance, min(_last_digit(value) / 2, abs(value) / 20))
    working = _WORKING.match(after) if unit == "days" else None
    return Quantity(
        value, unit, tolerance, number.start, number.end, number.raw,
        bound=_bound(before, after),
        signed=text[number.start : number.start + 1] in "+-−" or before.rstrip()[-1:] == "+",
        way="fall" if _FALL.search(clause) else "rise" if _RISE.search(clause) else "",
        kind_of_day=working.group(1) if working else "",
        per=_per(flat[number.end : _clause_end(flat, number.end)]),
    )  # fmt: skip


def _per(after: str) -> str:
    """What a rate is counted by: « 1,5 % … par semaine » → « semaine »."""
    match = _RATE.search(after[:80])
    return _RATES.get(match.group("word"), match.group("word")) if match else ""


def _bound(before: str, after: str) -> Bound:
    if _LEAST.search(before) or _LEAST_AFTER.match(after):
        return "least"
    return "most" if _MOST.search(before) or _MOST_AFTER.match(after) else ""


def _step(number: FoundNumber) -> Decimal:
    """The weight of the last digit written, in the number's own unit."""
    raw = flatten(number.raw)
    digits = re.search(r"\d[\d .']*(?:,\d+(?:\.\d+)?|\.\d{1,2}(?!\d))?", raw)
    if digits is None:
        return Decimal(max((size for word, size in _SCALES.items() if word in raw), default=1))
    decimals = re.search(r"[.,](\d+)\s*$", digits.group().rstrip(" ."))
    places = len(decimals.group(1)) if decimals else 0
    written = Decimal(re.sub(r"\D", "", digits.group()) or 0)
    if (
        decimals is not None
        and written
        and abs(number.value) >= written
        and number.value % 1 == 0
        and places == 3
    ):
        places = 0  # « 1.234 » read as one thousand two hundred and thirty-four
    factor = abs(number.value) / (written.scaleb(-places)) if written else Decimal(1)
    return Decimal(1).scaleb(-places) * factor


def _last_digit(value: Decimal) -> Decimal:
    """The weight of the last figure that is not zero: 1 200 → 100."""
    whole = abs(int(value))
    weight = 1
    while whole and whole % (weight * 10) == 0:
        weight *= 10
    return Decimal(weight)


def _clause_start(flat: str, place: int) -> int:
    return max(flat.rfind(mark, 0, place) + 1 for mark in (";", ". ", ", ", "("))


def _clause_end(flat: str, place: int) -> int:
    ends = [flat.find(mark, place) for mark in (";", ". ", ", ", ")")]
    return min([end for end in ends if end >= 0], default=len(flat))


def _units_handed_back(flat: str, read: list[Quantity]) -> list[Quantity]:
    """« entre 30 et 45 jours »: the unit said once, at the end, is also that of the numbers joined to it."""
    for place in range(len(read) - 2, -1, -1):
        this, following = read[place], read[place + 1]
        if not this.unit and following.unit and _JOINS.match(flat[this.end : following.start]):
            value, unit, tolerance = this.value, following.unit, this.tolerance
            source = find_numbers(following.raw)
            if unit in {"days", "months"} and source:
                one, _ = normal(Decimal(1), source[0].unit)
                value, tolerance = value * one, tolerance * one
            read[place] = replace(
                this, value=value, unit=unit, tolerance=tolerance, kind_of_day=following.kind_of_day
            )
    return read
