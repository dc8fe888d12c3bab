"""Findings gathered check by check: a rule that was looked at and not broken holds."""

from collections.abc import Iterable

import polars as pl

from levier.core.french.numbers import format_number
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.conformity.report import MOST_EXAMPLES, Example, Finding
from levier.tables.accounting.conformity.rules import rule_book


class Findings:
    """``findings`` and ``passed`` come out in the order of the rules."""

    def __init__(self) -> None:
        self._found: dict[str, Finding] = {}
        self._looked: set[str] = set()

    def lines(self, code: str, frame: pl.DataFrame, say: pl.Expr | str, detail: str = "") -> None:
        """A fault of each line of ``frame`` (which has ``line``); ``say``: what stands there."""
        self._looked.add(code)
        if not frame.height:
            return
        words = pl.lit(say) if isinstance(say, str) else say
        shown = frame.head(MOST_EXAMPLES).select("line", words.alias("said"))
        examples = tuple(Example(int(line), str(said)[:160]) for line, said in shown.iter_rows())
        self._found[code] = Finding(code, frame.height, examples, detail)

    def several(self, code: str, count: int, examples: Iterable[tuple[int, str]], detail: str = "") -> None:
        """A fault counted in the rule's own unit."""
        self._looked.add(code)
        if count:
            shown = [Example(line, text[:160]) for line, text in examples][:MOST_EXAMPLES]
            self._found[code] = Finding(code, count, tuple(shown), detail)

    def file(self, code: str, text: str, detail: str = "") -> None:
        """A fault of the whole file; an empty ``text`` is no fault."""
        self.several(code, 1 if text else 0, [(0, text)], detail)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._found[code] for code in rule_book().rules if code in self._found)

    @property
    def passed(self) -> tuple[str, ...]:
        return tuple(code for code in rule_book().rules if code in self._looked and code not in self._found)


def money(amount: int) -> str:
    """Ten-thousandths as « 1 234,56 € » (more decimals only when there are some)."""
    decimals = 2 if amount % (EURO // 100) == 0 else 4
    return f"{format_number(amount / EURO, decimals)}\u00a0€"


def amount_text(column: str) -> pl.Expr:
    """An amount of a frame as text, for the examples."""
    return pl.col(column).map_elements(money, return_dtype=pl.String)


def day_text(column: str) -> pl.Expr:
    """A date of a frame as 31/12/2023."""
    return pl.col(column).dt.strftime("%d/%m/%Y").fill_null("")
