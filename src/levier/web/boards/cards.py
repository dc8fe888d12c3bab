"""A tile as its card shows it: the finding, the value, what it is compared with, a small curve."""

from dataclasses import dataclass, field

from levier.capabilities.live_dashboard.shapes import Figure
from levier.capabilities.live_dashboard.words import (
    amount,
    break_words,
    capital,
    finding,
    incomplete,
    moved,
    percent,
    tone,
)
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_percent
from levier.operations.boards.showing import Shown
from levier.tables.countries import COUNTRY, french_name
from levier.tables.kinds import KINDS
from levier.tables.measures import MODELS
from levier.web.boards.curves import Curve, curve

_ICONS = {"good": "circle-check", "bad": "alert-triangle", "none": "point"}


@dataclass(frozen=True)
class Compared:
    """A comparison: the change in words, what with, and whether it is good news."""

    change: str
    against: str
    tone: str
    icon: str


@dataclass(frozen=True)
class Goal:
    """The target: how far, and where a steady pace would be."""

    text: str
    share: float
    expected: float | None
    tone: str
    icon: str
    word: str


@dataclass(frozen=True)
class TileCard:
    """Everything the template writes."""

    number: int
    revision: int
    title: str
    label: str
    value: str
    period: str
    compared: list[Compared]
    curve: Curve | None
    goal: Goal | None
    crossed: str
    notes: list[str] = field(default_factory=list)
    breaks: list[str] = field(default_factory=list)
    problem: str = ""
    mend: str = ""
    table: str = ""
    limited: str = ""
    explains: bool = False
    watching: str = ""


def card(one: Shown) -> TileCard:
    """The card of a tile."""
    tile, figure = one.tile, one.figure
    limited = "; ".join(", ".join(_member(part.dimension, one) for one in part.values) for part in tile.asked)
    if figure is None:
        return TileCard(
            number=tile.pk, revision=tile.revision, title=_name(tile.kind, tile.measure), label=_name(tile.kind, tile.measure), value="—",
            period="", compared=[], curve=None, goal=None, crossed="", problem=one.problem.what if one.problem else "",
            mend=one.problem.mend if one.problem else "", limited=limited,
        )  # fmt: skip
    return TileCard(
        number=tile.pk,
        revision=tile.revision,
        title=finding(figure),
        label=capital(figure.label),
        value=amount(figure.value, figure.unit),
        period=figure.period or "À ce jour",
        compared=compared(figure),
        curve=curve(figure, tile.target, tile.low, tile.high),
        goal=goal(one),
        crossed=crossed(one),
        notes=[text for text in (incomplete(figure), _late(figure)) if text],
        breaks=[break_words(found, figure.unit) for found in figure.breaks[-1:]],
        table=figure.table,
        limited=limited,
        explains=not figure.state and figure.previous is not None,
        watching=_watching(one),
    )


def _member(dimension: str, name: str) -> str:
    return french_name(name) if dimension == COUNTRY else name


def compared(figure: Figure) -> list[Compared]:
    """The period before, then the year before."""
    found = []
    for before, change, against in (
        (figure.previous, figure.change, figure.previous_period),
        (figure.last_year, figure.year_change, figure.last_year_period),
    ):
        if before is None or figure.value is None:
            continue
        difference = figure.value - before
        if figure.unit == "%" or change is None:
            text = moved(difference, figure.unit) if difference else "stable"
            sign = tone(figure, difference)
        else:
            text, sign = percent(change), tone(figure, change)
        icon = "minus" if text == "stable" else "trending-up" if difference > 0 else "trending-down"
        found.append(Compared(text, f"{against} : {amount(before, figure.unit)}", sign, icon))
    return found


def goal(one: Shown) -> Goal | None:
    """The target beside the value."""
    figure, target = one.figure, one.tile.target
    if figure is None or figure.value is None or target is None:
        return None
    share = one.reached if one.reached is not None else 0.0
    down = figure.better == "down"
    held = figure.value <= target if down else figure.value >= target
    pace = one.expected
    if held:
        sign, icon, word = ("good", "circle-check", "tenu" if down else "atteint")
    elif down:
        sign, icon, word = "bad", "alert-triangle", "dépassé"
    elif pace is not None and share >= pace:
        sign, icon, word = "good", "trending-up", "en avance sur le rythme"
    elif pace is not None:
        sign, icon, word = "warn", "hourglass", f"rythme attendu : {format_percent(pace, 0)}"
    else:
        sign, icon, word = "warn", "target", "pas atteint"
    ceiling = "à ne pas dépasser" if down else "objectif"
    text = (
        f"{capital(ceiling)} : {amount(target, figure.unit)}, {format_percent(share, 0)}"
        if target
        else f"{capital(ceiling)} : {amount(target, figure.unit)}"
    )
    return Goal(text, max(0.0, min(1.0, share)), pace, sign, icon, word)


def crossed(one: Shown) -> str:
    """« Sous le seuil de 12 000 € », or nothing."""
    if one.figure is None or not one.side:
        return ""
    limit = one.tile.low if one.side == "low" else one.tile.high
    where = "Sous le seuil de" if one.side == "low" else "Au-dessus du seuil de"
    whole = one.side == "low" and one.figure.additive and not one.figure.complete
    return f"{where} {amount(limit, one.figure.unit)}" + (" (dernière période complète)" if whole else "")


def _watching(one: Shown) -> str:
    figure, tile = one.figure, one.tile
    if figure is None or not tile.watched:
        return ""
    told = []
    if tile.low is not None:
        told.append(f"sous {amount(tile.low, figure.unit)}")
    if tile.high is not None:
        told.append(f"au-dessus de {amount(tile.high, figure.unit)}")
    if tile.watch_breaks:
        told.append("à chaque rupture")
    return f"Alerte {' ou '.join(told)}"


def _late(figure: Figure) -> str:
    if not figure.late_days or figure.through is None:
        return ""
    return f"Données arrêtées au {format_date(figure.through)}."


def _name(kind: str, measure: str) -> str:
    known = MODELS[kind].measures.get(measure) if kind in MODELS else None
    return capital(known.label) if known is not None else KINDS[kind].label if kind in KINDS else measure
