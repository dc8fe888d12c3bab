"""The versions of a table: list them, put an older one back in use, undo an import, compare two of them.

Versions are immutable: nothing here changes or deletes lines; only which version is in use changes, and the journal keeps it.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.invoicing.models import INVOICES, LINES
from levier.tables.kinds import KINDS
from levier.tables.models import Dataset, DatasetVersion
from levier.tables.sharing import visible_dataset

_SHOWN = 50


@dataclass(frozen=True)
class Change:
    """What became of a table: ``before`` and ``now`` are the numbers of the versions in use (0: none any more)."""

    dataset_id: int
    dataset: str
    before: int
    now: int
    rows: int

    @property
    def summary(self) -> str:
        """One French sentence."""
        if not self.now:
            return (
                f"L'import de « {self.dataset} » est annulé : ce tableau n'est plus utilisé. "
                f"Ses lignes sont gardées ; remettez la version {self.before} pour les retrouver."
            )
        place = f" à la place de la version {self.before}" if self.before else ""
        return f"« {self.dataset} » : la version {self.now} est de nouveau utilisée{place}."


@dataclass(frozen=True)
class Comparison:
    """Lines of version ``second`` that ``first`` has not (``added``), and the reverse (``removed``), counted with their
    repetitions; the first of each as rows of ``columns`` (``labels``: their French names)."""

    first: int
    second: int
    rows: tuple[int, int]
    added: int
    removed: int
    columns: list[str]
    labels: list[str]
    added_rows: list[tuple[Any, ...]]
    removed_rows: list[tuple[Any, ...]]

    @property
    def same(self) -> int:
        return self.rows[1] - self.added


def restore(actor: Actor, dataset_id: int, number: int) -> Change:
    """Put a version back in use. Raises NotAllowed, NotFound, BadInput when it already is."""
    require(actor, Permission.IMPORT)
    dataset = visible_dataset(actor, dataset_id)
    version = _version(dataset, number)
    if dataset.current == number:
        raise BadInput(f"La version {number} de « {dataset.name} » est déjà celle qui est utilisée")
    return _use(actor, dataset, number, version.rows, "dataset.restored")


def undo(actor: Actor, dataset_id: int, seen: int | None = None) -> Change:
    """Undo the import that made the version in use: the one before it is used again, or none when it was the first.

    ``seen``: the version that the person saw in use; a second press, or a colleague's, undoes nothing more.
    Raises NotAllowed, NotFound, BadInput when nothing is in use.
    """
    require(actor, Permission.IMPORT)
    dataset = visible_dataset(actor, dataset_id)
    if not dataset.current:
        raise BadInput(
            f"L'import de « {dataset.name} » est déjà annulé", mend="Remettez une version en service."
        )
    if seen is not None and seen != dataset.current:
        raise BadInput(
            f"« {dataset.name} » a changé entre-temps : la version {dataset.current} est en service, et non plus la {seen}",
            mend="Rien n'a été annulé. Regardez les versions, puis annulez de nouveau s'il le faut.",
        )
    before = dataset.versions.filter(number=dataset.current).values_list("base", flat=True).first() or 0
    if before and not dataset.versions.filter(number=before).exists():
        before = 0
    rows = dataset.versions.filter(number=before).values_list("rows", flat=True).first() or 0
    return _use(actor, dataset, before, rows, "dataset.undone")


def compare(actor: Actor, dataset_id: int, first: int, second: int, *, limit: int = _SHOWN) -> Comparison:
    """What changed from version ``first`` to version ``second``, line by line. Raises NotFound."""
    import polars as pl  # noqa: PLC0415 - heavy, and the web process starts without it

    from levier.tables.importing.existing import aligned  # noqa: PLC0415

    dataset = visible_dataset(actor, dataset_id)
    one, two, compared = aligned(
        dataset.kind,
        *(pl.read_parquet(_version(dataset, number).parquet_path) for number in (first, second)),
    )
    keys = [*compared, "again"]
    added = two.join(one, on=keys, how="anti", nulls_equal=True, maintain_order="left")
    removed = one.join(two, on=keys, how="anti", nulls_equal=True, maintain_order="left")
    kind = KINDS[dataset.kind]
    columns = [
        name
        for name in one.columns
        if name != "again" and not (one[name].is_null().all() and two[name].is_null().all())
    ]
    return Comparison(
        first,
        second,
        (one.height, two.height),
        added.height,
        removed.height,
        columns,
        [kind.field(name).label for name in columns],
        added.select(columns).head(limit).rows(),
        removed.select(columns).head(limit).rows(),
    )


def set_aside(actor: Actor) -> list[tuple[Dataset, DatasetVersion]]:
    """Tables whose only import was undone, with their last version: they can be put back."""
    found = Dataset.objects.visible_to(actor).filter(current=0).order_by("-updated")
    pairs = [(dataset, dataset.versions.order_by("-number").first()) for dataset in found]
    return [(dataset, version) for dataset, version in pairs if version is not None]


def _use(actor: Actor, dataset: Dataset, number: int, rows: int, action: str) -> Change:
    if (dataset.name, dataset.kind) in ((INVOICES, "invoices"), (LINES, "invoice_lines")):
        raise BadInput(
            f"« {dataset.name} » est écrit d'après vos factures électroniques : ses versions ne se choisissent pas",
            mend="Retirez une facture depuis la page « Factures » : le tableau suivra.",
        )
    before = dataset.current
    with transaction.atomic():
        locked = Dataset.objects.select_for_update().get(pk=dataset.pk)
        if locked.current != before:
            raise BadInput(f"« {dataset.name} » vient de changer", mend="Rechargez la page.")
        locked.current = number
        locked.save(update_fields=["current", "updated"])
        details = {"dataset": dataset.pk, "from": before, "to": number}
        journal.record(actor.company_id, actor.person_id, action, dataset.name[:200], details)
    return Change(dataset.pk, dataset.name, before, number, rows)


def _version(dataset: Dataset, number: int) -> DatasetVersion:
    found = dataset.versions.filter(number=number).first()
    if found is None:
        raise NotFound(
            f"« {dataset.name} » n'a pas de version {number}", mend="Choisissez-en une dans la liste."
        )
    return found
