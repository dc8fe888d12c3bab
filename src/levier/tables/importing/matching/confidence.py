"""How sure a match is: its score, and how near the next best choices come."""

from dataclasses import dataclass

from levier.tables.importing.matching.pairs import Pair

SURE = 0.85
"""From here on a column is used without being asked; below, a person looks at it."""


@dataclass(frozen=True)
class Near:
    """``field``: the best score of another free column for the same field; ``column``: of the same column for another field."""

    field: float
    column: float


class Rivals:
    """The second best choices of an assignment."""

    def __init__(self, pairs: dict[tuple[str, str], Pair], assigned: dict[str, str]) -> None:
        self._pairs, self._assigned = pairs, assigned
        self._filled = set(assigned.values())

    def of(self, column: str, name: str) -> Near:
        """Columns and fields that found better elsewhere do not count."""
        same_field = max(
            (
                pair.score
                for (other, found), pair in self._pairs.items()
                if found == name and other != column and other not in self._assigned
            ),
            default=0.0,
        )
        same_column = max(
            (
                pair.score
                for (found, other), pair in self._pairs.items()
                if found == column and other != name and other not in self._filled
            ),
            default=0.0,
        )
        return Near(same_field, same_column)


def confidence(pair: Pair, near: Near) -> float:
    """0–1: the chance that the match is right."""
    if pair.learned:
        return max(pair.score, 0.93)
    if pair.empty and pair.exact:
        return 0.9  # nothing can be wrong in an empty column
    value = pair.score
    gap = pair.score - max(near.field, near.column)
    if gap < 0.15:
        value *= 1 - 0.25 * (1 - max(gap, 0.0) / 0.15)
    return min(value, 0.99)
