"""Documents that are there twice: the same words, or nearly."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from django.db.models import F
from numpy.typing import NDArray

from levier.core.actor import Actor
from levier.knowledge.lifecycle.fingerprints import PERMUTATIONS, likeness, minhash, text_digest
from levier.knowledge.lifecycle.models import Distinct, Fingerprint
from levier.knowledge.lifecycle.personal import personal_counts
from levier.knowledge.models import Document, DocumentVersion, Page
from levier.knowledge.reading import readable_document, readable_documents
from levier.policy import journal
from levier.policy.rights import Permission, require

ALIKE = 0.8
"""Likeness from which two documents are shown as nearly the same."""
_BANDS = 16
"""Two documents are compared when one band of 4 numbers is equal: 99.98 % of the pairs whose likeness is 0.8."""


@dataclass(frozen=True)
class Twins:
    """Documents that say the same, the oldest first. ``likeness``: 1.0 for the very same words, else the least of the group."""

    documents: tuple[Document, ...]
    likeness: float

    @property
    def exact(self) -> bool:
        return self.likeness == 1.0

    @property
    def percent(self) -> int:
        return round(self.likeness * 100)


def fingerprint(version: DocumentVersion, text: str) -> Fingerprint:
    """Compute and keep the fingerprint of a version whose whole text is ``text``."""
    found, _ = Fingerprint.objects.update_or_create(
        version=version,
        defaults={
            "text_sha256": text_digest(text),
            "minhash": minhash(text).astype("<u4").tobytes(),
            "personal": personal_counts(text),
        },
    )
    return found


def complete(company: int, limit: int = 500) -> int:
    """Compute the fingerprints still missing among the current versions, at most ``limit``; how many were made."""
    missing = list(
        DocumentVersion.objects.filter(
            document__company=company, document__current_id=F("pk"), fingerprint=None
        )[:limit]
    )
    for version in missing:
        texts = Page.objects.filter(version=version).order_by("number").values_list("text", flat=True)
        fingerprint(version, "\n".join(texts))
    return len(missing)


def find(actor: Actor) -> list[Twins]:
    """Groups of documents that the person may read and that say the same, exact ones first."""
    documents = {doc.pk: doc for doc in readable_documents(actor)}
    prints = {
        version: (text, np.frombuffer(bytes(raw), "<u4"))
        for version, text, raw in Fingerprint.objects.filter(
            version__in=[doc.current_id for doc in documents.values()]
        ).values_list("version_id", "text_sha256", "minhash")
    }
    known = {pk: prints[doc.current_id] for pk, doc in documents.items() if doc.current_id in prints}
    apart = set(Distinct.objects.filter(company_id=actor.company_id).values_list("first_id", "second_id"))
    alike: dict[tuple[int, int], float] = {}
    for one, other in _candidates({pk: signature for pk, (_, signature) in known.items()}):
        same = known[one][0] == known[other][0]
        score = 1.0 if same else min(likeness(known[one][1], known[other][1]), 0.999)
        if score >= ALIKE and (one, other) not in apart:
            alike[one, other] = score
    groups = [
        Twins(
            tuple(sorted((documents[pk] for pk in group), key=lambda doc: (doc.created, doc.pk))),
            min(score for pair, score in alike.items() if set(pair) <= group),
        )
        for group in _groups(alike)
    ]
    return sorted(groups, key=lambda twins: (-twins.likeness, twins.documents[0].title))


def copies_of(actor: Actor, document_id: int) -> list[tuple[Document, float]]:
    """The other documents that the person may read and that say the same, with their likeness, the nearest first.

    Raises NotFound.
    """
    document = readable_document(actor, document_id)
    mine = Fingerprint.objects.filter(version=document.current_id).first()
    if mine is None:
        return []
    others = {one.current_id: one for one in readable_documents(actor).exclude(pk=document.pk)}
    signature = np.frombuffer(bytes(mine.minhash), "<u4")
    found = []
    rows = Fingerprint.objects.filter(version__in=others).values_list("version_id", "text_sha256", "minhash")
    for version, text, raw in rows:
        same = text == mine.text_sha256
        score = 1.0 if same else min(likeness(signature, np.frombuffer(bytes(raw), "<u4")), 0.999)
        if score >= ALIKE:
            found.append((others[version], score))
    return sorted(found, key=lambda one: (-one[1], one[0].title))


def keep_apart(actor: Actor, documents: Iterable[int]) -> None:
    """Say that these documents are not the same: they are no longer shown together. Raises NotAllowed, NotFound."""
    require(actor, Permission.IMPORT)
    chosen = sorted({readable_document(actor, pk).pk for pk in documents})
    for first, second in combinations(chosen, 2):
        Distinct.objects.get_or_create(company_id=actor.company_id, first_id=first, second_id=second)
    journal.record(actor.company_id, actor.person_id, "document.distinct", "", {"documents": chosen})


def _candidates(signatures: dict[int, NDArray[np.uint32]]) -> set[tuple[int, int]]:
    """Pairs worth comparing: one band of their signatures is equal (locality-sensitive hashing)."""
    width = PERMUTATIONS // _BANDS
    pairs: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        seen: dict[bytes, list[int]] = {}
        for pk in sorted(signatures):
            part = signatures[pk][band * width : (band + 1) * width].tobytes()
            seen.setdefault(part, []).append(pk)
        for together in seen.values():
            # A band that a thousand documents share (a common letterhead) would give a million pairs: each is
            # then compared with the first only, which finds the true copies all the same.
            pairs.update(
                combinations(together, 2)
                if len(together) <= 50
                else ((together[0], pk) for pk in together[1:])
            )
    return pairs


def _groups(pairs: Iterable[tuple[int, int]]) -> list[set[int]]:
    groups: list[set[int]] = []
    for pair in pairs:
        joined = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in joined] + [set(pair).union(*joined)]
    return groups
