"""Measure a table: completeness, validity, uniqueness, freshness, history."""

from datetime import date, datetime
from typing import cast

import polars as pl

from levier.core.french.numbers import format_count, format_number, format_percent
from levier.tables.kinds import KINDS, Field, Kind
from levier.tables.profile.ageing import freshness, scored
from levier.tables.profile.personal import personal_columns
from levier.tables.profile.picturing import distribution, history, missing
from levier.tables.profile.shape import ColumnProfile, Dimension, Odd, Profile

_ROBUST = 10.0
_FEWEST_NUMBERS = 30
_SHOWN_ODD = 5
_NAMING = ("invoice", "piece", "order", "product_name", "product_code", "entry")
"""Fields by which a person finds a line again, the best first."""
_FULL_HISTORY_WEEKS = 104


def profile(kind_name: str, frame: pl.DataFrame, invalid: dict[str, int], today: date) -> Profile:
    """The profile of a typed frame. ``invalid``: unreadable values by field, as the import counted them."""
    kind = KINDS[kind_name]
    columns = [
        _column(frame, f, kind, invalid.get(f.name, 0))
        for f in kind.fields
        if f.name in frame.columns and _known(frame, f)
    ]
    first, last, weeks, empty = _history(frame, kind)
    duplicates = frame.height - frame.n_unique() if frame.height else 0
    key = [name for name in kind.key if name in frame.columns]
    repeated = frame.height - frame.select(key).n_unique() if key and frame.height else 0
    found = Profile(
        rows=frame.height,
        first_day=first,
        last_day=last,
        weeks=weeks,
        empty_weeks=empty,
        age_days=(today - last).days if last else None,
        duplicates=duplicates,
        repeated_keys=repeated,
        columns=columns,
    )
    found.dimensions = [
        _completeness(found, kind),
        _validity(found),
        _uniqueness(found, kind),
        *([freshness(last, (today - last).days), _history_score(found)] if kind.day and last else []),
    ]
    scored(found, kind_name)
    found.personal = personal_columns(frame, kind)
    found.history = history(frame, kind)
    found.missing = missing(frame, kind, found.columns)
    return found


def _known(frame: pl.DataFrame, field: Field) -> bool:
    """Whether the column holds anything: one that the company does not have says nothing of the quality of its file."""
    return frame[field.name].null_count() < frame.height


def _column(frame: pl.DataFrame, field: Field, kind: Kind, invalid: int) -> ColumnProfile:
    values = frame[field.name]
    outside = outliers = 0
    odd: list[Odd] = []
    if field.is_number:
        numbers = values.drop_nulls()
        if field.low is not None:
            outside += int((numbers < field.low).sum())
        if field.high is not None:
            outside += int((numbers > field.high).sum())
        outliers, odd = _outliers(frame, field, kind)
    shown = values.drop_nulls()
    low, high = (
        (shown.min(), shown.max()) if len(shown) and field.type not in ("text", "boolean") else ("", "")
    )
    distinct = values.n_unique()
    return ColumnProfile(
        name=field.name,
        label=field.label,
        type=field.type,
        unit=field.unit,
        filled=round(len(shown) / len(values), 6) if len(values) else 0.0,
        distinct=distinct,
        invalid=invalid,
        outside=outside,
        outliers=outliers,
        low=str(low),
        high=str(high),
        distribution=distribution(values, field, distinct),
        odd=odd,
    )


def _outliers(frame: pl.DataFrame, field: Field, kind: Kind) -> tuple[int, list[Odd]]:
    """Values beyond 10 median absolute deviations on a logarithmic scale (amounts spread over orders of magnitude)."""
    known = frame.filter(pl.col(field.name).is_not_null())
    if known.height < _FEWEST_NUMBERS:
        return 0, []
    scaled = known[field.name].abs().log1p()
    deviation = (scaled - scaled.median()).abs()
    spread = 1.4826 * float(deviation.median() or 0)  # type: ignore[arg-type]
    if spread <= 0:
        return 0, []
    far = known.with_columns(deviation.alias("_far")).filter(pl.col("_far") > _ROBUST * spread)
    named = next((name for name in _NAMING if name in far.columns), None)
    return far.height, [
        Odd(
            value=format_number(float(row[field.name])),
            day=_day(row.get(kind.day)),
            what=str(row[named] or "")[:60] if named and not kind.field(named).personal else "",
        )
        for row in far.sort("_far", descending=True).head(_SHOWN_ODD).iter_rows(named=True)
    ]


