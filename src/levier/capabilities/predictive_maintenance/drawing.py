"""The pictures of a study: who is at risk, what the past would have announced, whether probabilities hold, what the worst sensor did."""

import numpy as np

from levier.capabilities.predictive_maintenance import PredictiveMaintenanceOutput
from levier.capabilities.predictive_maintenance.assembling import Basis
from levier.capabilities.predictive_maintenance.reading.columns import day_of
from levier.capabilities.predictive_maintenance.words import percent
from levier.core.french.numbers import format_number, format_percent
from levier.core.result import Chart, Series

_MOST_BARS = 15
_MOST_POINTS = 150
_LEAST_POINTS = 8


def charts(output: PredictiveMaintenanceOutput, basis: Basis) -> list[Chart]:
    """Each where it has something to show."""
    return [*_risks(output), *_history(output, basis), *_caught(output), *_calibration(output)]


def _risks(output: PredictiveMaintenanceOutput) -> list[Chart]:
    some = sorted(
        (one for one in output.machines if one.risk is not None), key=lambda one: -(one.risk or 0.0)
    )[:_MOST_BARS]
    if len(some) < 2 or not some[0].risk:
        return []
    return [
        Chart(
            title=f"{some[0].name} est la machine la plus exposée : {percent(some[0].risk)}", layout="horizontal",
            x=[one.name for one in some], unit="%", x_label="Machine", y_label="Risque de panne dans l'horizon",
            series=[Series(name="Risque de panne", kind="bar", y=[one.risk for one in some])], evidence=["machines"],
        )
    ]  # fmt: skip


def _history(output: PredictiveMaintenanceOutput, basis: Basis) -> list[Chart]:
    """The readings of the first driver of the worst machine, beside their usual level."""
    worst = next(
        (one for one in output.machines if one.drivers and one.drivers[0].sensor in basis.observed.sensors),
        None,
    )
    if worst is None or worst.drivers[0].usual is None or worst.state == "fine":
        return []
    driver = worst.drivers[0]
    key = next((key for key, name in basis.names.items() if name == worst.name), worst.name)
    life = next((one for one in basis.observed.lives if one.machine == key and one.now), None)
    if life is None:
        return []
    rows = np.flatnonzero(basis.observed.life == life.number)[-_MOST_POINTS:]
    values = basis.observed.wide[driver.sensor].to_numpy().astype(float)[rows]
    if np.isfinite(values).sum() < _LEAST_POINTS:
        return []
    moments = basis.observed.t[rows]
    dated = basis.clock == "days"
    side = "au-dessus" if (driver.now or 0.0) > (driver.usual or 0.0) else "au-dessous"
    place = output.machines.index(worst) + 1
    return [
        Chart(
            title=f"{worst.name} : {driver.sensor} est {side} de son niveau habituel",
            x=[day_of(float(one)).date().isoformat() if dated else format_number(round(float(one))) for one in moments],
            series=[
                Series(name=driver.sensor, role="main", y=[float(one) if np.isfinite(one) else None for one in values]),
                Series(name="Niveau habituel", role="baseline", y=[driver.usual] * rows.size),
            ],
            x_label="" if dated else "Cycle", y_label=driver.sensor, unit=driver.unit,
            evidence=[f"machine{place}"] if place <= 5 else ["machines"],
        )
    ]  # fmt: skip


def _caught(output: PredictiveMaintenanceOutput) -> list[Chart]:
    if not output.backtests or not output.backtests[-1].failures:
        return []
    last = output.backtests[-1]
    names = ["Levier", "L'âge seul", "Le hasard"]
    caught = [last.ours.caught, last.age.caught, last.rate.caught]
    share = format_percent(last.ours.caught / last.failures, 0)
    return [
        Chart(
            title=f"Sur votre passé, {share} des pannes auraient été annoncées", x=names, layout="horizontal",
            series=[Series(name="Pannes annoncées", kind="bar", y=caught)], y_label=f"Pannes annoncées sur {last.failures}",
            evidence=[f"jugement{len(output.backtests)}"],
        )
    ]  # fmt: skip


def _calibration(output: PredictiveMaintenanceOutput) -> list[Chart]:
    if not output.backtests:
        return []
    last = output.backtests[-1]
    gap = float(np.mean(np.abs(np.array(last.announced) - np.array(last.observed))))
    told = (
        "Le risque annoncé est celui qui a été constaté"
        if gap <= 0.1
        else "Le risque annoncé s'écarte de celui qui a été constaté"
    )
    return [
        Chart(
            title=told, x=[f"{place + 1}ᵉ cinquième" if place else "1ᵉʳ cinquième" for place in range(len(last.announced))],
            series=[
                Series(name="Constaté", kind="bar", role="main", y=list(last.observed)),
                Series(name="Annoncé", kind="bar", role="baseline", y=list(last.announced)),
            ],
            x_label="Décisions passées, de la moins à la plus risquée", y_label="Part suivie d'une panne", unit="%",
            evidence=[f"jugement{len(output.backtests)}"],
        )
    ]  # fmt: skip


__all__ = ["charts"]
