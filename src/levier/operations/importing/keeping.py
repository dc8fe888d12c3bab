"""The bytes of dropped files: kept whole or not at all, where only their owner's imports find them again."""

import re
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from levier.core.actor import Actor
from levier.core.errors import BadInput, Unavailable
from levier.operations.importing.models import ImportFile

LARGEST = 300 * 1024 * 1024
LARGEST_SHEET = 60 * 1024 * 1024
"""A workbook (or a Parquet file) is unpacked whole to be read: beyond this, its preview would hold the page for too long."""
_SHEETS = {".xlsx", ".xlsm", ".xls", ".ods", ".parquet"}


def plain_name(name: str) -> str:
    """The name of a file without its folders, of at most 150 characters, that every disk accepts."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = re.sub(r"[^\w.\- '()]+", "_", last)[-150:].strip()
    return plain if plain.strip(".") else "fichier"  # « .. » is a folder, not a name


def check_size(name: str, size: int) -> None:
    """Raises BadInput for a file that is empty or too big."""
    if not size:
        raise BadInput("Le fichier est vide", where=name, mend="Vérifiez que c'est le bon fichier.")
    if size > LARGEST:
        mend = "Découpez-le en plusieurs fichiers."
        raise BadInput(f"Le fichier dépasse {LARGEST // 1024**2}\u00a0Mo", where=name, mend=mend)
    if Path(name).suffix.lower() in _SHEETS and size > LARGEST_SHEET:
        raise BadInput(
            f"Le classeur dépasse {LARGEST_SHEET // 1024**2}\u00a0Mo",
            where=name,
            mend="Enregistrez sa feuille au format CSV, puis déposez ce fichier.",
        )


def keep(actor: Actor, name: str, chunks: Iterable[bytes]) -> str:
    """Write the bytes down and give the token they are found by. Raises Unavailable (full disk)."""
    token = secrets.token_urlsafe(12)
    folder = _folder(actor.company_id, actor.person_id, token)
    try:
        folder.mkdir(parents=True, mode=0o700)
        with (folder / name).open("wb") as kept:
            for chunk in chunks:
                kept.write(chunk)
    except OSError as fault:
        shutil.rmtree(folder, ignore_errors=True)
        raise Unavailable(
            "Le fichier n'a pas pu être enregistré",
            where=name,
            mend="Vérifiez la place libre sur le disque, puis recommencez.",
        ) from fault
    return token


def path_of(file: ImportFile) -> Path:
    """Where the bytes of a file lie; they may be gone."""
    return _folder(file.company_id, file.person_id, file.token) / file.name


def discard(file: ImportFile) -> None:
    """Forget the bytes of a file."""
    shutil.rmtree(_folder(file.company_id, file.person_id, file.token), ignore_errors=True)


def _folder(company: int, person: int, token: str) -> Path:
    return Path(settings.HOME) / "arrivals" / str(company) / str(person) / token
