"""Whom a document speaks of: how many personal data of each kind it holds."""

from collections import Counter

from levier.core.actor import Actor
from levier.knowledge.lifecycle.models import Fingerprint
from levier.knowledge.reading import readable_document
from levier.policy.personal import KINDS, find

READ = 100_000
"""Characters read: about forty pages, 0.4 s. What a document is about shows there."""


def personal_counts(text: str) -> dict[str, int]:
    """Different values by kind, those that identify companies left out."""
    head = text[:READ]
    values = {(one.kind, head[one.start : one.end]) for one in find(head)}
    return dict(Counter(kind for kind, _ in values if KINDS[kind].weight != "none"))


def personal_of(actor: Actor, document_id: int) -> list[tuple[str, int, str]]:
    """(French name, how many, weight) of the personal data found in a document, the most sensitive first. Raises NotFound."""
    version = readable_document(actor, document_id).current
    counted = Fingerprint.objects.filter(version=version).values_list("personal", flat=True).first() or {}
    listed = [
        (KINDS[kind].label, count, KINDS[kind].weight) for kind, count in counted.items() if kind in KINDS
    ]
    return sorted(listed, key=lambda one: (one[2] != "high", -one[1]))
