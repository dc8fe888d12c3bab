"""The index's own table, which no Django model describes. Used by the first migration.

The tokens are ours on both databases (stemmed French, accents stripped after), because the stock French
dictionaries miss unaccented queries; the databases only split on spaces.
"""

from typing import Any

SQLITE = [
    "CREATE VIRTUAL TABLE knowledge_index USING fts5(scope, heading, body, tokenize=\"unicode61 tokenchars '._,'\")",
]
SQLITE_DROP = ["DROP TABLE IF EXISTS knowledge_index"]
POSTGRES = [
    "CREATE TABLE knowledge_index (passage bigint PRIMARY KEY, company bigint NOT NULL, terms tsvector NOT NULL)",
    "CREATE INDEX knowledge_index_terms ON knowledge_index USING gin (terms)",
    "CREATE INDEX knowledge_index_company ON knowledge_index (company)",
]
POSTGRES_DROP = ["DROP TABLE IF EXISTS knowledge_index"]


def create(apps: Any, schema_editor: Any) -> None:
    """Create the index table of this database's kind."""
    _run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRES})


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop it."""
    _run(schema_editor, {"sqlite": SQLITE_DROP, "postgresql": POSTGRES_DROP})


def _run(schema_editor: Any, statements: dict[str, list[str]]) -> None:
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
