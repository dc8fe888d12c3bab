"""The dataset an import goes to, the content it already has, and what a new file adds to it."""

import hashlib
from dataclasses import replace

import polars as pl

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.tables.deriving import derive
from levier.tables.importing.how import How
from levier.tables.importing.mapping import Mapping
from levier.tables.importing.wish import Original, Wish
from levier.tables.kinds import KINDS
from levier.tables.models import Dataset, DatasetVersion


def existing_dataset(actor: Actor, title: str, kind: str) -> Dataset | None:
    """The dataset of that name, None when there is none.

    Raises NotFound when the name belongs to a dataset of others, BadInput when it holds another kind.
    """
    dataset = Dataset.objects.filter(company_id=actor.company_id, name=title).first()
    if dataset is None:
        return None
    if not dataset.versions.exists():  # an import that was killed before it ended left the name alone
        if dataset.kind == kind:
            return dataset
        dataset.delete()
        return None
    if not Dataset.objects.visible_to(actor).filter(pk=dataset.pk).exists():
        raise NotFound(
            f"Le nom « {title} » ne peut pas être utilisé",
            mend="Choisissez un autre nom pour ce jeu de données.",
        )
    if dataset.kind != kind:
        raise BadInput(
            f"« {title} » contient déjà un tableau d'un autre type ({KINDS[dataset.kind].label.lower()})",
            mend="Choisissez un autre nom pour ce jeu de données.",
        )
    return dataset


def current_of(dataset: Dataset | None) -> DatasetVersion | None:
    """The version in use."""
    if dataset is None or not dataset.current:
        return None
    return dataset.versions.filter(number=dataset.current).first()


def remembered(how: How, current: DatasetVersion | None, notes: list[str]) -> How:
    """What the person says, completed by what they said of the version in use: the next export is written alike.

    It only answers what the values leave open; ``notes`` tells that it was used.
    """
    before = current.reading if current else {}
    found = replace(how, dates=how.dates or before.get("dates"), decimal=how.decimal or before.get("decimal"))
    if found != how:
        notes.append("Dates et nombres sans preuve lus comme vous l'aviez dit pour la version précédente.")
    return found


def content_hash(original: Original, mapping: Mapping, wish: Wish) -> str:
    """What tells that this very content, read this very way, was imported before."""
    digest = hashlib.sha256(original.mark)
    said = (mapping.kind, sorted(mapping.columns.items()), wish.mode)
    digest.update(repr((*said, *sorted(wish.how.as_json().items()))).encode())
    return digest.hexdigest()


def mark_of(frame: pl.DataFrame) -> bytes:
    """A digest of the rows of a frame that comes from no file."""
    digest = hashlib.sha256(repr(frame.schema).encode())
    digest.update(frame.hash_rows(seed=0).to_numpy().tobytes() if frame.width else b"")
    return digest.digest()


def kind_columns(kind: str, frame: pl.DataFrame) -> list[str]:
    """The columns that come from the file, in the order of the kind: those computed at import are left out."""
    return [field.name for field in KINDS[kind].fields if field.name in frame.columns]


def aligned(
    kind: str, first: pl.DataFrame, second: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
    """Both frames with the same columns and types; ``again``, how many times the line came before in its frame; and the
    columns two lines are compared by: those that hold something in both (a new export may have a column more)."""
    before, new = (frame.select(kind_columns(kind, frame)) for frame in (first, second))
    columns = [
        field.name
        for field in KINDS[kind].fields
        if field.name in before.columns or field.name in new.columns
    ]
    schema = pl.concat([before.head(0), new.head(0)], how="diagonal_relaxed").schema
    same = [
        frame.with_columns(pl.lit(None).alias(name) for name in columns if name not in frame.columns)
        .select(columns)
        .cast({name: schema[name] for name in columns})
        for frame in (before, new)
    ]
    compared = [name for name in columns if all(frame[name].null_count() < frame.height for frame in same)]
    one, two = (
        frame.with_columns(pl.int_range(pl.len()).over(compared or columns).alias("again")) for frame in same
    )
    return one, two, compared or columns


def fresh_lines(kind: str, previous: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The lines of ``previous``, and those of ``new`` that are not there yet.

    Two exports may overlap, but a file may also truly repeat a line: a line is new when it comes more times than before.
    """
    one, two, compared = aligned(kind, previous, new)
    fresh = two.join(one, on=[*compared, "again"], how="anti", nulls_equal=True, maintain_order="left")
    return one.drop("again"), fresh.drop("again")


def appended(kind: str, previous: pl.DataFrame, new: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Both, without the lines already there; and how many those are."""
    before, fresh = fresh_lines(kind, previous, new)
    return derive(kind, pl.concat([before, fresh])), new.height - fresh.height
