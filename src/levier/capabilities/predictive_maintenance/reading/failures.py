"""Breakdowns and repairs of any company, checked: what is a failure, what renews a machine, what they cost."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from levier.capabilities.predictive_maintenance.reading.columns import day_of, moment, number, text
from levier.capabilities.predictive_maintenance.reading.readings import Clock, key, shown
from levier.capabilities.predictive_maintenance.reading.remarks import Remarks, count
from levier.core.errors import BadInput
from levier.core.french.dates import format_long_date

_PLANNED = (
    r"preventi|entretien|revision|controle|inspection|visite|planifie|planned|scheduled|graissage|lubrif"
)
_UNPLANNED = r"non planifie|unplanned"
_LOOKED = r"controle|inspection|visite|graissage|nettoyage|lubrif"
_CANCELLED = r"annul|cancel|rejet|refus"


@dataclass(frozen=True)
class Failures:
    """``frame``: machine (key), t, back (when it runs again), failed (else planned), renews (the age starts anew), sorted.

    Costs: means over the lines that bear them, in the currency of the table; None where no line does.
    """

    frame: pl.DataFrame
    hours: bool
    failure_cost: float | None
    planned_cost: float | None
    stopped_hours: float | None
    machines: dict[str, str]
    unplaced: list[str]
    """Machines (keys) with one failure whose cycle is not said, where readings are counted in cycles."""


def read_failures(
    table: pl.DataFrame, clock: Clock | None, today: date, remarks: Remarks
) -> tuple[Failures, Clock]:
    """Failures on the clock of the readings (their own where there are none). Raises BadInput in French."""
    frame = table.select(
        text(table, "machine"), moment(table, "date", remarks, "des pannes"), moment(table, "end", Remarks(), ""),
        number(table, "cycle"), text(table, "type"), text(table, "status"), number(table, "downtime"), number(table, "cost"),
    )  # fmt: skip
    _checked(frame, today)
    flat = [
        pl.col(name).str.to_lowercase().str.replace_all("[éèê]", "e").fill_null("").alias(name)
        for name in ("type", "status")
    ]
    frame = frame.with_columns(flat).drop_nulls("machine")
    cancelled = pl.col("status").str.contains(_CANCELLED)
    if dropped := frame.filter(cancelled).height:
        remarks.add(f"{count(dropped, 'intervention annulée', 'interventions annulées')}, hors du compte.")
    frame = frame.filter(~cancelled)
    own = clock or ("days" if frame["date"].null_count() < frame.height or not frame.height else "cycles")
    source = "date" if own == "days" else "cycle"
    placed = frame.drop_nulls(source)
    failing = ~(pl.col("type").str.contains(_PLANNED) & ~pl.col("type").str.contains(_UNPLANNED))
    alone = (
        frame.filter(pl.col("cycle").is_null() & failing)
        .group_by(key("machine").alias("key"))
        .len()
        .filter(pl.col("len") == 1)
    )
    unplaced = sorted(alone["key"].to_list()) if own == "cycles" else []
    if (lost := frame.height - placed.height) and not unplaced:
        remarks.add(f"{count(lost, 'panne')} sans {'date' if own == 'days' else 'cycle'}, hors du compte.")
    machines = {
        name: shown(told)
        for name, told in frame.group_by(key("machine").alias("key"))
        .agg(pl.col("machine").first())
        .iter_rows()
    }
    planned = pl.col("type").str.contains(_PLANNED) & ~pl.col("type").str.contains(_UNPLANNED)
    stopped = pl.coalesce("downtime", (pl.col("end") - pl.col("date")) * 24)
    told = placed.with_columns(
        key("machine").alias("machine"), pl.col(source).alias("t"), planned.alias("planned"), stopped.alias("stopped"),
    ).with_columns(
        (~pl.col("planned")).alias("failed"), (~(pl.col("planned") & pl.col("type").str.contains(_LOOKED))).alias("renews"),
        pl.col("t").alias("back") if own == "cycles"
        else pl.coalesce("end", pl.col("t") + pl.col("stopped").fill_null(0.0) / 24).alias("back"),
    )  # fmt: skip
    hours = bool((told["t"] % 1 != 0).any()) if told.height else False
    costs = {
        name: told.filter(pl.col("failed") == name)["cost"]
        .drop_nulls()
        .filter(told.filter(pl.col("failed") == name)["cost"].drop_nulls() > 0)
        for name in (True, False)
    }
    stops = told.filter("failed")["stopped"].drop_nulls()
    return Failures(
        _merged(told, remarks), hours, _mean(costs[True]), _mean(costs[False]), _mean(stops), machines, unplaced,
    ), own  # fmt: skip


def _mean(values: pl.Series) -> float | None:
    return float(values.mean()) if values.len() else None  # type: ignore[arg-type]


def _merged(frame: pl.DataFrame, remarks: Remarks) -> pl.DataFrame:
    """One line an event: a failure noted again while the machine is down, or twice at one moment, is the same failure."""
    frame = frame.sort("machine", "t", "failed", descending=[False, False, True])
    before = pl.col("back").cum_max().shift(1).over("machine", "failed")
    same = (pl.col("t") < before) | (pl.col("t") == pl.col("t").shift(1).over("machine", "failed"))
    kept = frame.filter(~same.fill_null(value=False))
    if repeated := frame.height - kept.height:
        remarks.add(
            f"{count(repeated, 'ligne')} du tableau des pannes en double ou pendant un arrêt déjà noté, hors du compte."
        )
    return kept.select("machine", "t", "back", "failed", "renews").sort("machine", "t")


def _checked(frame: pl.DataFrame, today: date) -> None:
    limit = (today - date(1970, 1, 1)).days + 2.0
    planned = (
        pl.col("type")
        .str.to_lowercase()
        .str.replace_all("[éèê]", "e")
        .str.contains(_PLANNED)
        .fill_null(value=False)
    )
    faults = (
        (
            pl.col("end") < pl.col("date"),
            "finissent avant d'avoir commencé",
            "colonnes « Date » et « Remise en marche »",
        ),
        (pl.col("downtime") < 0, "ont un temps d'arrêt négatif", "colonne « Temps d'arrêt »"),
        (pl.col("cost") < 0, "ont un coût négatif", "colonne « Coût »"),
        (pl.col("cycle") < 0, "sont à un cycle négatif", "colonne « Cycle »"),
        ((pl.col("date") >= limit) & ~planned, "sont datées dans l'avenir", "colonne « Date »"),
    )
    for wrong, said, where in faults:
        found = frame.filter(wrong.fill_null(value=False))
        if found.height:
            row = found.row(0, named=True)
            day = f", {format_long_date(day_of(row['date']).date())}" if row["date"] is not None else ""
            raise BadInput(
                f"{count(found.height, 'panne')} {said} (la première : « {row['machine']} »{day})",
                where=f"{where} du tableau des pannes", mend="Corrigez le tableau, puis importez-le de nouveau.",
            )  # fmt: skip


__all__ = ["Failures", "read_failures"]
