"""Does the sales forecast beat the simple rivals, and do its intervals hold? Real sales, rolling origins.

UCI Online Retail (CC BY 4.0), as the demo ships it. Every forecast sees only what was sold before its
origin, the choice of the items included. Prints Markdown.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from time import perf_counter

import numpy as np
import polars as pl
from numpy.typing import NDArray
from statsforecast.models import AutoETS, SeasonalNaive

from levier.capabilities.sales_forecast import Grain
from levier.capabilities.sales_forecast.backtest import fit
from levier.capabilities.sales_forecast.intervals import period_width, total_width
from levier.capabilities.sales_forecast.periods import Calendar, calendar
from levier.capabilities.sales_forecast.series import TOTAL, build

Values = NDArray[np.float64]
Rival = Callable[[Values, int], Values]
ITEMS = 200
TODAY = date(2011, 9, 1)
LEVELS = (0.8, 0.95)


@dataclass
class Score:
    """What one method did over all the series and origins."""

    error: float = 0.0
    bias: float = 0.0
    sold: float = 0.0
    total_error: float = 0.0
    total_sold: float = 0.0
    scaled: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, told: Values, actual: Values, scale: float, seconds: float) -> None:
        self.error += float(np.abs(told - actual).sum())
        self.bias += float((told - actual).sum())
        self.sold += float(actual.sum())
        self.total_error += float(abs(told.sum() - actual.sum()))
        self.total_sold += float(actual.sum())
        if scale > 0:
            self.scaled.append(float(np.abs(told - actual).mean()) / scale)
        self.seconds += seconds

    def line(self, name: str) -> str:
        return (
            f"| {name} | {self.error / self.sold:.3f} | {self.total_error / self.total_sold:.3f} "
            f"| {np.mean(self.scaled):.3f} | {self.bias / self.sold:+.3f} | {self.seconds / len(self.scaled) * 1000:.1f} |"
        )


def main() -> None:
    """Print the section."""
    lines = sales()
    print(
        "UCI Online Retail as the demo ships it, 1 December 2010 to 31 August 2011: 39 weeks, so that no yearly season "
        f"can be known. The {ITEMS} items that sold best before each origin; the origin then moves a week at a time, "
        "from 26 weeks of history on. WAPE: sum of absolute errors over sum of sales. MASE: mean absolute error over "
        "that of « next week will be as this one » inside the history.\n"
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
        (pl.col("Quantity") * pl.col("UnitPrice")).alias("revenue"),
    )


def weekly(lines: pl.DataFrame, horizon: int) -> None:
    """The items, week by week."""
    whole = calendar(lines["day"].min(), lines["day"].max(), TODAY, "week")
    rivals: dict[str, Rival] = {
        "last week repeated (the naive forecast)": lambda y, h: np.repeat(y[-1], h),
        "mean of 4 weeks": lambda y, h: np.repeat(y[-4:].mean(), h),
        "mean of 8 weeks": lambda y, h: np.repeat(y[-8:].mean(), h),
        "AutoETS": lambda y, h: AutoETS(season_length=1).forecast(y=y, h=h)["mean"],
    }
    ends = range(26, whole.count - horizon + 1)
    print(f"### {horizon} weeks ahead\n")
    compete(lines, whole, list(ends), horizon, "week", rivals, best=ITEMS)


def daily(lines: pl.DataFrame) -> None:
    """The whole shop, day by day: here a season (the week) is known."""
    whole = calendar(lines["day"].min(), lines["day"].max(), TODAY, "day")
    rivals: dict[str, Rival] = {
        "same day of last week (the seasonal naive)": lambda y, h: SeasonalNaive(7).forecast(y=y, h=h)[
            "mean"
        ],
        "mean of 28 days": lambda y, h: np.repeat(y[-28:].mean(), h),
        "AutoETS": lambda y, h: AutoETS(season_length=7).forecast(y=y, h=h)["mean"],
    }
    print("### The whole shop, 14 days ahead\n")
    shop = lines.with_columns(pl.lit(TOTAL).alias("item"))
    ends = range(120, whole.count - 14 + 1, 5)
    compete(shop, whole, list(ends), 14, "day", rivals, best=1)


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
    scores = {"**Levier**": Score(), **{name: Score() for name in rivals}}
    inside = {level: [0, 0, 0, 0] for level in LEVELS}
    kept: dict[str, int] = {}
    skipped = 0
    everything = build(lines, lines["item"].unique().to_list(), whole)
    full = {one.item: np.pad(one.values, (whole.count - one.values.size, 0)) for one in everything}
    for end in ends:
        before = lines.filter(pl.col("day") < whole.start(end))
        top = (
            before.group_by("item")
            .agg(pl.col("revenue").sum())
            .sort("revenue", "item", descending=[True, False])
        )
        for item in top.head(best)["item"].to_list():
            actual = full[item][end : end + horizon]
            known = full[item][:end]
            known = known[np.flatnonzero(known)[0] :] if known.any() else known[:0]
            started = perf_counter()
            fitted = fit(known, horizon, grain)
            seconds = perf_counter() - started
            if fitted is None:
                skipped += 1
                continue
            kept[fitted.method.label] = kept.get(fitted.method.label, 0) + 1
            scores["**Levier**"].add(fitted.mean, actual, fitted.replay.scale, seconds)
            for level in LEVELS:
                width, wide = period_width(fitted.replay, level), total_width(fitted.replay, level)
                inside[level][0] += int((np.abs(fitted.mean - actual) <= width).sum())
                inside[level][1] += horizon
                inside[level][2] += int(abs(fitted.mean.sum() - actual.sum()) <= wide)
                inside[level][3] += 1
            for name, rival in rivals.items():
                started = perf_counter()
                told = np.maximum(np.asarray(rival(known, horizon)), 0)
                scores[name].add(told, actual, fitted.replay.scale, perf_counter() - started)
    report(scores, inside, kept, skipped, len(ends), horizon)


def report(
    scores: dict[str, Score],
    inside: dict[float, list[int]],
    kept: dict[str, int],
    skipped: int,
    origins: int,
    horizon: int,
) -> None:
    """The tables of one competition, losses included."""
    tried = len(scores["**Levier**"].scaled)
    print(f"{origins} origins, {tried} forecasts; {skipped} declined (history too short to judge).\n")
    print("| method | WAPE | WAPE of the total | MASE | bias | ms a series |")
    print("|---|---|---|---|---|---|")
    for name, score in sorted(scores.items(), key=lambda one: one[1].error):
        print(score.line(name))
    print("\n| interval | periods inside | totals inside |")
    print("|---|---|---|")
    for level, (periods, all_periods, totals, all_totals) in inside.items():
        print(f"| {level:.0%} | {periods / all_periods:.1%} | {totals / all_totals:.1%} |")
    shown = ", ".join(
        f"{label} {count / tried:.0%}" for label, count in sorted(kept.items(), key=lambda one: -one[1])
    )
    print(
        f"\nMethod kept: {shown}. Levier's time includes replaying the past for every method ({horizon} periods ahead).\n"
    )


if __name__ == "__main__":
    main()
