"""Which kind of table a file is, and which of its columns fills which field — with a confidence and its reason."""

from dataclasses import dataclass, field

import polars as pl
from rapidfuzz import fuzz

from levier.core.errors import BadInput
from levier.tables.importing.names import normal, synonyms
from levier.tables.importing.raw import RawTable
from levier.tables.importing.values import date_order, read_moments, read_numbers, text_of
from levier.tables.kinds import KINDS, Field, Kind, kind_named

SURE = 0.55
_SAMPLE = 400
_FUZZY = 86


@dataclass(frozen=True)
class ColumnMatch:
    """A column of the file and the field it fills; ``confidence`` 0–1; ``why`` and ``label`` in French."""

    column: str
    field: str
    confidence: float
    why: str
    label: str = ""

    @property
    def source(self) -> str:
        """The column of the file, under the name the terminal uses."""
        return self.column


@dataclass(frozen=True)
class Mapping:
    """How a file is read: its kind, the columns used and those left aside. ``score`` 0–1 for the kind."""

    kind: str
    matches: tuple[ColumnMatch, ...]
    ignored: tuple[str, ...]
    score: float
    missing: tuple[str, ...] = field(default=())

    @property
    def columns(self) -> dict[str, str]:
        """Field → column of the file."""
        return {match.field: match.column for match in self.matches}


def propose(
    raw: RawTable, where: str, kind: str | None = None, given: dict[str, str] | None = None
) -> Mapping:
    """The best reading of the file.

    ``given`` (field → column) overrides what is guessed; an empty column leaves the field empty, and the column that
    would have filled it is ignored. Raises BadInput when no kind fits or required columns are missing.
    """
    shapes = _shapes(raw)
    kinds = [kind_named(kind)] if kind else list(KINDS.values())
    tried = [
        _reading(raw, candidate, shapes, given or {}, where, asked=kind is not None) for candidate in kinds
    ]
    best = max(tried, key=lambda mapping: mapping.score)
    if best.missing or best.score < (0.01 if kind else 0.5):
        found = ", ".join(f"« {name} »" for name in raw.frame.columns[:12])
        lacking = f" : il manque {' et '.join(best.missing)}" if best.missing and kind else ""
        raise BadInput(
            f"Levier ne reconnaît pas ce tableau comme « {KINDS[best.kind].label} »{lacking}"
            if kind
            else "Levier ne reconnaît pas de quel type de tableau il s'agit",
            where=where,
            mend=f"Colonnes trouvées : {found}. Indiquez le type et la correspondance des colonnes.",
        )
    return best


@dataclass(frozen=True)
class _Shape:
    """What the values of a column look like: shares (0–1) of numbers, whole numbers, dates, and of distinct values."""

    filled: float
    numbers: float
    whole: float
    dates: float
    distinct: float