def _day(moment: object) -> date | None:
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else None


def _history(frame: pl.DataFrame, kind: Kind) -> tuple[date | None, date | None, int, int]:
    if not kind.day or kind.day not in frame.columns or frame[kind.day].drop_nulls().is_empty():
        return None, None, 0, 0
    days = frame[kind.day].drop_nulls().cast(pl.Date)
    mondays = days.dt.truncate("1w").unique().sort().to_list()
    first, last = cast(date, days.min()), cast(date, days.max())
    weeks = ((last - first).days + 1) // 7
    spanned = (mondays[-1] - mondays[0]).days // 7 + 1
    return first, last, weeks, spanned - len(mondays)


def _completeness(found: Profile, kind: Kind) -> Dimension:
    """Required columns count twice: they are what every use needs."""
    required = {name for group in kind.requires for name in group}
    weights = {column.name: 2 if column.name in required else 1 for column in found.columns}
    score = sum(weights[c.name] * c.filled for c in found.columns) / max(sum(weights.values()), 1)
    holes = sorted((c for c in found.columns if c.filled < 0.98), key=lambda c: c.filled)
    reason = (
        "Toutes les colonnes sont remplies."
        if not holes
        else "Colonnes incomplètes : "
        + ", ".join(f"{c.label.lower()} ({format_percent(c.filled)} remplie)" for c in holes[:3])
        + "."
    )
    return Dimension(name="completeness", label="Complétude", score=round(100 * score, 1), reason=reason)


def _validity(found: Profile) -> Dimension:
    cells = max(found.rows * max(len(found.columns), 1), 1)
    wrong = sum(c.invalid + c.outside for c in found.columns)
    odd = sum(c.outliers for c in found.columns)
    score = max(0.0, 100 * (1 - (wrong + 0.5 * odd) * max(len(found.columns), 1) / cells))
    parts = []
    if wrong:
        parts.append(f"{format_count(wrong, 'valeur illisible')} ou hors bornes")
    if odd:
        parts.append(
            f"{format_count(odd, 'valeur très éloignée', 'valeurs très éloignées')} des autres, à vérifier"
        )
    reason = (" ; ".join(parts) or "Aucune valeur illisible ni aberrante") + "."
    return Dimension(
        name="validity", label="Validité", score=round(score, 1), reason=reason[0].upper() + reason[1:]
    )


def _uniqueness(found: Profile, kind: Kind) -> Dimension:
    repeated = found.repeated_keys if kind.key else found.duplicates
    share = repeated / found.rows if found.rows else 0.0
    same = ("ligne de même clé", "lignes de même clé")
    twin = ("ligne strictement identique à une autre", "lignes strictement identiques à une autre")
    told = format_count(repeated, *(same if kind.key else twin))
    reason = f"{told} ({format_percent(share)})." if repeated else "Aucun doublon."
    return Dimension(
        name="uniqueness", label="Unicité", score=round(100 * max(0.0, 1 - 5 * share), 1), reason=reason
    )


def _history_score(found: Profile) -> Dimension:
    """Two years show two seasons: more adds little."""
    score = 100 * min(1.0, found.weeks / _FULL_HISTORY_WEEKS)
    holes = f", dont {format_number(found.empty_weeks)} sans aucune ligne" if found.empty_weeks else ""
    reason = f"{format_count(found.weeks, 'semaine')} d'historique{holes}."
    if found.weeks:
        score *= 1 - min(0.5, found.empty_weeks / found.weeks)
    return Dimension(name="history", label="Historique", score=round(score, 1), reason=reason)
