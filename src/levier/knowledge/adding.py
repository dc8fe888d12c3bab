"""Add documents: read, cut, embed, then write all of it or nothing. Work already done is recognised and
skipped.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from levier.core.actor import EVERYONE, Actor
from levier.core.capability import ProgressReport
from levier.inference.embedding import embedder
from levier.inference.embedding.interface import Embedder
from levier.knowledge import storage
from levier.knowledge.adding_inside import Offered, Unpacking, without_known_quotes
from levier.knowledge.arriving import UPLOADS, Arrival, NewText, arriving_file, arriving_text, content
from levier.knowledge.parsing.isolated import parse_file, refusal
from levier.knowledge.parsing.plain import structure_text
from levier.knowledge.parsing.structure import Parsed, Refused
from levier.knowledge.passages import Cut, cut
from levier.knowledge.space import changed
from levier.knowledge.writing import Added, Ready, same, write
from levier.policy.rights import Permission, require

__all__ = ["UPLOADS", "Added", "NewText", "add_file", "add_text", "add_texts", "embedded_text"]

_PASSAGES_AT_ONCE = 128
"""Documents are embedded and written by groups of about this many passages: two seconds of work."""
_TOLD_EVERY = 16
_SOFTWARE_TITLE = re.compile(
    r"^(?:microsoft|untitled|sans titre|document\s?\d*$|\(anonymous\)|word -)|\.\w{2,4}$", re.I
)


def add_file(
    actor: Actor,
    file: Path | str | bytes,
    name: str | None = None,
    *,
    source: str = UPLOADS,
    readers: Sequence[str] = (EVERYONE,),
    data_class: str = "internal",
    title: str | None = None,
    dated: date | None = None,
    address: str = "",
    key: str = "",
    progress: ProgressReport | None = None,
    offered: Offered | None = None,
) -> Added:
    """Add a file of any format that Levier reads (see ``parsing.formats``), or a new version of the one of the
    same name and source. What a mail or an archive carries becomes documents too, whose parent it is.

    ``key``: what tells which document this is a version of, when two may bear the same name (the name by default).
    ``dated``: the date of the document; told by its headers, words or properties when it is not given.
    ``offered``: shown each file found inside before it is read; words of its own mean that it took it.
    Raises NotAllowed; BadInput for a file that cannot be read, with its reason; Unavailable for a full disk.
    """
    require(actor, Permission.IMPORT)
    data, name = content(file, name)
    arrival = arriving_file(
        data,
        name,
        source=source,
        readers=readers,
        data_class=data_class,
        title=title,
        dated=dated,
        address=address,
        key=key,
    )
    already = same(actor, arrival)
    if already:
        return already
    if progress:
        progress(0, 0, "lecture du texte")
    with tempfile.TemporaryDirectory(prefix="levier-inside-") as folder:
        parsed = parse_file(data, name, folder=Path(folder), progress=progress)
        without_known_quotes(actor, parsed)
        (added,) = _together(actor, [_ready(arrival, parsed)], progress)
        if not parsed.attachments:
            return added
        unpacking = Unpacking(actor, arrival, _ready, _together, offered, progress)
        return replace(added, inside=unpacking.add(added, parsed, Path(folder)))


def add_text(
    actor: Actor,
    title: str,
    text: str,
    *,
    source: str = UPLOADS,
    dated: date | None = None,
    address: str = "",
    readers: Sequence[str] = (EVERYONE,),
    data_class: str = "public",
) -> Added:
    """Add a text that comes without a file: a public page, an answer already read. Raises as
    :func:`add_file`.
    """
    (added,) = add_texts(actor, [NewText(title, text, source, dated, address, readers, data_class)])
    return added


def add_texts(
    actor: Actor, texts: Sequence[NewText], *, progress: ProgressReport | None = None
) -> list[Added]:
    """Add many texts, in order, by groups: much faster than one by one. Raises as :func:`add_file`.

    All are read before anything is written, so that a text which is refused stops the whole at once; each
    group is written whole or not at all, and a second call skips those already there.
    """
    require(actor, Permission.IMPORT)
    added: dict[int, Added] = {}
    waiting: dict[tuple[str, str], int] = {}
    coming: list[tuple[int, Ready]] = []
    twins: dict[int, int] = {}
    for place, new in enumerate(texts):
        arrival = arriving_text(new)
        mark = (arrival.source, arrival.digest)
        if mark in waiting:
            twins[place] = waiting[mark]
        elif already := same(actor, arrival):
            added[place] = already
        else:
            waiting[mark] = place
            coming.append((place, _ready(arrival, _structured(new, arrival.title))))
    for group in _groups(coming):
        written = _together(actor, [ready for _, ready in group])
        added |= {place: one for (place, _), one in zip(group, written, strict=True)}
        if progress:
            progress(len(added), len(texts), "")
    for place, twin in twins.items():
        one = added[twin]
        added[place] = Added(one.document_id, one.version, one.passages, True)
    return [added[place] for place in range(len(texts))]


def embedded_text(title: str, piece: Cut) -> str:
    """What is embedded: the passage below its title path, without which « Délai : 14 jours » means
    nothing.
    """
    section = piece.section if piece.section.startswith(title) else f"{title} › {piece.section}".rstrip(" ›")
    return f"{section}\n{piece.lead}\n{piece.text}" if piece.lead else f"{section}\n{piece.text}"


def _structured(new: NewText, title: str) -> Parsed:
    try:
        return structure_text(new.text, title=title)
    except Refused as refused:
        raise refusal(refused.code, title) from refused


def _ready(arrival: Arrival, parsed: Parsed) -> Ready:
    cuts = cut(parsed) if parsed.kind not in {"archive", "mailbox"} else []
    if not cuts and not parsed.attachments:
        raise refusal("empty", arrival.name)
    return Ready(arrival, arrival.title or _title(parsed, arrival.name), parsed, cuts)


def _groups(coming: list[tuple[int, Ready]]) -> Iterator[list[tuple[int, Ready]]]:
    group: list[tuple[int, Ready]] = []
    passages = 0
    for place, ready in coming:
        group.append((place, ready))
        passages += len(ready.cuts)
        if passages >= _PASSAGES_AT_ONCE:
            yield group
            group, passages = [], 0
    if group:
        yield group


def _together(actor: Actor, group: Sequence[Ready], progress: ProgressReport | None = None) -> list[Added]:
    """Embed and write these documents: all or none."""
    model = embedder()
    # Vectors take seconds: computed before the transaction, which would lock every other writer meanwhile.
    vectors = _vectors(
        model, [embedded_text(ready.title, piece) for ready in group for piece in ready.cuts], progress
    )
    made: list[int] = []
    added: list[Added] = []
    try:
        with transaction.atomic():
            place = 0
            for ready in group:
                count = len(ready.cuts)
                added.append(write(actor, ready, vectors[place : place + count], model.name, made))
                place += count
            changed(actor.company_id)
    except BaseException:
        for document in made:
            storage.erase(actor.company_id, document)
        raise
    return added


def _vectors(model: Embedder, texts: list[str], progress: ProgressReport | None) -> NDArray[np.float32]:
    """The vectors ``[len(texts), n]``, telling how many passages are done."""
    if not texts:
        return np.zeros((0, 1), np.float32)
    if progress is None:
        return model.passages(texts)
    parts = []
    for start in range(0, len(texts), _TOLD_EVERY):
        progress(start, len(texts), "indexation des passages")
        parts.append(model.passages(texts[start : start + _TOLD_EVERY]))
    progress(len(texts), len(texts), "enregistrement")
    return np.concatenate(parts)


def _title(parsed: Parsed, name: str) -> str:
    """The title a person would give: the document's own, else its first heading, else its file's name."""
    if parsed.title and not _SOFTWARE_TITLE.search(parsed.title):
        return " ".join(parsed.title.split())
    page = parsed.pages[0]
    own = parsed.kind not in {"archive", "mailbox"}  # their heading is ours
    for block in page.blocks[: 3 if own else 0]:
        if block.kind == "heading" and block.level <= 1:
            return " ".join(page.text[block.start : block.end].split())
    name = name.rsplit("/", 1)[-1]
    return re.sub(r"[_\s]+", " ", re.sub(r"\.\w{1,5}$", "", name)).strip() or name
