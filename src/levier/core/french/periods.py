"""Periods read in a text, relative to a given day: « le mois dernier », « d'ici fin mars », « au T2 », « depuis 60 jours ».

The rules live in ``period_rules`` (calendar words) and ``period_ranges`` (« du … au … », « depuis », « d'ici »); here
they are tried from the most specific to the most general, each match keeping its words for itself.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from levier.core.errors import BadInput
from levier.core.french.calendar import whole_months
from levier.core.french.period_ranges import RANGE_RULES
from levier.core.french.period_rules import CALENDAR_RULES
from levier.core.french.reading import Contradiction, Lean, Reading, Tense
from levier.core.french.text import flatten
from levier.core.french.writing_dates import labelled
from levier.core.period import Period

_FUTURE = re.compile(
    r"(?<![a-z])(?:ser(?:a|ai|as|ons|ont|ez)|aur(?:a|ai|ons|ont|ez)|fer(?:a|ai|ons|ont|ez)|vendr(?:a|ai|ons|ont|ez)|"
    r"pourr(?:a|ai|ons|ont|ez)|devr(?:a|ai|ons|ont|ez)|attein\w+r(?:a|ons|ont)|(?:va|vont|allons|vais|va-t-on|allez)(?:-t)?(?:-(?:il|elle|ils|elles|on|nous|vous))? \w+(?:er|ir|re)|s'attendre|"
    r"\w{3,}er(?:ons|ont|ez|a-t-\w+)|"
    r"previ(?:s|sion|sions|sionnel\w*)|prevu\w*|prevoi\w+|prevoir|prevoyez|prochain\w*|futur\w*|a venir|anticip\w+|"
    r"estim\w+|projection\w*|project|previz\w*|projet\w+ |will|forecast\w*|next|upcoming|predict\w*|expect\w*|demain)(?![a-z])"
)


@dataclass(frozen=True)
class FoundPeriod:
    """A period read in a text.

    ``parts``: the two ends when it was said as a range (« entre avril et juin » → April and June), so that a
    comparison « entre avril et mai » can take them apart. ``shift``: (unit, steps) for words that lean on another
    period (« le mois suivant », « l'an dernier »), whose ``period`` is then only the reading from today; unit "same"
    means the length of that other period. ``open_end``: « depuis … », « d'ici … », bounded by today.
    ``grain``: the unit it was said in.
    """

    period: Period
    start: int
    end: int
    raw: str
    tense: Tense = "any"
    parts: tuple[Period, ...] = ()
    shift: tuple[str, int] | None = None
    anaphoric: bool = False
    open_end: bool = False
    grain: str = ""
    count: int = 0


def tense_of(text: str) -> Lean:
    """« future » when the words speak of what will come, else « past »."""
    return "future" if _FUTURE.search(flatten(text)) else "past"


def find_periods(
    text: str, today: date, *, lean: Lean | None = None, strict: bool = False
) -> list[FoundPeriod]:
    """The periods of a text in order, each with its French label.

    ``lean`` tells where a month without a year is looked for; by default the verbs decide.
    With ``strict`` a period that contradicts itself (« du 9 au 3 mai », « le 31 avril ») raises BadInput; without, it is
    left out.
    """
    flat = flatten(text)
    direction = lean or tense_of(text)
    taken: list[Reading] = []
    closed: list[tuple[int, int]] = []
    for rule in (*RANGE_RULES, *CALENDAR_RULES):
        for match in rule.pattern.finditer(flat):
            if _within(closed, *match.span()):
                continue
            try:
                reading = rule.read(match, today, direction)
            except Contradiction as error:
                if strict:
                    where = f"« {text[match.start() : match.end()].strip()} »"
                    raise BadInput(error.what, where=where, mend=error.mend) from None
                # Its words stay closed, so that no piece of a wrong period is read as a right one.
                closed.append(match.span())
                continue
            if reading is not None and not _within(closed, reading.start, reading.end):
                taken.append(reading)
                closed.append((reading.start, reading.end))
    taken.sort(key=lambda reading: reading.start)
    return [_found(text, reading, today) for reading in _with_shared_years(taken, flat)]


def _within(closed: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < stop and begin < end for begin, stop in closed)


def _with_shared_years(readings: list[Reading], flat: str) -> list[Reading]:
    """« avril et mai 2011 », « de mars, avril et mai 2010 »: the year said last holds for the months before it."""
    shared = list(readings)
    for index in range(len(shared) - 2, -1, -1):
        here, after = shared[index], shared[index + 1]
        between = flat[here.end : after.start]
        if (
            here.month
            and after.year
            and not here.year
            and re.fullmatch(
                r" ?(?:,|et|ou|vs\.?|a|contre|and|&|/|-)? ?(?:a |en |d'|de |celui d[e'] ?|ceux d[e'] ?)?",
                between,
            )
        ):
            months = whole_months(here.period) or 1
            period = here.period
            start = period.start.replace(year=after.year)
            # A month named before one that follows it in the calendar belongs to the same year, else to the year before.
            if start > after.period.start and months:
                start = start.replace(year=after.year - 1)
            delta = start.year - period.start.year
            end = period.end + timedelta(days=1)
            moved = Period(start=start, end=end.replace(year=end.year + delta) - timedelta(days=1))
            shared[index] = replace(here, period=moved, year=start.year)
    for index in range(1, len(shared)):
        here, before = shared[index], shared[index - 1]
        joined = re.fullmatch(r" ?(?:,|et|and|&) ?(?:en |de |d')?", flat[before.end : here.start])
        if joined and here.month and before.year and not here.year and before.month:
            delta = before.year - here.period.start.year
            end = here.period.end + timedelta(days=1)
            start = here.period.start.replace(year=before.year)
            moved = Period(start=start, end=end.replace(year=end.year + delta) - timedelta(days=1))
            shared[index] = replace(here, period=moved, year=before.year)
    return shared


def _found(text: str, reading: Reading, today: date) -> FoundPeriod:
    period = labelled(reading.period)
    tense: Tense = reading.tense
    if tense == "any":
        tense = "past" if period.end < today else "future" if period.start > today else "any"
    return FoundPeriod(
        period, reading.start, reading.end, text[reading.start : reading.end], tense, reading.parts, reading.shift,
        reading.anaphoric, reading.open_end, reading.grain, reading.count,
    )  # fmt: skip
