"""A rule: its number in the norm, what it asks in French, to which profiles it applies, how a breach is mended."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import IntEnum
from typing import Literal

from levier.tables.invoicing.model import Invoice

Gravity = Literal["error", "doubt", "remark"]
"""An error breaks the norm; a doubt is to be cleared before paying; a remark is for the invoices to come."""
Family = Literal["structure", "mandatory", "amounts", "vat", "codes", "french", "document"]
PRECISION = 60


class Level(IntEnum):
    """How much a profile promises, from the least. ZUGFeRD 1.0 (2014) is older than the norm: few rules apply."""

    OLD = 0
    MINIMUM = 1
    BASICWL = 2
    BASIC = 3
    EN16931 = 4
    EXTENDED = 5


@dataclass(frozen=True)
class Breach:
    """Where a rule is broken: the term (« lines.2.price ») and, in French, what was found."""

    term: str
    found: str


@dataclass(frozen=True)
class Rule:
    """``since``: the least profile it applies to; ``old``: it applies to ZUGFeRD 1.0 too."""

    id: str
    family: Family
    asks: str
    mend: str
    find: Callable[[Invoice], Iterable[Breach]]
    gravity: Gravity = "error"
    since: Level = Level.MINIMUM
    until: Level = Level.EXTENDED
    old: bool = False

    def applies(self, level: Level) -> bool:
        return self.old if level == Level.OLD else self.since <= level <= self.until


def total(values: Iterable[Decimal | None]) -> Decimal:
    """The exact sum of what is there."""
    with localcontext(prec=PRECISION):
        return sum((value for value in values if value is not None), Decimal(0))


def cents(value: Decimal) -> Decimal:
    """Rounded to two decimals, halves away from zero, as French accounting does."""
    with localcontext(prec=PRECISION):
        return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def shown(value: Decimal | None) -> str:
    """« 1 234,50 » with all the digits of the value; « absent » for None."""
    if value is None:
        return "absent"
    sign, digits = ("−", format(-value, "f")) if value < 0 else ("", format(value, "f"))
    whole, _, rest = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", "\u202f")
    return f"{sign}{grouped}" + (f",{rest}" if rest else "")


def blank(text: str | None) -> bool:
    return text is None or not text.strip()


def absent(term: str, value: object, what: str = "absent") -> Iterator[Breach]:
    """A breach when the value is None or an empty text."""
    if value is None or (isinstance(value, str) and not value.strip()):
        yield Breach(term, what)
