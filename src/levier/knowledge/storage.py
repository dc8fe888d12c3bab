"""The original files, under the data folder, one folder a company; only their owner can read them."""

import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

from levier.core.errors import Unavailable


def folder(company: int, document: int) -> Path:
    """Where the originals of a document are."""
    return Path(settings.HOME) / "documents" / str(company) / str(document)


def store(data: bytes, company: int, document: int, version: int, extension: str) -> str:
    """Write an original, whole or not at all; its path relative to the data folder. Raises Unavailable
    (disk).
    """
    target = folder(company, document) / f"{version}.{extension}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".coming-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Unavailable(
            f"Le document n'a pas pu être enregistré : {error.strerror}",
            where=str(target),
            mend="Libérez de la place sur le disque, puis recommencez.",
        ) from error
    return str(target.relative_to(settings.HOME))


def path(stored: str) -> Path | None:
    """The absolute path of an original; None for a place outside the originals, which nothing of ours wrote."""
    kept = (Path(settings.HOME) / "documents").resolve()
    wanted = (Path(settings.HOME) / stored).resolve()
    return wanted if wanted.is_relative_to(kept) else None


def erase(company: int, document: int) -> None:
    """Delete every original of a document."""
    shutil.rmtree(folder(company, document), ignore_errors=True)
