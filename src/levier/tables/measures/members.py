"""The words of a filter as exact members of the table, or a question back with the nearest names."""

from functools import lru_cache

from rapidfuzz import fuzz, process

from levier.core.errors import BadInput
from levier.core.french.text import fold
from levier.core.measures import Filter
from levier.tables.countries import french_name, identity
from levier.tables.entities import members_of
from levier.tables.measures.model import Dimension, Model


def resolve(model: Model, parquet: str, part: Filter) -> Filter:
    """``part`` with exact members: case, accents and spaces forgiven, countries in any language.

    Raises BadInput naming the unknown value and the nearest ones.
    """
    dimension = model.dimension(part.dimension)
    if dimension.grain:
        return part
    known = _index(model.kind, parquet, dimension.name)
    values: list[str] = []
    for value in part.values:
        found = known.get(_plain(dimension.name, value))
        if not found:
            members = members_of(model.kind, parquet).get(dimension.name, ())
            raise _unknown(dimension, value, members)
        values.extend(name for name in found if name not in values)
    return part.model_copy(update={"values": values})


@lru_cache(maxsize=256)
def _index(kind: str, parquet: str, dimension: str) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for member in members_of(kind, parquet).get(dimension, ()):
        key = _plain(dimension, member)
        index[key] = (*index.get(key, ()), member)
    return index


def _plain(dimension: str, value: str) -> str:
    if dimension == "country" and (code := identity(value)):
        return f"iso:{code}"
    return " ".join(fold(value).split())


def _unknown(dimension: Dimension, value: str, members: tuple[str, ...]) -> BadInput:
    names = {french_name(name) for name in members} if dimension.name == "country" else set(members)
    near = process.extract(fold(value), {name: fold(name) for name in names}, scorer=fuzz.WRatio, limit=3)
    shown = ", ".join(f"« {found[2]} »" for found in near if found[1] >= 70)
    return BadInput(
        f"« {value} » ne figure pas parmi les valeurs de « {dimension.label} »",
        mend=f"Vouliez-vous dire {shown} ?" if shown else "Vérifiez l'orthographe.",
    )
