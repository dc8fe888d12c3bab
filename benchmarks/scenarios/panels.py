"""Simulated panels of sales with a known price elasticity, and the ways people usually estimate it from them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

from levier.capabilities.scenario_simulation.learning.elasticity import Elasticity, Panel, elasticity

Values = NDArray[np.float64]


@dataclass(frozen=True)
class World:
    """How a panel is made. ``common``: shocks all products share, towards which prices lean by ``season``; ``memory``: of a
    product's own shocks (AR(1)); ``follow``: how far its price follows its last shock; ``spread``: of the elasticities around the mean.
    """

    name: str
    elasticity: float
    products: int
    months: int
    noise: float = 0.4
    moves: float = 0.08
    memory: float = 0.5
    common: float = 0.3
    season: float = 0.3
    follow: float = 0.0
    spread: float = 0.0


def made(world: World, seed: int) -> Panel:
    """One panel, complete (every product sells every month)."""
    random = np.random.default_rng(seed)
    shape = (world.products, world.months)
    level, base = random.normal(3, 1, world.products), random.normal(3, 0.7, world.products)
    shared = random.normal(0, world.common, world.months)
    own = np.zeros(shape)
    drift = np.zeros(shape)
    shock, step = np.zeros(world.products), np.zeros(world.products)
    for month in range(world.months):
        before = shock
        shock = world.memory * shock + random.normal(0, world.noise, world.products)
        changed = random.random(world.products) < 0.3
        step = np.where(changed, random.normal(0, world.moves, world.products), step) + world.follow * before
        own[:, month], drift[:, month] = shock, step
        if world.follow:
            step = step - world.follow * before
    price = base[:, None] + drift + world.season * shared[None, :]
    slope = world.elasticity + random.normal(0, world.spread, world.products)
    quantity = level[:, None] + slope[:, None] * (price - base[:, None]) + shared[None, :] + own
    products, months = np.indices(shape)
    return Panel(products.ravel(), months.ravel(), np.exp(quantity.ravel()), np.exp(price.ravel()))


def ours(panel: Panel) -> Elasticity:
    """Product and period effects, jackknife over products, refusals."""
    return elasticity(panel)


def pooled(panel: Panel) -> tuple[float, float, float]:
    """log q on log p, no effect at all: value and 95 % interval, classical errors."""
    return _classical(np.log(panel.price), np.log(panel.quantity), 2)


def by_product(panel: Panel) -> tuple[float, float, float]:
    """Product effects only (each product against its own mean), classical errors."""
    counts = np.bincount(panel.product)
    x, y = (
        values - (np.bincount(panel.product, values) / counts)[panel.product]
        for values in (np.log(panel.price), np.log(panel.quantity))
    )
    return _classical(x, y, counts.size + 1)


def both_classical(panel: Panel) -> tuple[float, float, float]:
    """Both effects, as ours, with classical errors."""
    shape = (int(panel.product.max()) + 1, int(panel.period.max()) + 1)
    found = []
    for values in (np.log(panel.price), np.log(panel.quantity)):
        grid = values.reshape(shape)
        found.append((grid - grid.mean(1, keepdims=True) - grid.mean(0) + grid.mean()).ravel())
    return _classical(found[0], found[1], sum(shape))


def _classical(x: Values, y: Values, used: int) -> tuple[float, float, float]:
    x, y = x - x.mean(), y - y.mean()
    value = float((x * y).sum() / (x * x).sum())
    left = y - value * x
    freedom = x.size - used
    error = float(np.sqrt((left * left).sum() / freedom / (x * x).sum()))
    reach = float(t.ppf(0.975, freedom)) * error
    return value, value - reach, value + reach
