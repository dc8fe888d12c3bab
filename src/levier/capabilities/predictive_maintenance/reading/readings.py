"""Sensor readings of any company, checked: one clock, one value a sensor and a moment, one unit, nothing impossible."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl

from levier.capabilities.predictive_maintenance.reading.columns import day_of, moment, number, text
from levier.capabilities.predictive_maintenance.reading.remarks import Remarks, count
from levier.capabilities.predictive_maintenance.reading.units import one_unit, without_impossible
from levier.core.errors import BadInput, NotEnoughData
from levier.core.french.dates import format_long_date
from levier.core.french.text import fold

Clock = Literal["days", "cycles"]

_CLOCKED = 0.8
_CONFLICTS = 0.2
_ENOUGH_TO_VARY = 30
_SENTINELS = (-9999.0, -999.0, -99999.0, 9999.0, 99999.0, 999999.0, 65535.0, 32767.0, -32768.0)
_BAD = (
    r"mauvais|bad|invalid|defaut|erreur|error|hors service|uncertain|douteu|fault|\bko\b|unknown|unavailable"
)
_FAILED = frozenset(
    ("panne", "en panne", "failure", "failed", "machine failure", "is failure", "failure flag", "defaillance", "en defaut", "breakdown",
     "arret panne", "panne machine", "machine en panne")
)  # fmt: skip


@dataclass(frozen=True)
class Readings:
    """``frame``: machine, sensor, t (days since 1970, or cycles), value; sorted. ``units``: by sensor where known.

    ``flagged``: moments at which a sensor that notes the state (0/1) turns to « en panne »: machine, t.
    ``hours``: whether the readings bear hours. ``machines``: how each is written (key → name).
    """

    frame: pl.DataFrame
    clock: Clock
    units: dict[str, str]
    flagged: pl.DataFrame
    hours: bool
    machines: dict[str, str]

    @property
    def end(self) -> float:
        """The last moment read."""
        return float(self.frame["t"].max())  # type: ignore[arg-type]


def key(name: str) -> pl.Expr:
    """What two spellings of one machine share."""
    return pl.col(name).str.to_uppercase()


def shown(name: str) -> str:
    """A name as it is written; a bare number is called « Machine 57 »."""
    return f"Machine {name}" if name.replace(".", "").isdigit() else name


def read_readings(table: pl.DataFrame, today: date, remarks: Remarks) -> Readings:
    """Raises BadInput (impossible, mixed, in the future), NotEnoughData (next to nothing), in French."""
    frame = table.select(
        text(table, "machine"), text(table, "sensor"), number(table, "value"), number(table, "cycle"), text(table, "unit"),
        text(table, "quality"), moment(table, "date", remarks, "des relevés"),
    )  # fmt: skip
    frame = _usable(frame, remarks)
    frame, clock = _clocked(frame, today, remarks)
    machines = {
        name: shown(told) for name, told in frame.group_by("key").agg(pl.col("machine").first()).iter_rows()
    }
    frame = frame.with_columns(pl.col("key").alias("machine")).drop("key")
    frame, units = one_unit(frame, remarks)
    frame = without_impossible(frame, units, remarks)
    frame = _without_sentinels(frame, remarks)
    frame = _single(frame, remarks)
    frame, flagged = _state(frame)
    _alive(frame)
    frame = _varying(frame, remarks)
    times = frame["t"].to_numpy()
    return Readings(frame, clock, units, flagged, bool((times % 1 != 0).any()), machines)


def _usable(frame: pl.DataFrame, remarks: Remarks) -> pl.DataFrame:
    rows = frame.height
    if rows == 0:
        raise NotEnoughData(
            "Le tableau des relevés est vide", mend="Importez des relevés de capteurs dans « Données »."
        )
    bad = (
        pl.col("quality")
        .str.to_lowercase()
        .str.replace_all("é|è|ê", "e")
        .str.contains(_BAD)
        .fill_null(value=False)
    )
    flagged = frame.filter(bad).height
    if flagged == rows:
        raise BadInput(
            "Tous les relevés sont signalés mauvais par leur colonne « Qualité »",
            mend="Vérifiez cette colonne.",
        )
    if flagged:
        remarks.add(
            f"{count(flagged, 'relevé écarté', 'relevés écartés')} parce que la colonne « Qualité » les dit mauvais."
        )
    kept = frame.filter(~bad).drop_nulls(["machine", "sensor"])
    valued = kept.drop_nulls("value")
    if valued.is_empty():
        raise BadInput(
            "Aucun relevé ne porte de valeur numérique", where="colonne « Valeur » des relevés",
            mend="Vérifiez le format des nombres, ou la colonne choisie à l'importation.",
        )  # fmt: skip
    if lost := frame.filter(~bad).height - valued.height:
        remarks.add(f"{count(lost, 'relevé écarté', 'relevés écartés')}, sans valeur, machine ou capteur.")
    return valued.with_columns(key("machine").alias("key"))


def _clocked(frame: pl.DataFrame, today: date, remarks: Remarks) -> tuple[pl.DataFrame, Clock]:
    """``t`` in days when the readings are dated, else in cycles."""
    dated, cycled = (1 - frame[name].null_count() / frame.height for name in ("date", "cycle"))
    clock: Clock = "days" if dated >= _CLOCKED else "cycles"
    if clock == "cycles" and cycled < _CLOCKED:
        raise BadInput(
            f"Les relevés ne disent pas quand ils sont faits : {dated * 100:.0f}\u00a0% portent une date, {cycled * 100:.0f}\u00a0% un cycle",
            where="colonnes « Horodatage » et « Cycle » des relevés", mend="Remplissez l'une des deux sur toutes les lignes.",
        )  # fmt: skip
    source = "date" if clock == "days" else "cycle"
    kept = frame.drop_nulls(source).with_columns(pl.col(source).alias("t"))
    if lost := frame.height - kept.height:
        remarks.add(
            f"{count(lost, 'relevé écarté', 'relevés écartés')}, sans {'date' if clock == 'days' else 'cycle'}."
        )
    if clock == "cycles" and (negative := kept.filter(pl.col("t") < 0)).height:
        row = negative.row(0, named=True)
        raise BadInput(
            f"{count(negative.height, 'relevé')} à un cycle négatif (« {row['machine']} », cycle −{abs(row['t']):g})",
            where="colonne « Cycle » des relevés", mend="Corrigez le compteur, puis importez de nouveau.",
        )  # fmt: skip
    if clock == "days":
        limit = (today - date(1970, 1, 1)).days + 2.0
        future = kept.filter(pl.col("t") >= limit)
        if future.height:
            row = future.row(0, named=True)
            raise BadInput(
                f"{count(future.height, 'relevé')} dans l'avenir (« {row['machine']} », {format_long_date(day_of(row['t']).date())})",
                where="colonne « Horodatage » des relevés", mend="Vérifiez l'ordre du jour et du mois, ou le fuseau horaire.",
            )  # fmt: skip
    return kept.select("key", "machine", "sensor", "unit", "t", "value"), clock


def _without_sentinels(frame: pl.DataFrame, remarks: Remarks) -> pl.DataFrame:
    """Codes that mean « no measure » (−999, 65 535 …) where they stand far from all other values of the sensor."""
    spread = frame.group_by("sensor").agg(
        pl.col("value").quantile(0.01).alias("low"), pl.col("value").quantile(0.99).alias("high")
    )
    joined = frame.join(spread, on="sensor", maintain_order="left")
    width = (pl.col("high") - pl.col("low")).clip(lower_bound=1.0)
    far = (pl.col("value") > pl.col("high") + 5 * width) | (pl.col("value") < pl.col("low") - 5 * width)
    coded = joined.filter(pl.col("value").is_in(_SENTINELS) & far)
    for sensor, rows in coded.group_by("sensor").len().sort("sensor").iter_rows():
        value = coded.filter(pl.col("sensor") == sensor)["value"][0]
        remarks.add(
            f"Capteur « {sensor} » : {count(rows, 'code écarté', 'codes écartés')}, qui veulent dire « pas de mesure » ({value:g}).".replace(
                "(-", "(−"
            )
        )
    return joined.filter(~(pl.col("value").is_in(_SENTINELS) & far)).drop("low", "high")


def _single(frame: pl.DataFrame, remarks: Remarks) -> pl.DataFrame:
    """One value a machine, sensor and moment: repeated lines once, contradicting ones as their mean."""
    where = ["machine", "sensor", "t"]
    single = frame.unique([*where, "value"], maintain_order=True)
    if repeated := frame.height - single.height:
        remarks.add(f"{count(repeated, 'relevé')} en double, à compter une seule fois.")
    merged = single.group_by(where).agg(pl.col("value").mean()).sort(where)
    if clashes := single.height - merged.height:
        if clashes > _CONFLICTS * single.height:
            row = single.filter(pl.struct(where).is_duplicated()).row(0, named=True)
            raise BadInput(
                f"{count(clashes, 'relevé')} contredisent un autre relevé du même capteur au même instant "
                f"(« {row['machine']} », « {row['sensor']} »)",
                where="tableau des relevés", mend="Vérifiez que chaque machine a son propre nom et que l'heure est complète.",
            )  # fmt: skip
        remarks.add(
            f"{count(clashes, 'relevé')} au même instant qu'un autre, de valeur différente : leur moyenne est prise."
        )
    return merged


def _state(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Readings less the « sensors » that note the breakdown itself (0 or 1), and when those turn to 1."""
    names = [
        name
        for name in frame["sensor"].unique().to_list()
        if " ".join(fold(name).replace("_", " ").split()) in _FAILED
    ]
    states = [
        name
        for name in names
        if set(frame.filter(pl.col("sensor") == name)["value"].unique().to_list()) <= {0.0, 1.0}
    ]
    noted = frame.filter(pl.col("sensor").is_in(states)).sort("machine", "sensor", "t")
    before = pl.col("value").shift(1, fill_value=0.0).over("machine", "sensor")
    turned = (
        noted.filter((pl.col("value") == 1) & (before == 0))
        .select("machine", "t")
        .unique()
        .sort("machine", "t")
    )
    return frame.filter(~pl.col("sensor").is_in(states)), turned


