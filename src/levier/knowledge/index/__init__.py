"""The full-text index over our own stems: SQLite FTS5 or PostgreSQL tsvector behind the same three
functions.
"""

from levier.knowledge.index.fulltext import add, nearest, remove

__all__ = ["add", "nearest", "remove"]
