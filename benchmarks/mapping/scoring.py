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
"""A table and its kind if it is told → kind (« » none), column → (field, sure), whether the kind is sure. A column left out with a
mark is given as (« », False)."""


NONE = "none"
"""The kind of a table that is of no kind of Levier."""


@dataclass
class Score:
    """``silent``: wrong columns said without a doubt; ``asked``: columns used that a person is asked to look at.

    ``dropped``: columns left out although a field takes them, the kind right and sure, and nobody told; ``told``: columns left out
    that a person is asked to look at. ``by_table``: columns, right ones, silent ones, dropped ones, marked ones of each table.
    """

    tables: int = 0
    kinds: int = 0
    columns: int = 0
    right: int = 0
    asked: int = 0
    used: int = 0
    told: int = 0
    dropped: list[str] = field(default_factory=list)
    by_table: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.right / max(self.columns, 1)

    def counts(self) -> tuple[int, int, int, int, int]:
        """Columns, right, silent, dropped, marked (used or left out) so far."""
        return self.columns, self.right, len(self.silent), len(self.dropped), self.asked + self.told


def said_of(found: Mapping) -> tuple[str, dict[str, tuple[str, bool]], bool]:
    """What a mapping says, as a mapper gives it."""
    return (
        found.kind,
        {match.column: (match.field, match.sure) for match in found.matches}
        | {left.column: ("", False) for left in found.left},
        found.kind_sure,
    )


def ours(raw: RawTable, kind: str | None) -> tuple[str, dict[str, tuple[str, bool]], bool]:
    """The method of the product."""
    try:
        return said_of(propose(raw, "essai", kind))
    except BadInput:
        return "", {}, False


def scored(tables: list[Export], mapper: Mapper, *, kind_told: bool = False) -> Score:
    """All the tables, each opened from its bytes as an import does. A wrong kind makes wrong all columns that have a field."""
    score = Score()
    for export in tables:
        opened = open_tables(export.data(), "essai")
        raw = opened[0] if len(opened) == 1 else best_table(opened, None)
        if raw.kind:
            continue  # a format of its own, read by its own reader: nothing to guess
        count(score, export, raw.frame.columns, *mapper(raw, export.kind if kind_told else None))
    return score


def count(
    score: Score,
    export: Export,
    names: list[str],
    kind: str,
    found: dict[str, tuple[str, bool]],
    kind_sure: bool,
) -> None:
    """Adds one table; ``names``: of its columns, as opened."""
    kind = kind or NONE
    before = score.counts()
    score.tables += 1
    score.kinds += kind == export.kind
    if kind not in (export.kind, NONE) and kind_sure:
        score.silent.append(f"{export.name}: kind {kind} for {export.kind}")
    if kind != export.kind:
        score.wrong.append(f"{export.name}: kind {kind} for {export.kind}")
    if len(names) != len(export.columns):
        score.wrong.append(f"{export.name}: {len(names)} columns read, {len(export.columns)} written")
    for place, column in enumerate(export.columns):
        said, sure = found.get(names[place], ("", True)) if place < len(names) else ("", True)
        score.columns += 1
        right = said in column.right if kind == export.kind else "" in column.right and not said
        score.right += right
        score.used += bool(said)
        score.asked += bool(said) and not sure
        score.told += not said and not sure
        if not right:
            wanted = "/".join(sorted(column.right)) or "-"
            unmarked = sure and kind_sure and (said or kind == export.kind)
            score.wrong.append(
                f"{export.name}: « {column.header} » {said or '-'} for {wanted}{' SURE' if unmarked else ''}"
            )
            if said and sure and kind_sure:
                score.silent.append(f"{export.name}: « {column.header} » {said} for {wanted}")
            if not said and sure and kind_sure and kind == export.kind:
                score.dropped.append(f"{export.name}: « {column.header} » for {wanted}")
    score.by_table.append(tuple(now - then for now, then in zip(score.counts(), before, strict=True)))  # type: ignore[arg-type]


@contextmanager
def struck_names(struck: set[str]) -> Iterator[None]:
    """Names, as ``plain`` writes them, out of every list but for the labels of the fields."""
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
