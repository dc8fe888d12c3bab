"""French dates and periods: written, and read in the ways people say them. The public door of the calendar rooms."""

from levier.core.french.days import FoundDate, find_dates
from levier.core.french.periods import FoundPeriod, find_periods, tense_of
from levier.core.french.writing_dates import format_date, format_long_date, format_period, in_period, labelled

__all__ = [
    "FoundDate", "FoundPeriod", "find_dates", "find_periods", "format_date", "format_long_date", "format_period",
    "in_period", "labelled", "tense_of",
]  # fmt: skip
