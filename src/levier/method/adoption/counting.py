"""Counts of people that tell nothing of anyone: under five, or all but fewer than five, no exact number is given.

A number of people k out of n is said exactly only when k and n − k are both at least five (k-anonymity of both groups: Sweeney 2002,
« k-anonymity: a model for protecting privacy », with k = 5). Otherwise an interval is said that leaves each person's own case open.
"""

from dataclasses import dataclass

from levier.core.french.numbers import NBSP, format_percent

LEAST = 5


@dataclass(frozen=True)
class People:
    """How many of ``of`` people did something: between ``low`` and ``high``, both included."""

    low: int
    high: int
    of: int

    @property
    def exact(self) -> bool:
        """Whether the number itself may be said."""
        return self.low == self.high

    @property
    def enough(self) -> bool:
        """Whether they are surely five or more: what they did may then be added up."""
        return self.low >= LEAST

    @property
    def share(self) -> float | None:
        """0–1, when the number may be said."""
        return self.low / self.of if self.exact and self.of else None

    @property
    def said(self) -> str:
        """« 42 % (8 sur 19) », « moins de 5 personnes », « au moins 15 sur 19 »."""
        if self.exact:
            return f"{format_percent(self.low / self.of, 0)} ({self.low} sur {self.of})"
        if not self.enough:
            return f"moins de {LEAST}{NBSP}personnes" if self.high < LEAST else "non montré"
        return f"au moins {self.low} sur {self.of}"


def people(number: int, of: int) -> People:
    """``number`` of ``of`` people, as it may be told. Raises ValueError when there are more than ``of``."""
    if not 0 <= number <= of:
        raise ValueError(f"{number} of {of} people")
    if of <= LEAST:
        return People(0, of, of)
    if number < LEAST:
        return People(0, LEAST - 1, of)
    if of - number < LEAST:
        return People(max(LEAST, of - LEAST + 1), of, of)
    return People(number, number, of)


def about_ten(number: int) -> int:
    """Rounded to the nearest ten: a total from which one person's own use cannot be taken away."""
    return 10 * ((number + 5) // 10)
