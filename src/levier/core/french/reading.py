"""What a rule of the calendar reads: the shape shared by the rules for words and the rules for ranges."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from levier.core.period import Period

Tense = Literal["past", "future", "any"]
Lean = Literal["past", "future"]


class Contradiction(Exception):
    """Words that no calendar satisfies: « du 9 au 3 mai », « le 31 avril »."""

    def __init__(self, what: str, mend: str) -> None:
        self.what, self.mend = what, mend
        super().__init__(what)


@dataclass(frozen=True)
class Reading:
    """A period and the characters it was read in; ``month``/``year`` tell what was named (for a year shared later)."""

    period: Period
    start: int
    end: int
    tense: Tense = "any"
    parts: tuple[Period, ...] = ()
    shift: tuple[str, int] | None = None
    anaphoric: bool = False
    open_end: bool = False
    grain: str = ""
    count: int = 0
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class Rule:
    """A pattern over the flattened text and what it means from a given day; None when the words mean something else."""

    pattern: "re.Pattern[str]"
    read: Callable[["re.Match[str]", date, Lean], Reading | None]
