"""Price elasticity of a company's own customers: a log-log panel with product and period effects.

log q(i,t) = α(i) + γ(t) + ε · log p(i,t) + u(i,t): what a product sells beyond its own level and beyond what every product sells
that period, against its price beyond the same two. Standard errors by the cluster jackknife over products (CV3: MacKinnon,
Nielsen & Webb 2023, « Cluster-robust inference »), robust to any dependence within a product and to few unequal clusters; the interval takes
Student's t with the effective number of clusters (Carter, Schnepel & Steigerwald 2017).

An estimate is refused, with its reason, when prices hardly move, when too few products carry it, when its interval says
nothing, when it is not negative, or when tomorrow's price explains today's quantity as well as today's does (then prices
follow demand, and the coefficient is no response of customers).
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

Values = NDArray[np.float64]
Places = NDArray[np.int64]
LEAST_PRODUCTS = 8
LEAST_PERIODS = 8
_LEAST_SPREAD = 0.01
_WIDEST = 1.5
_SHARE_OF_PERIODS = 0.6
_MOST_PRODUCTS = 2000
_LEAST_STEP = 0.005
_ROUNDS = 200
_SETTLED = 1e-9
_SAME_PRICE, _MOST_MIXED, _ENOUGH = 1.02, 0.25, 30
"""Prices of one product in one period further apart than 2 %, in more than a quarter of the periods with several lines:
its price then is that of its large and small orders, not one that moved (measured on a wholesaler: 60 %, and the panel
only finds its scale of discounts again)."""


@dataclass(frozen=True)
class Panel:
    """One row a product and period: ``product`` and ``period`` are places from 0, ``quantity`` > 0, ``price`` > 0."""

    product: Places
    period: Places
    quantity: Values
    price: Values


@dataclass(frozen=True)
class Elasticity:
    """``value`` with its 95 % interval and its standard error; ``refused``: why it must not be used ("" when it may)."""

    value: float
    low: float
    high: float
    error: float
    products: int
    observations: int
    spread: float
    refused: str = ""

    @property
    def usable(self) -> bool:
        return not self.refused


def panel_of(sales: pl.DataFrame, start: date | None = None) -> tuple[Panel | None, str]:
    """The panel of a table of sales, by month from eighteen months on, else by week; None with the reason.

    The price of a product in a period is the median price of its lines (a mean over quantities would fall whenever a large order
    enjoys a discount, and show a reaction that is not there). Returns and free lines are left out.
    """
    needed = {"date", "quantity", "unit_price"} <= set(sales.columns)
    code = next((name for name in ("product_code", "product") if name in sales.columns), None)
    if not needed or code is None:
        return (
            None,
            "les ventes n'ont pas à la fois un article, une quantité et un prix unitaire sur chaque ligne",
        )
    lines = sales.select(
        pl.col(code).cast(pl.String).alias("product"),
        pl.col("date").cast(pl.Date).alias("day"),
        pl.col("quantity").cast(pl.Float64).alias("quantity"),
        pl.col("unit_price").cast(pl.Float64).alias("price"),
    ).filter(
        pl.col("product").is_not_null() & pl.col("day").is_not_null()
        & (pl.col("quantity") > 0) & (pl.col("price") > 0)
    )  # fmt: skip
    if "is_product" in sales.columns:
        kept = sales.filter(pl.col("is_product"))[code].cast(pl.String).unique()
        lines = lines.filter(pl.col("product").is_in(kept.implode()))
    if start is not None:
        lines = lines.filter(pl.col("day") >= start)
    first, last = lines["day"].min(), lines["day"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        return None, "aucune vente ne porte à la fois une quantité et un prix"
    every = "1mo" if (last - first).days >= 540 else "1w"
    by = lines.with_columns(pl.col("day").dt.truncate(every).alias("period"))
    cells = by.group_by("product", "period").agg(
        pl.col("quantity").sum(), (pl.col("price").max() / pl.col("price").min()).alias("dispersion"), pl.len().alias("lines"),
        pl.col("price").median(),
    )  # fmt: skip
    mixed = cells.filter(pl.col("lines") > 1)["dispersion"]
    if len(mixed) >= _ENOUGH and float((mixed > _SAME_PRICE).mean() or 0.0) > _MOST_MIXED:  # type: ignore[arg-type]
        return (
            None,
            "le même article se vend à plusieurs prix dans la même période, par remise de quantité ou tarif de client : l'effet du prix ne "
            "se distingue pas de celui de la taille des commandes",
        )
    periods = cells["period"].n_unique()
    if periods < LEAST_PERIODS:
        return (
            None,
            f"{periods} périodes de ventes seulement, il en faut {LEAST_PERIODS} pour comparer avant et après un changement de prix",
        )
    often = (
        cells.group_by("product")
        .agg(pl.len().alias("n"), (pl.col("quantity") * pl.col("price")).sum().alias("worth"))
        .filter(pl.col("n") >= max(4, _SHARE_OF_PERIODS * periods))
        .sort("worth", "product", descending=[True, False])
        .head(_MOST_PRODUCTS)
    )
    cells = cells.join(often.select("product"), on="product", how="semi").sort("product", "period")
    if cells.is_empty():
        return None, "aucun article ne se vend assez régulièrement pour suivre l'effet de son prix"
    product = cells["product"].rank("dense").to_numpy().astype(np.int64) - 1
    period = cells["period"].rank("dense").to_numpy().astype(np.int64) - 1
    return Panel(
        product,
        period,
        cells["quantity"].to_numpy().astype(np.float64),
        cells["price"].to_numpy().astype(np.float64),
    ), ""


def elasticity(panel: Panel) -> Elasticity:
    """The estimate and its 95 % interval, or why it is refused."""
    x, y = np.log(panel.price), np.log(panel.quantity)
    moved = _moving(panel)
    count = int(moved.sum())
    if count < LEAST_PRODUCTS:
        return _refused(
            panel,
            f"seuls {count} articles ont changé de prix de façon visible, il en faut {LEAST_PRODUCTS}",
        )
    x, y = _within(x, panel), _within(y, panel)
    groups = int(panel.product.max()) + 1
    sxx = _sums(panel.product, x * x, groups)
    sxy = _sums(panel.product, x * y, groups)
    spread = float(np.sqrt(sxx.sum() / x.size))
    if spread < _LEAST_SPREAD:
        return _refused(
            panel,
            "les prix bougent tous ensemble ou presque pas : leur effet ne se distingue pas de celui de la saison",
            spread,
        )
    effective = float(sxx.sum() ** 2 / (sxx**2).sum())
    if effective < LEAST_PRODUCTS / 2:
        return _refused(
            panel,
            "les changements de prix ne viennent que de quelques articles : l'estimation ne vaudrait que pour eux",
            spread,
        )
    value = float(sxy.sum() / sxx.sum())
    error = _jackknife(sxx, sxy, value)
    reach = _student(max(1.0, effective - 1)) * error
    found = Elasticity(value, value - reach, value + reach, error, count, x.size, spread)
    return _judged(found, panel, y, value)


def _judged(found: Elasticity, panel: Panel, y: Values, value: float) -> Elasticity:
    reason = ""
    if found.high - found.low > 2 * _WIDEST:
        reason = "la fourchette obtenue est trop large pour servir : les prix ont trop peu changé pour la quantité de hasard des ventes"
    elif found.low > 0:
        reason = "les quantités montent avec les prix : vos prix suivent la demande, l'estimation ne dirait pas comment vos clients réagissent"
    elif value >= 0:
        reason = "aucun effet négatif des prix ne se voit dans vos ventes"
    elif _lead(panel, y):
        reason = "le prix de demain explique les ventes d'aujourd'hui : vos prix suivent la demande, l'estimation serait faussée"
    return found if not reason else _with(found, reason)


def _with(found: Elasticity, reason: str) -> Elasticity:
    return Elasticity(
        found.value,
        found.low,
        found.high,
        found.error,
        found.products,
        found.observations,
        found.spread,
        reason,
    )


def _refused(panel: Panel, reason: str, spread: float = 0.0) -> Elasticity:
    nan = float("nan")
    return Elasticity(nan, nan, nan, nan, 0, panel.quantity.size, spread, reason)


def _moving(panel: Panel) -> NDArray[np.bool_]:
    """Products whose price took at least two values more than half a percent apart."""
    groups = int(panel.product.max()) + 1
    low, high = np.full(groups, np.inf), np.full(groups, -np.inf)
    logs = np.log(panel.price)
    np.minimum.at(low, panel.product, logs)
    np.maximum.at(high, panel.product, logs)
    return np.asarray(high - low > _LEAST_STEP)


def _within(values: Values, panel: Panel) -> Values:
    """Product and period effects taken out, by alternating projections (Guimarães & Portugal 2010)."""
    left = values - values.mean()
    by = [(panel.product, np.bincount(panel.product)), (panel.period, np.bincount(panel.period))]
    for _ in range(_ROUNDS):
        largest = 0.0
        for place, counts in by:
            means = np.bincount(place, left, counts.size) / np.maximum(counts, 1)
            left = left - means[place]
            largest = max(largest, float(np.abs(means).max()))
        if largest < _SETTLED:
            break
    return left


def _sums(places: Places, values: Values, count: int) -> Values:
    return np.bincount(places, values, count).astype(np.float64)


def _jackknife(sxx: Values, sxy: Values, value: float) -> float:
    """Standard error when each product in turn is left out."""
    rest = sxx.sum() - sxx
    ok = rest > 0
    without = (sxy.sum() - sxy[ok]) / rest[ok]
    groups = int((sxx[ok] > 0).sum())
    return float(np.sqrt((groups - 1) / groups * ((without - value) ** 2).sum()))


def _student(freedom: float) -> float:
    from scipy.stats import t  # noqa: PLC0415 - heavy

    return float(t.ppf(0.975, freedom))


def _lead(panel: Panel, y: Values) -> bool:
    """Whether the price of the next period explains this one's quantity beyond its own price (a placebo)."""
    periods = int(panel.period.max()) + 2
    key = panel.product * periods + panel.period
    order = np.argsort(key)
    place = np.searchsorted(key[order], key + 1)
    found = (place < key.size) & (key[order][np.minimum(place, key.size - 1)] == key + 1)
    if found.sum() < 50:
        return False
    mate = order[np.minimum(place, key.size - 1)][found]
    part = Panel(_dense(panel.product[found]), _dense(panel.period[found]), panel.quantity[found], panel.price[found])  # fmt: skip
    now = _within(np.log(panel.price[found]), part)
    ahead = _within(np.log(panel.price[mate]), part)
    said = _within(np.log(panel.quantity[found]), part)
    scale = float((now * now).sum())
    if scale <= 0:
        return False
    ahead = ahead - now * float((ahead * now).sum()) / scale
    said = said - now * float((said * now).sum()) / scale
    groups = int(part.product.max()) + 1
    sxx = _sums(part.product, ahead * ahead, groups)
    sxy = _sums(part.product, ahead * said, groups)
    if sxx.sum() <= 1e-9:
        return False
    value = float(sxy.sum() / sxx.sum())
    error = _jackknife(sxx, sxy, value)
    effective = float(sxx.sum() ** 2 / (sxx**2).sum())
    # A strong placebo only: at 1 %, a sound panel is refused once in a hundred.
    from scipy.stats import t  # noqa: PLC0415 - heavy

    return abs(value) > float(t.ppf(0.995, max(1.0, effective - 1))) * error and abs(value) > 0.25


def _dense(places: Places) -> Places:
    return np.unique(places, return_inverse=True)[1].astype(np.int64)


__all__ = ["Elasticity", "Panel", "elasticity", "panel_of"]
