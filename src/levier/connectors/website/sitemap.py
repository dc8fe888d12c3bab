"""Sitemaps: plain or gzipped, indexes followed, bounded; read by a parser that knows no entity."""

import gzip
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

MOST_FILES = 50
MOST_BYTES = 50 * 1024**2
"""What the protocol allows for one sitemap, unpacked."""


@dataclass
class Sitemap:
    """Addresses of pages → date of their last change as the site writes it (maybe empty)."""

    pages: dict[str, str] = field(default_factory=dict)
    files: int = 0


def read_all(
    starts: list[str], fetch: Callable[[str], bytes | None], accepted: Callable[[str], bool], most: int
) -> Sitemap:
    """The pages of these sitemaps and of those they name; ``fetch`` gives None for what cannot be read."""
    found = Sitemap()
    waiting, seen = list(dict.fromkeys(starts)), set(starts)
    while waiting and found.files < MOST_FILES and len(found.pages) < most:
        body = fetch(waiting.pop(0))
        if body is None:
            continue
        found.files += 1
        for kind, address, changed in entries(body):
            if not accepted(address):
                continue
            if kind == "sitemap" and address not in seen:
                seen.add(address)
                waiting.append(address)
            elif kind == "url" and len(found.pages) < most:
                found.pages[address] = changed
    return found


def entries(body: bytes) -> Iterator[tuple[str, str, str]]:
    """(« url » or « sitemap », address, date) of one file; nothing for what is no sitemap."""
    try:
        root = fromstring(_unpacked(body), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, OSError, EOFError, LookupError):
        return
    for entry in root:
        kind = entry.tag.rpartition("}")[2]
        if kind in ("url", "sitemap"):
            values = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in entry}
            if values.get("loc"):
                yield kind, values["loc"], values.get("lastmod", "")


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as packed:
        data = packed.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError("too big")
    return data