def _shapes(raw: RawTable) -> dict[str, _Shape]:
    height = raw.frame.height
    rows = raw.frame if height <= _SAMPLE else raw.frame.gather_every(max(1, height // _SAMPLE)).head(_SAMPLE)
    return {name: _shape(rows[name], raw) for name in raw.frame.columns}


def _shape(column: pl.Series, raw: RawTable) -> _Shape:
    text = text_of(column)
    filled = text.drop_nulls()
    if filled.is_empty():
        return _Shape(0, 0, 0, 0, 0)
    numbers = read_numbers(column, raw.decimal).drop_nulls()
    whole = (numbers == numbers.round(0)).sum() / len(numbers) if len(numbers) else 0.0
    order, _ = date_order(filled)
    is_date = column.dtype == pl.Date or isinstance(column.dtype, pl.Datetime)
    dates = 1.0 if is_date else read_moments(filled, order).is_not_null().mean()
    return _Shape(
        len(filled) / len(text),
        len(numbers) / len(filled),
        float(whole),
        float(dates or 0),  # type: ignore[arg-type]
        filled.n_unique() / len(filled),
    )


def _reading(
    raw: RawTable, kind: Kind, shapes: dict[str, _Shape], given: dict[str, str], where: str, *, asked: bool
) -> Mapping:
    matches = _given(raw, kind, given, where) if asked or not given else _given(raw, kind, given, "")
    candidates = sorted(
        (
            (confidence, -position, column, found.name, why)
            for position, column in enumerate(raw.frame.columns)
            for found in kind.fields
            for confidence, why in [_confidence(column, kind, found, shapes[column])]
            if confidence >= SURE
        ),
        reverse=True,
    )
    left_empty = {name for name, column in given.items() if not column}
    emptied: dict[str, str] = {}
    for confidence, _, column, name, why in candidates:
        if column in emptied.values() or column in {m.column for m in matches}:
            continue
        if name in left_empty:
            emptied.setdefault(name, column)
        elif name not in {m.field for m in matches}:
            matches.append(ColumnMatch(column, name, round(confidence, 2), why, kind.field(name).label))
    if asked:
        matches += _by_values(raw, kind, shapes, matches, left_empty, set(emptied.values()))
    fields = {match.field for match in matches}
    missing = tuple(
        " ou ".join(f"« {kind.field(name).label} »" for name in group)
        for group in kind.requires
        if not fields.intersection(group)
    )
    used = {match.column for match in matches}
    ignored = tuple(column for column in raw.frame.columns if column not in used)
    return Mapping(kind.name, tuple(matches), ignored, _score(kind, matches, raw.frame.width), missing)


def _given(raw: RawTable, kind: Kind, given: dict[str, str], where: str) -> list[ColumnMatch]:
    matches = []
    for name, column in given.items():
        if not column:
            continue
        known = name in {found.name for found in kind.fields}
        if where and (not known or column not in raw.frame.columns):
            raise BadInput(
                f"La correspondance « {column} » → « {name} » est impossible",
                where=where,
                mend="Choisissez une colonne du fichier et un champ de ce type de tableau.",
            )
        if known and column in raw.frame.columns:
            matches.append(ColumnMatch(column, name, 1.0, "indiquée par vous", kind.field(name).label))
    return matches


def _confidence(column: str, kind: Kind, found: Field, shape: _Shape) -> tuple[float, str]:
    """Name first, then what the values say of it."""
    name = normal(column)
    names = synonyms(kind.name, found.name)
    if not name:
        return 0.0, ""
    if name in names:
        # The first synonyms are the most specific; a label such as « total » serves several fields.
        score, why = 1.0 if name in {normal(found.name), normal(found.label)} else 0.97, "nom connu"
    else:
        ratio = max(fuzz.token_sort_ratio(name, known) for known in names)
        if ratio < _FUZZY or len(name) < 4:
            return 0.0, ""
        score, why = 0.9 * ratio / 100, "nom proche"
    if shape.filled == 0:
        return score * 0.8, f"{why}, colonne vide"
    # A name that is known keeps its field though most values are broken: each line then says what is wrong with it.
    doubt = 0.6 if name in names else 0.3
    if found.is_date:
        fits = shape.dates >= 0.5
        return (score, f"{why}, dates lisibles") if fits else (score * doubt, f"{why}, dates illisibles")
    if found.is_number:
        fits = shape.numbers >= 0.5
        return (score, f"{why}, nombres lisibles") if fits else (score * doubt, f"{why}, nombres illisibles")
    if found.name in ("product", "label", "text") and shape.numbers > 0.95 and shape.filled > 0.5:
        return score * 0.7, f"{why}, mais valeurs numériques"
    return score, why


def _by_values(
    raw: RawTable,
    kind: Kind,
    shapes: dict[str, _Shape],
    matches: list[ColumnMatch],
    left_empty: set[str],
    ignored: set[str],
) -> list[ColumnMatch]:
    """For a kind the person named: required fields with no named column take the column whose values fit, if only one."""
    taken_fields = {match.field for match in matches}
    used = {match.column for match in matches} | ignored
    free = [name for name in raw.frame.columns if name not in used]
    added: list[ColumnMatch] = []
    for group in kind.requires:
        if taken_fields.intersection(group) or left_empty.intersection(group):
            continue
        wanted = kind.field(group[0])
        if wanted.is_date:
            fits = [name for name in free if shapes[name].dates > 0.8 and shapes[name].numbers < 0.9]
        elif wanted.is_number:
            fits = [name for name in free if shapes[name].numbers > 0.9 and shapes[name].dates < 0.5]
            whole = [name for name in fits if shapes[name].whole > 0.95]
            fits = whole or fits if wanted.name == "quantity" else [n for n in fits if n not in whole] or fits
        else:
            fits = [name for name in free if shapes[name].numbers < 0.5 and shapes[name].dates < 0.5]
        if fits:
            added.append(
                ColumnMatch(fits[0], wanted.name, 0.5, "reconnue à ses valeurs, à vérifier", wanted.label)
            )
            taken_fields.add(wanted.name)
            free.remove(fits[0])
    return added


def _score(kind: Kind, matches: list[ColumnMatch], width: int) -> float:
    """Required groups found (half), distinctive fields (a quarter), share of the file's columns used (a quarter)."""
    by_field = {match.field: match.confidence for match in matches}
    groups = [max((by_field.get(name, 0.0) for name in group), default=0.0) for group in kind.requires]
    required = sum(groups) / len(groups)
    signs = [by_field.get(name, 0.0) for name in kind.distinctive]
    distinctive = sum(signs) / len(signs) if signs else 0.0
    used = sum(by_field.values()) / max(width, 1)
    if min(groups) == 0:
        required *= 0.5
    return round(0.5 * required + 0.25 * distinctive + 0.25 * min(used, 1.0), 4)
