"""A raw table as typed columns of its kind; the lines that cannot be used are set aside, each with its reason."""

from dataclasses import dataclass
from datetime import time

import polars as pl

from levier.core.errors import BadInput
from levier.tables.importing.doubts import Style, style_of
from levier.tables.importing.how import How, Question
from levier.tables.importing.mapping import Mapping
from levier.tables.importing.moments import far_zones
from levier.tables.importing.raw import RawTable
from levier.tables.importing.texts import by_distinct, text_of
from levier.tables.importing.values import read_booleans, read_moments, read_numbers
from levier.tables.kinds import KINDS, Field

_EARLIEST, _LATEST = pl.datetime(1950, 1, 1), pl.datetime(2100, 1, 1)


@dataclass
class Cleaned:
    """``frame``: typed columns of the kind. ``rejects``: line, reason, and the cells as they were. ``invalid``: for each
    optional field, how many values could not be read (left empty). ``questions``: what must be said before the frame can
    be trusted."""

    frame: pl.DataFrame
    rejects: pl.DataFrame
    invalid: dict[str, int]
    notes: list[str]
    questions: tuple[Question, ...] = ()


def clean(raw: RawTable, mapping: Mapping, how: How = How()) -> Cleaned:
    """Read every mapped column, then keep the lines that hold what the kind requires."""
    kind = KINDS[mapping.kind]
    typed: dict[str, pl.Series] = {}
    written: dict[str, pl.Series] = {}
    fields = {name: kind.field(name) for name in mapping.columns}
    style = style_of(
        {column: raw.frame[column] for name, column in mapping.columns.items() if fields[name].is_number},
        {column: raw.frame[column] for name, column in mapping.columns.items() if fields[name].is_date},
        raw.decimal,
        how,
        certain=raw.certain,
    )
    notes = [*raw.notes, *style.notes]
    for name, column in mapping.columns.items():
        cells = raw.frame[column]
        written[name] = text_of(cells)
        typed[name] = _read(cells, fields[name], style, column)
    hours = _hours(raw, mapping, style)
    notes += [f"L'heure de « {column} » est gardée avec sa date." for column in hours]
    frame = pl.DataFrame([series.alias(name) for name, series in typed.items()])
    given = pl.DataFrame([series.alias(name) for name, series in written.items()])
    unread = {
        name: given[name].is_not_null() & frame[name].is_null() for name in frame.columns if frame.height
    }
    reasons = _reasons(frame, given, unread, mapping)
    bad = reasons.is_not_null()
    required = {name for group in kind.requires for name in group}
    invalid = {
        name: int((mask & ~bad).sum())
        for name, mask in unread.items()
        if name not in required and (mask & ~bad).any()
    }
    rejects = pl.concat(
        [
            pl.DataFrame([raw.lines.filter(bad).alias("ligne"), reasons.filter(bad).alias("motif")]).hstack(
                raw.frame.filter(bad).select(pl.all().cast(pl.String).name.map(_beside))
            ),
            _broken(raw),
        ],
        how="diagonal",
    ).sort("ligne")
    kept = frame.with_columns(hours.values()).filter(~bad)
    ordered = [field.name for field in kind.fields if field.name in kept.columns]
    return Cleaned(kept.select(ordered), rejects, invalid, notes, style.questions)


def _hours(raw: RawTable, mapping: Mapping, style: Style) -> dict[str, pl.Series]:
    """By column of the file, the instants that its dates would lose: those of fields that no column of their own fills."""
    found: dict[str, pl.Series] = {}
    for field in KINDS[mapping.kind].fields:
        column = mapping.columns.get(field.hour_of) if field.name not in mapping.columns else None
        if not column:
            continue
        moments = _read(raw.frame[column], field, style, column)
        clocked = (moments.dt.time() != time()).sum()
        if 2 * clocked > len(moments) - moments.null_count():
            found[column] = moments.alias(field.name)
    return found


def _beside(name: str) -> str:
    return f"{name} (fichier)" if name in ("ligne", "motif") else name


def _read(cells: pl.Series, field: Field, style: Style, column: str) -> pl.Series:
    if field.is_number:
        return read_numbers(cells, style.decimal[column])
    if field.is_date:
        if field.type == "datetime" and (zones := far_zones(cells)):
            raise BadInput(
                f"La colonne « {column} » mélange des fuseaux horaires : {', '.join(f'« {one} »' for one in zones)}",
                where=field.label, mend="Écrivez toutes les heures dans le même fuseau, puis importez de nouveau.",
            )  # fmt: skip
        bounded = pl.DataFrame({"d": read_moments(cells, style.order[column])}).select(
            pl.when(pl.col("d").is_between(_EARLIEST, _LATEST)).then(pl.col("d")).alias("d")
        )["d"]
        return bounded.cast(pl.Date) if field.type == "date" else bounded
    if field.type == "boolean":
        return read_booleans(cells)
    text = by_distinct(text_of(cells), _tidy)
    return text.str.to_uppercase() if field.type == "code" and field.name != "customer" else text


def _tidy(text: pl.Series) -> pl.Series:
    """Spaces made single; a number of a workbook (« 1.234e0 ») as it is shown there."""
    return text.str.replace_all(r"\s+", " ").str.replace(r"^(-?\d+\.\d{3})e0$", "$1")


def _reasons(
    frame: pl.DataFrame, given: pl.DataFrame, unread: dict[str, pl.Series], mapping: Mapping
) -> pl.Series:
    """For each line, why it cannot be used (null when it can)."""
    kind = KINDS[mapping.kind]
    causes: list[pl.Series] = []
    for group in kind.requires:
        present = [name for name in group if name in frame.columns]
        if not present:
            continue
        empty = pl.Series([True] * frame.height, dtype=pl.Boolean)
        for name in present:
            empty &= frame[name].is_null()
        if not empty.any():
            continue
        first = present[0]
        label = kind.field(first).label.lower()
        cells = pl.DataFrame({"empty": empty, "unread": unread[first], "cell": given[first].str.slice(0, 60)})
        causes.append(
            cells.select(
                pl.when(~pl.col("empty"))
                .then(None)
                .when(pl.col("unread"))
                .then(pl.format(f"{label} illisible : « {{}} »", "cell"))
                .otherwise(pl.lit(f"{label} : valeur absente"))
                .alias("cause")
            )["cause"]
        )
    if not causes:
        return pl.Series("motif", [None] * frame.height, dtype=pl.String)
    table = pl.DataFrame([cause.alias(f"c{index}") for index, cause in enumerate(causes)])
    joined = table.select(pl.concat_str(pl.all(), separator=" ; ", ignore_nulls=True).alias("motif"))["motif"]
    return joined.set(joined == "", None)


def _broken(raw: RawTable) -> pl.DataFrame:
    names = [_beside(name) for name in raw.frame.columns]
    rows = [
        {
            "ligne": broken.line,
            "motif": broken.reason,
            **dict(zip(names, broken.cells, strict=False)),
            "suite": " | ".join(broken.cells[len(names) :]) or None,
        }
        for broken in raw.broken
    ]
    schema = {"ligne": pl.Int64, "motif": pl.String, **dict.fromkeys(names, pl.String), "suite": pl.String}
    if not any(row["suite"] for row in rows):
        del schema["suite"]
        rows = [{key: value for key, value in row.items() if key != "suite"} for row in rows]
    return pl.DataFrame(rows, schema=schema)
