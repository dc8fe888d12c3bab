"""Write and ask the full-text index. The rights are inside the query: no row leaves it that the person may
not read.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from numpy.typing import NDArray

from levier.core.actor import Actor
from levier.knowledge.models import Passage

# The rights and the company stand in the same query as the words.
_READABLE = """
    JOIN knowledge_passage p ON p.id = {passage}
    WHERE {match} AND p.company_id = %s {among}
      AND EXISTS (
        SELECT 1 FROM knowledge_documentreader r WHERE r.document_id = p.document_id AND r.token IN ({tokens})
      )
"""
_SQLITE = (
    "SELECT i.rowid FROM knowledge_index i"  # noqa: S608 — constants; what people type is a parameter
    + _READABLE
    + "ORDER BY bm25(knowledge_index, 0.0, 2.0, 1.0) LIMIT %s"
)
_POSTGRES = (
    "SELECT i.passage FROM knowledge_index i CROSS JOIN (SELECT to_tsquery('simple', %s) AS asked) q"  # noqa: S608 — the same
    + _READABLE
    + "ORDER BY ts_rank_cd(i.terms, q.asked, 1) DESC LIMIT %s"
)


def add(passages: Sequence[Passage]) -> None:
    """Index saved passages, inside the caller's transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "INSERT INTO knowledge_index (passage, company, terms) VALUES (%s, %s, "
                "setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'D'))",
                [(p.pk, p.company_id, p.heading, p.body) for p in passages],
            )
        else:
            cursor.executemany(
                "INSERT INTO knowledge_index (rowid, scope, heading, body) VALUES (%s, %s, %s, %s)",
                [(p.pk, _scope(p.company_id), p.heading, p.body) for p in passages],
            )


def remove(passages: Iterable[int]) -> None:
    """Forget passages, inside the caller's transaction."""
    column = "passage" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.executemany(
            f"DELETE FROM knowledge_index WHERE {column} = %s",  # noqa: S608 — a constant of ours
            [(pk,) for pk in passages],
        )


# A list of ids as one parameter: SQLite takes no more than so many thousands of them one by one.
_AMONG_SQLITE = "AND p.document_id IN (SELECT value FROM json_each(%s))"
_AMONG_POSTGRES = "AND p.document_id = ANY(%s)"


def nearest(
    actor: Actor, terms: Sequence[str], *, documents: NDArray[Any] | None = None, limit: int
) -> list[int]:
    """The passages with the best full-text score among those ``actor`` may read (of ``documents`` only, when given),
    best first.
    """
    wanted = sorted({term for term in terms if any(char.isalnum() for char in term)})
    if not wanted:
        return []
    tokens = sorted(actor.readers)
    holes = ", ".join(["%s"] * len(tokens))
    postgres = connection.vendor == "postgresql"
    among = ""
    only: tuple[list[int] | str, ...] = ()
    if documents is not None:
        ids = [int(pk) for pk in documents]
        among = _AMONG_POSTGRES if postgres else _AMONG_SQLITE
        only = (ids if postgres else json.dumps(ids),)
    tail: tuple[Any, ...] = (actor.company_id, *only, *tokens, limit)
    with connection.cursor() as cursor:
        if postgres:
            match = "i.company = %s AND i.terms @@ q.asked"
            sql = _POSTGRES.format(passage="i.passage", match=match, among=among, tokens=holes)
            cursor.execute(sql, (_either(wanted, "'", " | "), actor.company_id, *tail))
        else:
            words = _either(wanted, '"', " OR ")
            match = "knowledge_index MATCH %s"
            sql = _SQLITE.format(passage="i.rowid", match=match, among=among, tokens=holes)
            cursor.execute(
                sql, (f"scope : {_scope(actor.company_id)} AND {{heading body}} : ({words})", *tail)
            )
        return [row[0] for row in cursor.fetchall()]


def _either(terms: Sequence[str], quote: str, between: str) -> str:
    """Any of the terms, each quoted: our terms are letters, digits and « .,_ », whatever else is taken out."""
    kept = ("".join(char for char in term if char.isalnum() or char in ".,_") for term in terms)
    return between.join(f"{quote}{term}{quote}" for term in kept)


def _scope(company: int) -> str:
    """One more term on every row, so that a company's query touches only its own rows."""
    return f"company{company}"
