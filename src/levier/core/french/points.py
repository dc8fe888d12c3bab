"""A point of the calendar as people name the end of a range: « 3 mai », « fin mars », « 2011 », « T2 », « la fin du mois »."""

import re
from dataclasses import dataclass, replace
from datetime import date

from levier.core.french.calendar import (
    MONTHS,
    last_day_of,
    month_span,
    quarter_span,
    semester_span,
    unit_span,
    year_span,
)
from levier.core.french.days import MONTH, YEAR, day_or_none, full_year, month_number
from levier.core.french.reading import Contradiction, Lean
from levier.core.period import Period

_PART = r"(?:le |la |l')?(?:debut|mi|fin|end of|beginning of|mid)[ -](?:du mois d[e'] ?|de |d'|du mois |)?"
POINT = (
    r"(?:(?:le |la |l'|the )?(?:"
    r"(?:19|20)\d\d-[01]\d-[0-3]\d"
    r"|[0-3]?\d/[01]?\d(?:/(?:\d{4}|\d{2}))?"
    rf"|(?:[0-3]?\d|1 ?er)(?:st|nd|rd|th)? (?:of )?{MONTH}(?: {YEAR})?"
    rf"|(?:{_PART})?(?:mois d[e'] ?)?{MONTH}(?: {YEAR}| dernier| prochain)?"
    rf"|{_PART}(?:l'annee|annee|an|the year|ce mois(?:-ci)?|mois|the month|{YEAR})"
    rf"|(?:t[1-4]|q[1-4]|s[12])(?: {YEAR})?(?![a-z0-9])"
    r"|(?:1er|premier|2e|2eme|deuxieme|second|3e|3eme|troisieme|4e|4eme|quatrieme) (?:trimestre|semestre)"
    rf"(?: (?:de )?{YEAR})?"
    r"|(?:premier|deuxieme|second|troisieme)(?= (?:et|puis|a|au|vs|contre)(?: le)? "
    r"(?:2e|2eme|deuxieme|second|3e|3eme|troisieme|4e|4eme|quatrieme) (?:trimestre|semestre))"
    r"|noel|christmas"
    rf"|(?:l'annee |annee )?{YEAR}(?!\d| ?(?:€|%|euros?|pieces?|unites?|articles?|clients?|commandes?|ventes))"
    r"|(?:1 ?er|[0-3]?\d)(?![\d,.]| ?[a-z€%])"
    r"|today|now|aujourd'? ?hui|maintenant|hier"
    r"))"
)
ORDINALS = {
    "1er": 1, "premier": 1, "1ere": 1, "premiere": 1, "2e": 2, "2eme": 2, "deuxieme": 2, "second": 2, "seconde": 2,
    "3e": 3, "3eme": 3, "troisieme": 3, "4e": 4, "4eme": 4, "quatrieme": 4, "derniere": -1, "dernier": -1,
    "first": 1, "third": 3, "fourth": 4,
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    """What was named; ``None`` is what was not."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    quarter: int | None = None
    semester: int | None = None
    part: str = ""
    fixed: Period | None = None

    def inherits(self, other: "Point") -> "Point":
        """« du 3 au 9 mai 2011 »: the month and the year said at the other end."""
        month = self.month if self.month or self.quarter or self.semester else other.month
        whole = self.day is None and self.month is None and self.year is not None
        return replace(self, month=None if whole else month, year=self.year or other.year)


def read_point(words: str, today: date, lean: Lean) -> Point:
    """The point named by words that matched :data:`POINT`."""
    text = re.sub(r"^(?:le |la |l'|the )", "", words.strip())
    iso = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if iso:
        return Point(int(iso[3]), int(iso[2]), int(iso[1]))
    numeric = re.fullmatch(r"(\d{1,2})/(\d{1,2})(?:/(\d{2,4}))?", text)
    if numeric:
        year = full_year(numeric[3]) if numeric[3] else None
        return Point(int(numeric[1]), int(numeric[2]), year)
    if re.match(r"today|now|aujourd|maintenant", text):
        return Point(fixed=unit_span("day", today))
    if text == "hier":
        return Point(fixed=unit_span("day", today, -1))
    if text in ("noel", "christmas"):
        return Point(25, 12)
    year_match = re.search(YEAR, text)
    year = int(year_match.group()) if year_match else None
    rest = text.replace(year_match.group(), "").strip() if year_match else text
    part = re.match(r"(debut|mi|fin|end of|beginning of|mid)(?=[ -])", rest)
    name = (
        {"end of": "fin", "beginning of": "debut", "mid": "mi"}.get(part.group(), part.group())
        if part
        else ""
    )
    if re.search(r"(?:ce mois|mois|month)(?:-ci)?$", rest) and not re.search(MONTH, rest):
        return Point(month=today.month, year=today.year, part=name)
    if re.search(r"(?:annee|\ban|year)$", rest) and part:
        return Point(year=today.year, part=name)
    short = re.match(r"([tqs])([1-4])", rest)
    if short:
        number = int(short[2])
        return Point(semester=number, year=year) if short[1] == "s" else Point(quarter=number, year=year)
    ordinal = re.match(r"(\w+) (trimestre|semestre)", rest)
    if ordinal:
        number = ORDINALS[ordinal[1]]
        return (
            Point(semester=number, year=year)
            if ordinal[2] == "semestre"
            else Point(quarter=number, year=year)
        )
    if rest in ORDINALS and rest.isalpha():
        # « le premier et le deuxième trimestre »: a number whose unit is said at the other end.
        return Point(day=ORDINALS[rest])
    month = re.search(MONTH, rest)
    day = re.match(r"([0-3]?\d)(?: ?er)?(?:st|nd|rd|th)?(?!\d)", rest)
    number_of_month = month_number(month.group()) if month else None
    if re.search(r"(dernier|prochain)$", rest) and number_of_month:
        year = _nearest(number_of_month, today, "future" if rest.endswith("prochain") else "past")
    return Point(int(day[1]) if day else None, number_of_month, year, part=name)


def _nearest(month: int, today: date, lean: Lean) -> int:
    spans = [(year, month_span(year, month)) for year in range(today.year - 1, today.year + 2)]
    if lean == "future":
        return next(year for year, span in spans if span.end >= today)
    return next(year for year, span in reversed(spans) if span.start < today)


def span_of(point: Point, year: int) -> Period:
    """The days the point covers in a year. Raises Contradiction when the calendar has no such day."""
    if point.fixed is not None:
        return point.fixed
    if point.quarter:
        return quarter_span(year, point.quarter)
    if point.semester:
        return semester_span(year, point.semester)
    if point.month is None:
        whole = year_span(year)
        if point.part:
            return _part_of_year(year, point.part)
        return whole
    if point.day is not None:
        day = day_or_none(year, point.month, point.day)
        if day is None:
            named = f"{point.day} {MONTHS[point.month - 1]}{f' {point.year}' if point.year else ''}"
            raise Contradiction(
                f"Le {named} n’existe pas dans le calendrier",
                "Vérifiez le jour et le mois.",
            )
        return Period(start=day, end=day)
    return part_of_month(year, point.month, point.part)


def part_of_month(year: int, month: int, part: str) -> Period:
    """« début » 1–10, « mi » 11–20, « fin » 21–end; the whole month without a part."""
    last = last_day_of(year, month)
    first_day, last_day = {"debut": (1, 10), "mi": (11, 20), "fin": (21, last)}.get(part, (1, last))
    return Period(start=date(year, month, first_day), end=date(year, month, last_day))


def _part_of_year(year: int, part: str) -> Period:
    first = {"debut": 1, "mi": 5, "fin": 10}[part]
    return month_span(year, first, 3)


def resolve(point: Point, today: date, lean: Lean) -> Period:
    """The point's days; the year not said is the latest begun before today, or the first not ended (future)."""
    if point.fixed is not None:
        return point.fixed
    if point.year is not None:
        return span_of(point, point.year)
    spans = []
    fault: Contradiction | None = None
    for year in range(today.year - 4, today.year + 5):
        try:
            spans.append(span_of(point, year))
        except Contradiction as error:
            fault = error
    if not spans:
        raise (
            fault
            if fault
            else Contradiction("La période n’est pas claire", "Écrivez par exemple « avril 2011 ».")
        )
    if lean == "future":
        return next(span for span in spans if span.end >= today)
    return next(span for span in reversed(spans) if span.start < today)
