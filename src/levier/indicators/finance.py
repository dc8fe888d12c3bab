"""What money says of a project: return on investment, payback, net present value in three scenarios, and what they hang on.

Formulas: Brealey, Myers & Allen, *Principles of Corporate Finance*, 13th ed., ch. 2 and 5. Flows are monthly, in euros before
tax, the first one today (not discounted); the discount rate is yearly.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

MONTHS = 36
"""Three years: beyond, a small company's tools have changed."""
_MINUTES = 60.0


def present_value(flows: Sequence[float], yearly: float) -> float:
    """Net present value of monthly flows."""
    return sum(flow / (1 + yearly) ** (month / 12) for month, flow in enumerate(flows))


def payback(flows: Sequence[float]) -> int | None:
    """The first month in which what was spent is back; None when it never is. 0 when nothing is spent first."""
    balance = 0.0
    back: int | None = None
    for month, flow in enumerate(flows):
        balance += flow
        if balance < 0:
            back = None
        elif back is None:
            back = month
    return back


def return_on(gain: float, cost: float) -> float | None:
    """(gain − cost) / cost, a ratio; None when nothing was spent."""
    return (gain - cost) / cost if cost else None


@dataclass(frozen=True)
class Range:
    """A driver: what is thought likely, and the interval it lies in. ``source``: where it comes from, in French."""

    low: float
    likely: float
    high: float
    source: str

    def __post_init__(self) -> None:
        if not self.low <= self.likely <= self.high:
            raise ValueError("a range goes from low to high")


@dataclass(frozen=True)
class Project:
    """What makes the worth of a project: files a month, minutes saved on each, euros an hour, and what is spent."""

    files: Range
    minutes: Range
    hour: Range
    monthly: Range
    first: Range
    discount: float = 0.08
    months: int = MONTHS


DRIVERS = {
    "files": "Dossiers par mois",
    "minutes": "Minutes gagnées par dossier",
    "hour": "Coût d'une heure",
    "monthly": "Dépenses par mois",
    "first": "Dépenses de départ",
}
Pick = Callable[[str], float]


@dataclass(frozen=True)
class Worth:
    """One scenario. ``value``: net present value; ``months``: payback; ``ratio``: return on everything spent."""

    name: str
    value: float
    months: int | None
    ratio: float | None
    yearly: float


@dataclass(frozen=True)
class Swing:
    """How far the net present value moves when one driver alone goes from the bad to the good end of its range."""

    driver: str
    label: str
    bad: float
    good: float
    bad_at: float
    good_at: float

    @property
    def width(self) -> float:
        """Euros between the two ends."""
        return abs(self.good - self.bad)


def flows(project: Project, pick: Pick) -> list[float]:
    """Monthly flows with each driver as ``pick`` gives it."""
    each = pick("files") * pick("minutes") / _MINUTES * pick("hour") - pick("monthly")
    return [-pick("first"), *[each] * project.months]


def scenarios(project: Project) -> list[Worth]:
    """Cautious (every driver at the end that harms most together), likely, favourable.

    The value is linear in each driver, so its extremes are at corners. Which end of a driver harms hangs on the others: where
    minutes are lost on each file, more files lose more.
    """
    ends = [(getattr(project, name).low, getattr(project, name).high) for name in DRIVERS]
    corners = [dict(zip(DRIVERS, corner, strict=True)) for corner in product(*ends)]
    worst, *_, best = sorted(
        corners, key=lambda one: present_value(flows(project, one.__getitem__), project.discount)
    )
    return [
        _worth("Prudent", project, worst.__getitem__),
        _worth("Probable", project, _likely(project)),
        _worth("Favorable", project, best.__getitem__),
    ]


def tornado(project: Project) -> list[Swing]:
    """The drivers by how much the result hangs on them, the widest first."""
    found = []
    for driver, label in DRIVERS.items():
        given: Range = getattr(project, driver)
        (bad, bad_at), (good, good_at) = sorted(
            (_value_at(project, driver, end), end) for end in (given.low, given.high)
        )
        found.append(Swing(driver, label, bad, good, bad_at, good_at))
    return sorted(found, key=lambda swing: -swing.width)


def _likely(project: Project) -> Pick:
    return lambda name: float(getattr(project, name).likely)


def _value_at(project: Project, driver: str, value: float) -> float:
    likely = _likely(project)
    return present_value(
        flows(project, lambda name: value if name == driver else likely(name)), project.discount
    )


def _worth(name: str, project: Project, pick: Pick) -> Worth:
    made = flows(project, pick)
    spent = pick("first") + pick("monthly") * project.months
    gained = pick("files") * pick("minutes") / _MINUTES * pick("hour") * project.months
    return Worth(
        name, present_value(made, project.discount), payback(made), return_on(gained, spent), 12 * made[1]
    )
