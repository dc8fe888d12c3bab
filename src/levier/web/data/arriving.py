"""What a dropped file becomes: a document is added at once, a table waits for its columns to be confirmed.

A table that waits lies under ``arrivals/<company>/<person>/<token>/`` of the data folder: only that person,
in that company, finds it again; it is removed when imported or abandoned, and after a week.
"""

import re
import secrets
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from levier.core.actor import EVERYONE, Actor
from levier.core.errors import BadInput, LevierError, NotFound, Unavailable
from levier.policy.rights import Permission, require

TABLES = {".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet"}
DOCUMENTS = {".pdf", ".docx", ".html", ".htm", ".md", ".txt"}
ACCEPTED = ",".join(sorted(TABLES | DOCUMENTS))
LARGEST = 300 * 1024 * 1024
_WEEK = 7 * 86400


@dataclass(frozen=True)
class Arrival:
    """One file that came.

    Exactly one of ``token`` (a table to confirm), ``document_id`` and ``error`` is set.
    """

    name: str
    token: str = ""
    document_id: int | None = None
    title: str = ""
    skipped: bool = False
    error: LevierError | None = None


def receive(actor: Actor, file: UploadedFile, readers: Sequence[str] = (EVERYONE,)) -> Arrival:
    """Take one dropped file. An error is carried by the arrival, so that the other files go on."""
    require(actor, Permission.IMPORT)
    name = Path((file.name or "fichier").replace("\\", "/")).name
    try:
        if (file.size or 0) > LARGEST:
            raise BadInput(
                f"Le fichier dépasse {LARGEST // 1024**2}\u00a0Mo",
                where=name,
                mend="Découpez-le en plusieurs fichiers.",
            )
        if _is_table(file, name):
            return Arrival(name, token=_keep(actor, file, name))
        return _add_document(actor, file, name, readers)
    except LevierError as error:
        return Arrival(name, error=error)
    except OSError:
        full = Unavailable(
            "Le fichier n'a pas pu être enregistré",
            where=name,
            mend="Vérifiez la place libre sur le disque, puis recommencez.",
        )
        return Arrival(name, error=full)


def waiting(actor: Actor, token: str) -> Path:
    """The file of a table that waits. Raises NotFound."""
    folder = _folder(actor, token)
    file = next((path for path in folder.iterdir() if path.is_file()), None) if folder.is_dir() else None
    if file is None:
        raise NotFound(
            "Ce fichier n'attend plus : il a été importé ou abandonné", mend="Déposez-le de nouveau."
        )
    return file


def abandon(actor: Actor, token: str) -> None:
    """Forget a table that waits."""
    shutil.rmtree(_folder(actor, token), ignore_errors=True)


def suggested_request(arrival: Arrival) -> str:
    """A first question that the file just added can answer."""
    return f"Que dit « {arrival.title} » ?" if arrival.title else "Que disent nos documents ?"


def suggested_for(kind: str) -> str:
    """A first question that a table of this kind can answer."""
    return {
        "sales": "Quel est notre chiffre d'affaires par mois, et quelles sont nos 5 meilleures références ?",
    }.get(kind, "Que contient le tableau que je viens d'importer ?")


def _add_document(actor: Actor, file: UploadedFile, name: str, readers: Sequence[str]) -> Arrival:
    from levier.knowledge.adding import add_file  # noqa: PLC0415 - heavy
    from levier.knowledge.reading import get_document  # noqa: PLC0415 - heavy

    file.seek(0)
    added = add_file(actor, file.read(), name, readers=readers)
    document = get_document(actor, added.document_id)
    return Arrival(name, document_id=added.document_id, title=document.title, skipped=added.skipped)


def _is_table(file: UploadedFile, name: str) -> bool:
    """By the extension; a .txt with many tabs or bars on its first line is an export (the FEC is one)."""
    extension = Path(name).suffix.lower()
    if extension in TABLES:
        return True
    if extension != ".txt":
        return False
    file.seek(0)
    first = file.read(4096).split(b"\n", 1)[0]
    file.seek(0)
    return max(first.count(b"\t"), first.count(b"|"), first.count(b";")) >= 3


def _keep(actor: Actor, file: UploadedFile, name: str) -> str:
    _sweep(actor)
    token = secrets.token_urlsafe(12)
    folder = _folder(actor, token)
    folder.mkdir(parents=True)
    try:
        with (folder / re.sub(r"[^\w.\- ]+", "_", name)[-150:]).open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return token


def _folder(actor: Actor, token: str) -> Path:
    if not re.fullmatch(r"[\w-]{10,40}", token):
        raise NotFound("Ce fichier n'attend plus", mend="Déposez-le de nouveau.")
    return Path(settings.HOME) / "arrivals" / str(actor.company_id) / str(actor.person_id) / token


def _sweep(actor: Actor) -> None:
    mine = Path(settings.HOME) / "arrivals" / str(actor.company_id) / str(actor.person_id)
    for old in mine.iterdir() if mine.is_dir() else ():
        if time.time() - old.stat().st_mtime > _WEEK:
            shutil.rmtree(old, ignore_errors=True)
