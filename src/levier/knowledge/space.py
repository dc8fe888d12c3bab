"""The vectors and word statistics of one company, in memory. Brute force: 4 ms for 100 000 passages
(measured).

Nothing here decides rights: the rows a person may read are asked of the database for each search
(``readable``).
"""

import secrets
import threading
from collections import Counter, OrderedDict
from dataclasses import dataclass

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from levier.core.actor import Actor
from levier.core.capability import Within
from levier.knowledge.models import DocumentReader, Passage, SearchState
from levier.knowledge.searching.statistics import Statistics

_MOST_COMPANIES = 16


@dataclass(frozen=True)
class Space:
    """Rows are passages, by id: ``vectors[row]``, ``documents[row]``."""

    drawn: int
    passages: NDArray[np.int64]
    documents: NDArray[np.int64]
    vectors: NDArray[np.float32]
    statistics: Statistics

    @property
    def size(self) -> int:
        return len(self.passages)


_lock = threading.Lock()
_spaces: "OrderedDict[tuple[int, str], Space]" = OrderedDict()


def space_of(company: int, embedder: str) -> Space:
    """The company's space, read again only when its passages have changed since."""
    drawn = SearchState.objects.filter(company=company).values_list("drawn", flat=True).first() or 0
    key = (company, embedder)
    with _lock:
        known = _spaces.get(key)
        if known is None or known.drawn != drawn:
            known = _read(company, embedder, drawn)
            _spaces[key] = known
        _spaces.move_to_end(key)
        while len(_spaces) > _MOST_COMPANIES:
            _spaces.popitem(last=False)
    return known


def changed(company: int) -> None:
    """Mark a change, inside the caller's transaction: every process will read the space again."""
    SearchState.objects.update_or_create(company_id=company, defaults={"drawn": secrets.randbits(62)})


def forget(company: int) -> None:
    """Drop the company's vectors from this process's memory at once."""
    with _lock:
        for key in [key for key in _spaces if key[0] == company]:
            del _spaces[key]


def readable(actor: Actor, within: Within | None = None) -> NDArray[np.int64]:
    """Ids of the documents the person may read (``within`` these limits), asked of the database every time."""
    readers = DocumentReader.objects.filter(document__company=actor.company_id, token__in=actor.readers)
    if within and within.limits:
        readers = readers.filter(_limits(within))
    return np.unique(np.fromiter(readers.values_list("document_id", flat=True).iterator(), np.int64))


def _limits(within: Within) -> Q:
    """What a search is limited to, as a condition on the readers of documents."""
    limits = Q()
    if within.source:
        limits &= Q(document__source__name=within.source)
    if within.after:
        limits &= Q(document__current__dated__gte=within.after)
    if within.before:
        limits &= Q(document__current__dated__lte=within.before)
    if within.kinds:
        limits &= Q(document__kind__in=within.kinds) | Q(document__current__format__in=within.kinds)
    if within.classes:
        limits &= Q(document__data_class__in=within.classes)
    for word in within.person.split():
        limits &= Q(document__author__icontains=word) | Q(document__people__icontains=word)
    return limits


def _read(company: int, embedder: str, drawn: int) -> Space:
    rows = list(
        Passage.objects.filter(company=company, embedder=embedder)
        .order_by("pk")
        .values_list("pk", "document_id", "vector", "body", "heading")
    )
    frequency: Counter[str] = Counter()
    length = 0
    for _, _, _, body, heading in rows:
        terms = body.split()
        length += len(terms)
        frequency.update({*terms, *heading.split()})
    vectors = np.frombuffer(b"".join(bytes(row[2]) for row in rows), "<f2").astype(np.float32)
    return Space(
        drawn,
        np.array([row[0] for row in rows], np.int64),
        np.array([row[1] for row in rows], np.int64),
        vectors.reshape(len(rows), -1) if rows else np.zeros((0, 1), np.float32),
        Statistics(len(rows), length / len(rows) if rows else 1.0, frequency),
    )
