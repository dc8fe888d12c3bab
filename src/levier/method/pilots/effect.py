"""The effect of a pilot, measured with its uncertainty by the design chosen before."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotEnoughData
from levier.core.french.numbers import format_percent, format_quantity
from levier.indicators import effects
from levier.indicators.effects import Effect, TooFew
from levier.indicators.measuring import timing
from levier.indicators.measuring.models import Timing, Way
from levier.method.pilots.models import Design, Grain, Pilot, State
from levier.method.pilots.series import CYCLES, Followed, Point, followed


@dataclass(frozen=True)
class Measured:
    """What was found on a day. ``said``: the finding in French; ``points``: the periods or files it rests on, in order of time.

    ``errors``: the same for the share of wrong files, when they were looked at. ``certain``: the interval leaves out zero.
    """

    effect: Effect
    said: str
    label: str
    unit: str
    points: tuple[tuple[str, float, bool], ...]
    good: bool
    harmful: bool
    day: date
    errors: str = ""

    def kept(self) -> dict[str, Any]:
        """As a decision keeps it, for good."""
        plain = {**asdict(self.effect), "cautions": list(self.effect.cautions)}
        return {
            "said": self.said, "label": self.label, "unit": self.unit, "day": self.day.isoformat(), "good": self.good,
            "relative": self.effect.relative, "errors": self.errors, **plain,
        }  # fmt: skip


def effect_of(actor: Actor, pilot: Pilot) -> Measured:
    """Measured now, up to the end of the pilot. Raises NotFound (table deleted), NotEnoughData, BadInput (not started)."""
    if pilot.state == State.PREPARING:
        raise BadInput(
            "Ce pilote n'a pas commencé : son effet ne peut pas être mesuré", mend="Lancez-le d'abord."
        )
    today = Company.objects.get(pk=pilot.company_id).today
    try:
        return _on_table(actor, pilot, today) if pilot.way.on_tables else _timed(actor, pilot, today)
    except TooFew as few:
        raise NotEnoughData(
            str(few),
            where=f"pilote « {pilot.title} »",
            mend="Attendez quelques périodes de plus."
            if pilot.way.on_tables
            else "Chronométrez d'autres dossiers avec le bouton « Chronométrer ».",
        ) from None


def _on_table(actor: Actor, pilot: Pilot, today: date) -> Measured:
    series = followed(actor, pilot, min(pilot.ends, today))
    before = [point for point in series.points if point.end < pilot.starts]
    during = [point for point in series.points if point.start >= pilot.starts and point.end <= pilot.ends]
    if pilot.design == Design.SWITCHBACK:
        return _switched(pilot, series, during, today)
    found = effects.interrupted(
        [point.value for point in before + during], len(before), cycle=CYCLES[Grain(pilot.grain)],
        times=times_of(before + during, Grain(pilot.grain)),
    )  # fmt: skip
    return _measured(pilot, found, series, [(one, one in during) for one in before + during], today)


def _switched(pilot: Pilot, series: Followed, during: list[Point], today: date) -> Measured:
    turns = [bool(one) for one in pilot.turns[: len(during)]]
    found = effects.switchback(
        [point.value for point in during[: len(turns)]],
        turns,
        times=times_of(during[: len(turns)], Grain(pilot.grain)),
    )
    return _measured(pilot, found, series, list(zip(during, turns, strict=False)), today)


def times_of(points: Sequence[Point], grain: Grain) -> list[int]:
    """The place of each period since the first, so that one that lacks leaves a gap."""
    if not points:
        return []
    first = points[0].start
    if grain == Grain.MONTH:
        return [12 * (one.start.year - first.year) + one.start.month - first.month for one in points]
    return [(one.start - first).days // (7 if grain == Grain.WEEK else 1) for one in points]


def _measured(
    pilot: Pilot, found: Effect, series: Followed, points: list[tuple[Point, bool]], today: date
) -> Measured:
    return Measured(
        found, said(pilot, found, series.label, series.unit), series.label, series.unit,
        tuple((one.start.isoformat(), one.value, on) for one, on in points),
        found.favours(pilot.direction), found.harms(pilot.direction), today,
    )  # fmt: skip


def _timed(actor: Actor, pilot: Pilot, today: date) -> Measured:
    without = timing.of(actor, pilot.capability, Way.WITHOUT)
    if pilot.design == Design.SPLIT:
        without = [one for one in without if one.day >= pilot.starts]
    with_it = timing.of(actor, pilot.capability, Way.WITH, since=pilot.starts)
    with_it = [one for one in with_it if one.day <= pilot.ends]
    found = effects.welch([one.total for one in with_it], [one.total for one in without])
    label = "Temps par dossier"
    files = sorted([*without, *with_it], key=lambda one: (one.day, one.pk))
    points = tuple((one.day.isoformat(), one.total, one.way == Way.WITH) for one in files)
    return Measured(
        found, said(pilot, found, label, "minutes"), label, "minutes", points, found.favours(pilot.direction),
        found.harms(pilot.direction), today, _errors(with_it, list(without)),
    )  # fmt: skip


def _errors(with_it: list[Timing], without: list[Timing]) -> str:
    a = [one.wrong for one in with_it if one.wrong is not None]
    b = [one.wrong for one in without if one.wrong is not None]
    if min(len(a), len(b)) < 3:
        return ""
    found = effects.newcombe(sum(a), len(a), sum(b), len(b))
    return (
        f"Dossiers avec une erreur : {format_percent(sum(a) / len(a), 0)} avec Levier, {format_percent(sum(b) / len(b), 0)} sans "
        f"(différence entre {_signed(found.low)} et {_signed(found.high)} points)."
    )


def _signed(share: float) -> str:
    return f"{'+' if share > 0 else '−' if share < 0 else ''}{abs(share) * 100:.0f}"


def said(pilot: Pilot, found: Effect, label: str, unit: str) -> str:
    """The finding in one French sentence, its interval always beside it."""
    low, high = _change(found.low, found, unit), _change(found.high, found, unit)
    if not found.certain:
        return (
            f"Aucun effet ne se distingue encore du hasard sur « {label} » : le changement est entre {low} et {high} "
            f"(intervalle à 95 %)."
        )
    way = "a augmenté" if found.estimate > 0 else "a baissé"
    wanted = found.favours(pilot.direction)
    tail = "" if wanted else " C'est le contraire de ce qui était voulu."
    return (
        f"« {label} » {way} de {_size(found.estimate, found, unit)} pendant le pilote, entre {low} et {high} "
        f"(intervalle à 95 %).{tail}"
    )


def _change(value: float, found: Effect, unit: str) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + _size(value, found, unit)


def _size(value: float, found: Effect, unit: str) -> str:
    if found.without and unit != "%":
        return format_percent(abs(value) / abs(found.without), 0 if abs(value / found.without) >= 0.1 else 1)
    if unit == "%":
        return format_quantity(round(100 * abs(value), 1), "points")
    return format_quantity(round(abs(value), 2), unit)
