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
LARGEST_CONTAINER = 300 * 1024 * 1024
"""Of an archive or a mailbox, whose files are read one by one."""
_CONTAINERS = (".zip", ".mbox")
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
    ``digest`` its content; ``title`` is empty when the document itself must say it; ``parent`` the mail or
    archive it came in, whose day is ``parent_dated``."""

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
    parent: int | None = None
    parent_dated: date | None = None


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


def inside(parent: Arrival, parent_id: int, data: bytes, name: str, dated: date | None) -> Arrival:
    """A file that came in a mail or an archive: its readers, class and source are theirs."""
    digest = hashlib.sha256(data).hexdigest()
    return Arrival(
        name[-300:],
        name[-300:],
        "",
        parent.source,
        parent.readers,
        parent.data_class,
        "",
        None,
        digest,
        data,
        parent_id,
        dated,
    )


def content(file: Path | str | bytes, name: str | None) -> tuple[bytes, str]:
    """The bytes of a file and its name without folders. Raises BadInput (unreadable, too big)."""
    if isinstance(file, bytes):
        data, name = file, name or "document"
        largest = _largest(name)
    else:
        path = Path(file)
        name = name or path.name
        largest = _largest(name)
        try:
            with path.open("rb") as opened:
                data = opened.read(largest + 1)
        except OSError as error:
            raise BadInput(
                "Le fichier ne peut pas être ouvert",
                where=str(path),
                mend="Vérifiez son nom et vos droits sur ce fichier.",
            ) from error
    if len(data) > largest:
        raise BadInput(
            f"Le fichier dépasse {largest // 1024**2}\u00a0Mo",
            where=name,
            mend="Découpez-le en plusieurs fichiers, ou réduisez ses images.",
        )
    return data, name.replace("\\", "/").rsplit("/", 1)[-1][:300]


def _largest(name: str) -> int:
    return LARGEST_CONTAINER if name.lower().endswith(_CONTAINERS) else LARGEST_FILE


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
