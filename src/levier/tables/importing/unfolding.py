"""Sensor readings with one column a sensor, as machines and historians export them, put one measure a line."""

import re
from dataclasses import replace

import polars as pl

from levier.core.errors import BadInput
from levier.tables.importing.choices import Mapping
from levier.tables.importing.matching.looks import Look, looks_of
from levier.tables.importing.matching.naming import said_by
from levier.tables.importing.raw import RawTable
from levier.tables.importing.texts import text_of
from levier.tables.kinds import KINDS

READINGS = "sensor_readings"
SENSOR, VALUE, UNIT = "Capteur", "Valeur", "Unité"
_NAMED, _NUMBERS, _LEAST_GUESSED = 0.8, 0.9, 3
_WITH_UNIT = re.compile(r"^(.*\S)\s*[\[(]\s*([^\[\]()]{1,12})\s*[\])]$")
_ALIKE = ("failures", READINGS)
"""Tables of machines and moments: failures have a duration and a cost, readings have figures that no field is named for."""


def unfolded(raw: RawTable, given: dict[str, str], least: int = 2) -> RawTable | None:
    """The table with a line a measure; None when it is not one with a column for each of ``least`` sensors.

    The columns of the machine and of the clock (those ``given``, else those named so) keep their names; each other column of
    figures is a sensor, its unit taken from « Température [K] ».
    """
    held = set(raw.frame.columns)
    if any(given.get(name) in held for name in ("sensor", "value")):
        return None
    looks, _ = looks_of(raw)
    machine = given.get("machine") or _named(raw, looks, "machine")
    clock = [column for name in ("date", "cycle") if (column := given.get(name) or _named(raw, looks, name))]
    if machine not in held or not clock or not set(clock) <= held:
        return None
    others = [name for name in raw.frame.columns if name not in (machine, *clock)]
    if any(said_by(name, READINGS, field)[0] >= 1 for name in others for field in ("sensor", "value")):
        return None
    sensors = [name for name in others if looks[name].numbers >= _NUMBERS and looks[name].dates < 0.5]
    return _measures(raw, [machine, *clock], sensors) if len(sensors) >= least else None


def readings_of(raw: RawTable, kind: str | None, found: Mapping | BadInput, given: dict[str, str]) -> RawTable | None:  # fmt: skip
    """The table unfolded, when that is what a person says it is, or what nothing else explains; ``found``: its reading as it is."""
    if kind not in (None, READINGS) or raw.kind:
        return None
    if kind is None and not isinstance(found, BadInput):
        figures = [match.field for match in found.matches if KINDS[found.kind].field(match.field).is_number]
        if found.kind not in _ALIKE or not set(figures) <= {"cycle", "value"}:
            return None
    return unfolded(raw, given, least=2 if kind or isinstance(found, BadInput) else _LEAST_GUESSED)


def _named(raw: RawTable, looks: dict[str, Look], field: str) -> str:
    """The column whose name says the field best, if one does."""
    scores = {
        name: said_by(name, READINGS, field)[0] for name in raw.frame.columns if not looks[name].is_empty
    }
    best = max(scores, key=lambda name: scores[name], default="")
    return best if scores.get(best, 0.0) >= _NAMED else ""


def _measures(raw: RawTable, kept: list[str], sensors: list[str]) -> RawTable:
    """One line a filled cell, in the order of the file; the line of the file is that of the row it stands in."""
    units = {name: _WITH_UNIT.match(name) for name in sensors}
    cells = raw.frame.select(
        *(pl.col(name) for name in kept),
        raw.lines.alias("\x00line"),
        *(text_of(raw.frame[name]).alias(name) for name in sensors),
    )
    long = (
        cells.unpivot(sensors, index=[*kept, "\x00line"], variable_name=SENSOR, value_name=VALUE)
        .drop_nulls(VALUE)
        .sort("\x00line", maintain_order=True)
    )
    named = {name: match[1] if match else name for name, match in units.items()}
    long = long.with_columns(pl.col(SENSOR).replace(named))
    if any(units.values()):
        by_sensor = {named[name]: match[2] for name, match in units.items() if match}
        long = long.with_columns(pl.col(SENSOR).replace_strict(by_sensor, default=None, return_dtype=pl.String).alias(UNIT))  # fmt: skip
    shown = ", ".join(f"« {named[name]} »" for name in sensors[:4]) + (" …" if len(sensors) > 4 else "")
    note = f"Chaque capteur a sa colonne dans ce fichier : {len(sensors)} colonnes sont lues comme autant de capteurs ({shown})."  # fmt: skip
    return replace(
        raw, frame=long.drop("\x00line"), lines=long["\x00line"].alias("ligne"), notes=[*raw.notes, note]
    )
