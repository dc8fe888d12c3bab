"""A clue: what one detector found odd about some operations, how surprising it is, and why in plain French.

Every detector speaks the same unit, so that one list can rank them all: the **surprise** −ln p, in nats, where p is how
often such a thing happens by itself *in this company's own books* (Shannon information). A week-end entry is worth much
where nobody ever posts on a week-end, and nearly nothing in a restaurant.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

CAP = 14.0
"""No single clue weighs more: one in a million."""


@dataclass(frozen=True)
class Clue:
    """``rows``: the operations to look at; ``beside``: those that prove it (the original of a duplicate).

    ``shape``: what makes two clues look alike, for what people say of one to serve for the next (see
    :mod:`..learning`): ordinary words, « party:F012 », « account:627 ».
    """

    detector: str
    rows: tuple[int, ...]
    surprise: float
    reason: str
    beside: tuple[int, ...] = ()
    shape: Mapping[str, str] = field(default_factory=dict)
    stake: float | None = None
    """Money that may be lost, when it is not the whole amount of the operations."""


STRENGTH = 60.0
"""How many operations of this company a detector's usual rate is worth: its own books soon speak louder."""


def surprise(count: float, total: float, usual: float = 0.01) -> float:
    """−ln of how often such a thing happens here: ``count`` other times among ``total``, shrunk towards ``usual``.

    ``usual`` is the rate at which sound books show it (the mean of a Beta prior worth ``STRENGTH`` operations), so that a
    journal of thirty entries can be judged, and a habit of the company soon wears the surprise out.
    """
    share = (max(0.0, count) + STRENGTH * usual) / (max(0.0, total) + STRENGTH)
    return min(CAP, max(0.0, -math.log(min(1.0, share))))


def bounded(value: float) -> float:
    """A surprise computed another way, kept within 0 … CAP."""
    return min(CAP, max(0.0, value)) if math.isfinite(value) else 0.0
