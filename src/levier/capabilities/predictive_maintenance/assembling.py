"""From what was learned to the typed output: machines with their state, the judgement, what is missing."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from levier.capabilities.predictive_maintenance import (
    Backtest,
    Compared,
    Driver,
    Law,
    LifeBacktest,
    Machine,
    PredictiveMaintenanceOutput,
)
from levier.capabilities.predictive_maintenance.reading.columns import day_of
from levier.capabilities.predictive_maintenance.reading.failures import Failures
from levier.capabilities.predictive_maintenance.reading.readings import Clock, Readings
from levier.capabilities.predictive_maintenance.reading.remarks import Remarks, count
from levier.capabilities.predictive_maintenance.science import rules as ruling
from levier.capabilities.predictive_maintenance.science.costs import by_age
from levier.capabilities.predictive_maintenance.science.judging import Rival, Verdict
from levier.capabilities.predictive_maintenance.science.learning import LEAST_FAILURES, Learned
from levier.capabilities.predictive_maintenance.science.lives import Observed
from levier.capabilities.predictive_maintenance.science.predicting import Costs, Fleet, Outlook, foresee
from levier.capabilities.predictive_maintenance.science.weibull import Values
from levier.capabilities.predictive_maintenance.words import driver_text, engine_of, found_text, time_text
from levier.core.errors import NotEnoughData

_SURE = 0.5
_SOON = 0.1
_MOST_DRIVERS = 8
_LATEST = 10


@dataclass(frozen=True)
class Basis:
    """All that the answer is made of. ``names``: key → name of each machine; ``chosen``: keys asked for, None for all."""

    today: date
    clock: Clock
    readings: Readings | None
    failures: Failures | None
    observed: Observed
    learned: Learned
    costs: Costs | None
    costs_from: str
    limit: float
    interval: float | None
    rules: list[ruling.Threshold]
    chosen: set[str] | None
    names: dict[str, str]
    currency: str

    @property
    def unit(self) -> str:
        return "jours" if self.clock == "days" else "cycles"

    def day(self, t: float) -> date | None:
        return day_of(t).date() if self.clock == "days" else None


def assemble(basis: Basis, remarks: Remarks) -> PredictiveMaintenanceOutput:
    """The output without its words. Raises NotEnoughData when nothing can be said of any machine."""
    learned = basis.learned
    fleet = (
        foresee(basis.observed, learned, basis.costs, basis.limit)
        if learned.engine != "none"
        else Fleet([], [], [])
    )
    found = _rules(basis)
    machines = [_machine(basis, one, found.pop(one.machine, [])) for one in fleet.outlooks]
    machines += [_unforeseen(basis, key, told) for key, told in sorted(found.items())]
    machines = [one for one in machines if basis.chosen is None or _key(basis, one.name) in basis.chosen]
    machines.sort(key=lambda one: (_ORDER[one.state], -(one.risk or 0.0), one.name))
    if not machines and not learned.verdicts:
        raise NotEnoughData(
            "Aucune machine n'est en service dans vos relevés : toutes s'arrêtent à leur panne, et trop peu de pannes permettent d'apprendre",
            where=count(learned.failures, "panne"), mend="Importez les relevés des machines en service, ou davantage de pannes.",
        )  # fmt: skip
    if not machines and basis.chosen is not None:
        remarks.add("Les machines demandées ne sont pas en service d'après les relevés.")
    law = learned.law
    rule = (
        by_age(law, basis.costs.preventive, basis.costs.failure) if law is not None and basis.costs else None
    )
    seen = (
        basis.readings.end
        if basis.readings
        else (max(one.end for one in basis.observed.lives) if basis.observed.lives else 0.0)
    )
    return PredictiveMaintenanceOutput(
        day=basis.today, seen=basis.day(seen), unit="jours" if basis.clock == "days" else "cycles",
        engine=engine_of(learned.engine), horizon=learned.horizon, machines=machines, machines_count=len(machines),
        at_risk=sum(one.state in ("act", "plan") for one in machines),
        expected=round(sum(one.risk or 0.0 for one in machines), 1), failures=learned.failures,
        failures_followed=learned.preceded, sensors_count=len(basis.observed.sensors),
        backtests=[_backtest(one) for one in learned.verdicts],
        life=LifeBacktest(
            lives=learned.life.lives, error=_short(learned.life.error), error_age=_short(learned.life.error_age),
            error_mean=_short(learned.life.error_mean), covered=round(float(learned.life.covered), 2),
        ) if learned.life and learned.remaining else None,
        law=Law(
            shape=round(law.shape, 2), scale=_short(law.scale), best_age=_short(rule.age) if rule and rule.age else None,
            rate=round(rule.rate, 2) if rule else None, rate_failing=round(rule.rate_failing, 2) if rule else None,
        ) if law else None,
        weights=[
            Driver(sensor=name, share=round(share, 2), now=None, usual=None, unit=_sensor_unit(basis, name), text="")
            for name, share in fleet.weights[:_MOST_DRIVERS] if share > 0
        ],
        pairs=fleet.pairs, failure_cost=_money(basis.costs.failure) if basis.costs else None,
        preventive_cost=_money(basis.costs.preventive) if basis.costs else None, costs_from=basis.costs_from,
        risk_limit=basis.limit, currency=basis.currency, missing=_missing(basis), remarks=remarks.said,
        instant=basis.observed.instant,
    )  # fmt: skip


_ORDER = {"act": 0, "plan": 1, "watch": 2, "unseen": 3, "fine": 4}


def _key(basis: Basis, name: str) -> str:
    return next((key for key, told in basis.names.items() if told == name), name)


def _machine(basis: Basis, one: Outlook, found: list[ruling.Found]) -> Machine:
    told = [found_text(rule, basis.unit, _sensor_unit(basis, rule.sensor)) for rule in found]
    urgent = any(rule.kind == "threshold" or (rule.kind == "interval" and rule.delay <= 0) for rule in found)
    delays = [
        delay
        for delay in (one.due, *(rule.delay for rule in found if rule.kind == "interval"))
        if delay is not None
    ]
    due = min(delays) if delays else None
    state, horizon = "fine", basis.learned.horizon
    if urgent or one.risk >= _SURE or (due is not None and due <= _SOON * horizon):
        state = "act"
    elif one.alert or (due is not None and due <= horizon):
        state = "plan"
    elif told:
        state = "watch"
    if state == "act" and (due is None or due > horizon):
        due = 0.0
    day = basis.day(one.t + due) if due is not None else None
    if day is not None and day <= basis.today:  # readings that are not of today: the best moment may be past
        state = "act" if state == "plan" else state
        day = basis.today if state == "act" else None
    drivers = [
        Driver(
            sensor=each.sensor, share=round(each.share, 3), now=_short(each.now), usual=_short(each.usual),
            unit=_sensor_unit(basis, each.sensor), text=driver_text(each, _sensor_unit(basis, each.sensor), basis.unit),
        )
        for each in one.drivers
    ]  # fmt: skip
    return Machine(
        name=basis.names.get(one.machine, one.machine), state=state, seen=basis.day(one.t), age=_short(one.age),
        risk=_sure(one.risk), risk_low=_sure(min(one.low, one.risk)), risk_high=_sure(max(one.high, one.risk)),
        remaining=_whole(one.remaining), remaining_low=_whole(one.remaining_low), remaining_high=_whole(one.remaining_high),
        remaining_beyond=one.beyond, due=_whole(due), due_on=day,
        exposed=_money(one.exposed) if one.exposed is not None else None, drivers=drivers, rules=told, rule_values=_values(found),
        why=time_text(one, basis.unit),
    )  # fmt: skip


def _unforeseen(basis: Basis, key: str, found: list[ruling.Found]) -> Machine:
    """A machine no probability can be given of: its rules only."""
    told = [found_text(rule, basis.unit, _sensor_unit(basis, rule.sensor)) for rule in found]
    urgent = any(rule.kind == "threshold" or (rule.kind == "interval" and rule.delay <= 0) for rule in found)
    life = next((one for one in reversed(basis.observed.lives) if one.machine == key and one.now), None)
    rows = np.flatnonzero(basis.observed.life == life.number) if life else np.zeros(0, dtype=int)
    silent = basis.learned.engine == "condition" and not rows.size
    last = (
        basis.readings.frame.filter(pl.col("machine") == key)["t"].max()
        if basis.readings is not None
        else None
    )
    delays = [rule.delay for rule in found if rule.kind in ("interval", "soon", "threshold")]
    due = min(delays) if delays else None
    state = (
        "act"
        if urgent
        else "plan"
        if due is not None
        else "watch"
        if told
        else "unseen"
        if silent
        else "fine"
    )
    day = basis.day(float(last) + due) if due is not None and last is not None else None  # type: ignore[arg-type]
    return Machine(
        name=basis.names.get(key, key), state=state, seen=basis.day(float(last)) if last is not None else None,  # type: ignore[arg-type]
        age=_short(life.end - life.start) if life else None, rules=told, rule_values=_values(found), due=_whole(due),
        due_on=max(day, basis.today) if day else None,
        why="aucun relevé depuis sa remise en marche" if silent else "",
    )  # fmt: skip


def _values(found: list[ruling.Found]) -> list[float]:
    """The figures of the first rule, rounded as they are told."""
    told = [
        number for one in found[:1] for number in (_short(one.value), _short(one.limit)) if number is not None
    ]
    return [
        *told,
        *(float(round(number)) for one in found[:1] for number in (one.delay, one.value, one.limit)),
    ]


def _rules(basis: Basis) -> dict[str, list[ruling.Found]]:
    """What the rules find on each machine going on; machines without any find are there with an empty list."""
    horizon, found = basis.learned.horizon, dict[str, list[ruling.Found]]()
    going = {one.machine: one for one in basis.observed.lives if one.now}
    wide = basis.observed.wide
    parts = wide.partition_by("life", as_dict=True) if wide.height and len(going) <= 2000 else {}
    for machine, life in going.items():
        told: list[ruling.Found] = []
        rows = parts.get((life.number,))
        if rows is not None:
            times = rows["t"].to_numpy().astype(float)
            for sensor in basis.observed.sensors:
                values = rows[sensor].to_numpy().astype(float)
                known = np.isfinite(values)
                own = [rule for rule in basis.rules if rule.sensor == sensor]
                told += [
                    one
                    for rule in own
                    if (
                        one := ruling.threshold(
                            rule,
                            times[known],
                            values[known],
                            horizon,
                            _latest(basis, machine, sensor, life.start),
                        )
                    )
                ]
                # Where the condition is learned, a sensor that leaves its habits is already in the risk.
                if basis.learned.engine != "condition" and (
                    one := ruling.drift(sensor, times[known], values[known])
                ):
                    told.append(one)
        if basis.interval is not None and (
            due := ruling.interval(life.end - life.start, basis.interval, horizon)
        ):
            told.append(due)
        found[machine] = told
    return found


def _latest(basis: Basis, machine: str, sensor: str, since: float) -> Values:
    """The last readings of a sensor as they came, in order."""
    if basis.readings is None:
        return np.zeros(0)
    mine = basis.readings.frame.filter(
        pl.col("machine") == machine, pl.col("sensor") == sensor, pl.col("t") >= since
    )
    return mine["value"].tail(_LATEST).to_numpy().astype(float)


def _backtest(verdict: Verdict) -> Backtest:
    return Backtest(
        way="time" if verdict.way == "time" else "machines", decisions=verdict.decisions, failures=verdict.failures,
        alerts=round(verdict.ours.caught + verdict.ours.false), ours=_compared(verdict.ours), age=_compared(verdict.age),
        rate=_compared(verdict.rate), announced=[round(one[0], 3) for one in verdict.bins],
        observed=[round(one[1], 3) for one in verdict.bins],
    )  # fmt: skip


def _compared(rival: Rival) -> Compared:
    return Compared(
        caught=round(rival.caught, 0),
        false=round(rival.false, 0),
        brier=round(rival.brier, 4),
        auc=round(rival.auc, 3),
    )


def _missing(basis: Basis) -> list[str]:
    """What more would allow, in French; empty when the condition is learned."""
    learned, told = basis.learned, list[str]()
    if learned.engine == "condition":
        return told
    if basis.failures is None and not learned.failures:
        told.append(
            "aucune panne n'est connue : importez le tableau « Pannes et interventions » (machine, date, nature), ou cochez « Les relevés "
            "s'arrêtent à la panne » si c'est le cas"
        )
    elif learned.preceded < LEAST_FAILURES:
        told.append(
            f"{count(learned.preceded, 'panne précédée', 'pannes précédées')} de relevés, sur les {LEAST_FAILURES} qu'il faut pour apprendre "
            "les signes avant-coureurs"
        )
    if basis.readings is None:
        told.append("aucun relevé de capteurs : les risques ne peuvent venir que de l'âge")
    else:
        span = float(np.ptp(basis.readings.frame["t"].to_numpy()))
        if span < 3 * learned.horizon and basis.clock == "days":
            told.append(
                f"{span:.0f} jours de relevés, il en faut au moins {3 * learned.horizon:.0f} pour cet horizon"
            )
    return told


def _sensor_unit(basis: Basis, sensor: str) -> str:
    return basis.readings.units.get(sensor, "") if basis.readings else ""


def _short(value: float | None) -> float | None:
    """Three significant digits, at most two decimals."""
    if value is None or not np.isfinite(value):
        return None
    size = abs(value)
    return round(float(value), 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 4)


def _whole(value: float | None) -> float | None:
    return None if value is None else float(round(value))


def _sure(risk: float) -> float:
    """A past of a few hundred lives never proves more than one in a thousand, either way."""
    kept = float(np.clip(risk, 0.001, 0.999))
    return round(kept, 2 if 0.1 <= kept < 0.99 else 3)


def _money(value: float) -> float:
    return float(round(value))


__all__ = ["Basis", "assemble"]
