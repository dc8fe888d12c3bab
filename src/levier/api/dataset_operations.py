"""The company's tables by REST: list them, import a file (or try it without keeping anything)."""

import tempfile
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Router, Schema, UploadedFile

from levier.api.problems import REFUSALS, Problem, TooLarge
from levier.api.security import caller
from levier.tables.reading import list_datasets

router = Router(tags=["Données"])
_LARGEST = 200 * 1024 * 1024


class DatasetShown(Schema):
    """A table of the company, as the person may see it."""

    id: int
    name: str
    kind: str
    version: int
    rows: int
    first_day: date | None
    last_day: date | None


class Imported(Schema):
    """What an import did, or would do with ``dry_run``."""

    summary: str
    kind: str
    mapping: list[dict[str, Any]]
    accepted: int
    rejected: int
    reasons: dict[str, int]
    dataset: int | None
    version: int | None


@router.get("", response={200: list[DatasetShown], REFUSALS: Problem}, summary="Lister les jeux de données")
def datasets(request: HttpRequest) -> list[Any]:
    """Ceux que la personne peut voir."""
    return list(list_datasets(caller(request)))


@router.post("", response={200: Imported, REFUSALS: Problem}, summary="Importer un tableau")
def load(
    request: HttpRequest,
    file: UploadedFile = File(..., title="Fichier"),
    name: str | None = Form(None, title="Nom du jeu de données"),
    kind: str | None = Form(None, title="Type de tableau"),
    dry_run: bool = Form(False, title="Essai sans rien garder"),
) -> dict[str, Any]:
    """CSV, Excel ou Parquet ; le type et les colonnes sont reconnus, les lignes refusées sont comptées."""
    # Reading files needs polars: the web process starts without it.
    from levier.tables.importing import import_file  # noqa: PLC0415

    if (file.size or 0) > _LARGEST:
        raise TooLarge(f"Le fichier dépasse {_LARGEST // 2**20} Mo", mend="Envoyez-le en plusieurs fois.")
    with tempfile.TemporaryDirectory(prefix="levier-") as folder:
        # The name is the sender's: only its last part is kept, it chooses no folder.
        path = Path(folder) / (Path(file.name or "").name or "import.csv")
        with path.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        report = import_file(
            caller(request), path, name=name, kind=kind, dry_run=dry_run, file_name=path.name
        )
    return {
        "summary": report.summary,
        "kind": report.kind,
        "mapping": [asdict(match) for match in report.mapping],
        "accepted": report.accepted,
        "rejected": report.rejected,
        "reasons": report.reasons,
        "dataset": report.dataset_id,
        "version": report.version,
    }
