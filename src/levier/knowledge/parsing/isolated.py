"""Parse files in processes of their own, within limits, and say in French why one could not be read."""

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from levier.core.errors import BadInput
from levier.core.french.numbers import format_number
from levier.knowledge.parsing import limits
from levier.knowledge.parsing.pictures.running import recognised
from levier.knowledge.parsing.pool import POOL
from levier.knowledge.parsing.refusing import REASONS, refusal
from levier.knowledge.parsing.repeated import mark_repeated
from levier.knowledge.parsing.structure import Page, Parsed, Refused, of_json

__all__ = ["REASONS", "parse_file", "parse_many", "refusal"]

WALL_SECONDS = 240.0
"""The processor limit of the worker (60 s) comes first, unless the machine is busy with other things."""
_AT_ONCE = 2
_log = logging.getLogger(__name__)
Progress = Callable[[int, int, str], None]


def parse_file(
    data: bytes,
    name: str,
    *,
    wall_seconds: float = WALL_SECONDS,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Parsed:
    """Pages and blocks of a file; what it carries (attachments, files of an archive) is written in ``folder``.

    Text of pictures is recognised page by page: ``progress(done, total, note)``. Raises BadInput, naming the
    file, for whatever keeps it from being read.
    """
    answer = POOL.parse(data, name, folder, wall_seconds)
    if answer is None:
        raise refusal("too-heavy", name)
    answer.pop("worn", None)
    if "refused" in answer:
        if "fault" in answer:
            _log.warning("parser fault on a file of %d bytes: %s", len(data), answer["fault"])
        raise refusal(answer["refused"], name, answer["where"])
    parsed = of_json(answer)
    if any(page.picture for page in parsed.pages):
        try:
            _recognise(parsed, data, progress)
        except Refused as refused:
            raise refusal(refused.code, name, refused.where) from refused
    mark_repeated(parsed)
    return parsed


def parse_many(
    files: Iterable[tuple[bytes, str]], *, folder: Path | None = None, at_once: int = _AT_ONCE
) -> Iterator[Parsed | BadInput]:
    """Several files at a time, in order; a file that cannot be read gives its error instead of raising it."""

    def one(file: tuple[bytes, str]) -> Parsed | BadInput:
        try:
            return parse_file(*file, folder=folder)
        except BadInput as error:
            return error

    with ThreadPoolExecutor(at_once, thread_name_prefix="levier-parse") as threads:
        yield from threads.map(one, files)


def _recognise(parsed: Parsed, data: bytes, progress: Progress | None) -> None:
    """Read the pages that are pictures; those that cannot be read are said so. Raises Refused when none can."""
    waiting = [page.number for page in parsed.pages if page.picture]
    wanted = waiting[: limits.MOST_OCR_PAGES]
    if len(wanted) < len(waiting):
        parsed.notes.append(
            f"Le texte des {format_number(len(wanted))} premières images sur {format_number(len(waiting))} a été reconnu."
        )
    _tell(progress, 0, len(wanted))
    turned: dict[str, int] = {}
    unreadable: list[int] = []
    blank: list[int] = []
    places = {page.number: place for place, page in enumerate(parsed.pages)}
    read = broken = 0
    for number, page, turn in recognised(data, wanted, pdf=parsed.format == "pdf"):
        read += 1
        broken += page is None
        kept = page or Page(number, reliability=0.0)
        parsed.pages[places[number]] = kept
        if not kept.text:
            (blank if kept.reliability is None else unreadable).append(number)
        if turn:
            turned[str(number)] = turn
        _tell(progress, read, len(wanted))
    unreadable += wanted[read:]
    if turned:
        parsed.facts["turned"] = turned
    if not any(page.text for page in parsed.pages):
        if parsed.kind == "image":
            raise Refused("corrupted" if broken else "no-text")
        raise Refused("scanned" if unreadable else "blank")
    if unreadable:
        parsed.facts["unreadable"] = unreadable
        one, many = "La page {} est illisible", "{} pages sont illisibles ({})"
        parsed.notes.append(_counted(unreadable, one, many) + "\u00a0: aucun texte n'y a été reconnu.")
    if blank:
        parsed.notes.append(_counted(blank, "La page {} est blanche", "{} pages sont blanches ({})") + ".")
    for page in parsed.pages:
        page.picture = False


def _counted(pages: list[int], one: str, many: str) -> str:
    if len(pages) == 1:
        return one.format(pages[0])
    shown = ", ".join(map(str, pages[:12])) + ("…" if len(pages) > 12 else "")
    return many.format(format_number(len(pages)), shown)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total, f"reconnaissance du texte, page {min(done + 1, total)} sur {total}")
