"""Ranges: « du 3 au 9 mai », « entre avril et juin », « d'ici fin mars », « depuis 60 jours », « à partir de 2010 »."""

import re
from datetime import date, timedelta

from levier.core.french.calendar import Unit, add_months, unit_span
from levier.core.french.points import POINT, Point, read_point, resolve, span_of
from levier.core.french.reading import Contradiction, Lean, Reading, Rule
from levier.core.french.units import NUMBER, UNIT, read_count, unit_of
from levier.core.period import Period

_AMOUNT = re.compile(
    r"[ .,\u00a0\u202f]?\d{3}(?!\d)|[.,]\d|[ \u00a0\u202f]?(?:€|%|\$|euros?\b|eur\b|k€|pieces?\b|unites?\b|pour ?cent)"
)
_MEND = "Indiquez une période dont le début précède la fin, par exemple « du 3 au 9 mai 2011 »."


def _in_order(start: date, end: date) -> Period:
    if end < start:
        raise Contradiction("La période finit avant de commencer", _MEND)
    return Period(start=start, end=end)


def _between(match: "re.Match[str]", today: date, lean: Lean) -> Reading | None:
    """Both ends named; what one end leaves unsaid is taken from the other."""
    first, last = read_point(match["first"], today, lean), read_point(match["last"], today, lean)
    if _bare(first) and (last.quarter or last.semester):
        # « entre le 1er et le 2e trimestre »
        first = Point(
            quarter=first.day if last.quarter else None, semester=first.day if last.semester else None
        )
    if _bare(last):
        if first.day is None or _bare(first) or _AMOUNT.match(match.string, match.end()):
            # « avril 2011 à 10 101 € », « le 5 avril à 10 % » name one period, then a figure.
            return None
        last = Point(last.day, first.month, first.year)
    if first.day is None and re.search(r"compar\w*(?: \w+)?,? *$", match.string[: match.start()]):
        # « compare octobre 2026 à octobre 2025 » names two periods, not a span.
        return None
    if last.year is None and last.fixed is None and first.year is not None:
        years = (first.year, first.year + 1) if first.month is not None else (first.year,)
        begin = span_of(first, first.year)
        ends = [span_of(last, year) for year in years]
        end = next((span for span in ends if span.end >= begin.start), ends[0])
    else:
        end = resolve(last, today, lean)
        given = first.inherits(last)
        begin = _begin(first, given, end, today)
    whole = first.day is None and last.day is None
    return Reading(
        _in_order(begin.start, end.end), match.start(), match.end(), parts=(begin, end) if whole else (),
        grain=_grain(first) if whole else "", year=last.year or first.year,
    )  # fmt: skip


def _grain(point: Point) -> str:
    named = {"month": point.month, "quarter": point.quarter, "semester": point.semester}
    return next((unit for unit, value in named.items() if value), "")


def _begin(first: Point, given: Point, end: Period, today: date) -> Period:
    if given.fixed is not None:
        return given.fixed
    if first.year is not None:
        return span_of(first, first.year)
    begin = span_of(given, end.start.year)
    if begin.start > end.end and first.month is not None and begin.start.month != end.end.month:
        # « de novembre à février 2011 » begins the year before.
        begin = span_of(given, end.start.year - 1)
    return begin


def _bare(point: Point) -> bool:
    return point.day is not None and point.month is None


def _until(match: "re.Match[str]", today: date, lean: Lean) -> Reading | None:
    words = match["word"]
    strict = words in ("avant", "before")
    ahead = words.startswith("d'ici") or lean == "future" or words == "by"
    point = read_point(match["point"], today, lean)
    if _bare(point):
        return None
    span = resolve(point, today, "future" if ahead else "past")
    end = span.start - timedelta(days=1) if strict else span.end
    if not ahead:
        # « jusqu'à mai » of what already happened: from the beginning of that year; « avant 2011 » has no beginning.
        begin = date(1900, 1, 1) if strict else date(end.year, 1, 1)
        return Reading(Period(start=begin, end=end), match.start(), match.end(), "past", open_end=True)
    if end < today:
        raise Contradiction("La date limite demandée est déjà passée", "Donnez une date à venir.")
    return Reading(Period(start=today, end=end), match.start(), match.end(), "future", open_end=True)


