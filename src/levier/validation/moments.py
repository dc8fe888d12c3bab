"""Days and periods of a claim against those of its evidence.

What is said must be what is written, or wider by the calendar (« en mai 2011 » for « le 3 mai 2011 »); never finer.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from levier.core.french.dates import find_dates, find_periods
from levier.core.french.numbers import find_numbers
from levier.core.french.text import flatten
from levier.core.period import Period
from levier.validation.structured import Structured

_FIXED = re.compile(
    r"\b(?:janv|fevr?|mars|avr|mai|juin|juil|aout|sept|octobre|oct\b|nov|dec(?:embre|\b)|trimestre|semestre)|\b(?:19|20)\d{2}\b|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
    r"|\b[ts][1-4]\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
_DAY = re.compile(
    r"\d{1,2}[/.]\d{1,2}[/.]|\b\d{1,2}(?:er)? (?:janv|fevr|mars|avr|mai|juin|juil|aout|sept|oct|nov|dec)"
)
_CODE = re.compile(r"(?<!\w)[A-Z][A-Z0-9]*[-_/]\d{3,}\w*")
_TIME = frozenset({"jour", "semaine", "mois", "trimestre", "semestre", "an", "heure", "minute", "seconde"})
_ANY_DAY = date(2000, 6, 15)


@dataclass(frozen=True)
class Moment:
    """A fixed day or period as written; ``year`` is False when it was left out (« le 3 mai »). ``since``: from that very
    day on (« depuis le 3 mai »), which no later day proves.
    """

    period: Period
    start: int
    end: int
    raw: str
    year: bool
    since: bool = False

    def meets(self, other: Period, with_year: bool = True) -> bool:
        """Whether ``other``, which the evidence holds, lies within what is said here."""
        if self.since and other.start != self.period.start:
            return False
        if self.year and with_year:
            return self.period.start <= other.start and other.end <= self.period.end
        mine = (self.period.start.month, self.period.start.day, self.period.end.month, self.period.end.day)
        if self.period.start == self.period.end:
            return mine[:2] == (other.start.month, other.start.day)
        return mine[0] <= other.start.month and other.end.month <= mine[2] and other.days <= self.period.days


def moments(text: str, today: date | None) -> list[Moment]:
    """The fixed days and periods of a text; « le mois dernier » and durations are no fixed moments."""
    now = today or _ANY_DAY
    text = _without_codes(_without_amounts(text))
    found: list[Moment] = []
    for period in find_periods(text, now):
        if _FIXED.search(flatten(period.raw)):
            since = period.open_end and bool(_DAY.search(flatten(period.raw)))
            found.append(replace(_moment(period.period, period.start, period.end, period.raw), since=since))
    for day in find_dates(text, now):
        if (
            day.date is not None
            and _FIXED.search(flatten(day.raw))
            and not _covered(day.start, day.end, found)
        ):
            found.append(_moment(Period(start=day.date, end=day.date), day.start, day.end, day.raw))
    flat = flatten(text)
    for match in _YEAR.finditer(flat):
        if (
            len(match.group()) == 4
            and not _covered(match.start(), match.end(), found)
            and _alone(flat, match)
        ):
            year = int(match.group())
            whole = Period(start=date(year, 1, 1), end=date(year, 12, 31))
            found.append(Moment(whole, match.start(), match.end(), match.group(), True))
    return sorted(found, key=lambda moment: moment.start)


def missing_in_text(said: Sequence[Moment], written: Sequence[Moment]) -> list[Moment]:
    """Moments of the claim that the text does not hold."""
    return [moment for moment in said if not any(moment.meets(other.period, other.year) for other in written)]


def missing_in_tables(
    said: Sequence[Moment], sources: Sequence[Structured], words: Sequence[Moment]
) -> list[Moment]:
    """Moments of the claim that are neither the period asked, nor one of its ends, nor the day of a line."""
    periods = [period for source in sources for period in source.periods]
    ends = {day for period in periods for day in (period.start, period.end)}
    ends |= {source.today for source in sources if source.today}
    days = {day for source in sources for line in source.lines for day in line.days}
    months = {(period.start.month, period.end.month) for period in periods}
    missing = []
    for moment in said:
        start, end = moment.period.start, moment.period.end
        same = any((period.start, period.end) == (start, end) for period in periods)
        bare = not moment.year and (start.month, end.month) in months
        inside = any(start <= day <= end for day in days) and _no_wider(moment.period, periods)
        written = any(moment.meets(other.period, other.year) for other in words)
        both = start in ends | days and end in ends | days
        if not (same or bare or inside or both or written):
            missing.append(moment)
    return missing


def _without_amounts(text: str) -> str:
    """Amounts blanked, character for character: « avril 2011 à 10 101 € » holds no 10th of the month."""
    for number in find_numbers(text):
        if number.unit and number.unit not in _TIME:
            text = text[: number.start] + "¤" * (number.end - number.start) + text[number.end :]
    return text


def _without_codes(text: str) -> str:
    """Codes of articles blanked, character for character: « TB-2002 » is no year."""
    return _CODE.sub(lambda match: "¤" * len(match.group()), text)


def _no_wider(period: Period, asked: Sequence[Period]) -> bool:
    return (
        not asked
        or any(other.start <= period.start and period.end <= other.end for other in asked)
        or period.days <= 31
    )


def _moment(period: Period, start: int, end: int, raw: str) -> Moment:
    return Moment(period, start, end, raw, bool(_YEAR.search(flatten(raw))))


def _covered(start: int, end: int, found: Sequence[Moment]) -> bool:
    return any(start < other.end and other.start < end for other in found)


def _alone(flat: str, match: "re.Match[str]") -> bool:
    """A year, not the digits of an amount: nothing numeric beside it and no unit after it."""
    before, after = flat[max(0, match.start() - 2) : match.start()], flat[match.end() : match.end() + 8]
    return not re.search(r"\d[ .,]?$|[.,/\-]$", before) and not re.match(
        r"[ ]?(?:€|%|\d|euros?|k€|[.,]\d|pieces|jours)", after
    )
