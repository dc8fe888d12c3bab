"""What goes into an archive, part by part: a name in the archive, and bytes or a file.

Only what the person may read is given: what is reserved to others is counted, not copied.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from levier.accounts.models import Company, Membership
from levier.core.actor import Actor
from levier.core.spreadsheets import as_csv
from levier.knowledge.models import Document, DocumentVersion
from levier.knowledge.reading import readable_documents
from levier.knowledge.storage import path as stored_path
from levier.operations.importing.keeping import plain_name
from levier.orchestrator import services
from levier.policy import journal
from levier.tables.models import Dataset, DatasetVersion


@dataclass(frozen=True)
class Part:
    """A file of the archive. ``content``: its bytes, or the file that holds them."""

    name: str
    content: bytes | Path


def company_card(company: Company) -> Iterator[Part]:
    """The company and its people: no password, no secret."""
    people = [
        {"name": one.user.name, "email": one.user.email, "role": one.role, "since": one.created}
        for one in Membership.objects.filter(company=company).select_related("user")
    ]
    card = {
        "name": company.name,
        "siren": company.siren,
        "naf": company.naf,
        "currency": company.currency,
        "people": people,
    }
    yield Part("entreprise.json", as_json(card))


def documents(actor: Actor) -> Iterator[Part]:
    """Each version of each document: its original when it has one, its text, its card."""
    for document in readable_documents(actor).order_by("pk").iterator(chunk_size=200):
        folder = f"documents/{document.pk:06d}-{_short(document.title)}"
        for version in document.versions.order_by("number"):
            original = stored_path(version.stored) if version.stored else None
            if original is not None and original.is_file():
                yield Part(f"{folder}/v{version.number}-{plain_name(version.name)}", original)
            pages = version.pages.order_by("number").values_list("number", "text")
            text = "\n\n".join(
                f"[page {number}]\n{words}" if version.paged else words for number, words in pages
            )
            yield Part(f"{folder}/v{version.number}-texte.txt", text.encode())
        yield Part(f"{folder}/fiche.json", as_json(_card(document)))


def tables(actor: Actor) -> Iterator[Part]:
    """Each dataset: the originals as they came, the version in use as Parquet and as CSV, its card."""
    for dataset in Dataset.objects.visible_to(actor).filter(current__gt=0).order_by("pk"):
        folder = f"tableaux/{dataset.pk:04d}-{_short(dataset.name)}"
        for version in dataset.versions.order_by("number"):
            if version.original_path.is_file():
                yield Part(
                    f"{folder}/originaux/v{version.number}-{plain_name(version.original_name)}",
                    version.original_path,
                )
            if version.number == dataset.current and version.parquet_path.is_file():
                yield Part(f"{folder}/donnees.parquet", version.parquet_path)
                yield Part(f"{folder}/donnees.csv", _as_csv(version.parquet_path))
        yield Part(f"{folder}/fiche.json", as_json(_dataset_card(dataset)))


def requests(actor: Actor) -> Iterator[Part]:
    """The person's own requests and answers, one JSON a line."""
    lines = (
        json.dumps(
            {"asked": one.text, "at": one.created, "answer": one.answer}, ensure_ascii=False, default=str
        )
        for one in services.history(actor).iterator(chunk_size=100)
    )
    yield Part("demandes.jsonl", "\n".join(lines).encode())


def history(actor: Actor) -> Iterator[Part]:
    """The journal, oldest first, with its hashes: it can be verified elsewhere."""
    fields = ("number", "at", "actor", "action", "subject", "details", "key", "previous", "hash")
    entries = journal.entries(actor).order_by("number").values(*fields)
    lines = (
        json.dumps(entry, ensure_ascii=False, default=str) for entry in entries.iterator(chunk_size=1000)
    )
    yield Part("journal.jsonl", "\n".join(lines).encode())


def left_out(actor: Actor) -> dict[str, int]:
    """How many documents and tables are reserved to other people."""
    all_documents = Document.objects.filter(company_id=actor.company_id, current__isnull=False).count()
    all_tables = Dataset.objects.filter(company_id=actor.company_id, current__gt=0).count()
    return {
        "documents": all_documents - readable_documents(actor).count(),
        "tables": all_tables - Dataset.objects.visible_to(actor).filter(current__gt=0).count(),
    }


def as_json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()


def _card(document: Document) -> dict[str, Any]:
    versions = DocumentVersion.objects.filter(document=document).order_by("number")
    validity = getattr(document, "validity", None)
    return {
        "title": document.title,
        "source": document.source.name,
        "address": document.address,
        "data_class": document.data_class,
        "readers": sorted(document.readers.values_list("token", flat=True)),
        "expires": validity.expires if validity else None,
        "versions": list(versions.values("number", "name", "sha256", "dated", "added")),
    }


def _dataset_card(dataset: Dataset) -> dict[str, Any]:
    fields = ("number", "rows", "rejected", "mode", "original_name", "mapping", "profile", "created")
    return {
        "name": dataset.name,
        "kind": dataset.kind,
        "currency": dataset.currency,
        "current": dataset.current,
        "readers": sorted(dataset.grants.values_list("token", flat=True)),
        "versions": list(DatasetVersion.objects.filter(dataset=dataset).order_by("number").values(*fields)),
    }


def _as_csv(parquet: Path) -> bytes:
    """A table for French spreadsheets, its numbers whole."""
    import polars as pl  # noqa: PLC0415 - the web process imports this module's neighbours

    frame = pl.read_parquet(parquet)
    return as_csv(frame.columns, frame.iter_rows(), decimals=None)


def _short(title: str) -> str:
    return plain_name(title)[:60].strip(" .") or "sans-titre"
