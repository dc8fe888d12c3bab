"""Money as reports and pages of the method write it: rounded to what an estimate is worth, never to the cent."""

from math import floor, log10

from levier.core.french.numbers import NBSP, format_money
from levier.method.roadmap.value.estimating import Range


def rounded(value: float) -> float:
    """Two significant figures: an estimate knows no more."""
    if not value:
        return 0.0
    return float(round(value, 1 - floor(log10(abs(value)))))


def about(value: float, currency: str) -> str:
    """« 6 000 € »."""
    return format_money(rounded(value), currency, 0)


def between(given: Range | None, currency: str) -> str:
    """« 3 000 à 10 000 € », « pas encore estimé »."""
    if given is None:
        return "pas encore estimé"
    if rounded(given.low) == rounded(given.high):
        return about(given.high, currency)
    low = about(given.low, currency).rsplit(NBSP, 1)[0]
    return f"{low} à {about(given.high, currency)}"
