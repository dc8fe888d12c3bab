"""What a mapping is worth: columns right, kind right, and the errors that nobody would be told of."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from benchmarks.mapping.exports import Export
from levier.core.errors import BadInput
from levier.tables.importing.mapping import Mapping, propose
from levier.tables.importing.matching import naming
from levier.tables.importing.matching.naming import Known
from levier.tables.importing.matching.words import plain, senses
from levier.tables.importing.opening import open_tables
from levier.tables.importing.raw import RawTable
from levier.tables.importing.recognising import best_table
from levier.tables.kinds import KINDS

Mapper = Callable[[RawTable, str | None], tuple[str, dict[str, tuple[str, bool]], bool]]
"""A table and its kind if it is told → kind, column → (field, sure), whether the kind is sure."""


@dataclass
class Score:
    """``silent``: wrong columns said without a doubt; ``asked``: columns used that a person is asked to look at."""

    tables: int = 0
    kinds: int = 0
    columns: int = 0
    right: int = 0
    asked: int = 0
    used: int = 0
    silent: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right / max(self.columns, 1)


def ours(raw: RawTable, kind: str | None) -> tuple[str, dict[str, tuple[str, bool]], bool]:
    """The method of the product."""
    try:
        found: Mapping = propose(raw, "essai", kind)
    except BadInput:
        return "", {}, False
    return (
        found.kind,
        {match.column: (match.field, match.sure) for match in found.matches},
        found.kind_sure,
    )


def scored(tables: list[Export], mapper: Mapper, *, kind_told: bool = False) -> Score:
    """All the tables, each opened from its bytes as an import does. A wrong kind makes wrong all columns that have a field."""
    score = Score()
    for export in tables:
        opened = open_tables(export.data(), "essai")
        raw = opened[0] if len(opened) == 1 else best_table(opened, None)
        if raw.kind:
            continue  # a format of its own, read by its own reader: nothing to guess
        kind, found, kind_sure = mapper(raw, export.kind if kind_told else None)
        score.tables += 1
        score.kinds += kind == export.kind
        if kind != export.kind and kind and kind_sure:
            score.silent.append(f"{export.name}: kind {kind} for {export.kind}")
        if kind != export.kind:
            score.wrong.append(f"{export.name}: kind {kind or 'none'} for {export.kind}")
        names = raw.frame.columns
        if len(names) != len(export.columns):
            score.wrong.append(f"{export.name}: {len(names)} columns read, {len(export.columns)} written")
        for place, column in enumerate(export.columns):
            said, sure = found.get(names[place], ("", False)) if place < len(names) else ("", False)
            score.columns += 1
            right = said in column.right if kind == export.kind else "" in column.right and not said
            score.right += right
            score.used += bool(said)
            score.asked += bool(said) and not sure
            if not right:
                wanted = "/".join(sorted(column.right)) or "-"
                score.wrong.append(
                    f"{export.name}: « {column.header} » {said or '-'} for {wanted}{' SURE' if sure and said else ''}"
                )
                if said and sure and kind_sure:
                    score.silent.append(f"{export.name}: « {column.header} » {said} for {wanted}")
    return score


@contextmanager
def unknown_names(tables: list[Export]) -> Iterator[None]:
    """Every header of these tables struck out of the lists of names: what remains is words, values and sums.

    A header that is also the French label of a field stays known: it is what the page and the templates call it.
    """
    struck = {plain(column.header) for export in tables for column in export.columns}
    before = naming.known_as

    @cache
    def without(kind: str, field: str) -> Known:
        known = before(kind, field)
        label = plain(KINDS[kind].field(field).label)
        gone = {name for name in known.exact if name in struck and name != label}
        phrases = {senses(name) for name in gone} - {senses(name) for name in set(known.exact) - gone}
        kept = {
            word: tuple(phrase for phrase in each if phrase not in phrases)
            for word, each in known.phrases.items()
        }
        return Known(
            {name: rank for name, rank in known.exact.items() if name not in gone},
            {word: each for word, each in kept.items() if each},
            tuple(name for name in known.long if name not in gone),
        )

    naming.known_as = without
    _forget()
    try:
        yield
    finally:
        naming.known_as = before
        _forget()


def _forget() -> None:
    naming.said_by.cache_clear()
