"""A life: from the moment a machine starts anew (first seen, repaired, renewed) to its failure, its renewal, or today."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.predictive_maintenance.science.weibull import Flags, Values

_SILENT_STEPS = 10.0
_SILENT_DAYS = 7.0
_MOST_ROWS = 60_000
_FILLED = 30
_BRIEF = 0.9
PARTS = 30
"""Rows a horizon: readings are gathered in thirtieths of it (or as they come, when they come less often)."""


@dataclass(frozen=True)
class Life:
    """``number`` in order; ``end``: failure, renewal, or the last moment known; ``now``: the life its machine is living."""

    number: int
    machine: str
    start: float
    end: float
    failed: bool
    now: bool


@dataclass(frozen=True)
class Observed:
    """Rows of all lives, sorted by life and time.

    ``wide``: life, t, age and a column per sensor; ``life``: number of the life of each row; ``remaining``: to the end of the
    life; ``failed``: whether that end is a failure; ``current``: rows that are the last known of a life going on.
    """

    wide: pl.DataFrame
    sensors: list[str]
    lives: list[Life]
    width: float
    life: NDArray[np.int64]
    machine: NDArray[np.int64]
    t: Values
    age: Values
    remaining: Values
    failed: Flags
    current: Flags
    instant: bool
    """Each life is a snapshot: the question is whether a state is one that fails, not what comes within a horizon."""

    def follows(self, horizon: float) -> Flags:
        """Rows whose failure comes within the horizon."""
        return np.asarray(self.failed & (self.remaining <= horizon))

    def known(self, horizon: float) -> Flags:
        """Rows of which it is known whether a failure came within the horizon."""
        return np.asarray(self.failed | (self.remaining >= horizon) | self.instant)


def live(
    readings: pl.DataFrame, events: pl.DataFrame, *, ended: bool, common_end: float | None
) -> list[Life]:
    """The lives of all machines. ``events``: machine, t, back, failed, renews, sorted; ``ended``: readings stop at the failure.

    ``common_end``: the last moment known of all machines (dates); None where each has its own clock (cycles).
    """
    spans = {
        one[0]: (one[1], one[2])
        for one in readings.group_by("machine")
        .agg(pl.col("t").min().alias("a"), pl.col("t").max().alias("b"))
        .iter_rows()
    }
    happened: dict[str, list[dict[str, Any]]] = {}
    for row in events.iter_rows(named=True):
        happened.setdefault(row["machine"], []).append(row)
    step = _usual_step(readings)
    lives: list[Life] = []
    for machine in sorted(spans.keys() | happened.keys()):
        own = [row for row in happened.get(machine, []) if row["failed"] or row["renews"]]
        start = min([spans[machine][0]] if machine in spans else [] + [row["t"] for row in own])
        if own and machine not in spans:
            start = own[0]["back"]  # nothing is known before the first failure noted
            own = own[1:]
        last = spans[machine][1] if machine in spans else start
        for row in own:
            if row["t"] < start:
                start = max(start, min(row["back"], last)) if row["back"] > start else start
                continue
            lives.append(Life(len(lives), machine, start, row["t"], bool(row["failed"]), now=False))
            start = row["back"]
        silent = (
            common_end is not None
            and machine in spans
            and common_end - last > max(_SILENT_DAYS, _SILENT_STEPS * step)
        )
        end = last if silent or common_end is None else max(common_end, last)
        if ended and machine in spans and not (own and own[-1]["t"] >= last):
            lives.append(Life(len(lives), machine, start, last, failed=True, now=False))
        elif end > start or not own:
            # A machine that nothing was seen of since its failure, on a clock of its own, is stopped: it has no life.
            seen = machine not in spans or last >= start or not (silent or common_end is None)
            if end >= start and seen:
                lives.append(Life(len(lives), machine, start, end, failed=False, now=not silent))
    return lives


def observe(readings: pl.DataFrame, lives: list[Life], horizon: float, strict: bool = False) -> Observed:
    """Readings gathered by life in steps of a thirtieth of the horizon or more. ``strict``: those of the very moment of the
    failure are left out (their hour is not known beside that of the failure).
    """
    sensors = sorted(readings["sensor"].unique().to_list())
    table = pl.DataFrame(
        {
            "life": [one.number for one in lives], "machine": [one.machine for one in lives],
            "start": [float(one.start) for one in lives], "end": [float(one.end) for one in lives],
        },
        schema={"life": pl.Int64, "machine": pl.String, "start": pl.Float64, "end": pl.Float64},
    ).sort("start")  # fmt: skip
    placed = (
        readings.sort("t")
        .join_asof(
            table, left_on="t", right_on="start", by="machine", strategy="backward", check_sortedness=False
        )
        .drop_nulls("life")
    )
    placed = placed.filter(pl.col("t") < pl.col("end") if strict else pl.col("t") <= pl.col("end"))
    placed = _back_to_ended(placed, readings, table, strict)
    width = max(_usual_step(readings), horizon / PARTS)
    while True:
        part = ((pl.col("t") - pl.col("start")) / width).floor().cast(pl.Int64).alias("part")
        gathered = placed.with_columns(part)
        if gathered.select(pl.struct("life", "part").n_unique()).item() <= _MOST_ROWS:
            break
        width *= 2
    values = gathered.group_by("life", "part", "sensor").agg(pl.col("value").mean())
    wide = values.pivot(on="sensor", index=["life", "part"], values="value")
    when = gathered.group_by("life", "part").agg(pl.col("t").max(), pl.col("start").first())
    wide = wide.join(when, on=["life", "part"]).sort("life", "t")
    wide = wide.with_columns(
        (pl.col("t") - pl.col("start")).alias("age"),
        *(pl.col(name).forward_fill(_FILLED).over("life") for name in sensors),
    )
    return _observed(wide, sensors, lives, width, horizon)


def _observed(
    wide: pl.DataFrame, sensors: list[str], lives: list[Life], width: float, horizon: float
) -> Observed:
    life = wide["life"].cast(pl.Int64).to_numpy()
    t = wide["t"].to_numpy().astype(float)
    ends = np.array([one.end for one in lives] or [0.0])
    failed = np.array([one.failed for one in lives] or [False])
    going = np.array([one.now for one in lives] or [False])
    names = {name: place for place, name in enumerate(sorted({one.machine for one in lives}))}
    machines = np.array([names[one.machine] for one in lives] or [0], dtype=np.int64)
    brief = np.array([one.end - one.start < horizon for one in lives] or [False])
    instant = bool(
        life.size and np.median(np.unique(life, return_counts=True)[1]) < 2 and brief.mean() >= _BRIEF
    )
    last = np.append(life[1:] != life[:-1], True) if life.size else np.zeros(0, dtype=bool)
    return Observed(
        wide, sensors, lives, width, life, machines[life], t, wide["age"].to_numpy().astype(float),
        np.maximum(ends[life] - t, 0.0), failed[life], last & going[life], instant,
    )  # fmt: skip


def _back_to_ended(
    placed: pl.DataFrame, readings: pl.DataFrame, table: pl.DataFrame, strict: bool
) -> pl.DataFrame:
    """A reading taken at the very moment a life ends belongs to that life, not to the one that starts there."""
    if strict:
        return placed
    ends = table.select("life", "machine", "start", "end").rename({"life": "before", "start": "from"})
    twin = readings.join(ends, left_on=["machine", "t"], right_on=["machine", "end"], how="inner")
    if twin.is_empty():
        return placed
    moved = twin.select(
        "machine",
        "sensor",
        "t",
        "value",
        pl.col("before").alias("life"),
        pl.col("from").alias("start"),
        pl.col("t").alias("end"),
    ).unique(["machine", "sensor", "t"], keep="first", maintain_order=True)
    kept = placed.join(moved.select("machine", "sensor", "t"), on=["machine", "sensor", "t"], how="anti")
    return pl.concat([kept.select(moved.columns), moved])


def _usual_step(readings: pl.DataFrame) -> float:
    """The median time between two moments of one machine; 1 where each has one."""
    moments = readings.select("machine", "t").unique().sort("machine", "t")
    gaps = moments.select((pl.col("t").diff().over("machine")).alias("gap")).drop_nulls()["gap"]
    return float(gaps.median()) if gaps.len() else 1.0  # type: ignore[arg-type]


def lengths(lives: list[Life]) -> tuple[Values, Flags]:
    """Lengths of the lives that lasted, and which ended by a failure."""
    kept = [one for one in lives if one.end > one.start]
    return np.array([one.end - one.start for one in kept]), np.array([one.failed for one in kept], dtype=bool)


__all__ = ["Life", "Observed", "lengths", "live", "observe"]
