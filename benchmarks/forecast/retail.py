"""UCI Online Retail (CC BY 4.0), as the demo ships it: products week by week, the whole shop day by day."""

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from time import process_time

import numpy as np
import polars as pl
from numpy.typing import NDArray
from statsforecast.models import AutoETS, SeasonalNaive

from benchmarks.forecast.scoring import LEVELS, Inside, Score
from levier.capabilities.sales_forecast import Grain, SalesForecastInput
from levier.capabilities.sales_forecast.assembling import Made
from levier.capabilities.sales_forecast.backtest import Fitted, fit
from levier.capabilities.sales_forecast.intervals import period_width, total_width
from levier.capabilities.sales_forecast.levels import reconciled
from levier.capabilities.sales_forecast.newcomers import Launch, by_analogy, launches
from levier.capabilities.sales_forecast.periods import Calendar, calendar
from levier.capabilities.sales_forecast.pooling import with_pool
from levier.capabilities.sales_forecast.series import TOTAL, build

Values = NDArray[np.float64]
Rival = Callable[[Values, int], Values]
ITEMS = 200
TODAY = date(2011, 9, 1)
LAUNCHED = 800
OURS = "**Levier**"


def main() -> None:
    """Print the tables."""
    lines = sales()
    print(
        "UCI Online Retail as the demo ships it, 1 December 2010 to 31 August 2011: 39 weeks, so that no yearly season "
        f"can be known. The {ITEMS} items sold on most lines before each origin; the origin then moves a week at a time, "
        "from 26 weeks of history on. WAPE: sum of absolute errors over sum of sales. MASE: mean absolute error over "
        "that of « next week will be as this one » inside the whole history, the weeks before a product's first sale "
        "included, as the target's figures suppose. What is tuned (how far a giant week is held back, the parts of the "
        "mean, the width of the intervals) was tuned on the products ranked 201 to 450 and on origins 13 to 25, which are "
        "not judged here, though a first exploration printed the judged origins too: not fully blind. Target at 8 weeks: MASE ≤ 1.50, WAPE ≤ .58, beside 1.64 and .62 for the mean of 4 weeks.\n"
    )
    for horizon in (4, 8):
        weekly(lines, horizon)
    daily(lines)


def sales() -> pl.DataFrame:
    """Lines as ``day``, ``item``, ``value``."""
    path = files("levier.demo") / "data" / "online-retail.parquet"
    return pl.read_parquet(str(path)).select(
        pl.col("InvoiceDate").cast(pl.Date).alias("day"),
        pl.col("StockCode").alias("item"),
        pl.col("Quantity").cast(pl.Float64).alias("value"),
    )


def _whole(lines: pl.DataFrame, grain: Grain) -> Calendar:
    days = lines["day"].unique().sort()
    return calendar(days[0], days[-1], TODAY, grain)


def weekly(lines: pl.DataFrame, horizon: int) -> None:
    """The items, week by week."""
    whole = _whole(lines, "week")
    rivals: dict[str, Rival] = {
        "last week repeated (the naive forecast)": lambda y, h: np.repeat(y[-1], h),
        "mean of 4 weeks": lambda y, h: np.repeat(y[-4:].mean(), h),
        "mean of 8 weeks": lambda y, h: np.repeat(y[-8:].mean(), h),
        "AutoETS": lambda y, h: AutoETS(season_length=1).forecast(y=y, h=h)["mean"],
    }
    ends = list(range(26, whole.count - horizon + 1))
    print(f"### {horizon} weeks ahead\n")
    compete(lines, whole, ends, horizon, "week", rivals, best=ITEMS)


def daily(lines: pl.DataFrame) -> None:
    """The whole shop, day by day: here a season (the week) is known."""
    whole = _whole(lines, "day")
    rivals: dict[str, Rival] = {
        "same day of last week (the seasonal naive)": lambda y, h: SeasonalNaive(7).forecast(y=y, h=h)[
            "mean"
        ],
        "mean of 28 days": lambda y, h: np.repeat(y[-28:].mean(), h),
        "AutoETS": lambda y, h: AutoETS(season_length=7).forecast(y=y, h=h)["mean"],
    }
    print("### The whole shop, 14 days ahead\n")
    shop = lines.with_columns(pl.lit(TOTAL).alias("item"))
    compete(shop, whole, list(range(120, whole.count - 14 + 1, 5)), 14, "day", rivals, best=1)


