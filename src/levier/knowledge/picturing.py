"""The picture of a page of a PDF or an image, drawn once in a process of its own, then kept beside the original."""

import os
import threading
from pathlib import Path

from levier.core.actor import Actor
from levier.core.errors import NotFound, Unavailable
from levier.knowledge import reading, storage
from levier.knowledge.models import DocumentVersion, Page
from levier.knowledge.parsing.endings import PICTURES
from levier.knowledge.parsing.pictures.running import drawn
from levier.knowledge.parsing.structure import Refused

WIDTH = 1_100
_one_at_a_time = threading.BoundedSemaphore(2)


def has_pictures(version: DocumentVersion) -> bool:
    """Whether the pages of a version can be shown as they are on paper."""
    return bool(version.stored) and (version.format == "pdf" or version.format in PICTURES)


def page_picture(actor: Actor, document_id: int, number: int | None, page: int) -> Path:
    """The picture (WebP) of a page, from 1, of a version (None: the current one).

    Raises NotFound (no such page, no picture of it), Unavailable (too many asked for at once, full disk).
    """
    document = reading.readable_document(actor, document_id)
    version = document.current if number is None else document.versions.filter(number=number).first()
    missing = NotFound("Cette page n'a pas d'image", where=document.title)
    if version is None or not has_pictures(version) or not version.pages.filter(number=page).exists():
        raise missing
    kept = storage.folder(document.company_id, document.pk) / "pages" / f"{version.number}-{page}.webp"
    if kept.is_file():
        return kept
    original = storage.path(version.stored)
    if original is None or not original.is_file():
        raise missing
    if not _one_at_a_time.acquire(timeout=20):
        raise Unavailable("Trop de pages sont dessinées en même temps", mend="Réessayez dans un instant.")
    try:
        if not kept.is_file():
            turned = int(version.facts.get("turned", {}).get(str(page), 0))
            pdf = version.format == "pdf"
            picture = drawn(original.read_bytes(), page, pdf=pdf, turned=turned, width=WIDTH)
            _keep(kept, picture)
    except Refused as refused:
        raise missing from refused
    except OSError as error:
        raise Unavailable(
            "L'image de la page n'a pas pu être gardée", mend="Libérez de la place sur le disque."
        ) from error
    finally:
        _one_at_a_time.release()
    return kept


def marks(page: Page, start: int, end: int) -> list[tuple[float, float, float, float]]:
    """Where the words ``page.text[start:end]`` stand on the picture: left, top, width, height in hundredths."""
    return [
        (
            round(100 * left, 2),
            round(100 * top, 2),
            round(100 * (right - left), 2),
            round(100 * (bottom - top), 2),
        )
        for begin, finish, left, top, right, bottom in page.lines
        if begin < end and finish > start
    ]


def _keep(target: Path, picture: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    coming = target.with_suffix(f".{os.getpid()}.{threading.get_ident()}.tmp")
    coming.write_bytes(picture)
    os.replace(coming, target)
