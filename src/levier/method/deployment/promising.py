"""What a capability in service was promised to bring, beside what it brings: measured since, with its interval.

Two promises: that of the roadmap, kept with the service the day it was deployed, so that later data cannot change it; that of
the pilot, kept with the decision to go on.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from django.utils import timezone

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.core.french.numbers import format_money, format_number, format_quantity
from levier.core.french.writing_dates import format_date
from levier.indicators import effects
from levier.indicators.effects import TooFew
from levier.indicators.measuring import timing
from levier.indicators.measuring.models import Way
from levier.method.money import about
from levier.method.pilots.effect import times_of
from levier.method.pilots.models import Decision, Grain, Pilot, Verdict
from levier.method.pilots.series import CYCLES, followed
from levier.method.roadmap.evaluating import roadmap_of
from levier.operations.gains.net import gains
from levier.operations.watching.models import Service

_YEAR = 365
_LEAST_DAYS = 14

Standing = Literal["inside", "above", "below", "unsure", "unknown"]


@dataclass(frozen=True)
class Span:
    """A range and its middle."""

    low: float
    central: float
    high: float


@dataclass(frozen=True)
class Promise:
    """One promise and what became of it. ``source``: "roadmap" (money a year, before costs) or "pilot" (its own indicator).

    Gains are positive whichever way the indicator should go; ``measured`` is None while nothing can be (``said`` tells what to
    do); ``since``: the first day measured.
    """

    source: str
    label: str
    unit: str
    promised: Span
    measured: Span | None
    since: date
    standing: Standing
    said: str

    @property
    def tone(self) -> tuple[str, str]:
        """The colour and icon of its standing."""
        return {
            "inside": ("good", "circle-check"), "above": ("good", "trending-up"), "below": ("bad", "trending-down"),
            "unsure": ("warn", "circle-dotted"), "unknown": ("none", "circle-dotted"),
        }[self.standing]  # fmt: skip

    @property
    def verdict(self) -> str:
        """In two or three words."""
        return {
            "inside": "dans la fourchette promise", "above": "au-dessus de la promesse", "below": "en dessous de la promesse",
            "unsure": "pas encore tranché", "unknown": "pas encore mesuré",
        }[self.standing]  # fmt: skip

    def plain(self) -> dict[str, Any]:
        """As the API and the command give it."""
        return {**asdict(self), "since": self.since.isoformat(), "verdict": self.verdict}


def promised(actor: Actor, capability: str) -> dict[str, Any]:
    """What the roadmap promises for a capability today, to keep with its service; empty when it estimates nothing."""
    try:
        found = roadmap_of(actor)
    except LevierError:
        return {}
    one = next(
        (
            each
            for each in found.evaluated
            if each.candidate.capability and each.candidate.capability.name == capability
        ),
        None,
    )
    kept = {"day": found.today.isoformat()}
    if one is None or one.estimate.gross is None:
        return kept
    return kept | {"title": one.title, **asdict(one.estimate.gross)}


def promises_of(actor: Actor, service: Service) -> list[Promise]:
    """Those of a service, the pilot's first; none when neither a pilot nor the roadmap promised anything."""
    company = Company.objects.get(pk=actor.company_id)
    since = (
        date.fromisoformat(service.promised["day"])
        if service.promised
        else timezone.localdate(service.created)
    )
    since = min(since, company.today)
    made = [_of_pilot(actor, one, since, company) for one in _gone(actor, service.capability)]
    if "central" in service.promised:
        made.append(_of_roadmap(actor, service, since, company))
    return made


def every_promise(actor: Actor) -> list[tuple[Service, list[Promise]]]:
    """All services the person sees that were promised something. Raises NotAllowed."""
    found = [(one, promises_of(actor, one)) for one in Service.objects.visible_to(actor)]
    return [(one, promises) for one, promises in found if promises]


def stands(promised: Span, measured: Span | None) -> Standing:
    """``inside``: the measured value lies in the promised range; ``above``/``below``: its whole interval is outside; ``unsure``:
    the value is outside and its interval is not.
    """
    if measured is None:
        return "unknown"
    if measured.low > promised.high:
        return "above"
    if measured.high < promised.low:
        return "below"
    return "inside" if promised.low <= measured.central <= promised.high else "unsure"


def _gone(actor: Actor, capability: str) -> list[Decision]:
    """The last decision to go on, of the pilot of this capability whose effect was then measured."""
    pilots = Pilot.objects.visible_to(actor).filter(capability=capability)
    found = (
        Decision.objects.filter(pilot__in=pilots, verdict=Verdict.GO)
        .select_related("pilot")
        .order_by("-day", "-pk")
    )
    return [one for one in found if "estimate" in one.effect][:1]


