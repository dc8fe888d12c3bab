"""The rows of two versions of a table, counted by week and class: what drift is judged on.

Where the table has a date, rows dated after the last day of the reference are compared with the same weeks a year before, when
the reference holds them (a season is no drift), else with the weeks just before. Without a date, blocks are runs of rows.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from levier.operations.watching import drift
from levier.tables.kinds import kind_named
from levier.tables.models import Dataset, DatasetVersion

_MOST_WORDS = 20
_YEAR = timedelta(days=364)
_BLOCKS = 40


@dataclass(frozen=True)
class Compared:
    """``against``: what the new rows were compared with, in French; ``why``: why nothing could be judged."""

    found: list[drift.Drift]
    labels: dict[str, str]
    against: str = ""
    why: str = ""


def compare(dataset: Dataset, before: int, after: int) -> Compared:
    """The drift of each column between two versions (numbers)."""
    import polars as pl  # noqa: PLC0415 - heavy, and the web process starts without it

    versions = {
        one.number: one for one in DatasetVersion.objects.filter(dataset=dataset, number__in=[before, after])
    }
    if before not in versions or after not in versions:
        return Compared([], {}, why="une des deux versions n'existe plus")
    if before == after:
        return Compared([], {}, why="aucune nouvelle donnée depuis la mise en service")
    frames = [pl.read_parquet(_path(versions[number])) for number in (before, after)]
    day = _day(dataset.kind, frames)
    against = "la version de la mise en service"
    if day is not None:
        first, second, against = _windows(pl, frames, day)
        if second is None or second.is_empty():
            return Compared([], {}, why="aucune ligne plus récente que celles de la mise en service")
    else:
        first, second = frames
    if first is None or first.is_empty():
        return Compared([], {}, why="aucune période comparable dans la version de la mise en service")
    columns = _columns(pl, dataset.kind, first, second, day)
    found = drift.judge(columns)
    why = "" if found else "trop peu de lignes ou de semaines pour distinguer un changement du hasard"
    return Compared(found, _labels(dataset.kind), against, why)


def _path(version: DatasetVersion) -> Any:
    return version.parquet_path


def _day(kind: str, frames: list[Any]) -> str | None:
    """The date column of a kind: the one its rows are dated by."""
    for field in kind_named(kind).fields:
        if all(field.name in frame.columns and frame.schema[field.name].is_temporal() for frame in frames):
            return str(field.name)
    return None


def _windows(pl: Any, frames: list[Any], day: str) -> tuple[Any, Any, str]:
    dated = [
        frame.filter(pl.col(day).is_not_null()).with_columns(pl.col(day).cast(pl.Date)) for frame in frames
    ]
    last: date = dated[0][day].max()
    newest: date = dated[1][day].max()
    oldest: date = dated[0][day].min()
    if last is None or newest is None:
        return None, None, ""
    if newest <= last:  # the same days, corrected: whole against whole
        return dated[0], dated[1], "la version de la mise en service, mêmes dates"
    after = dated[1].filter(pl.col(day) > last)
    start: date = after[day].min()
    if start - _YEAR >= oldest:
        inside = pl.col(day).is_between(start - _YEAR, newest - _YEAR)
        return dated[0].filter(inside), after, "les mêmes semaines un an avant"
    length = max(newest - start, timedelta(weeks=12))
    return (
        dated[0].filter(pl.col(day) > last - length),
        after,
        "les semaines précédentes (le tableau n'a pas un an d'avance)",
    )


def _columns(pl: Any, kind: str, first: Any, second: Any, day: str | None) -> list[drift.Column]:
    named = {field.name for field in kind_named(kind).fields}
    shared = [name for name in first.columns if name in second.columns and name in named and name != day]
    sides = [_with_blocks(pl, frame, day) for frame in (first, second)]
    blocks = [sorted(side["__block"].unique().to_list()) for side in sides]
    found = []
    for name in shared:
        kinds = (first.schema[name], second.schema[name])
        if all(one.is_numeric() for one in kinds):
            made = _numbers(pl, name, sides, blocks)
        elif all(one in (pl.String, pl.Boolean) for one in kinds):
            made = _words(pl, name, sides, blocks)
        else:
            continue
        if made is not None:
            found.append(made)
    return found


def _with_blocks(pl: Any, frame: Any, day: str | None) -> Any:
    if day is not None:
        return frame.with_columns(pl.col(day).dt.truncate("1w").dt.strftime("%Y-%m-%d").alias("__block"))
    rows = frame.height
    return frame.with_row_index("__row").with_columns(
        (pl.col("__row") * _BLOCKS // max(rows, 1)).cast(pl.String).str.zfill(3).alias("__block")
    )


def _numbers(pl: Any, name: str, sides: list[Any], blocks: list[list[str]]) -> drift.Column | None:
    values = (
        sides[0][name].drop_nulls().drop_nans()
        if sides[0].schema[name].is_float()
        else sides[0][name].drop_nulls()
    )
    if values.len() < drift.LEAST_ROWS:
        return None
    bounds = np.array(drift.classes(values.to_list()))
    if not bounds.size:
        return None
    counted = []
    for side, names in zip(sides, blocks, strict=True):
        given = side[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
        place = np.searchsorted(bounds, given, side="left")
        place[np.isnan(given)] = len(bounds) + 1
        counted.append(_count(side["__block"].to_list(), names, place, len(bounds) + 2))
    return drift.Column(name, counted[0], counted[1], ordered=True)


def _words(pl: Any, name: str, sides: list[Any], blocks: list[list[str]]) -> drift.Column | None:
    values = sides[0][name].cast(pl.String)
    if values.n_unique() > max(200, 0.2 * values.len()):
        return None  # a name or a number of its own: new ones always come
    usual = values.drop_nulls().value_counts(sort=True)[name].to_list()[:_MOST_WORDS]
    places = {word: place for place, word in enumerate(usual)}
    counted = []
    for side, names in zip(sides, blocks, strict=True):
        given = side[name].cast(pl.String).to_list()
        place = np.array([len(usual) + 1 if word is None else places.get(word, len(usual)) for word in given])
        counted.append(_count(side["__block"].to_list(), names, place, len(usual) + 2))
    return drift.Column(name, counted[0], counted[1])


def _count(block: list[str], names: list[str], place: Any, size: int) -> drift.Counts:
    rows = {name: row for row, name in enumerate(names)}
    found = np.zeros((len(names), size))
    np.add.at(found, (np.array([rows[one] for one in block]), place), 1.0)
    return found


def _labels(kind: str) -> dict[str, str]:
    return {field.name: field.label for field in kind_named(kind).fields}
