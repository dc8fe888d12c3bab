"""What is noted of each version when it arrives: its fingerprint, and the end of validity that it states."""

import re
from datetime import date

from levier.core.french.dates import find_dates
from levier.knowledge.lifecycle.duplicates import fingerprint
from levier.knowledge.lifecycle.models import Validity
from levier.knowledge.models import Document, DocumentVersion

_ENDS = re.compile(
    r"valables? jusqu'(?:au|à la date du)|valide jusqu'au|(?:date d'expiration|fin de validité|date limite de validité)"
    r"\s*:?|expire(?:ra)? le|arrive(?:ra)? à échéance le|en vigueur jusqu'au|prend(?:ra)? fin le|applicables? jusqu'au",
    re.IGNORECASE,
)
_READ = 6_000
_NEAR = 40
_NEAREST = 6
"""Characters after the words within which the date must stand, and begin."""


def arrived(document: Document, version: DocumentVersion, text: str) -> None:
    """Note what a new version says of itself, inside the transaction that writes it."""
    fingerprint(version, text)
    expires = stated_expiry(text)
    known = Validity.objects.filter(document=document).first()
    if known is None and expires:
        Validity.objects.create(document=document, expires=expires, stated=True)
    elif known and (known.stated or expires):
        # A new version speaks for itself; a day that a person chose stays when the text says nothing.
        Validity.objects.filter(pk=known.pk).update(expires=expires, stated=True)


def stated_expiry(text: str) -> date | None:
    """The day until which a document says that it is valid, None when it says none."""
    head = text[:_READ].replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
    for words in _ENDS.finditer(head):
        for found in find_dates(head[words.end() : words.end() + _NEAR]):
            if found.start <= _NEAREST and found.date and found.complete:
                return found.date
    return None
