"""What a project costs: once (days, training) and each year (checking, hosting, licences), as ranges."""

from dataclasses import dataclass
from typing import Any

from levier.method.roadmap.planning.activities import Work, days_of
from levier.method.roadmap.reference import effort
from levier.method.roadmap.value.estimating import Assumptions, Range, drawn, draws_of, range_of

_LESS, _MORE = 0.7, 1.5
"""Days really worked beside days foreseen: projects run over more often than under (Flyvbjerg and Budzier, 2011)."""


@dataclass(frozen=True)
class CostLine:
    """One line of the budget: what for, once or each year, how it is computed."""

    label: str
    yearly: bool
    amount: Range
    how: str


@dataclass(frozen=True)
class Budget:
    """The cost lines and their sums; ``net`` a year (gains less yearly costs) and ``payback`` in months where the gain is known."""

    lines: tuple[CostLine, ...]
    once: Range
    yearly: Range
    net: Range | None
    payback: float | None
    net_draws: Any = None
    once_draws: Any = None
    yearly_draws: Any = None


def budget(work: Work, approval: str, gross_draws: Any, assumptions: Assumptions) -> Budget:
    """The budget of a project. ``approval``: who checks its results, which sets the hours of checking."""
    day = draws_of(assumptions["day-cost"])
    hour, weeks = draws_of(assumptions["hourly-cost"]), draws_of(assumptions["weeks"])
    spent = drawn("days-really-worked", _LESS, 1.0, _MORE)
    training, project = 0.0, 0.0
    for phase in effort().phases:
        if phase.name in work.done:
            continue
        days = sum(days_of(phase, work).values())
        training, project = (
            (training + days, project) if phase.name == "train" else (training, project + days)
        )
    hours = drawn("checking-hours", *effort().checking_hours_a_week[approval])
    listed = [
        ("Jours de projet", False, project * spent * day, f"{_days(project)} au coût d'une journée, de −30 % à +50 %"),
        ("Formation", False, training * spent * day, f"{_days(training)} au coût d'une journée"),
        ("Temps de contrôle des résultats", True, hours * weeks * hour, "heures par semaine × semaines × coût d'une heure"),
        ("Hébergement", True, drawn("hosting", *effort().hosting_a_year), effort().hosting_note),
        ("Licences", True, drawn("licences", *effort().licences_a_year), effort().licences_note),
    ]  # fmt: skip
    lines = tuple(CostLine(label, yearly, range_of(draws), how) for label, yearly, draws, how in listed)
    once = sum(draws for _, yearly, draws, _ in listed if not yearly)
    each = sum(draws for _, yearly, draws, _ in listed if yearly)
    net = None if gross_draws is None else gross_draws - each
    told = None if net is None else range_of(net)
    months = 12 * range_of(once).central / told.central if told and told.central > 0 else None
    return Budget(lines, range_of(once), range_of(each), told, months, net, once, each)


def _days(days: float) -> str:
    return f"{days:.1f}".replace(".", ",").removesuffix(",0") + " jours"
