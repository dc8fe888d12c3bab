"""Write a version: its files first, then its rows in a short transaction; all of it, or nothing.

Writing a big Parquet file takes seconds: inside the transaction it would hold SQLite's only write lock and stop everybody.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from django.db import IntegrityError, transaction

from levier.core.actor import Actor
from levier.core.errors import Unavailable
from levier.core.spreadsheets import as_csv
from levier.policy import journal
from levier.tables.importing.mapping import Mapping
from levier.tables.importing.storing import folder_of, relative, safe_name, write_parquet, written_files
from levier.tables.importing.wish import Original, Wish
from levier.tables.kinds import KINDS
from levier.tables.models import Dataset, DatasetGrant, DatasetVersion
from levier.tables.profile.shape import Profile


@dataclass(frozen=True)
class Ready:
    """Everything a new version is made of. ``base``: the version it continues or replaces, 0 for none."""

    title: str
    currency: str
    content: str
    mapping: Mapping
    frame: pl.DataFrame
    rejects: pl.DataFrame
    profile: Profile
    base: int
    format: str
    report: dict[str, Any] = field(default_factory=dict)


def write_version(
    actor: Actor, existing: Dataset | None, ready: Ready, original: Original, wish: Wish
) -> DatasetVersion:
    """The version, in use. Raises Unavailable when the disk is full or another import came first."""
    dataset = existing if existing is not None else _new_dataset(actor, ready, wish)
    try:
        with written_files() as write:
            # A name never used twice: what is cached by file (members, metadata) can then never be stale.
            folder, unique = folder_of(actor.company_id, dataset.pk), uuid.uuid4().hex[:12]
            kept: dict[str, str] = {
                "parquet": relative(write(folder / f"{unique}.parquet", write_parquet(ready.frame)))
            }
            if (data := original.data) is not None:
                target = folder / "originaux" / f"{unique}-{safe_name(original.name)}"
                kept["original"] = relative(write(target, lambda path: path.write_bytes(data)))
            if ready.rejects.height:
                kept["rejects"] = relative(
                    write(folder / f"{unique}-ecartees.csv", rejects_csv(ready.rejects))
                )
            return _recorded(actor, dataset, ready, original, wish, kept)
    except BaseException as fault:
        if existing is None or not existing.current:
            Dataset.objects.filter(pk=dataset.pk, versions=None).delete()
        if isinstance(fault, IntegrityError):
            raise _overtaken(ready.title) from fault
        raise


def _new_dataset(actor: Actor, ready: Ready, wish: Wish) -> Dataset:
    """Nobody sees it before it has a version."""
    try:
        with transaction.atomic():
            return Dataset.objects.create(
                company_id=actor.company_id,
                name=ready.title,
                kind=ready.mapping.kind,
                currency=ready.currency,
            )
    except IntegrityError as fault:
        raise _overtaken(ready.title) from fault


def _recorded(
    actor: Actor, dataset: Dataset, ready: Ready, original: Original, wish: Wish, kept: dict[str, str]
) -> DatasetVersion:
    with transaction.atomic():
        locked = Dataset.objects.select_for_update().get(pk=dataset.pk)
        if wish.mode == "append" and locked.current != ready.base:  # what was appended to is no longer in use
            raise _overtaken(ready.title)
        last = locked.versions.order_by("-number").first()
        if last is None:
            locked.grants.all().delete()
            for token in sorted(wish.readers or KINDS[ready.mapping.kind].readers):
                DatasetGrant.objects.create(company_id=actor.company_id, dataset=locked, token=token)
        number = (last.number if last else 0) + 1
        version = DatasetVersion.objects.create(
            company_id=actor.company_id,
            dataset=locked,
            number=number,
            base=locked.current,
            rows=ready.frame.height,
            rejected=ready.rejects.height,
            mode=wish.mode,
            content_hash=ready.content,
            original_name=original.name[:255],
            original=kept.get("original", ""),
            parquet=kept["parquet"],
            rejects=kept.get("rejects", ""),
            mapping=ready.mapping.columns,
            reading=wish.how.as_json()
            | {"format": ready.format, "source": wish.source}
            | ({"report": ready.report} if ready.report else {}),
            profile=ready.profile.model_dump(mode="json"),
            first_day=ready.profile.first_day,
            last_day=ready.profile.last_day,
            imported_by_id=actor.person_id,
        )
        locked.current, locked.currency = number, ready.currency
        locked.save(update_fields=["current", "currency", "updated"])
        details = {
            "file": original.name, "kind": ready.mapping.kind, "rows": ready.frame.height,
            "rejected": ready.rejects.height, "mode": wish.mode,
        }  # fmt: skip
        journal.record(
            actor.company_id, actor.person_id, "table.import", f"dataset:{locked.pk}@{number}", details
        )
        return version


def rejects_csv(rejects: pl.DataFrame) -> Callable[[Path], None]:
    """A writer of the lines set aside: their line, the reason, their cells as they were; opens in a French spreadsheet."""

    def writer(path: Path) -> None:
        path.write_bytes(rejects_bytes(rejects))

    return writer


def rejects_bytes(rejects: pl.DataFrame) -> bytes:
    """The same, as bytes."""
    return as_csv(rejects.columns, rejects.iter_rows())


def _overtaken(title: str) -> Unavailable:
    return Unavailable(
        f"« {title} » vient d'être modifié par un autre import",
        mend="Recommencez l'import dans un instant.",
    )
