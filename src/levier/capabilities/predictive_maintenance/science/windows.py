"""What the readings of one life say at each moment: levels, smoothed levels, spread, slope, distance to its own start.

Each row looks at its past only. Windows are counted in rows, and a row is a thirtieth of the horizon or more: the long
window is about one horizon.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

Values = NDArray[np.float64]

SHORT, LONG, START = 10, 30, 15
AGE = "age"
_ALONE = 3


@dataclass(frozen=True)
class Features:
    """``matrix`` (rows, features); ``owners``: the sensor each feature comes from ("age" for the age)."""

    matrix: Values
    names: list[str]
    owners: list[str]
    levels: list[int]
    """Places of the features that are the present level of each sensor, in the order of the sensors."""


def describe(wide: pl.DataFrame, sensors: list[str], *, aged: bool = True) -> Features:
    """Features of ``wide``: columns ``life``, ``t``, ``age`` and one per sensor, sorted by life and time.

    Where lives hold one or two rows (a snapshot a machine), only levels and the age are kept.
    """
    rows = wide.group_by("life").len()["len"]
    alone = rows.is_empty() or (float(rows.median() or 0.0) < _ALONE)  # type: ignore[arg-type]
    made: list[pl.Expr] = []
    names: list[str] = []
    owners: list[str] = []
    levels: list[int] = []
    for place, sensor in enumerate(sensors):
        for name, told in _of(sensor, alone):
            if name == "level":
                levels.append(len(names))
            names.append(f"{sensor} · {name}")
            owners.append(sensor)
            made.append(told.alias(f"{place}:{name}"))
    if aged:
        names.append(AGE)
        owners.append(AGE)
        made.append(pl.col("age").cast(pl.Float64).alias(AGE))
    matrix = wide.select(made).to_numpy().astype(np.float64) if made else np.zeros((wide.height, 0))
    return Features(matrix, names, owners, levels)


def _of(sensor: str, alone: bool) -> list[tuple[str, pl.Expr]]:
    level = pl.col(sensor).cast(pl.Float64)
    if alone:
        return [("level", level)]
    row = pl.int_range(pl.len())
    middle = level.rolling_mean(START, min_samples=1)
    start = pl.when(row < START).then(middle).otherwise(None).forward_fill()
    told = {
        "level": level,
        "short": level.rolling_mean(SHORT, min_samples=1),
        "long": level.rolling_mean(LONG, min_samples=1),
        "spread": level.rolling_std(LONG, min_samples=3),
        "slope": middle - middle.shift(LONG),
        "since start": middle - start,
    }
    return [(name, one.over("life")) for name, one in told.items()]


__all__ = ["AGE", "LONG", "SHORT", "Features", "Values", "describe"]
