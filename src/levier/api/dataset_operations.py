"""The company's tables by REST: list them, import a file (or try it without keeping anything), follow and undo imports."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, UploadedFile

from levier.api.problems import REFUSALS, Problem, TooLarge
from levier.api.security import caller
from levier.core.errors import BadInput
from levier.tables import reading, versions
from levier.tables.reading import list_datasets
from levier.tables.sharing import readers_named

if TYPE_CHECKING:
    from levier.tables.importing import ImportReport

router = Router(tags=["Données"])
_LARGEST = 200 * 1024 * 1024
_MODES = {"ajouter": "append", "append": "append", "remplacer": "replace", "replace": "replace"}


class DatasetShown(Schema):
    """A table of the company, as the person may see it."""

    id: int
    name: str
    kind: str
    version: int
    rows: int
    first_day: date | None
    last_day: date | None


class ChoiceShown(Schema):
    """A way to read, and what it makes of a cell."""

    value: str
    label: str
    consequence: str


class QuestionShown(Schema):
    """What the file does not tell: send the choice back as ``dates`` or ``decimal``."""

    name: str
    columns: list[str]
    text: str
    choices: list[ChoiceShown]


class RejectedShown(Schema):
    """A line set aside and why."""

    line: int
    reason: str


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
    format: str = ""
    rows: int = 0
    known: bool = False
    already_there: int = 0
    overlap: int = 0
    sheet: str = ""
    sheets: list[str] = []
    ignored: list[str] = []
    left_to_check: list[dict[str, Any]] = []
    kind_sure: bool = True
    notes: list[str] = []
    warnings: list[str] = []
    questions: list[QuestionShown] = []
    rejected_lines: list[RejectedShown] = []
    score: float = 0.0


class VersionShown(Schema):
    """One import of a table."""

    number: int
    rows: int
    rejected: int
    mode: str
    original_name: str
    created: datetime
    imported_by: str
    first_day: date | None
    last_day: date | None
    score: float
    current: bool
    has_rejects: bool


class ChangeShown(Schema):
    """What became of a table."""

    dataset_id: int
    dataset: str
    before: int
    now: int
    rows: int
    summary: str


class ComparisonShown(Schema):
    """The lines that two versions do not share, the first ones of each as rows of ``columns``."""

    first: int
    second: int
    added: int
    removed: int
    same: int
    columns: list[str]
    added_rows: list[list[Any]]
    removed_rows: list[list[Any]]


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
    mode: str = Form("remplacer", title="« ajouter » les lignes nouvelles, ou « remplacer »"),
    mapping: str = Form("", title="Correspondance, en JSON : champ → colonne du fichier"),
    sheet: str = Form("", title="Feuille à lire : son nom ou son numéro"),
    dates: str = Form("", title="Ordre des dates : jj/mm/aaaa, mm/jj/aaaa ou aa/mm/jj"),
    decimal: str = Form("", title="Marque décimale : « , » ou « . »"),
    separator: str = Form("", title="Séparateur d'un fichier texte"),
    encoding: str = Form("", title="Encodage d'un fichier texte"),
    header: str = Form("", title="Ligne des noms de colonnes ; 0 quand il n'y en a pas"),
    confirmed: bool = Form(False, title="Importer même si la plupart des lignes sont écartées"),
    readers: str = Form("", title="Qui verra un nouveau tableau : all, accounting, managers ou owners"),
) -> dict[str, Any]:
    """CSV, Excel, ODS, Parquet, JSON, FEC, relevés bancaires ; le type et les colonnes sont reconnus, les lignes écartées
    sont comptées. Avec `dry_run`, rien n'est gardé et `questions` dit ce qu'il faut préciser ; sans lui, un fichier ambigu
    est refusé."""
    # Reading files needs polars: the web process starts without it.
    from levier.tables.importing import How, import_file  # noqa: PLC0415

    if mode.lower() not in _MODES:
        raise BadInput(
            f"Le mode « {mode} » n'existe pas", where="mode", mend="Envoyez « ajouter » ou « remplacer »."
        )
    how = How.said(
        sheet=sheet, dates=dates, decimal=decimal, separator=separator, encoding=encoding, header=header
    )
    with _kept(file) as path:
        report = import_file(
            caller(request), path, name=name, kind=kind, mapping=_mapping(mapping), dry_run=dry_run, file_name=path.name,
            mode=_MODES[mode.lower()], how=how, confirmed=confirmed, readers=readers_named(caller(request), readers),  # type: ignore[arg-type]
        )  # fmt: skip
    return _told(report)


@router.post(
    "/lignes-ecartees", response={200: None, REFUSALS: Problem}, summary="Les lignes qu'un import écarterait"
)
def would_reject(
    request: HttpRequest,
    file: UploadedFile = File(..., title="Fichier"),
    kind: str | None = Form(None, title="Type de tableau"),
    mapping: str = Form("", title="Correspondance, en JSON : champ → colonne du fichier"),
    sheet: str = Form("", title="Feuille à lire"),
) -> Any:
    """Un CSV : chaque ligne telle qu'elle est, son numéro et son motif. Rien n'est gardé."""
    from levier.tables.importing import How, import_file  # noqa: PLC0415
    from levier.tables.importing.writing import rejects_bytes  # noqa: PLC0415

    with _kept(file) as path:
        report = import_file(
            caller(request), path, kind=kind, mapping=_mapping(mapping), dry_run=True, file_name=path.name,
            how=How.said(sheet=sheet),
        )  # fmt: skip
    if report.rejects is None:
        raise BadInput("Ce fichier est déjà importé", mend="Ses lignes écartées sont celles de sa version.")
    response = HttpResponse(rejects_bytes(report.rejects), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="lignes-ecartees.csv"'
    return response


@router.get(
    "/{dataset}/versions",
    response={200: list[VersionShown], REFUSALS: Problem},
    summary="Lister les versions",
)
def listed(request: HttpRequest, dataset: int) -> list[Any]:
    """Chaque import d'un jeu de données, le plus récent d'abord."""
    return list(reading.versions(caller(request), dataset))


@router.get("/{dataset}/versions/{version}/lignes-ecartees", response={200: None, REFUSALS: Problem}, summary="Télécharger les lignes écartées")  # fmt: skip
def rejected(request: HttpRequest, dataset: int, version: int) -> Any:
    """Un CSV : chaque ligne telle qu'elle est dans le fichier, son numéro et son motif."""
    path = reading.rejects(caller(request), dataset, version)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename="lignes-ecartees.csv", content_type="text/csv"
    )


