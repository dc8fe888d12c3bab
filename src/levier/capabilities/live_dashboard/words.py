"""Figures, changes and breaks in French words."""

from datetime import date

from levier.capabilities.live_dashboard.period_words import OF_GRAIN
from levier.capabilities.live_dashboard.shapes import BreakFound, Change, Figure, Part, Split
from levier.core.french.calendar import MONTHS
from levier.core.french.dates import format_date
from levier.core.french.numbers import NBSP, format_money, format_number, format_percent, format_quantity

_CODES = {"€": "EUR", "£": "GBP", "$": "USD", "EUR": "EUR", "GBP": "GBP", "USD": "USD", "CHF": "CHF"}
_ALWAYS = ("avis", "mois", "fois", "ans")
_FLAT = 0.005
_FLAT_POINTS = 0.0005


def amount(value: float | None, unit: str, *, decimals: int | None = None) -> str:
    """A value in its unit; « — » for none. Money is written without cents from a thousand on."""
    if value is None:
        return "—"
    if unit in _CODES:
        digits = (0 if abs(value) >= 1_000 else 2) if decimals is None else decimals
        return format_money(value, _CODES[unit], digits)
    if unit == "%":
        return format_percent(value)
    if not unit or unit.isalpha():
        alone = abs(value) < 2 and unit.endswith("s") and unit not in _ALWAYS
        return format_quantity(value, unit[:-1] if alone else unit)
    return f"{format_number(value)}{NBSP}{unit}"


def moved(difference: float, unit: str) -> str:
    """A difference with its sign: « +12,50 € », « −3 points »."""
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    if unit == "%" and abs(difference) < _FLAT_POINTS:
        return "stable"
    if unit == "%":
        points = abs(difference) * 100
        return f"{sign}{format_number(points, 1)}{NBSP}point{'s' if points >= 2 else ''}"
    return f"{sign}{amount(abs(difference), unit)}"


def percent(ratio: float) -> str:
    """« +12 % », « −3,4 % », « stable »."""
    if abs(ratio) < _FLAT:
        return "stable"
    digits = 0 if abs(ratio) >= 0.1 else 1
    return f"{'+' if ratio > 0 else '−'}{format_percent(abs(ratio), digits)}"


def finding(figure: Figure) -> str:
    """The title of a tile: what happened, in a few words."""
    label = capital(figure.label)
    if figure.value is None:
        return f"{label} : aucune valeur"
    if figure.state:
        return label
    for before, change, words in (
        (figure.previous, figure.change, f"sur {_than(figure)}"),
        (figure.last_year, figure.year_change, "sur un an"),
    ):
        if before is None:
            continue
        if figure.unit == "%":
            points = figure.value - before
            if abs(points) < _FLAT_POINTS:
                return f"{label} : stable {words}"
            return f"{label} : {moved(points, '%')} {words}"
        if change is None:
            continue
        if abs(change) < _FLAT:
            return f"{label} : stable {words}"
        way = "en hausse" if change > 0 else "en baisse"
        return f"{label} : {way} de {format_percent(abs(change), 0 if abs(change) >= 0.1 else 1)} {words}"
    return label


def tone(figure: Figure, change: float | None) -> str:
    """Whether a change is good news, bad news or neither."""
    flat = _FLAT_POINTS if figure.unit == "%" else _FLAT
    if change is None or abs(change) < flat or not figure.better:
        return "none"
    return "good" if (change > 0) == (figure.better == "up") else "bad"


_ONE = {"week": "une semaine", "month": "un mois", "quarter": "un trimestre", "year": "un an"}


def _than(figure: Figure) -> str:
    if figure.complete:
        return _ONE[figure.grain]
    return f"{_ONE[figure.grain]}, à jours égaux"


def break_words(one: BreakFound, unit: str) -> str:
    """« Depuis mars 2011, le niveau est plus bas de 18 % (saison déduite) »."""
    since = month_or_week(one.day, one.grain)
    per = "par mois" if one.grain == "month" else "par semaine"
    if one.kind == "level":
        size = (
            format_percent(abs(one.size), 0 if abs(one.size) >= 0.1 else 1)
            if one.relative
            else amount_moved(one.size, unit)
        )
        return f"Depuis {since}, le niveau est plus {'haut' if one.size > 0 else 'bas'} de {size}, saison déduite"
    size = format_percent(abs(one.size), 1) if one.relative else amount_moved(one.size, unit)
    return f"Depuis {since}, la tendance s'infléchit vers {'le haut' if one.size > 0 else 'le bas'} de {size} {per}"


def amount_moved(size: float, unit: str) -> str:
    """The size of a break without its sign."""
    return moved(size, unit).lstrip("+−")


def month_or_week(day: date, grain: str) -> str:
    """« mars 2011 », « la semaine du 07/03/2011 »."""
    return f"{MONTHS[day.month - 1]} {day.year}" if grain == "month" else f"la semaine du {format_date(day)}"


def where_from(change: Change, split: Split) -> str:
    """« La baisse vient à 62 % de « Allemagne » (−1 234,56 €) » — exact, or in amounts when rises and falls offset each other."""
    rise = change.difference > 0
    noun = "hausse" if rise else "baisse"
    named = [one for one in split.parts if not one.rest]
    with_it = sorted(
        (one for one in named if one.change * change.difference > 0), key=lambda one: -abs(one.change)
    )
    against = sorted(
        (one for one in named if one.change * change.difference < 0), key=lambda one: -abs(one.change)
    )
    if not with_it:
        return ""
    first = with_it[0]
    if first.share is None:
        text = f"Par {split.label}, des hausses et des baisses se compensent : {_named(first, change)}"
        return f"{text}, {_named(against[0], change)}." if against else f"{text}."
    if first.share > 1:
        text = f"La {noun} vient de {_named(first, change)}"
        return f"{text}, en partie compensée par {_named(against[0], change)}." if against else f"{text}."
    text = f"La {noun} vient à {format_percent(first.share or 0, 0)} de « {first.name} »{_in(first, change)}"
    if first.weight is not None and first.weight >= 0.005 and (first.share or 0) > 1.3 * first.weight:
        text += f", qui pesait {format_percent(first.weight, 0)} du total"
    if len(with_it) > 1 and (with_it[1].share or 0) >= 0.1:
        text += f", puis à {format_percent(with_it[1].share or 0, 0)} de « {with_it[1].name} »{_in(with_it[1], change)}"
    return f"{text}."


def _in(part: Part, change: Change) -> str:
    return "" if change.unit == "%" else f" ({moved(part.change, change.unit)})"


def _named(part: Part, change: Change) -> str:
    return f"« {part.name} » {moved(part.change, change.unit)}"


def capital(text: str) -> str:
    """With a capital letter."""
    return text[:1].upper() + text[1:]


def incomplete(figure: Figure) -> str:
    """What must be said of a period that is not all there; empty when it is."""
    if figure.state or figure.end is None:
        return ""
    word = OF_GRAIN[figure.grain]
    if figure.begins is not None and figure.begins > figure.end:
        return (
            f"Les données ne commencent que le {format_date(figure.begins)} : rien à dire de cette période."
        )
    if figure.begins is not None:
        return f"Les données commencent le {format_date(figure.begins)} : {word} incomplet{'e' if word in ('semaine', 'année') else ''}."
    if figure.complete:
        return ""
    return (
        f"{capital(word)} en cours : {figure.elapsed} jour{'s' if figure.elapsed > 1 else ''} sur {figure.days}, "
        "comparé à autant de jours."
    )
