"""Documents embedded in an invoice as base64."""

import base64
import binascii
import hashlib

from levier.tables.invoicing.reading.node import Node, Unreadable


def embedded(node: Node, path: str) -> tuple[int | None, str | None]:
    """The size in bytes and the SHA-256 of the document at the path; (None, None) when there is none."""
    found = node.all(path)
    if not found:
        return None, None
    content = content_of(found[0].text or "")
    if content is None:
        node.book.unreadable.append(
            Unreadable(f"{node.prefix}content", (found[0].text or "")[:20], "du base64")
        )
        return None, None
    return len(content), hashlib.sha256(content).hexdigest()


def content_of(text: str) -> bytes | None:
    """The bytes of a base64 text; None when it is not base64."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