@router.get("/{dataset}/comparaison", response={200: ComparisonShown, REFUSALS: Problem}, summary="Comparer deux versions")  # fmt: skip
def compared(request: HttpRequest, dataset: int, de: int, a: int) -> dict[str, Any]:
    """Les lignes en plus et en moins de la version `de` à la version `a`."""
    found = versions.compare(caller(request), dataset, de, a)
    return {**asdict(found), "same": found.same}


@router.post("/{dataset}/annuler", response={200: ChangeShown, REFUSALS: Problem}, summary="Annuler le dernier import")  # fmt: skip
def undo(request: HttpRequest, dataset: int) -> dict[str, Any]:
    """La version précédente est de nouveau utilisée ; rien n'est effacé."""
    change = versions.undo(caller(request), dataset)
    return {**asdict(change), "summary": change.summary}


@router.post("/{dataset}/versions/{version}/retablir", response={200: ChangeShown, REFUSALS: Problem}, summary="Remettre une version en service")  # fmt: skip
def restore(request: HttpRequest, dataset: int, version: int) -> dict[str, Any]:
    """La version est de nouveau utilisée ; rien n'est effacé."""
    change = versions.restore(caller(request), dataset, version)
    return {**asdict(change), "summary": change.summary}


@contextmanager
def _kept(file: UploadedFile) -> Iterator[Path]:
    """The file on disk for the time of an import. Raises TooLarge."""
    if (file.size or 0) > _LARGEST:
        raise TooLarge(f"Le fichier dépasse {_LARGEST // 2**20} Mo", mend="Envoyez-le en plusieurs fois.")
    with tempfile.TemporaryDirectory(prefix="levier-") as folder:
        # The name is the sender's: only its last part is kept, it chooses no folder.
        path = Path(folder) / (Path(file.name or "").name or "import.csv")
        with path.open("wb") as out:
            for chunk in file.chunks():
                out.write(chunk)
        yield path


def _mapping(text: str) -> dict[str, str] | None:
    """Raises BadInput for anything but an object of texts."""
    if not text.strip():
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise BadInput(
            "La correspondance n'est pas un objet JSON",
            where="mapping",
            mend='Par exemple : {"date": "Jour"}.',
        )
    return found


def _told(report: "ImportReport") -> dict[str, Any]:
    return {
        "summary": report.summary,
        "kind": report.kind,
        "mapping": [asdict(match) for match in report.mapping],
        "accepted": report.accepted,
        "rejected": report.rejected,
        "reasons": report.reasons,
        "dataset": report.dataset_id,
        "version": report.version,
        "format": report.format,
        "rows": report.rows,
        "known": report.known,
        "already_there": report.already_there,
        "overlap": report.overlap,
        "sheet": report.sheet,
        "sheets": list(report.sheets),
        "ignored": list(report.ignored),
        "kind_sure": report.kind_sure,
        "left_to_check": [asdict(left) for left in report.left],
        "notes": list(report.notes),
        "warnings": list(report.warnings),
        "questions": [asdict(question) for question in report.questions],
        "rejected_lines": [asdict(line) for line in report.examples],
        "score": report.profile.score,
    }
