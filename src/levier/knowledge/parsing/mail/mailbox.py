"""MBOX: each message becomes a file of its own; the mailbox itself is their list."""

import email.header
import email.utils
import re

from levier.knowledge.parsing import limits
from levier.knowledge.parsing.cleaning import one_line
from levier.knowledge.parsing.structure import Page, Parsed, Refused
from levier.knowledge.parsing.unpacking import Unpacked

_SEPARATOR = re.compile(rb"(?:\A|(?<=\n))From [^\n]{3,200}\n(?=[!-9;-~]{1,60}:|>?From )")
_SHOWN = 500


def looks_like_mailbox(data: bytes) -> bool:
    """Whether the file begins with an mbox separator and headers."""
    return data.startswith(b"From ") and bool(_SEPARATOR.match(data[:4096].replace(b"\r\n", b"\n")))


def parse_mbox(data: bytes, unpacked: Unpacked) -> Parsed:
    """The list of the messages; each is handed on as a file. Raises Refused ("empty")."""
    data = data.replace(b"\r\n", b"\n")
    places = [found.span() for found in _SEPARATOR.finditer(data)]
    if not places:
        raise Refused("empty")
    ends = [begin for begin, _ in places[1:]] + [len(data)]
    page = Page(1)
    page.add("Messages de cette boîte", "heading", 1)
    for number, ((_, begin), end) in enumerate(zip(places, ends, strict=True), 1):
        if number > limits.MOST_ENTRIES:
            unpacked.note(f"Seuls les {limits.MOST_ENTRIES} premiers messages sur {len(places)} ont été lus.")
            break
        message = re.sub(rb"(?m)^>(>*From )", rb"\1", data[begin:end]).rstrip(b"\n") + b"\n"
        subject, sender, when = _heads(message[:16_384])
        if not unpacked.keep(f"{subject or 'Courriel sans objet'}.eml"[:150], message):
            continue
        if number <= _SHOWN:
            page.add(" — ".join(part for part in (when, sender, subject or "sans objet") if part), "links")
    return Parsed(
        "", [page], False, "mbox", "mailbox", facts={"messages": len(places)}, notes=unpacked.notes,
        attachments=unpacked.kept,
    )  # fmt: skip


def _heads(message: bytes) -> tuple[str, str, str]:
    """Subject, sender and day, from the first headers, without parsing the message."""
    head = message.split(b"\n\n", 1)[0].decode("utf-8", "replace")
    head = re.sub(r"\n[ \t]+", " ", head)

    def value(name: str) -> str:
        found = re.search(rf"(?im)^{name}:[ \t]*(.*)$", head)
        if not found:
            return ""
        try:
            return one_line(str(email.header.make_header(email.header.decode_header(found[1]))))[:160]
        except Exception:
            return one_line(found[1])[:160]

    try:
        when = f"{email.utils.parsedate_to_datetime(value('date')):%d/%m/%Y}"
    except (ValueError, TypeError, IndexError, OverflowError):
        when = ""
    return value("subject"), value("from"), when
