"""« Seulement la France », « sauf le client Dupont »: lines kept or left out, on as many axes as asked."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz, process

from levier.core.errors import BadInput, NotEnoughData
from levier.core.french.text import fold

AXES: dict[str, tuple[str, ...]] = {
    "produit": ("product", "product_code"),
    "catégorie": ("category",),
    "client": ("customer_name", "customer"),
    "pays": ("country",),
    "magasin": ("store",),
    "canal": ("channel",),
    "devise": ("currency",),
}
"""The axes in French, and the columns that name their members."""
_ALIKE = {
    "article": "produit",
    "reference": "produit",
    "famille": "catégorie",
    "depot": "magasin",
    "agence": "magasin",
}


@dataclass(frozen=True)
class Wish:
    """One wish read: the columns in which ``value`` is found."""

    axis: str
    columns: tuple[str, ...]
    value: str
    found: frozenset[str]


def narrowed(lines: pl.DataFrame, only: Sequence[str], without: Sequence[str]) -> pl.DataFrame:
    """``lines`` of which those of ``only`` are kept (one of the values of each axis) and those of ``without`` left out.

    A wish is « pays : France », or « France » alone. Raises BadInput for a name that is on no axis, NotEnoughData when
    nothing is left.
    """
    wanted: dict[str, list[Wish]] = {}
    for wish in only:
        read = _read(lines, wish, "Seulement")
        wanted.setdefault(read.axis, []).append(read)
    kept = lines
    for wishes in wanted.values():
        kept = kept.filter(pl.any_horizontal([_is(wish) for wish in wishes]))
    for wish in without:
        kept = kept.filter(~_is(_read(lines, wish, "Sauf")))
    if kept.is_empty():
        raise NotEnoughData(
            "Aucune vente ne répond à la fois à « Seulement » et à « Sauf »",
            where="champs Seulement et Sauf",
            mend="Demandez moins de conditions à la fois.",
        )
    return kept


def _read(lines: pl.DataFrame, wish: str, field: str) -> Wish:
    """The axis and member of a wish, whatever their case and accents."""
    head, colon, tail = wish.partition(":")
    named = {fold(axis): axis for axis in AXES} | _ALIKE
    axis = named.get(fold(head).strip().rstrip("s")) or named.get(fold(head).strip()) if colon else None
    value = (tail if axis else wish).strip()
    members: dict[str, str] = {}
    for name in [axis] if axis else list(AXES):
        found = _members(lines, AXES[name], value)
        if found:
            return Wish(name, AXES[name], value, found)
        members |= {fold(one): one for column in AXES[name] for one in _values(lines, column)}
    near = process.extract(fold(value), list(members), scorer=fuzz.WRatio, limit=3, score_cutoff=70)
    guess = ", ".join(f"« {members[one]} »" for one, _, _ in near)
    where = f" parmi les valeurs de « {axis} »" if axis else ""
    raise BadInput(
        f"« {value} » ne se trouve pas{where} dans vos ventes",
        where=f"champ {field}",
        mend=f"Vouliez-vous dire : {guess} ?" if guess else "Écrivez par exemple « pays : France ».",
    )


def _members(lines: pl.DataFrame, columns: tuple[str, ...], value: str) -> frozenset[str]:
    sought = fold(value).strip()
    return frozenset(
        one for column in columns for one in _values(lines, column) if fold(one).strip() == sought
    )


def _values(lines: pl.DataFrame, column: str) -> list[str]:
    if column not in lines.columns:
        return []
    found: list[str] = lines[column].cast(pl.String).drop_nulls().unique().to_list()
    return found


def _is(wish: Wish) -> pl.Expr:
    return pl.any_horizontal(
        [
            pl.col(column).cast(pl.String).is_in(list(wish.found)).fill_null(value=False)
            for column in wish.columns
        ]
    )


__all__ = ["AXES", "narrowed"]
