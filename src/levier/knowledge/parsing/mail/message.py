"""EML: a message of RFC 5322, its text without the tags, its attachments as files, nested mails bounded."""

import email
import email.policy
import email.utils
import re
from datetime import date
from email.message import EmailMessage, Message
from typing import Any

from levier.knowledge.parsing import limits
from levier.knowledge.parsing.charset import decode
from levier.knowledge.parsing.cleaning import clean, one_line
from levier.knowledge.parsing.mail.quoting import is_forward, parts
from levier.knowledge.parsing.plain import fill
from levier.knowledge.parsing.structure import Page, Parsed, Refused
from levier.knowledge.parsing.unpacking import Unpacked
from levier.knowledge.parsing.web import fill_html

_HEADERS = re.compile(
    rb"^(?:from|to|cc|subject|date|message-id|received|return-path|mime-version|delivered-to|reply-to|x-[\w-]+"
    rb"|content-[\w-]+|dkim-signature|arc-[\w-]+|authentication-results|sender|importance|thread-[\w-]+|user-agent"
    rb"|in-reply-to|references|organization|bcc|list-[\w-]+|feedback-id)\s*:",
    re.IGNORECASE,
)
_SMALLEST_INLINE = 30_000
"""Bytes: an image inside the text that is smaller is a logo."""
_MOST_PARTS = 500


def looks_like_mail(data: bytes) -> bool:
    """Whether the file begins with mail headers, « From: » or « Received: » among them."""
    head = data[:8192].lstrip(b"\xef\xbb\xbf\r\n ").split(b"\n\n", 1)[0].split(b"\r\n\r\n", 1)[0]
    if head.startswith(b"From ") and b"\n" in head:
        head = head.split(b"\n", 1)[1]
    lines = [line for line in head.splitlines() if line and line[:1] not in b" \t"]
    named = {line.split(b":", 1)[0].strip().lower() for line in lines if _HEADERS.match(line)}
    strong = named & {b"from", b"received", b"message-id", b"mime-version", b"return-path"}
    return (
        len(lines) >= 2
        and len(named) >= 3
        and bool(strong)
        and len(named) >= 0.6 * len({line.split(b":", 1)[0] for line in lines})
    )


def parse_eml(data: bytes, unpacked: Unpacked) -> Parsed:
    """A mail. Raises Refused ("empty", "corrupted", "too-deep")."""
    if data.startswith(b"From "):
        data = data.split(b"\n", 1)[-1]
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except Exception as error:  # the parser of the standard library fails in many ways on broken headers
        raise Refused("corrupted") from error
    return read_message(message, unpacked)


