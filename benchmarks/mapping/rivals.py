"""What the method is compared with: names looked up in the same lists, exactly or by the likeness of letters, alone."""

from rapidfuzz import fuzz

from levier.tables.importing.names import normal, synonyms
from levier.tables.kinds import KINDS, Kind

Found = tuple[str, dict[str, tuple[str, bool]]]
"""A kind, and column → (field, said without a doubt)."""


def exact(columns: list[str], kind: str | None = None) -> Found:
    """A column whose name is in the list of a field fills it; the first field that knows the name, the first column."""
    return _best(
        columns, kind, lambda column, each, field: 1.0 if normal(column) in synonyms(each, field) else 0.0
    )


def fuzzy(columns: list[str], kind: str | None = None) -> Found:
    """The likest name by the letters of its words (rapidfuzz token_sort_ratio ≥ 80); without a doubt from 90 on."""

    def likeness(column: str, each: str, field: str) -> float:
        name = normal(column)
        ratio = max((fuzz.token_sort_ratio(name, known) for known in synonyms(each, field)), default=0.0)
        return ratio / 100 if name and ratio >= 80 else 0.0

    return _best(columns, kind, likeness)


def _best(columns: list[str], kind: str | None, score) -> Found:  # type: ignore[no-untyped-def]
    tried = []
    for each in [KINDS[kind]] if kind else KINDS.values():
        found = _taken(columns, each, score)
        filled = {field for field, _ in found.values()}
        complete = all(filled.intersection(group) for group in each.requires)
        tried.append((complete, len(found), each.name, found))
    best = max(tried, key=lambda item: item[:2])
    return best[2], best[3]


def _taken(columns: list[str], kind: Kind, score) -> dict[str, tuple[str, bool]]:  # type: ignore[no-untyped-def]
    ranked = sorted(
        (
            (-score(column, kind.name, field.name), place, rank, column, field.name)
            for place, column in enumerate(columns)
            for rank, field in enumerate(kind.fields)
        )
    )
    found: dict[str, tuple[str, bool]] = {}
    filled: set[str] = set()
    for minus, _, _, column, field in ranked:
        if minus < 0 and column not in found and field not in filled:
            found[column] = (field, -minus >= 0.9)
            filled.add(field)
    return found
