"""MSG: Outlook's own file of one mail."""

from datetime import UTC
from io import BytesIO
from typing import Any

from oxmsg import Message

from levier.knowledge.parsing.cleaning import one_line
from levier.knowledge.parsing.mail.message import mail_document
from levier.knowledge.parsing.structure import Parsed, Refused
from levier.knowledge.parsing.unpacking import Unpacked

_MESSAGE_ID, _IN_REPLY_TO, _DISPLAY_TO, _DISPLAY_CC = 0x1035, 0x1042, 0x0E04, 0x0E03


def parse_msg(data: bytes, unpacked: Unpacked) -> Parsed:
    """A mail of Outlook. Raises Refused ("corrupted", "empty")."""
    try:
        message = Message.load(BytesIO(data))
        facts = _facts(message)
        plain, html = message.body or "", message.html_body or ""
        for attachment in message.attachments:
            content = attachment.file_bytes
            name = one_line(attachment.file_name or "") or "pièce jointe"
            if content:
                unpacked.keep(name, content)
            else:
                unpacked.note(f"La pièce jointe «\u00a0{name}\u00a0» n'a pas pu être lue.")
    except Exception as error:  # an OLE file can be broken in as many ways as it has sectors
        if isinstance(error, Refused | MemoryError):
            raise
        raise Refused("corrupted") from error
    return mail_document(facts, plain, html, unpacked, "msg")


def _facts(message: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    properties = message.properties
    told = {
        "subject": message.subject,
        "from": message.sender,
        "to": ", ".join(
            f"{one.name} <{one.email_address}>" if one.name != one.email_address else one.email_address
            for one in message.recipients
        )
        or _string(properties, _DISPLAY_TO),
        "cc": "" if message.recipients else _string(properties, _DISPLAY_CC),
        "message_id": _string(properties, _MESSAGE_ID).strip("<> "),
        "in_reply_to": _string(properties, _IN_REPLY_TO).strip("<> "),
    }
    facts |= {key: one_line(value)[:2_000] for key, value in told.items() if value and value.strip()}
    sent = message.sent_date
    if sent is not None and 1980 <= sent.year <= 2100:
        sent = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
        facts["sent"], facts["sent_words"] = sent.isoformat(), f"{sent:%d/%m/%Y} à {sent:%H:%M}"
    return facts


def _string(properties: Any, number: int) -> str:
    try:
        found = properties.str_prop_value(number)
    except Exception:
        return ""
    return found if isinstance(found, str) else ""