def _alive(frame: pl.DataFrame) -> None:
    """Raises NotEnoughData or BadInput when the readings can say nothing."""
    if frame.height <= 1:
        raise NotEnoughData(
            "Un seul relevé est connu : rien ne peut en être appris", where="tableau des relevés",
            mend="Importez au moins quelques semaines de relevés, de plusieurs machines si possible.",
        )  # fmt: skip
    values = frame["value"].to_numpy()
    if np.all(values == 0):
        raise BadInput(
            f"Tous les relevés sont à zéro ({count(frame.height, 'ligne')})", where="colonne « Valeur » des relevés",
            mend="Vérifiez la colonne choisie à l'importation, ou le branchement des capteurs.",
        )  # fmt: skip


def _varying(frame: pl.DataFrame, remarks: Remarks) -> pl.DataFrame:
    """Readings less the sensors that always said the same: stuck, unplugged or a setting, they tell nothing."""
    spread = (
        frame.group_by("sensor")
        .agg(pl.col("value").n_unique().alias("values"), pl.len().alias("many"))
        .sort("sensor")
    )
    still = spread.filter((pl.col("values") == 1) & (pl.col("many") >= _ENOUGH_TO_VARY))["sensor"].to_list()
    if not still:
        return frame
    if len(still) == spread.height:
        remarks.add(
            "Aucun capteur n'a jamais varié : vérifiez leur branchement ; seul l'âge des machines peut prévoir ici."
        )
        return frame
    names = ", ".join(f"« {name} »" for name in still)
    s = "s" if len(still) > 1 else ""
    remarks.add(f"Capteur{s} {names} laissé{s} de côté : la même valeur dans tous les relevés.")
    return frame.filter(~pl.col("sensor").is_in(still))


__all__ = ["Clock", "Readings", "key", "read_readings", "shown"]
