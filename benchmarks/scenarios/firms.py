"""Made-up firms with three years of months, and the two real FEC: how well the model says what came."""

import gzip
from datetime import date
from pathlib import Path

import numpy as np

from levier.capabilities.scenario_simulation.books.accounts import drivers_from_accounts
from levier.capabilities.scenario_simulation.books.drivers import Drivers, Standing, next_months
from levier.capabilities.scenario_simulation.drawing import Spread, draw
from levier.capabilities.scenario_simulation.learning.activity import expect
from levier.capabilities.scenario_simulation.model import Effects, simulate
from levier.capabilities.scenario_simulation.replaying import Replay, replay
from levier.tables.accounting.ledger import ledger_of

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "accounting_fr"
FIRST = date(2023, 1, 1)
KNOWN, AHEAD = 24, 12


def real(name: str) -> Replay | None:
    """The replay of a real FEC; None where it is absent."""
    from levier.tables.accounting.reading import read_fec  # noqa: PLC0415 - needs Django set up

    file = FOLDER / f"{name}.gz"
    if not file.exists():
        return None
    ledger = ledger_of(read_fec(gzip.decompress(file.read_bytes()), name).frame, exact=True)
    return replay(drivers_from_accounts(ledger), lambda month: drivers_from_accounts(ledger, month))


def firm(seed: int) -> Drivers:
    """Three years of a firm: growth, season, chance, variable and fixed costs, each drawn."""
    random = np.random.default_rng(seed)
    months = (FIRST, *next_months(FIRST, KNOWN + AHEAD - 1))
    count = len(months)
    level = np.exp(random.normal(11, 0.8))
    # A level that wanders month after month: a tenth a year, on average.
    path = np.cumsum(random.normal(random.normal(0, 0.04) / 12, 0.1 / np.sqrt(12), count))
    phase, depth = random.uniform(0, 2 * np.pi), random.uniform(0, 0.35)
    wave = 1 + depth * np.sin(2 * np.pi * np.arange(count) / 12 + phase)
    sales = level * np.exp(path) * wave * np.exp(random.normal(0, random.uniform(0.05, 0.2), count))
    rate = np.clip(random.uniform(0.25, 0.6) + random.normal(0, 0.03, count), 0, 1)
    payroll = level * random.uniform(0.1, 0.3) * np.exp(np.cumsum(random.normal(0, 0.01, count)))
    services = level * 0.12 * np.exp(random.normal(0, 0.25, count))
    zeros = np.zeros(count)
    return Drivers("margin", "EUR", months, sales, sales * rate, payroll, services, zeros, zeros, Standing())


def known(whole: Drivers, count: int) -> Drivers:
    """The same firm after its first ``count`` months."""
    cut = {
        name: getattr(whole, name)[:count]
        for name in ("sales", "variable", "payroll", "services", "other", "wear")
    }
    return Drivers("margin", "EUR", whole.months[:count], **cut)


def covered(seeds: range) -> tuple[float, float, float, float]:
    """Shares of firms whose profit of the year to come fell in the 80 % interval, and of months; mean absolute errors over sales
    of the year's profit, ours and that of last year's profit taken again.
    """
    inside, monthly, errors, usual = [], [], [], []
    for seed in seeds:
        whole = firm(seed)
        past = known(whole, KNOWN)
        months = next_months(past.months[-1], AHEAD)
        expected = expect(past, months)
        still = Spread(0, 0, 0)
        futures = draw(expected, still, still, still)
        profit = simulate(past, expected, futures, Effects.none(AHEAD)).profit
        truth = whole.profit[KNOWN:]
        low, middle, high = np.percentile(profit.sum(axis=1), [10, 50, 90])
        inside.append(low <= truth.sum() <= high)
        edges = np.percentile(profit, [10, 90], axis=0)
        monthly.append(((edges[0] <= truth) & (truth <= edges[1])).mean())
        scale = whole.sales[KNOWN:].sum()
        errors.append(abs(middle - truth.sum()) / scale)
        usual.append(abs(whole.profit[KNOWN - 12 : KNOWN].sum() - truth.sum()) / scale)
    return float(np.mean(inside)), float(np.mean(monthly)), float(np.mean(errors)), float(np.mean(usual))


__all__ = ["covered", "firm", "real"]
