"""Single days read in a text: « 3 mai 2011 », « 03/05/11 », « 2011-05-03 », « hier », « lundi dernier »."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from levier.core.french.calendar import WEEKDAYS, WEEKDAYS_EN
from levier.core.french.text import flatten

MONTH_WORDS: dict[str, int] = {
    "janvier": 1, "janv": 1, "january": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "february": 2, "feb": 2,
    "mars": 3, "march": 3, "avril": 4, "avr": 4, "april": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6, "june": 6,
    "juillet": 7, "juil": 7, "july": 7, "aout": 8, "august": 8, "aug": 8, "septembre": 9, "september": 9, "sept": 9,
    "octobre": 10, "october": 10, "oct": 10, "novembre": 11, "november": 11, "nov": 11, "decembre": 12,
    "december": 12, "dec": 12,
}  # fmt: skip
MONTH = r"(?:" + "|".join(sorted(MONTH_WORDS, key=len, reverse=True)) + r")(?![a-z0-9])\.?"
YEAR = r"(?:19|20)\d{2}(?!\d)"

_WRITTEN = re.compile(
    rf"(?<![\d/,.])(?P<day>1 ?er|[0-3]?\d)(?:st|nd|rd|th)? (?:of )?(?P<month>{MONTH})(?: (?P<year>{YEAR}))?"
)
_ENGLISH = re.compile(
    rf"(?<![a-z])(?P<month>{MONTH}) (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)(?:,? (?P<year>{YEAR}))?"
)
_NUMERIC = re.compile(
    r"(?<![\d/.\-])(?P<day>[0-3]?\d)(?P<sep>[/.\-])(?P<month>[01]?\d)(?:(?P=sep)(?P<year>\d{4}|\d{2}))?(?![\d/]|[.\-,]\d)"
)
_ISO = re.compile(r"(?<![\d\-])(?P<year>(?:19|20)\d{2})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)")
_NAMED = re.compile(
    r"(?<![a-z])(?P<name>avant-hier|hier|aujourd'? ?hui|apres-demain|demain|yesterday|today|tomorrow)(?![a-z])"
)
_WEEKDAY = re.compile(
    rf"(?<![a-z])(?P<weekday>{'|'.join(WEEKDAYS + WEEKDAYS_EN)}) (?P<way>derniers?|passe|prochain)(?![a-z])"
    rf"|(?<![a-z])(?P<eway>last|next) (?P<eweekday>{'|'.join(WEEKDAYS_EN)})(?![a-z])"
)
_NAMES = {
    "avant-hier": -2, "hier": -1, "yesterday": -1, "today": 0, "demain": 1, "tomorrow": 1, "apres-demain": 2,
}  # fmt: skip


@dataclass(frozen=True)
class FoundDate:
    """A day read in a text. ``date`` is None when the calendar has no such day (« 31 avril »).

    ``complete``: the year was written; otherwise it was deduced from ``today``.
    """

    date: date | None
    start: int
    end: int
    raw: str
    complete: bool = True


def month_number(word: str) -> int:
    """1–12 for a month's name as read in a flattened text."""
    return MONTH_WORDS[word.rstrip(".")]


def full_year(digits: str) -> int:
    """« 11 » → 2011, « 98 » → 1998, « 2011 » → 2011."""
    year = int(digits)
    return year if year >= 100 else (2000 + year if year < 70 else 1900 + year)


def find_dates(text: str, today: date | None = None, future: bool = False) -> list[FoundDate]:
    """The days of a text, in order.

    Days without a year, or relative to today, are read only when ``today`` is given: then the latest such day before
    today, or with ``future`` the first from today on.
    """
    flat = flatten(text)
    found: list[FoundDate] = []
    for pattern in (_ISO, _WRITTEN, _ENGLISH, _NUMERIC):
        for match in pattern.finditer(flat):
            if _free(found, match) and (pattern is not _NUMERIC or _date_like(match)):
                day = _resolved(text, match, today, future)
                if day is not None:
                    found.append(day)
    if today is not None:
        found += [day for day in _relative(text, flat, today) if _free(found, day)]
    return sorted(found, key=lambda day: day.start)


def _date_like(match: "re.Match[str]") -> bool:
    """« 3/5 » and « 03/05/2011 » are dates; « 3.5 » and « 12-14 » are not without a year."""
    return bool(match["year"]) or (
        match["sep"] == "/" and 1 <= int(match["month"]) <= 12 and int(match["day"]) <= 31
    )


def _free(found: list[FoundDate], match: "re.Match[str] | FoundDate") -> bool:
    if isinstance(match, FoundDate):
        start, end = match.start, match.end
    else:
        start, end = match.span()
    return all(end <= other.start or start >= other.end for other in found)


def _resolved(text: str, match: "re.Match[str]", today: date | None, future: bool) -> FoundDate | None:
    groups = match.groupdict()
    digits = groups["day"].replace("er", "").strip()
    day, month = int(digits), groups["month"]
    number = int(month) if month.isdigit() else month_number(month)
    start, end = match.span()
    if groups.get("year"):
        return FoundDate(day_or_none(full_year(groups["year"]), number, day), start, end, text[start:end])
    if today is None:
        return None
    years = range(today.year - 4, today.year + 5)
    days = [known for known in (day_or_none(year, number, day) for year in years) if known is not None]
    if future:
        chosen = next((known for known in days if known >= today), None)
    else:
        chosen = next((known for known in reversed(days) if known <= today), None)
    return FoundDate(chosen, start, end, text[start:end], complete=False)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(text: str, flat: str, today: date) -> list[FoundDate]:
    found = []
    for match in _NAMED.finditer(flat):
        shift = _NAMES.get(match["name"], 0)
        found.append(_found(text, match, today + timedelta(days=shift)))
    for match in _WEEKDAY.finditer(flat):
        name = match["weekday"] or match["eweekday"]
        wanted = (WEEKDAYS if name in WEEKDAYS else WEEKDAYS_EN).index(name)
        if (match["way"] or match["eway"]) in ("prochain", "next"):
            ahead = (wanted - today.weekday() - 1) % 7 + 1
            found.append(_found(text, match, today + timedelta(days=ahead)))
        else:
            back = (today.weekday() - wanted - 1) % 7 + 1
            found.append(_found(text, match, today - timedelta(days=back)))
    return found


def _found(text: str, match: "re.Match[str]", day: date) -> FoundDate:
    return FoundDate(day, match.start(), match.end(), text[match.start() : match.end()], complete=False)