def _of_pilot(actor: Actor, decision: Decision, since: date, company: Company) -> Promise:
    pilot, effect = decision.pilot, decision.effect
    sign = 1 if pilot.direction == "up" else -1
    promise = _turned(effect["low"], effect["estimate"], effect["high"], sign)
    label, unit = str(effect.get("label", "")), str(effect.get("unit", ""))
    every = f" par {Grain(pilot.grain).label.lower()}" if pilot.way.on_tables else " par dossier"
    measured, lacking = None, ""
    try:
        found = _since(actor, pilot, max(since, decision.day), company.today)
        measured = _turned(found.low, found.estimate, found.high, sign)
    except LevierError as error:
        lacking = error.message
    except TooFew as few:
        lacking = f"{few} depuis la mise en service."

    def written(value: float) -> str:
        return _amount(value, unit, company.currency) + every

    source = f"le pilote « {pilot.title} » (décision du {format_date(decision.day)})"
    return _told("pilot", label, unit, promise, measured, since, source, written, lacking)


def _since(actor: Actor, pilot: Pilot, since: date, today: date) -> effects.Effect:
    """The same effect as the pilot's, with the days in service in place of those of the pilot. Raises TooFew, NotFound."""
    if not pilot.way.on_tables:
        without = [one.total for one in timing.of(actor, pilot.capability, Way.WITHOUT)]
        return effects.welch(
            [one.total for one in timing.of(actor, pilot.capability, Way.WITH, since=since)], without
        )
    series = followed(actor, pilot, today)
    before = [one for one in series.points if one.end < pilot.starts]
    after = [one for one in series.points if one.start >= since]
    grain = Grain(pilot.grain)
    return effects.interrupted(
        [one.value for one in before + after],
        len(before),
        cycle=CYCLES[grain],
        times=times_of(before + after, grain),
    )


def _of_roadmap(actor: Actor, service: Service, since: date, company: Company) -> Promise:
    kept = service.promised
    promise = Span(kept["low"], kept["central"], kept["high"])
    measured, lacking = None, ""
    days = (company.today - since).days + 1
    if days < _LEAST_DAYS:
        lacking = f"Il faut {_LEAST_DAYS} jours en service, il y en a {format_number(days)}."
    else:
        found = gains(actor, since, company.today)
        task = next((one for one in found.tasks if one.task == service.capability), None)
        if task is None:
            lacking = "Ce savoir-faire n'a pas encore servi depuis sa mise en service."
        elif task.hours is None or task.hours_low is None or task.hours_high is None:
            lacking = (
                "Le temps gagné n'est pas chronométré : trois dossiers sans Levier et trois avec suffisent."
            )
        elif found.hour_cost is None:
            lacking = "Le coût d'une heure de travail n'est pas dit : écrivez-le dans « Gains », « Coûts »."
        else:
            yearly = found.hour_cost * _YEAR / days
            measured = Span(task.hours_low * yearly, task.hours * yearly, task.hours_high * yearly)

    def written(value: float) -> str:
        return f"{about(value, company.currency)} par an"

    source = f"la feuille de route le {format_date(since)}, avant les coûts"
    return _told(
        "roadmap",
        "Gain par an, au rythme mesuré",
        company.currency,
        promise,
        measured,
        since,
        source,
        written,
        lacking,
    )


def _told(
    source: str, label: str, unit: str, promise: Span, measured: Span | None, since: date, by: str,
    written: Callable[[float], str], lacking: str,
) -> Promise:  # fmt: skip
    standing = stands(promise, measured)
    said = f"de {written(promise.low)} à {written(promise.high)}, promis par {by}"
    if measured is None:
        told = f"Pas encore mesuré : {lacking[:1].lower()}{lacking[1:].rstrip('.')}. Promesse : {said}."
    else:
        opening = {
            "inside": "Dans la fourchette promise", "above": "Au-dessus de la fourchette promise",
            "below": "En dessous de la fourchette promise",
            "unsure": "Plutôt au-dessus de la promesse, sans certitude"
            if measured.central > promise.high
            else "Plutôt en dessous de la promesse, sans certitude",
        }[standing]  # fmt: skip
        told = (
            f"{opening} : {written(measured.central)} depuis le {format_date(since)}, entre {written(measured.low)} et "
            f"{written(measured.high)} ; {said}."
        )
    return Promise(source, label, unit, promise, measured, since, standing, told)


def _turned(low: float, middle: float, high: float, sign: int) -> Span:
    return Span(low, middle, high) if sign > 0 else Span(-high, -middle, -low)


def _amount(value: float, unit: str, currency: str) -> str:
    if unit == "%":
        return format_quantity(round(100 * value, 1), "points")
    if unit in (currency, "€"):
        return format_money(value, currency, 0)
    return format_quantity(round(value, 1), unit)
