"""What the pages read of a dataset of accounting entries: its ledger, its report of conformity, the lines of a figure.

Polars is loaded at the call: the web process starts without it.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.tables.models import Dataset, DatasetVersion
from levier.tables.reading import Lines

if TYPE_CHECKING:
    from levier.tables.accounting.conformity import ConformityReport
    from levier.tables.accounting.ledger import Ledger

KIND = "journal_entries"
_SHOWN = (
    ("date", "Date"), ("journal", "Journal"), ("entry", "Écriture"), ("account", "Compte"), ("account_label", "Libellé du compte"),
    ("auxiliary_label", "Tiers"), ("piece", "Pièce"), ("label", "Libellé"), ("debit", "Débit"), ("credit", "Crédit"), ("lettering", "Lettrage"),
)  # fmt: skip


def version_of(actor: Actor, dataset: int, number: int | None = None) -> DatasetVersion:
    """A version of accounting entries the person may read, the one in use by default. Raises NotFound."""
    found = Dataset.objects.visible_to(actor).filter(pk=dataset, kind=KIND, current__gt=0).first()
    version = (
        found and found.versions.select_related("dataset").filter(number=number or found.current).first()
    )
    if not version:
        raise NotFound(
            "Ce tableau d’écritures comptables n’existe pas ou ne vous est pas accessible",
            mend="Retrouvez les vôtres dans « Données ».",
        )
    return version


def ledger(version: DatasetVersion) -> "Ledger":
    """The ledger of a version (a version never changes: the last ones read are kept in memory)."""
    return _ledger(str(version.parquet_path))


@lru_cache(maxsize=2)
def _ledger(parquet: str) -> "Ledger":
    import polars as pl  # noqa: PLC0415 - heavy

    from levier.tables.accounting.ledger import ledger_of  # noqa: PLC0415

    return ledger_of(pl.read_parquet(parquet))


def conformity(version: DatasetVersion) -> "ConformityReport | None":
    """The report kept at the import of a FEC; None for entries that came another way."""
    from levier.tables.accounting.conformity import ConformityReport  # noqa: PLC0415 - loads polars

    stored = version.reading.get("report", {}).get("fec")
    return ConformityReport.from_json(stored) if stored else None


def lines_of(
    actor: Actor, dataset: int, number: int | None, query: dict[str, Any], *, limit: int = 50, offset: int = 0
) -> Lines:
    """The entries a figure is the sum of, oldest first. Raises NotFound, BadInput (a selection nobody wrote)."""
    from pydantic import ValidationError  # noqa: PLC0415

    from levier.tables.accounting.selection import Selection, shown_lines  # noqa: PLC0415 - loads polars

    version = version_of(actor, dataset, number)
    try:
        selection = Selection.model_validate(query)
    except ValidationError as fault:
        raise BadInput("Cette sélection d’écritures n’existe pas") from fault
    rows = shown_lines(ledger(version), selection)
    columns = [name for name, _ in _SHOWN]
    page = [tuple(row[name] for name in columns) for row in rows[offset : offset + limit]]
    return Lines(columns, dict(_SHOWN), {"debit": "€", "credit": "€"}, page, len(rows))
