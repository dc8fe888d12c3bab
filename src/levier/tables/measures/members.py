"""The words of a filter as exact members of the table, or a question back with the nearest names."""
# ruff: noqa: S608

from collections import OrderedDict
from datetime import date

from rapidfuzz import fuzz, process

from levier.core.errors import BadInput
from levier.core.french.text import fold
from levier.core.measures import Filter
from levier.tables.countries import french_name, identity
from levier.tables.measures.connection import fetch
from levier.tables.measures.model import Dimension, Model
from levier.tables.measures.offered import missing
from levier.tables.measures.relation import relation
from levier.tables.measures.scope import Scope
from levier.tables.measures.source import Source

_KEPT = 128
_known: "OrderedDict[tuple[object, ...], dict[str, tuple[str, ...]]]" = OrderedDict()


def resolve(model: Model, source: Source, part: Filter) -> Filter:
    """``part`` with exact members: case, accents and spaces forgiven, countries in any language.

    Raises BadInput naming the unknown value and the nearest ones.
    """
    dimension = model.dimension(part.dimension)
    if dimension.grain:
        return part
    known = _index(model, source, dimension)
    values: list[str] = []
    for value in part.values:
        found = known.get(_plain(dimension.name, value))
        if not found:
            members = tuple(name for names in known.values() for name in names)
            raise _unknown(dimension, value, members)
        values.extend(name for name in found if name not in values)
    return part.model_copy(update={"values": values})


def members(model: Model, source: Source, dimension: Dimension, most: int = 5000) -> list[str]:
    """The members of an axis, the most frequent first."""
    scope = Scope()
    scope.parameters |= {"today": date.today(), "idle": model.idle, "days": 1}
    origin = relation(model, source, scope.bind, [dimension.sql])
    sql = (
        f"SELECT CAST({dimension.sql} AS VARCHAR) AS member, COUNT(*) AS lines FROM ({origin}) "
        f"WHERE {dimension.sql} IS NOT NULL GROUP BY member ORDER BY lines DESC, member LIMIT {int(most)}"
    )
    return [str(row[0]) for row in fetch(sql, scope.used(sql))[1]]


def known_members(model: Model, source: Source, dimension: str, most: int = 3000) -> tuple[str, ...]:
    """The members of an axis from its index; none when the table lacks the column or has too many (they are ids)."""
    axis = model.dimension(dimension)
    if missing(model, source, axis):
        return ()
    index = _index(model, source, axis)
    return tuple(name for names in index.values() for name in names) if len(index) <= most else ()


def _index(model: Model, source: Source, dimension: Dimension) -> dict[str, tuple[str, ...]]:
    """Members by what one may write for them. Files are immutable, so that the index never goes stale."""
    files = tuple(path for one in (source, *source.joined.values()) for path in one.files)
    key = (model.kind, dimension.name, files)
    if key not in _known:
        index: dict[str, tuple[str, ...]] = {}
        for member in members(model, source, dimension, 1_000_000):
            plain = _plain(dimension.name, member)
            index[plain] = (*index.get(plain, ()), member)
        _known[key] = index
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return _known[key]


def _plain(dimension: str, value: str) -> str:
    if dimension == "country" and (code := identity(value)):
        return f"iso:{code}"
    return " ".join(fold(value).split())


def _unknown(dimension: Dimension, value: str, names: tuple[str, ...]) -> BadInput:
    shown_names = {french_name(name) for name in names} if dimension.name == "country" else set(names)
    near = process.extract(
        fold(value), {name: fold(name) for name in shown_names}, scorer=fuzz.WRatio, limit=3
    )
    shown = ", ".join(f"« {found[2]} »" for found in near if found[1] >= 70)
    return BadInput(
        f"« {value} » ne figure pas parmi les valeurs de « {dimension.label} »",
        mend=f"Vouliez-vous dire {shown} ?" if shown else "Vérifiez l'orthographe.",
    )