def _within(match: "re.Match[str]", today: date, lean: Lean) -> Reading | None:
    """« d'ici 3 mois »."""
    count, unit = read_count(match["count"]), unit_of(match["unit"])
    return ahead_of(match, today, count, unit)


def ahead_of(match: "re.Match[str]", today: date, count: int, unit: Unit) -> Reading:
    """The ``count`` units that begin today."""
    months = {"month": 1, "quarter": 3, "semester": 6, "year": 12}.get(unit)
    if months:
        end = add_months(today, months * count) - timedelta(days=1)
    else:
        end = today + timedelta(days=count * (7 if unit == "week" else 1) - 1)
    return Reading(
        Period(start=today, end=end),
        match.start(),
        match.end(),
        "future",
        open_end=True,
        grain=unit,
        count=count,
    )


def _since_count(match: "re.Match[str]", today: date, lean: Lean) -> Reading | None:
    count, unit = read_count(match["count"]), unit_of(match["unit"])
    months = {"month": 1, "quarter": 3, "semester": 6, "year": 12}.get(unit)
    start = (
        add_months(today, -months * count)
        if months
        else today - timedelta(days=count * (7 if unit == "week" else 1))
    )
    return Reading(
        Period(start=start, end=today),
        match.start(),
        match.end(),
        "past",
        open_end=True,
        grain=unit,
        count=count,
    )


def _since_point(match: "re.Match[str]", today: date, lean: Lean) -> Reading | None:
    point = read_point(match["point"], today, "past")
    if _bare(point):
        return None
    start = resolve(point, today, "past").start
    if start > today:
        raise Contradiction("La période commence après la date du jour", "Donnez une date de début passée.")
    return Reading(Period(start=start, end=today), match.start(), match.end(), "past", open_end=True)


def _since_unit(match: "re.Match[str]", today: date, lean: Lean) -> Reading | None:
    unit = unit_of(match["unit"])
    back = -1 if match["back"] else 0
    start = unit_span(unit, today, back).start
    return Reading(
        Period(start=start, end=today), match.start(), match.end(), "past", open_end=True, grain=unit
    )


def _rule(pattern: str, read: object) -> Rule:
    return Rule(re.compile(rf"(?<![a-z0-9']){pattern}"), read)  # type: ignore[arg-type]


_FIRST = rf"(?:{POINT}|(?:le |the )?(?:1 ?er|[0-3]?\d)(?= (?:et|and|au|a|to|until) ))"
_SINCE = r"(?:depuis|dep|dpuis|since|a partir d[eu]|a compter d[eu]|des)"
_MORE = r"(?:plus d[e'] ?|au moins |environ |more than |at least |over )?"
RANGE_RULES: tuple[Rule, ...] = (
    _rule(rf"(?:entre|between) (?P<first>{_FIRST}) (?:et|and) (?P<last>{POINT})", _between),
    _rule(
        rf"(?:de|du|d'|from|sur)? ?(?:mois d[e'] ?)?(?P<first>{_FIRST}) ?(?:a|au|jusqu'(?:a|au|en)|to|until|->) "
        rf"(?:la )?(?P<last>{POINT})", _between,
    ),
    _rule(rf"d'ici (?:a )?(?P<count>{NUMBER}) (?P<unit>{UNIT})(?![a-z])", _within),
    _rule(
        rf"(?P<word>d'ici|jusqu'|avant|until|till|by|before)(?: ?(?:a|au|en|la|le|a la))?[ ]?(?:the )?(?P<point>{POINT})", _until
    ),
    _rule(rf"{_SINCE} {_MORE}(?P<count>{NUMBER}) (?P<unit>{UNIT})(?![a-z])", _since_count),
    _rule(
        rf"{_SINCE} (?:le |ce |the )?(?:debut|beginning|start) (?:d[eu']|of) ?(?:l'|la |cette |ce |the )?(?P<unit>{UNIT})(?P<back> derni\w+)?(?![a-z])",
        _since_unit,
    ),
    _rule(
        rf"{_SINCE} (?:la |le |l'|last )?(?P<unit>{UNIT})(?P<back> (?:dernier|derniere|passe|passee)|(?<=last \w{{4}})|(?<=last \w{{5}}))(?![a-z])",
        _since_unit,
    ),
    _rule(rf"{_SINCE} (?:la )?(?P<point>{POINT})", _since_point),
)  # fmt: skip
