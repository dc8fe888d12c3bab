"""Whether tables agree with each other: the lines of one that point at nothing in the other.

Computed when somebody looks, once for each pair of versions, and kept: versions never change.
"""

from dataclasses import dataclass

import polars as pl

from levier.core.actor import Actor
from levier.tables.kinds import KINDS, Field
from levier.tables.models import Dataset, DatasetVersion
from levier.tables.profile.models import Agreement

_SHOWN = 6
_TEXT = 80


@dataclass(frozen=True)
class Link:
    """How a column of a table agrees with the key of another. ``lines``: those that hold something in the column.

    ``orphans``: lines whose value is not in the other table; ``members``: how many different such values; ``examples``:
    the most frequent ones. ``duplicates``: values of the key that the other table holds several times.
    """

    field: str
    label: str
    other: int
    other_name: str
    other_kind: str
    lines: int
    orphans: int
    members: int
    duplicates: int
    examples: tuple[str, ...]

    @property
    def share(self) -> float:
        """Share of the lines that find what they point at (0–1)."""
        return 1 - self.orphans / self.lines if self.lines else 1.0


def links_of(actor: Actor, dataset_id: int) -> list[Link]:
    """The links of a table to the other tables that the person may see, the worst first. The table must be theirs to see."""
    dataset = Dataset.objects.visible_to(actor).filter(pk=dataset_id, current__gt=0).first()
    if dataset is None:
        return []
    version = dataset.versions.get(number=dataset.current)
    others = {
        other.kind: other
        for other in Dataset.objects.visible_to(actor).filter(current__gt=0).order_by("updated")
    }
    found = []
    for field in KINDS[dataset.kind].fields:
        for kind, key in field.references:
            other = others.get(kind)
            if other is None or other.pk == dataset.pk:
                continue
            link = _link(dataset, version, field, other, key)
            if link is not None:
                found.append(link)
                break  # the likeliest kind that the company has
    return sorted(found, key=lambda link: link.share)


def _link(dataset: Dataset, version: DatasetVersion, field: Field, other: Dataset, key: str) -> Link | None:
    against = other.versions.get(number=other.current)
    known = Agreement.objects.filter(version=version, against=against, field=field.name).first()
    if known is None:
        measured = measure(version, field.name, against, key)
        if measured is None:
            return None
        known, _ = Agreement.objects.update_or_create(
            version=version,
            against=against,
            field=field.name,
            defaults={"company_id": dataset.company_id, **measured},
        )
    return Link(
        field.name, field.label, other.pk, other.name, KINDS[other.kind].label, known.lines, known.orphans, known.members,
        known.duplicates, tuple(known.examples),
    )  # fmt: skip


def measure(
    version: DatasetVersion, field: str, against: DatasetVersion, key: str
) -> dict[str, object] | None:
    """Count the lines of ``version`` whose ``field`` is not among the ``key`` of ``against``; None when a column is not there.

    Codes are compared as text, without the spaces around and without case.
    """
    ours, theirs = _column(version, field), _column(against, key)
    if ours is None or theirs is None:
        return None
    orphans = ours.filter(~ours.is_in(theirs.unique().implode()))
    counted = orphans.value_counts(sort=True, name="n")
    return {
        "lines": len(ours),
        "orphans": len(orphans),
        "members": counted.height,
        "duplicates": len(theirs) - theirs.n_unique(),
        "examples": [str(value)[:_TEXT] for value in counted[field].head(_SHOWN).to_list()],
    }


def _column(version: DatasetVersion, name: str) -> pl.Series | None:
    if name not in pl.read_parquet_schema(version.parquet_path):
        return None
    values = pl.read_parquet(version.parquet_path, columns=[name])[name].drop_nulls()
    return values.cast(pl.String).str.strip_chars().str.to_uppercase() if len(values) else None
