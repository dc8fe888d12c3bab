"""Add documents: read, cut, embed, then write all of it or nothing. Work already done is recognised and
skipped.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from levier.core.actor import ACCOUNTING, EVERYONE, MANAGERS, OWNERS, Actor
from levier.core.errors import BadInput
from levier.core.french.text import index_terms
from levier.inference.embedding import embedder
from levier.knowledge import index, storage
from levier.knowledge.dating import stated_date
from levier.knowledge.models import (
    DATA_CLASSES,
    Document,
    DocumentReader,
    DocumentVersion,
    Page,
    Passage,
    Source,
)
from levier.knowledge.parsing.isolated import parse_file, refusal
from levier.knowledge.parsing.plain import structure_text
from levier.knowledge.parsing.structure import Parsed, Refused
from levier.knowledge.passages import Cut, cut
from levier.knowledge.space import changed
from levier.policy.rights import Permission, require

UPLOADS = "Documents déposés"
LARGEST_FILE = 50 * 1024 * 1024
_GROUPS = {EVERYONE, MANAGERS, ACCOUNTING, OWNERS}
_EXTENSIONS = {"pdf": "pdf", "docx": "docx", "html": "html", "md": "md", "txt": "txt"}
_SOFTWARE_TITLE = re.compile(
    r"^(?:microsoft|untitled|sans titre|document\s?\d*$|\(anonymous\)|word -)|\.\w{2,4}$", re.I
)


@dataclass(frozen=True)
class Added:
    """What became of a document. ``skipped``: the same content was there already, nothing was done."""

    document_id: int
    version: int
    passages: int
    skipped: bool


@dataclass(frozen=True)
class _Coming:
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
) -> Added:
    """Add a file (PDF, DOCX, HTML, Markdown, text), or a new version of the one of the same name and source.

    ``dated``: the date of the document; told by its own words (« en vigueur au … ») when it is not given.
    Raises NotAllowed; BadInput for a file that cannot be read, with its reason; Unavailable for a full disk.
    """
    require(actor, Permission.IMPORT)
    data, name = _content(file, name)
    digest = hashlib.sha256(data).hexdigest()
    shown = " ".join((title or "").split())
    coming = _Coming(
        name,
        name,
        shown,
        source,
        _checked_readers(readers),
        _checked_class(data_class),
        address,
        dated,
        digest,
        data,
    )
    return _same(actor, coming) or _add(actor, coming, parse_file(data, name))


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
    require(actor, Permission.IMPORT)
    title = " ".join(title.split())
    if not title:
        raise BadInput("Le titre du texte est vide", mend="Donnez un titre au texte.")
    digest = hashlib.sha256(f"{title}\n{text}".encode()).hexdigest()
    coming = _Coming(
        address or title,
        title[:300],
        title,
        source,
        _checked_readers(readers),
        _checked_class(data_class),
        address,
        dated,
        digest,
        None,
    )
    same = _same(actor, coming)
    if same:
        return same
    try:
        parsed = structure_text(text, title=title)
    except Refused as refused:
        raise refusal(refused.code, title) from refused
    return _add(actor, coming, parsed)


def _content(file: Path | str | bytes, name: str | None) -> tuple[bytes, str]:
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


def _mine(actor: Actor, coming: _Coming) -> Document | None:
    """The document this is a version of, among those the person may read: others are not even hinted at."""
    return (
        Document.objects.filter(
            company=actor.company_id,
            source__name=coming.source,
            key=coming.key,
            readers__token__in=actor.readers,
        )
        .select_related("current")
        .distinct()
        .first()
    )


def _same(actor: Actor, coming: _Coming) -> Added | None:
    """The readable document whose current version has these very bytes and this source, if there is one."""
    version = (
        DocumentVersion.objects.filter(
            sha256=coming.digest,
            document__company=actor.company_id,
            document__source__name=coming.source,
            document__current_id__isnull=False,
            document__readers__token__in=actor.readers,
        )
        .select_related("document")
        .first()
    )
    if version is None or version.document.current_id != version.pk:
        return None
    return Added(version.document_id, version.number, version.passages.count(), True)


def _add(actor: Actor, coming: _Coming, parsed: Parsed) -> Added:
    title = coming.title or _title(parsed, coming.name)
    cuts = cut(parsed)
    if not cuts:
        raise refusal("empty", coming.name)
    # Vectors take seconds: computed before the transaction, which would lock every other writer meanwhile.
    model = embedder()
    vectors = model.passages([embedded_text(title, piece) for piece in cuts]).astype("<f2")
    stored: tuple[int, int] | None = None
    try:
        with transaction.atomic():
            document = _document(actor, coming, title)
            stored = (actor.company_id, document.pk) if document.current_id is None else None
            version = _version(actor, document, coming, parsed)
            rows = [
                Passage(
                    company_id=actor.company_id,
                    document=document,
                    version=version,
                    page=piece.page,
                    start=piece.start,
                    end=piece.end,
                    section=piece.section[:600],
                    text=piece.text,
                    body=" ".join(index_terms(piece.text)),
                    heading=" ".join(index_terms(f"{title} {piece.section}")),
                    vector=vector.tobytes(),
                    embedder=model.name,
                )
                for piece, vector in zip(cuts, vectors, strict=True)
            ]
            _replace_passages(document, rows)
            changed(actor.company_id)
    except BaseException:
        if stored is not None:
            storage.erase(*stored)
        raise
    return Added(document.pk, version.number, len(rows), False)


def embedded_text(title: str, piece: Cut) -> str:
    """What is embedded: the passage below its title path, without which « Délai : 14 jours » means
    nothing.
    """
    section = piece.section if piece.section.startswith(title) else f"{title} › {piece.section}".rstrip(" ›")
    return f"{section}\n{piece.text}"


def _document(actor: Actor, coming: _Coming, title: str) -> Document:
    source, _ = Source.objects.get_or_create(company_id=actor.company_id, name=coming.source)
    document = _mine(actor, coming)
    if document is None:
        document = Document.objects.create(
            company_id=actor.company_id,
            source=source,
            key=coming.key[:500],
            title=title[:300],
            address=coming.address,
            data_class=coming.data_class,
        )
        DocumentReader.objects.bulk_create(
            DocumentReader(document=document, token=token) for token in coming.readers
        )
    else:
        document.title, document.address = title[:300], coming.address or document.address
    return document


def _version(actor: Actor, document: Document, coming: _Coming, parsed: Parsed) -> DocumentVersion:
    last = document.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = DocumentVersion.objects.create(
        document=document,
        number=last + 1,
        sha256=coming.digest,
        name=coming.name,
        format=parsed.format,
        size=len(coming.original or b""),
        paged=parsed.paged,
        dated=coming.dated or stated_date(parsed.pages[0].text),
        added_by_id=actor.person_id,
    )
    if coming.original is not None:
        version.stored = storage.store(
            coming.original, actor.company_id, document.pk, version.number, _EXTENSIONS[parsed.format]
        )
        version.save(update_fields=["stored"])
    Page.objects.bulk_create(
        Page(version=version, number=page.number, text=page.text) for page in parsed.pages
    )
    document.current = version
    document.save()
    return version


def _replace_passages(document: Document, rows: list[Passage]) -> None:
    old = list(document.passages.values_list("pk", flat=True))
    index.remove(old)
    document.passages.all().delete()
    Passage.objects.bulk_create(rows, batch_size=200)
    index.add(rows)


def _title(parsed: Parsed, name: str) -> str:
    """The title a person would give: the document's own, else its first heading, else its file's name."""
    if parsed.title and not _SOFTWARE_TITLE.search(parsed.title):
        return " ".join(parsed.title.split())
    page = parsed.pages[0]
    for block in page.blocks[:3]:
        if block.kind == "heading" and block.level <= 1:
            return " ".join(page.text[block.start : block.end].split())
    return re.sub(r"[_\s]+", " ", re.sub(r"\.\w{1,5}$", "", name)).strip() or name
