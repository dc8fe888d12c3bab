"""Before starting: measure the starting point, and compute how long the pilot must last to show its effect."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from statistics import fmean, stdev
from typing import Any

import numpy as np

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotEnoughData
from levier.core.french.calendar import unit_span
from levier.core.french.numbers import format_count
from levier.indicators.effects import TooFew, cases_for_means, periods_needed, power_of_pilot
from levier.indicators.effects.designs import model, noise
from levier.indicators.effects.power import POWER, power_over_time
from levier.indicators.measuring import timing
from levier.indicators.measuring.models import Way
from levier.method.pilots.finding import worked
from levier.method.pilots.models import Design, Grain, Pilot, State
from levier.method.pilots.series import CYCLES, followed
from levier.policy import journal

LEAST_TIMED = 5
_NAMES = {Grain.DAY: ("jour", "jours"), Grain.WEEK: ("semaine", "semaines"), Grain.MONTH: ("mois", "mois")}


@dataclass(frozen=True)
class Baseline:
    """The starting point. ``spread``, ``memory``: of what neither trend nor season explains; ``n``: periods or files."""

    value: float
    spread: float
    memory: float
    n: int
    start: date
    end: date
    label: str
    unit: str
    table: str
    dataset: int | None
    version: int | None
    measured: date


@dataclass(frozen=True)
class Plan:
    """How long it takes. ``needed``: periods, or timed files a side; None when two years would not do; ``said``: French."""

    needed: int | None
    planned: int
    power: float
    said: str
    enough: bool


def measure(actor: Actor, pk: int) -> Pilot:
    """Measure the baseline and plan the length; may be done again until the start.

    Raises NotFound (the table is gone), NotEnoughData, BadInput (already started).
    """
    pilot = worked(actor, pk)
    if pilot.state != State.PREPARING:
        raise BadInput("Le point de départ se mesure avant le début, et celui-ci a commencé")
    today = Company.objects.get(pk=pilot.company_id).today
    found, plan, turns = (
        _on_table(actor, pilot, today) if pilot.way.on_tables else _timed(actor, pilot, today)
    )
    pilot.baseline, pilot.plan, pilot.turns = _plain(found), _plain(plan), turns
    pilot.save(update_fields=["baseline", "plan", "turns"])
    journal.record(
        pilot.company_id, actor.person_id, "pilot.baseline", f"pilot:{pilot.pk}",
        {"value": found.value, "n": found.n, "until": found.end.isoformat()},
    )  # fmt: skip
    return pilot


def _on_table(actor: Actor, pilot: Pilot, today: date) -> tuple[Baseline, Plan, list[int]]:
    series = followed(actor, pilot, min(pilot.starts - timedelta(days=1), today))
    grain = Grain(pilot.grain)
    try:
        spread, memory = noise(series.values, cycle=CYCLES[grain])
    except TooFew as few:
        raise NotEnoughData(
            f"Le point de départ ne peut pas être mesuré. {few}",
            where=series.table,
            mend="Choisissez un pas plus court (jour, semaine), ou importez plus d'historique.",
        ) from None
    recent = series.values[-_year(grain) :]
    value = fmean(recent)
    first, last = series.points[0], series.points[-1]
    found = Baseline(
        value, spread, memory, len(series.points), first.start, last.end, series.label, series.unit, series.table,
        series.dataset, series.version, today,
    )  # fmt: skip
    if not value or spread <= 1e-12:
        raise NotEnoughData(
            f"« {series.label} » ne varie pas, ou vaut zéro : un effet relatif n'a pas de sens",
            where=series.table,
        )
    effect = pilot.expected * abs(value)
    planned = len(periods(pilot))
    if pilot.design == Design.SWITCHBACK:
        turns = _turns(planned)
        return found, _switchback_plan(effect, found, turns, grain), turns
    needed = periods_needed(effect, spread, memory, found.n, cycle=CYCLES[grain])
    power = power_of_pilot(effect, spread, memory, found.n, planned, cycle=CYCLES[grain])
    return (
        found,
        Plan(needed, planned, power, _said(needed, planned, power, grain), power >= POWER - 0.01),
        [],
    )


def periods(pilot: Pilot) -> list[tuple[date, date]]:
    """The whole periods of the pilot, first and last days."""
    found, day = [], pilot.starts
    while day <= pilot.ends:
        span = unit_span(Grain(pilot.grain).value, day)  # type: ignore[arg-type]
        if span.start >= pilot.starts and span.end <= pilot.ends:
            found.append((span.start, span.end))
        day = span.end + timedelta(days=1)
    return found


def _turns(planned: int) -> list[int]:
    """With and without in random pairs, always the same draw for a length: what comes first is left to chance."""
    rng = np.random.default_rng(planned)
    drawn = [int(one) for _ in range((planned + 1) // 2) for one in rng.permutation([0, 1])]
    return drawn[:planned]


def _switchback_plan(effect: float, found: Baseline, turns: list[int], grain: Grain) -> Plan:
    def power(draw: list[int]) -> float:
        made = model(np.array(draw, dtype=float), np.arange(len(draw)))
        return power_over_time(effect, found.spread, found.memory, made) if len(draw) > 5 else 0.0

    told = power(turns)
    needed = next((size for size in range(6, 105, 2) if power(_turns(size)) >= POWER), None)
    return Plan(needed, len(turns), told, _said(needed, len(turns), told, grain), told >= POWER - 0.01)


def _timed(actor: Actor, pilot: Pilot, today: date) -> tuple[Baseline, Plan, list[int]]:
    files = [one for one in timing.of(actor, pilot.capability, Way.WITHOUT) if one.day <= today]
    if pilot.design == Design.TIMED:
        files = [one for one in files if one.day < pilot.starts or pilot.starts > today]
    minutes = [one.total for one in files]
    if len(minutes) < LEAST_TIMED:
        raise NotEnoughData(
            f"{format_count(len(minutes), 'dossier chronométré')} sans Levier : il en faut {LEAST_TIMED} au moins",
            where="point de départ",
            mend="Chronométrez quelques dossiers ordinaires avec le bouton « Chronométrer » : cela prend une matinée.",
        )
    value, spread = fmean(minutes), stdev(minutes)
    found = Baseline(
        value, spread, 0.0, len(minutes), min(one.day for one in files), max(one.day for one in files),
        "Temps par dossier", "minutes", "", None, None, today,
    )  # fmt: skip
    effect = abs(pilot.expected) * value
    needed = cases_for_means(effect, max(spread, 0.01 * value))
    said = (
        f"Il faudra chronométrer environ {needed} dossiers avec Levier et autant sans ({len(minutes)} déjà faits) "
        f"pour avoir 8 chances sur 10 de montrer l'effet attendu."
    )
    return found, Plan(needed, needed, POWER, said, True), []


def _said(needed: int | None, planned: int, power: float, grain: Grain) -> str:
    one, many = _NAMES[grain]
    chances = f"{round(10 * power)} chance{'s' if round(10 * power) > 1 else ''} sur 10"
    if needed is None:
        return (
            "Même 104 périodes ne suffiraient pas : l'effet attendu se perd dans les variations habituelles. "
            "Attendez un effet plus fort, suivez une mesure plus stable, ou chronométrez la tâche."
        )
    told = f"Il faudra environ {needed} {many if needed > 1 else one} pour avoir 8 chances sur 10 de montrer l'effet attendu."
    return f"{told} Le pilote en prévoit {planned} : {chances}."


def _year(grain: Grain) -> int:
    return {Grain.DAY: 28, Grain.WEEK: 26, Grain.MONTH: 12}[grain]


def _plain(made: Baseline | Plan) -> dict[str, Any]:
    return {key: one.isoformat() if isinstance(one, date) else one for key, one in asdict(made).items()}
