"""Write and ask the full-text index. The rights are inside the query: no row leaves it that the person may not read."""

from collections.abc import Iterable, Sequence

from django.db import connection

from levier.core.actor import Actor
from levier.knowledge.models import Passage

_READABLE = """
    JOIN knowledge_passage p ON p.id = {passage}
    JOIN knowledge_document d ON d.id = p.document_id
    WHERE {match} AND p.company_id = %s {source}
      AND EXISTS (SELECT 1 FROM knowledge_documentreader r WHERE r.document_id = p.document_id AND r.token IN ({tokens}))
"""


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


def nearest(actor: Actor, terms: Sequence[str], *, source: str | None, limit: int) -> list[int]:
    """The passages with the best full-text score among those ``actor`` may read, best first."""
    wanted = sorted({term for term in terms if any(char.isalnum() for char in term)})
    if not wanted:
        return []
    tokens = sorted(actor.readers)
    rights = {
        "source": "AND d.source_id = (SELECT s.id FROM knowledge_source s WHERE s.company_id = p.company_id AND s.name = %s)"
        if source
        else "",
        "tokens": ", ".join(["%s"] * len(tokens)),
    }
    tail = [actor.company_id, *([source] if source else []), *tokens, limit]
    if connection.vendor == "postgresql":
        sql = (
            "SELECT i.passage FROM knowledge_index i"
            + _READABLE.format(passage="i.passage", match="i.company = %s AND i.terms @@ q.asked", **rights).replace(
                "WHERE", "CROSS JOIN (SELECT to_tsquery('simple', %s) AS asked) q WHERE", 1
            )
            + " ORDER BY ts_rank_cd(i.terms, q.asked, 1) DESC LIMIT %s"
        )
        asked = " | ".join("'" + term.replace("'", "''").replace("\\", "") + "'" for term in wanted)
        parameters: list[object] = [asked, actor.company_id, *tail]
    else:
        sql = (
            "SELECT i.rowid FROM knowledge_index i"
            + _READABLE.format(passage="i.rowid", match="knowledge_index MATCH %s", **rights)
            + " ORDER BY bm25(knowledge_index, 0.0, 2.0, 1.0) LIMIT %s"
        )
        words = " OR ".join('"' + term.replace('"', "") + '"' for term in wanted)
        asked = f"scope : {_scope(actor.company_id)} AND {{heading body}} : ({words})"
        parameters = [asked, *tail]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


def _scope(company: int) -> str:
    """One more term on every row, so that a company's query touches only its own rows."""
    return f"company{company}"
