"""What a message says of itself, however broken: nothing in it is trusted. Its text is read where all documents are."""

import email
import re
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime

from levier.connectors.files import shown

_BROKEN = (ValueError, IndexError, AttributeError, TypeError, LookupError, OverflowError)
"""What the standard library raises on headers written by others."""


@dataclass(frozen=True)
class About:
    """``name``: for a file, without ending. ``attached``: how many files the message carries."""

    subject: str
    sender: str
    dated: date | None
    name: str
    attached: int


def about(data: bytes) -> About:
    """The headers that people read first."""
    message = email.message_from_bytes(data, policy=default)
    subject = (
        shown(" ".join(_header(message, "Subject").split()))
        if _header(message, "Subject")
        else "(sans objet)"
    )
    name = re.sub(r'[\\/:*?"<>|]+', " ", subject)[:100].strip(" .") or "message"
    return About(subject, _sender(message), _date(message), name, len(_attached(message)))


def without_attachments(data: bytes) -> bytes:
    """The same message, whose attached files are replaced by a line that names them."""
    message = email.message_from_bytes(data, policy=default)
    for part in _attached(message):
        name = shown(_file_name(part), 150)
        for header in list(part.keys()):
            del part[header]
        part["Content-Type"] = "text/plain; charset=utf-8"
        part.set_payload(f"[pièce jointe non reprise : {name}]\n", "utf-8")
    return message.as_bytes()


def _attached(message: EmailMessage) -> list[EmailMessage]:
    found = []
    for part in message.walk():
        try:
            is_file = (
                not part.is_multipart()
                and bool(_file_name(part))
                and part.get_content_disposition() != "inline"
            )
        except _BROKEN:
            continue
        if is_file:
            found.append(part)
    return found


def _file_name(part: EmailMessage) -> str:
    try:
        return part.get_filename() or ""
    except _BROKEN:
        return ""


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name) or "")
    except _BROKEN:
        return ""


def _sender(message: EmailMessage) -> str:
    try:
        name, address = getaddresses([_header(message, "From")])[0]
    except _BROKEN:
        return ""
    return shown(f"{name} <{address}>" if name else address) if address else ""


def _date(message: EmailMessage) -> date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except _BROKEN:
        return None
