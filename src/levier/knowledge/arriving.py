"""What someone hands in, checked at the edge: a file or a text, who may read it, and how it is recognised."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from levier.core.actor import ACCOUNTING, EVERYONE, MANAGERS, OWNERS
from levier.core.errors import BadInput
from levier.knowledge.models import DATA_CLASSES

UPLOADS = "Documents déposés"
LARGEST_FILE = 50 * 1024 * 1024
_GROUPS = {EVERYONE, MANAGERS, ACCOUNTING, OWNERS}


@dataclass(frozen=True)
class NewText:
    """A text that comes without a file: a public page, an answer already read."""

    title: str
    text: str
    source: str = UPLOADS
    dated: date | None = None
    address: str = ""
    readers: Sequence[str] = (EVERYONE,)
    data_class: str = "public"


@dataclass(frozen=True)
class Arrival:
    """A document about to be added. ``key`` tells, within its source, which document it is a version of;
    ``digest`` its content; ``title`` is empty when the document itself must say it."""

    key: str
    name: str
    title: str
    source: str
    readers: tuple[str, ...]
    data_class: str
    address: str
    dated: date | None
    digest: str
    original: bytes | None


def arriving_file(
    data: bytes,
    name: str,
    *,
    source: str,
    readers: Sequence[str],
    data_class: str,
    title: str | None,
    dated: date | None,
    address: str,
    key: str = "",
) -> Arrival:
    """A file whose bytes were read by :func:`content`. Raises BadInput (readers, class)."""
    digest = hashlib.sha256(data).hexdigest()
    shown = " ".join((title or "").split())
    tokens, data_class = _checked_readers(readers), _checked_class(data_class)
    return Arrival(key or name, name, shown, source, tokens, data_class, address, dated, digest, data)


def arriving_text(new: NewText) -> Arrival:
    """A text. Raises BadInput (no title, readers, class)."""
    title = " ".join(new.title.split())
    if not title:
        raise BadInput("Le titre du texte est vide", mend="Donnez un titre au texte.")
    digest = hashlib.sha256(f"{title}\n{new.text}".encode()).hexdigest()
    tokens, data_class = _checked_readers(new.readers), _checked_class(new.data_class)
    key = new.address or title
    return Arrival(
        key, title[:300], title, new.source, tokens, data_class, new.address, new.dated, digest, None
    )


def content(file: Path | str | bytes, name: str | None) -> tuple[bytes, str]:
    """The bytes of a file and its name without folders. Raises BadInput (unreadable, too big)."""
    if isinstance(file, bytes):
        data, name = file, name or "document"
    else:
        path = Path(file)
        name = name or path.name
        try:
            with path.open("rb") as opened:
                data = opened.read(LARGEST_FILE + 1)
        except OSError as error:
            raise BadInput(
                "Le fichier ne peut pas être ouvert",
                where=str(path),
                mend="Vérifiez son nom et vos droits sur ce fichier.",
            ) from error
    if len(data) > LARGEST_FILE:
        raise BadInput(
            f"Le fichier dépasse {LARGEST_FILE // 1024**2}\u00a0Mo",
            where=name,
            mend="Découpez-le en plusieurs fichiers, ou réduisez ses images.",
        )
    return data, name.replace("\\", "/").rsplit("/", 1)[-1][:300]


def _checked_readers(readers: Sequence[str]) -> tuple[str, ...]:
    tokens = tuple(dict.fromkeys(readers))
    for token in tokens:
        if token not in _GROUPS and not re.fullmatch(r"person:\d+", token):
            raise BadInput(
                f"Le groupe de lecteurs «\u00a0{token}\u00a0» n'existe pas",
                mend="Choisissez parmi\u00a0: all, managers, accounting, owners, person:<numéro>.",
            )
    if not tokens:
        raise BadInput("Un document doit avoir au moins un lecteur", mend="Choisissez qui peut le lire.")
    return tokens


def _checked_class(data_class: str) -> str:
    if data_class not in {key for key, _ in DATA_CLASSES}:
        raise BadInput(
            f"La classe de données «\u00a0{data_class}\u00a0» n'existe pas",
            mend="Choisissez parmi\u00a0: public, internal, confidential, personal.",
        )
    return data_class
