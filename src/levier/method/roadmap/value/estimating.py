"""From a value tree to a range of money a year: draws of its assumptions, quantiles of its sum.

Each assumption is drawn from a triangular law (lowest, likeliest, highest), always with the same draws: two projects that rest on
the same assumption move together, and the same company gives the same figures. The range told holds 80 % of the draws.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from levier.method.roadmap.reference import DRIVER, Assumption, Lever
from levier.method.roadmap.value.drivers import LABELS, Driver, Drivers

if TYPE_CHECKING:
    import numpy

DRAWS = 4000
LOW, HIGH = 0.1, 0.9


@dataclass(frozen=True)
class Range:
    """Low, central and high: the 10th, 50th and 90th percentiles of the draws."""

    low: float
    central: float
    high: float


@dataclass(frozen=True)
class Factor:
    """One factor of a term as it is shown: a measured driver or an assumption, one of the two."""

    driver: Driver | None = None
    assumption: Assumption | None = None

    @property
    def label(self) -> str:
        """What it is, in French."""
        return self.driver.label if self.driver else self.assumption.label if self.assumption else ""


@dataclass(frozen=True)
class TermValue:
    """A term of the tree: its factors and its range; ``missing``: the tables that would let it be computed (French)."""

    label: str
    lever: str
    factors: tuple[Factor, ...] = ()
    value: Range | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Estimate:
    """What a project brings a year before its costs. ``gross`` is None when no term could be computed."""

    terms: tuple[TermValue, ...]
    gross: Range | None
    overlaps: frozenset[str] = frozenset()
    draws: Any = field(default=None, repr=False, compare=False)

    @property
    def missing(self) -> list[str]:
        """The tables that would let more be computed."""
        return sorted({name for term in self.terms for name in term.missing if name})


class Assumptions:
    """The assumptions of a company: the reference ones, replaced by its own where it gave them."""

    def __init__(self, found: Iterable[Assumption]) -> None:
        self.by_name = {one.name: one for one in found}

    def __getitem__(self, name: str) -> Assumption:
        return self.by_name[name]


def estimate(levers: Sequence[Lever], drivers: Drivers, assumptions: Assumptions) -> Estimate:
    """The value of what the levers bring together: the sum of their terms, those that lack a driver left out and told."""
    terms: list[TermValue] = []
    total: Any = None
    for lever in levers:
        absent = [name for name in lever.requires if drivers.get(name) is None]
        for term in lever.terms:
            shown, drawn = _term(lever, term.label, term.factors, drivers, assumptions, absent)
            terms.append(shown)
            if drawn is not None:
                total = drawn if total is None else total + drawn
    gross = None if total is None else range_of(total)
    return Estimate(tuple(terms), gross, frozenset(one.overlap for one in levers), total)


def own_estimate(ranges: dict[str, Any], drivers: Drivers, assumptions: Assumptions) -> Estimate:
    """The value of an own idea: times a year × minutes × share saved × cost of a minute."""
    if not {"times", "minutes", "saved"} <= set(ranges):
        return Estimate(
            (
                TermValue(
                    "Temps rendu", "", missing=("vos fourchettes : fois par an, minutes, part économisée",)
                ),
            ),
            None,
        )
    labels = {
        "times": ("Fois par an", ""),
        "minutes": ("Minutes chaque fois", "min"),
        "saved": ("Part économisée", "%"),
    }
    own = {
        name: said_by_company(f"own-{name}", label, unit, ranges[name])
        for name, (label, unit) in labels.items()
        if not isinstance(ranges[name], str)
    }
    factors = (
        ranges["times"] if isinstance(ranges["times"], str) else "own-times",
        "own-minutes", "own-saved", "minute-cost",
    )  # fmt: skip
    known = Assumptions([*assumptions.by_name.values(), *own.values()])
    lever = Lever(name="own", label="Temps rendu", overlap="", indicators=(), capabilities=(), terms=())
    shown, drawn = _term(lever, "Temps rendu", factors, drivers, known, [])
    return Estimate((shown,), None if drawn is None else range_of(drawn), frozenset(), drawn)


def said_by_company(name: str, label: str, unit: str, bounds: Sequence[float]) -> Assumption:
    """A range that somebody of the company gave."""
    low, central, high = bounds
    origin = {"text": "Dit par l'entreprise.", "status": "dit par l'entreprise"}
    return Assumption.model_validate(
        {
            "name": name,
            "label": label,
            "unit": unit,
            "low": low,
            "central": central,
            "high": high,
            "origin": origin,
        }
    )


def draws_of(assumption: Assumption) -> "numpy.ndarray[Any, Any]":
    """The draws of an assumption: the same ones each time."""
    return drawn(assumption.name, assumption.low, assumption.central, assumption.high)


@lru_cache(maxsize=512)
def drawn(name: str, low: float, central: float, high: float) -> "numpy.ndarray[Any, Any]":
    """``DRAWS`` draws of a triangular law, their seed made of the name."""
    import numpy as np  # noqa: PLC0415 - the web process starts without it

    if high <= low:
        return np.full(DRAWS, central)
    return np.random.default_rng(crc32(name.encode())).triangular(low, central, high, DRAWS)


def range_of(draws: Any) -> Range:
    """The 10th, 50th and 90th percentiles."""
    import numpy as np  # noqa: PLC0415

    low, central, high = (float(one) for one in np.quantile(draws, [LOW, 0.5, HIGH]))
    return Range(low, central, high)


def _term(
    lever: Lever,
    label: str,
    factors: Sequence[str],
    drivers: Drivers,
    assumptions: Assumptions,
    absent: list[str],
) -> tuple[TermValue, Any]:
    shown: list[Factor] = []
    missing = [LABELS.get(name, name) for name in absent]
    product: Any = 1.0
    for name in factors:
        if name.startswith(DRIVER):
            driver = drivers.get(name.removeprefix(DRIVER))
            if driver is None:
                missing.append(LABELS.get(name.removeprefix(DRIVER), name))
                continue
            shown.append(Factor(driver=driver))
            product = product * driver.value
        else:
            one = assumptions[name]
            shown.append(Factor(assumption=one))
            product = product * draws_of(one)
    if missing:
        return TermValue(label, lever.label, tuple(shown), None, tuple(missing)), None
    return TermValue(label, lever.label, tuple(shown), range_of(product)), product
