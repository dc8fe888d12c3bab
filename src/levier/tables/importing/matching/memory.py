"""What the company already knows, as the matching uses it: the keys of its tables and what people corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from levier.tables.kinds import Field, Kind


@dataclass(frozen=True)
class Memory:
    """``keys``: "products.product_code" → the values of that column in the company's tables, folded to upper case.
    ``votes``: kind → plain header → field → how often people said so (negative: said no)."""

    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)
    votes: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.keys or self.votes)

    def known_share(self, kind: Kind, each: Field, values: Sequence[str]) -> float:
        """The share (0–1) of the values that are keys the field may hold."""
        if not self.keys or not values:
            return 0.0
        targets = {f"{kind.name}.{each.name}", *(f"{other}.{name}" for other, name in each.references)}
        known = [self.keys[target] for target in targets if target in self.keys]
        if not known:
            return 0.0
        return max(sum(value.upper() in keys for value in values) for keys in known) / len(values)

    def vote(self, kind: Kind, each: Field, header: str) -> int:
        """What people said of this header for this field, 0 when they never did."""
        return self.votes.get(kind.name, {}).get(header, {}).get(each.name, 0)