def read_message(message: Message, unpacked: Unpacked) -> Parsed:
    """The mail as a document of one page: its headers as facts, its words, its quotes apart."""
    facts = _facts(message)
    plain, html = "", ""
    images = 0
    for part, depth in _parts(message):
        kind = part.get_content_type()
        name = _file_name(part)
        if depth > limits.MOST_NESTED_MAILS:
            unpacked.note("Des courriels imbriqués trop profondément ont été laissés de côté.")
            continue
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner:
                subject = one_line(str(_header(inner[0], "subject"))) or "Courriel transmis"
                unpacked.keep(f"{subject[:120]}.eml", _bytes_of(inner[0]))
        elif not name and kind == "text/plain" and part.get_content_disposition() != "attachment":
            plain += ("\n\n" if plain else "") + _text(part)
        elif not name and kind == "text/html" and part.get_content_disposition() != "attachment":
            html += _text(part)
        elif (
            part.get_content_maintype() in {"multipart"}
            or kind in {"message/delivery-status", "text/rfc822-headers"}
            or kind
            in {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
        ):
            continue
        elif kind.startswith("application/pkcs7-mime") or kind.startswith("application/x-pkcs7-mime"):
            unpacked.note("Ce courriel est chiffré\u00a0: son contenu n'a pas pu être lu.")
        else:
            payload = _payload(part)
            inside = part.get_content_disposition() != "attachment" and bool(part.get("Content-ID"))
            if (
                part.get_content_maintype() == "image"
                and (inside or not name)
                and len(payload) < _SMALLEST_INLINE
            ):
                images += 1
                continue
            unpacked.keep(name or f"pièce jointe{_extension(kind)}", payload)
    return mail_document(facts, plain, html, unpacked, "eml")


def mail_document(facts: dict[str, Any], plain: str, html: str, unpacked: Unpacked, format: str) -> Parsed:
    """A mail from its headers and bodies: plain words when there are enough, else the HTML."""
    page = Page(1)
    subject = facts.get("subject", "")
    title = subject or "Courriel sans objet"
    page.add(title, "heading", 1)
    head = [
        ("De", facts.get("from", "")),
        ("À", facts.get("to", "")),
        ("Copie", facts.get("cc", "")),
        ("Date", facts.get("sent_words", "")),
    ]
    page.add("\n".join(f"{label}\u00a0: {value}" for label, value in head if value))
    bare = Page(1)
    if html:
        fill_html(html, bare)
    if html and (not plain.strip() or len(plain) < 0.3 * len(bare.text)):
        plain = _as_lines(bare)
    plain = clean(plain)
    own = 0
    forward = is_forward(subject, plain)
    for kind, words in parts(plain):
        if kind == "text" or (kind == "quote" and forward):
            own += len(words)
            fill(words, page)
        else:
            _apart(page, words, kind)
    if not own and not any(kind == "quote" for kind, _ in parts(plain)) and not unpacked.kept and not subject:
        raise Refused("empty")
    people = [
        one
        for key in ("from", "to", "cc")
        for one in re.split(r",\s*(?=[^,]*[@<])", facts.get(key, ""))
        if one
    ]
    dated = date.fromisoformat(facts["sent"][:10]) if facts.get("sent") else None
    return Parsed(
        title, [page], False, format, "mail", author=facts.get("from", "")[:300], dated=dated,
        people=list(dict.fromkeys(people))[:200], facts=facts, notes=unpacked.notes, attachments=unpacked.kept,
    )  # fmt: skip


def _apart(page: Page, words: str, kind: str) -> None:
    """Words that are not the mail's own: their paragraphs, each marked."""
    for part in re.split(r"\n\s*\n", words):
        page.add(
            "\n".join(line.strip() for line in part.split("\n") if line.strip()),
            "quote" if kind == "quote" else "signature",
        )


def _as_lines(page: Page) -> str:
    """The blocks of an HTML body as plain text: tables keep their bars."""
    return "\n\n".join(page.text[block.start : block.end] for block in page.blocks)


def _parts(message: Message, depth: int = 0) -> list[tuple[Message, int]]:
    """Every leaf part and nested mail, in order, without entering nested mails."""
    found: list[tuple[Message, int]] = []
    waiting: list[tuple[Message, int]] = [(message, depth)]
    while waiting and len(found) < _MOST_PARTS:
        part, level = waiting.pop(0)
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822":
            found.append((part, level + 1))
        elif part.is_multipart() and isinstance(payload, list):
            if level < 50:
                waiting = [
                    (one, level + (part is not message and part.get_content_maintype() == "message"))
                    for one in payload
                    if isinstance(one, Message)
                ] + waiting
        else:
            found.append((part, level))
    return found


def _facts(message: Message) -> dict[str, Any]:
    """Headers as plain text. ``sent`` is ISO, in the sender's own time."""
    facts: dict[str, Any] = {}
    for name in ("from", "to", "cc", "subject"):
        if text := one_line(str(_header(message, name)))[:2_000]:
            facts[name] = text
    for name, key in (("message-id", "message_id"), ("in-reply-to", "in_reply_to")):
        if text := one_line(str(_header(message, name))).strip("<> ")[:300]:
            facts[key] = text
    when = _when(str(_header(message, "date")))
    if when:
        facts["sent"], facts["sent_words"] = when
    return facts


def _when(text: str) -> tuple[str, str] | None:
    try:
        sent = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return (sent.isoformat(), f"{sent:%d/%m/%Y} à {sent:%H:%M}") if 1980 <= sent.year <= 2100 else None


def _header(message: Any, name: str) -> Any:
    try:
        return message.get(name, "") or ""
    except Exception:  # a header that the standard library cannot read is a header that is not there
        return ""


def _file_name(part: Message) -> str:
    try:
        return one_line(part.get_filename() or "")[:200]
    except Exception:
        return ""


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except Exception:
        return b""
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    payload = _payload(part)
    charset = part.get_content_charset()
    if charset:
        try:
            text = payload.decode(
                "cp1252"
                if charset.lower() in {"iso-8859-1", "latin-1", "us-ascii"} and not payload.isascii()
                else charset
            )
        except (LookupError, UnicodeDecodeError):
            text = decode(payload)
    else:
        text = decode(payload)
    if (
        "format" in str(part.get("Content-Type", "")).lower()
        and "flowed" in str(part.get("Content-Type", "")).lower()
    ):
        text = re.sub(r" \r?\n(?!\r?\n|>)", " ", text)
    return text


def _bytes_of(message: Any) -> bytes:
    try:
        return bytes(message.as_bytes() if isinstance(message, EmailMessage | Message) else b"")
    except Exception:
        try:
            return str(message).encode("utf-8", "replace")
        except Exception:
            return b""


def _extension(kind: str) -> str:
    known = {
        "application/pdf": ".pdf",
        "image/jpeg": ".jpg",
        "image/png": ".png",
        "text/html": ".html",
        "text/plain": ".txt",
        "text/calendar": ".ics",
    }
    return known.get(kind, "")
