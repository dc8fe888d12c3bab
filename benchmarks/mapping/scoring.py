"""What a mapping is worth: columns right, kind right, and the errors that nobody would be told of."""

from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.mapping.exports import Export
from levier.core.errors import BadInput
from levier.tables.importing.mapping import Mapping, propose
from levier.tables.importing.opening import open_tables
from levier.tables.importing.raw import RawTable
from levier.tables.importing.recognising import best_table

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
