"""Add what a mail or an archive carries: each file a document whose parent it is, some files at a time, bounded in depth."""

import logging
import tempfile
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from levier.core.actor import Actor
from levier.core.capability import ProgressReport
from levier.core.errors import BadInput
from levier.knowledge.arriving import Arrival, inside
from levier.knowledge.models import DocumentVersion
from levier.knowledge.parsing import limits
from levier.knowledge.parsing.isolated import parse_file, refusal
from levier.knowledge.parsing.structure import Attachment, Parsed
from levier.knowledge.writing import Added, Inside, Ready, same

Offered = Callable[[bytes, str], str]
"""``(bytes, name) -> words``: whoever else may want a file (the tables) takes it, and says so in French."""
_AT_ONCE = 16
"""Files read before their group is indexed and written."""
_THREADS = 2
_log = logging.getLogger(__name__)


def without_known_quotes(actor: Actor, parsed: Parsed, beside: Collection[object] = ()) -> None:
    """What a mail quotes of a mail that is already there, or comes with it (``beside``: message ids), is not
    searched twice.
    """
    answered = parsed.facts.get("in_reply_to") if parsed.kind == "mail" else None
    if not answered:
        return
    known = DocumentVersion.objects.filter(
        document__company=actor.company_id,
        document__kind="mail",
        document__readers__token__in=actor.readers,
        facts__message_id=answered,
    )
    if answered in beside or known.exists():
        for page in parsed.pages:
            page.blocks = [
                replace(block, kind="repeated") if block.kind == "quote" else block for block in page.blocks
            ]


@dataclass
class _Child:
    attachment: Attachment
    arrival: Arrival
    folder: tempfile.TemporaryDirectory[str]
    parsed: Parsed | None = None
    problem: str = ""


class Unpacking:
    """One arrival and all that it carries. ``left``: how many more files may come out of it."""

    def __init__(
        self,
        actor: Actor,
        arrival: Arrival,
        ready: Callable[[Arrival, Parsed], Ready],
        together: Callable[[Actor, Sequence[Ready]], list[Added]],
        offered: Offered | None,
        progress: ProgressReport | None,
    ) -> None:
        self._actor, self._arrival = actor, arrival
        self._ready, self._together = ready, together
        self._offered, self._progress = offered, progress
        self._left = limits.MOST_ENTRIES
        self._done = self._known = 0

    def add(self, parent: Added, parsed: Parsed, folder: Path, depth: int = 1) -> tuple[Inside, ...]:
        """Add the attachments of ``parsed``, written in ``folder``; then what they carry themselves."""
        became: list[Inside] = []
        deeper: list[Inside] = []
        dated = parsed.dated if parsed.kind == "mail" else None
        self._known += len(parsed.attachments)
        for start in range(0, len(parsed.attachments), _AT_ONCE):
            group = parsed.attachments[start : start + _AT_ONCE]
            if self._left <= 0:
                became += [
                    Inside(one.name, problem="Trop de fichiers\u00a0: celui-ci n'a pas été lu.")
                    for one in group
                ]
                continue
            self._left -= len(group)
            mine, theirs = self._group(group, parent, folder, dated, depth)
            became += mine
            deeper += theirs
            self._done += len(group)
            if self._progress:
                self._progress(
                    min(self._done, self._known),
                    self._known,
                    f"fichiers de «\u00a0{self._arrival.name}\u00a0»",
                )
        self._note(parent, became)
        return (*became, *deeper)

    def _group(
        self, group: Sequence[Attachment], parent: Added, folder: Path, dated: date | None, depth: int
    ) -> tuple[list[Inside], list[Inside]]:
        became, children, twins = self._sorted(group, parent, folder, dated)
        deeper: list[Inside] = []
        try:
            with ThreadPoolExecutor(_THREADS, thread_name_prefix="levier-parse") as threads:
                list(threads.map(lambda child: self._read(child, depth), children))
            read = [(child, child.parsed) for child in children if child.parsed is not None]
            mails = {parsed.facts.get("message_id") for _, parsed in read}
            for _, parsed in read:
                without_known_quotes(self._actor, parsed, mails)
            ready = [(child, made) for child, parsed in read if (made := self._made_ready(child, parsed))]
            written = self._together(self._actor, [made for _, made in ready])
            for (child, made), added in zip(ready, written, strict=True):
                name = child.attachment.name
                became[name] = Inside(name, added.document_id, added.passages)
                if made.parsed.attachments:
                    deeper += self.add(added, made.parsed, Path(child.folder.name), depth + 1)
        finally:
            for child in children:
                child.folder.cleanup()
        became |= {
            child.attachment.name: Inside(child.attachment.name, problem=child.problem)
            for child in children
            if child.problem
        }
        became |= {
            copy: replace(became[original], name=copy) for copy, original in twins if original in became
        }
        return [became[one.name] for one in group if one.name in became], deeper

    def _sorted(
        self, group: Sequence[Attachment], parent: Added, folder: Path, dated: date | None
    ) -> tuple[dict[str, Inside], list[_Child], list[tuple[str, str]]]:
        """What was taken or is known already, what must be read, and copies (their name, the name of the one read)."""
        became: dict[str, Inside] = {}
        children: list[_Child] = []
        twins: list[tuple[str, str]] = []
        for one in group:
            data = (folder / one.stored).read_bytes()
            if self._offered and (taken := self._offered(data, one.name)):
                became[one.name] = Inside(one.name, problem=taken)
                continue
            arrival = inside(self._arrival, parent.document_id, data, one.name, dated)
            if already := same(self._actor, arrival):
                became[one.name] = Inside(one.name, already.document_id, already.passages)
            elif twin := next((child for child in children if child.arrival.digest == arrival.digest), None):
                twins.append((one.name, twin.attachment.name))
            else:
                children.append(_Child(one, arrival, tempfile.TemporaryDirectory(prefix="levier-inside-")))
        return became, children, twins

    def _read(self, child: _Child, depth: int) -> None:
        name, data = child.attachment.name, child.arrival.original or b""
        try:
            if depth >= limits.MOST_DEPTH and data[:4] == b"PK\x03\x04" and name.lower().endswith(".zip"):
                raise refusal("too-deep", name)
            child.parsed = parse_file(data, name, folder=Path(child.folder.name))
            if depth >= limits.MOST_DEPTH + 2:
                child.parsed.attachments = []
        except BadInput as error:
            child.problem = f"{error.what}. {error.mend}".strip()
        except Exception:  # one bad file must not stop the others
            _log.exception("a file of an archive could not be read")
            child.problem = "Ce fichier n'a pas pu être lu."

    def _made_ready(self, child: _Child, parsed: Parsed) -> Ready | None:
        try:
            return self._ready(child.arrival, parsed)
        except BadInput as error:
            child.problem = f"{error.what}. {error.mend}".strip()
            return None

    def _note(self, parent: Added, became: Sequence[Inside]) -> None:
        """Keep with the parent what each of its files became, for its page."""
        version = DocumentVersion.objects.filter(document=parent.document_id, number=parent.version).first()
        if version is not None:
            version.facts["carried"] = [[one.name, one.document_id, one.problem] for one in became]
            version.save(update_fields=["facts"])
