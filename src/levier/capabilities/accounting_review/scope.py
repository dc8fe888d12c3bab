"""The part of the accounts a question is about."""

from dataclasses import dataclass
from datetime import date

from levier.tables.accounting.ledger import FiscalYear, Ledger


@dataclass(frozen=True)
class Scope:
    """``year``: the fiscal year of the last day; ``start``/``end``: the days asked, inside what is known. ``whole``: the
    fiscal year as far as it is known."""

    ledger: Ledger
    year: FiscalYear
    start: date
    end: date
    whole: bool

    @property
    def flow_year(self) -> FiscalYear | None:
        """The year to keep lines of; None when the days cover several."""
        return self.year if self.start >= self.year.start else None

    @property
    def bounds(self) -> tuple[date | None, date | None]:
        """The days to filter on; none for a whole year, whose lines are told by the year itself."""
        return (None, None) if self.whole else (self.start, self.end)
