"""Read a company's passages into memory, or only those that came since."""

from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from levier.knowledge.models import DocumentVersion, Passage
from levier.knowledge.searching.statistics import Statistics
from levier.knowledge.space.words import Words

_AT_ONCE = 20_000
"""Passages whose texts are in memory together."""


@dataclass(frozen=True)
class Space:
    """Rows are passages, by id: ``vectors[row]``, ``documents[row]``. ``marks``: which passage it is, beyond its id."""

    drawn: int
    passages: NDArray[np.int64]
    marks: NDArray[np.int64]
    documents: NDArray[np.int64]
    vectors: NDArray[np.float32]
    words: Words

    @property
    def size(self) -> int:
        return len(self.passages)

    @property
    def statistics(self) -> Statistics:
        return self.words.statistics


def read(company: int, embedder: str, drawn: int, known: Space | None) -> Space:
    """The passages as they are now. A passage never changes: those of ``known`` that are still there are not read."""
    rows = Passage.objects.filter(company=company, embedder=embedder).order_by("pk")
    if known is None:
        return _with_more(company, _empty(drawn), rows)
    there = np.array(list(rows.values_list("pk", "version_id", "start")), np.int64).reshape(-1, 3)
    marks = _marks(company, there[:, 1], there[:, 2])
    kept = _both(known.passages, known.marks, there[:, 0], marks)
    new = there[~_both(there[:, 0], marks, known.passages, known.marks), 0]
    last = int(known.passages[kept][-1]) if kept.any() else 0
    if len(new) and int(new[0]) < last:
        return _with_more(
            company, _empty(drawn), rows
        )  # the database is another one: restored, or filled by hand
    same = replace(known if kept.all() else _among(known, kept), drawn=drawn)
    return _with_more(company, same, rows.filter(pk__gt=last)) if len(new) else same


def _empty(drawn: int) -> Space:
    none = np.zeros(0, np.int64)
    return Space(drawn, none, none, none, np.zeros((0, 0), np.float32), Words.of(()))


def _marks(company: int, versions: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which text of which content each passage is: ids alone come back in a database restored from a backup."""
    contents = DocumentVersion.objects.filter(document__company=company).values_list("pk", "sha256")
    known = {pk: int(sha256[:12] or "0", 16) for pk, sha256 in contents}
    return np.array([known[version] for version in versions.tolist()], np.int64) + starts


def _both(
    ids: NDArray[np.int64], marks: NDArray[np.int64], others: NDArray[np.int64], their: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which of ``ids`` (ascending) are among ``others`` (ascending) with the same mark."""
    if not len(others):
        return np.zeros(len(ids), bool)
    places = np.minimum(np.searchsorted(others, ids), len(others) - 1)
    return np.asarray((others[places] == ids) & (their[places] == marks))


def _among(space: Space, kept: NDArray[np.bool_]) -> Space:
    return Space(
        space.drawn,
        space.passages[kept],
        space.marks[kept],
        space.documents[kept],
        space.vectors[kept],
        space.words.among(kept),
    )


def _with_more(company: int, space: Space, rows: "QuerySet[Passage]") -> Space:
    """With ``rows``, whose ids come after."""
    read = rows.values_list("pk", "document_id", "version_id", "start", "vector", "body", "heading").iterator(
        _AT_ONCE
    )
    while part := list(islice(read, _AT_ONCE)):
        facts = np.array([row[:4] for row in part], np.int64)
        vectors = np.frombuffer(b"".join(bytes(row[4]) for row in part), "<f2")
        vectors = vectors.astype(np.float32).reshape(len(part), -1)
        space = Space(
            space.drawn,
            np.concatenate([space.passages, facts[:, 0]]),
            np.concatenate([space.marks, _marks(company, facts[:, 2], facts[:, 3])]),
            np.concatenate([space.documents, facts[:, 1]]),
            np.concatenate([space.vectors, vectors]) if space.size else vectors,
            space.words.with_more((row[5], row[6]) for row in part),
        )
    return space