def compete(
    lines: pl.DataFrame,
    whole: Calendar,
    ends: list[int],
    horizon: int,
    grain: Grain,
    rivals: dict[str, Rival],
    *,
    best: int,
) -> None:
    """Score Levier and its rivals on the same series and origins, and print the tables."""
    scores = {name: Score() for name in (OURS, *rivals)}
    inside, own = Inside(), Inside()
    kept: dict[str, int] = {}
    skipped = 0
    full = {
        one.item: np.pad(one.values, (whole.count - one.values.size, 0))
        for one in build(lines, lines["item"].unique().to_list(), whole)
    }
    for end in ends:
        before = lines.filter(pl.col("day") < whole.start(end))
        ranked = before.group_by("item").len().sort("len", "item", descending=[True, False])["item"].to_list()
        started = process_time()
        made = forecasts(
            {item: full[item][:end] for item in ranked[:LAUNCHED]}, ranked[:best], horizon, grain
        )
        seconds = (process_time() - started) / len(made)
        skipped += best - len(made)
        for one in made:
            known, actual = full[one.item][:end], full[one.item][end : end + horizon]
            scale = float(np.abs(np.diff(known)).mean())
            found = one.found
            label = one.label or (found.method.label if isinstance(found, Fitted) else "analogie")
            kept[label] = kept.get(label, 0) + 1
            scores[OURS].add(found.mean, actual, scale, seconds)
            for level in LEVELS:
                inside.add(level, actual, *_bounds(one, level))
            for name, rival in rivals.items():
                started = process_time()
                told = np.maximum(np.asarray(rival(known, horizon)), 0)
                scores[name].add(told, actual, scale, process_time() - started)
            _library_intervals(own, known, actual, horizon, grain)
    report(scores, inside, own, kept, skipped, len(ends))


def forecasts(histories: dict[str, Values], items: list[str], horizon: int, grain: Grain) -> list[Made]:
    """The capability's own way over series: a method each, analogies, the pool where it wins, then the sums."""
    began = {item: _from_first(values) for item, values in histories.items()}
    launched = launches(began, {}, len(histories[items[0]]))
    made = []
    for item in items:
        found = fit(began[item], horizon, grain) or by_analogy(Launch(item, began[item]), launched, horizon)
        if found is not None:
            made.append(Made(item, began[item], found))
    given = SalesForecastInput(horizon=horizon, grain=grain, by="product")
    return reconciled(with_pool(made, given, lambda: False), given)


def _bounds(one: Made, level: float) -> tuple[tuple[Values, Values], tuple[float, float]]:
    found = one.found
    if not isinstance(found, Fitted):
        return found.bounds(level), found.total_bounds(level)
    width, wide = period_width(found.replay, level), total_width(found.replay, level)
    total = float(found.mean.sum())
    return (found.mean - width, found.mean + width), (total - wide, total + wide)


def _library_intervals(own: Inside, known: Values, actual: Values, horizon: int, grain: Grain) -> None:
    """AutoETS's own intervals, as a rival to ours."""
    told = AutoETS(season_length=7 if grain == "day" else 1).forecast(y=known, h=horizon, level=[80, 95])
    for level in LEVELS:
        low, high = told[f"lo-{level:.0%}".rstrip("%")], told[f"hi-{level:.0%}".rstrip("%")]
        own.add(level, actual, (low, high), (0.0, float("inf")))


def _from_first(values: Values) -> Values:
    sold = np.flatnonzero(values)
    return values[sold[0] :] if sold.size else values[:0]


def report(
    scores: dict[str, Score], inside: Inside, own: Inside, kept: dict[str, int], skipped: int, origins: int
) -> None:
    """The tables of one competition, losses included."""
    tried = len(scores[OURS].scaled)
    print(f"{origins} origins, {tried} forecasts; {skipped} declined (history too short to judge).\n")
    print("| method | WAPE | WAPE of the total | MASE | bias | CPU ms a series |")
    print("|---|---|---|---|---|---|")
    for name, score in sorted(scores.items(), key=lambda one: one[1].error):
        print(score.line(name))
    print("\n| interval | periods inside | totals inside | AutoETS's own: periods inside |")
    print("|---|---|---|---|")
    for level, line in zip(LEVELS, inside.lines(), strict=True):
        print(f"{line} {own.periods[level][0] / own.periods[level][1]:.1%} |")
    shown = ", ".join(
        f"{label} {count / sum(kept.values()):.0%}"
        for label, count in sorted(kept.items(), key=lambda one: -one[1])
    )
    print(f"\nMethod kept: {shown}. Levier's time includes replaying the past for every method.\n")


if __name__ == "__main__":
    main()
