"""One unit a sensor: units of one family are brought to the most frequent, others are refused; and what no sensor can give."""

from dataclasses import dataclass

import polars as pl

from levier.capabilities.predictive_maintenance.reading.remarks import Remarks, count
from levier.core.errors import BadInput
from levier.core.french.text import fold

_FAMILIES: dict[str, dict[str, tuple[float, float]]] = {
    "température": {"°c": (1, 0), "c": (1, 0), "degc": (1, 0), "celsius": (1, 0), "k": (1, -273.15), "kelvin": (1, -273.15),
                    "°k": (1, -273.15), "°f": (5 / 9, -160 / 9), "f": (5 / 9, -160 / 9), "degf": (5 / 9, -160 / 9),
                    "fahrenheit": (5 / 9, -160 / 9)},
    "pression": {"bar": (1, 0), "bars": (1, 0), "mbar": (1e-3, 0), "pa": (1e-5, 0), "hpa": (1e-3, 0), "kpa": (1e-2, 0),
                 "mpa": (10, 0), "psi": (0.0689476, 0)},
    "vitesse de rotation": {"tr/min": (1, 0), "rpm": (1, 0), "t/min": (1, 0), "tr/mn": (1, 0), "min-1": (1, 0), "tr/s": (60, 0),
                            "rad/s": (9.549297, 0)},
    "vibration": {"mm/s": (1, 0), "cm/s": (10, 0), "m/s": (1000, 0), "in/s": (25.4, 0)},
    "accélération": {"g": (1, 0), "m/s2": (0.101972, 0), "m/s²": (0.101972, 0), "mg": (1e-3, 0)},
    "courant": {"a": (1, 0), "amp": (1, 0), "amperes": (1, 0), "ma": (1e-3, 0)},
    "tension": {"v": (1, 0), "volts": (1, 0), "mv": (1e-3, 0), "kv": (1000, 0)},
    "puissance": {"kw": (1, 0), "w": (1e-3, 0), "mw": (1000, 0), "cv": (0.7355, 0)},
    "durée": {"h": (1, 0), "heures": (1, 0), "min": (1 / 60, 0), "minutes": (1 / 60, 0), "s": (1 / 3600, 0)},
    "fréquence": {"hz": (1, 0), "khz": (1000, 0)},
    "couple": {"nm": (1, 0), "n.m": (1, 0), "n·m": (1, 0), "dan.m": (10, 0), "knm": (1000, 0)},
    "débit": {"l/min": (1, 0), "m3/h": (16.6667, 0), "m³/h": (16.6667, 0), "l/h": (1 / 60, 0), "l/s": (60, 0)},
    "niveau": {"%": (1, 0), "pct": (1, 0), "pourcent": (1, 0)},
}  # fmt: skip
"""family → unit → (factor, offset) towards the first unit of the family."""

_NEVER_NEGATIVE = {"vitesse de rotation": "une vitesse de rotation", "durée": "une durée", "fréquence": "une fréquence",
                   "niveau": "un niveau en %"}  # fmt: skip
_ABSOLUTE_ZERO = -273.15
_TOLERATED = 0.01


@dataclass(frozen=True)
class Unit:
    """A unit as it is written, its family and the way to the family's first unit."""

    written: str
    family: str
    factor: float
    offset: float


def known(written: str) -> Unit | None:
    """The unit, None where it is of no known family."""
    flat = fold(written).strip().replace("º", "°").replace(" ", "")
    plain = written.strip().lower().replace(" ", "").replace("º", "°")
    for family, units in _FAMILIES.items():
        for name in (plain, flat):
            if name in units:
                return Unit(written.strip(), family, *units[name])
    return None


def one_unit(readings: pl.DataFrame, remarks: Remarks) -> tuple[pl.DataFrame, dict[str, str]]:
    """``readings`` (machine, sensor, t, value, unit) in one unit a sensor, and that unit by sensor.

    Raises BadInput when a sensor mixes units that do not convert into one another.
    """
    counted = (
        readings.drop_nulls("unit")
        .group_by("sensor", "unit")
        .len()
        .sort("sensor", "len", "unit", descending=[False, True, False])
    )
    units: dict[str, str] = {}
    for sensor, group in counted.group_by("sensor", maintain_order=True):
        name = str(sensor[0])
        first, *others = group["unit"].to_list()
        units[name] = first
        for other in others:
            readings = _brought(readings, name, other, first, remarks)
    return readings, units


def _brought(readings: pl.DataFrame, sensor: str, other: str, first: str, remarks: Remarks) -> pl.DataFrame:
    if fold(other).strip() == fold(first).strip():
        return readings
    source, target = known(other), known(first)
    if source is None or target is None or source.family != target.family:
        raise BadInput(
            f"Le capteur « {sensor} » mélange deux unités, « {first} » et « {other} », qui ne se convertissent pas l'une en l'autre",
            where="colonne « Unité » des relevés",
            mend="Donnez un nom de capteur à chaque grandeur, ou corrigez l'unité.",
        )
    base = pl.col("value") * source.factor + source.offset
    turned = (base - target.offset) / target.factor
    there = (pl.col("sensor") == sensor) & (pl.col("unit") == other)
    if (source.factor, source.offset) != (target.factor, target.offset):
        rows = readings.filter(there).height
        remarks.add(
            f"Capteur « {sensor} » : {count(rows, 'relevé')} en « {other} » ramenés à l'unité « {first} »."
        )
    return readings.with_columns(
        pl.when(there).then(turned).otherwise(pl.col("value")).alias("value"),
        pl.when(there).then(pl.lit(first)).otherwise(pl.col("unit")).alias("unit"),
    )


def without_impossible(readings: pl.DataFrame, units: dict[str, str], remarks: Remarks) -> pl.DataFrame:
    """``readings`` less what cannot be (below absolute zero, a negative speed). Raises BadInput when that is no accident."""
    for sensor, written in units.items():
        unit = known(written)
        low, what = _floor(unit)
        if low is None:
            continue
        bad = (pl.col("sensor") == sensor) & (pl.col("value") < low - 1e-9)
        wrong = readings.filter(bad)
        if wrong.is_empty():
            continue
        share = wrong.height / readings.filter(pl.col("sensor") == sensor).height
        machine, value = wrong.row(0, named=True)["machine"], wrong.row(0, named=True)["value"]
        told = f"« {machine} » : {_written(value)} {written}"
        if share > _TOLERATED:
            raise BadInput(
                f"Le capteur « {sensor} » donne des valeurs impossibles ({told}) dans {share * 100:.0f}\u00a0% de ses relevés : "
                f"{what} ne descend pas sous {_written(low)}",
                where="colonne « Valeur » des relevés", mend="Vérifiez l'unité ou le branchement du capteur, puis importez de nouveau.",
            )  # fmt: skip
        remarks.add(
            f"Capteur « {sensor} » : {count(wrong.height, 'valeur impossible écartée', 'valeurs impossibles écartées')} ({told})."
        )
        readings = readings.filter(~bad)
    return readings


def _written(value: float) -> str:
    return f"{value:g}".replace(".", ",").replace("-", "−")


def _floor(unit: Unit | None) -> tuple[float | None, str]:
    if unit is None:
        return None, ""
    if unit.family == "température":
        return (_ABSOLUTE_ZERO - unit.offset) / unit.factor, "une température"
    if unit.family in _NEVER_NEGATIVE:
        return 0.0, _NEVER_NEGATIVE[unit.family]
    return None, ""


__all__ = ["Unit", "known", "one_unit", "without_impossible"]
