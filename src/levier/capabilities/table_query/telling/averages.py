"""What the periods of a calendar make on average."""

from dataclasses import dataclass
from statistics import fmean

from levier.capabilities.table_query.asked import Asked, capital
from levier.core.french.numbers import format_number
from levier.core.result import Sentence

_SATURDAY = 5


@dataclass(frozen=True)
class Average:
    """The mean of the first measure over ``count`` periods, whole in the data and in the question."""

    value: float
    count: int
    noun: str


def average_of(asked: Asked) -> Average | None:
    """None when no average is asked, or no period is whole. ``working``: Monday to Friday, whatever was sold."""
    calendar, name = asked.calendar, asked.measure.name
    if not asked.query.average or calendar is None or len(asked.dimensions) > 1:
        return None
    working = asked.query.average == "working" and calendar.grain == "day"
    known = [
        float(line[name])
        for line in asked.lines
        if line[name] is not None
        and asked.covers(line[calendar.name])
        and not (working and line[calendar.name].weekday() >= _SATURDAY)
    ]
    if not known:
        return None
    noun = calendar.label + (" du lundi au vendredi" if working else "")
    return Average(round(fmean(known), 6), len(known), noun)


def average(asked: Asked) -> list[Sentence]:
    """« En moyenne, le chiffre d'affaires est de 640 214,60 £ par mois (9 mois comptés). »"""
    found = average_of(asked)
    if found is None:
        return []
    assert asked.calendar
    plural = asked.calendar.plural if found.count > 1 else asked.calendar.label
    text = (
        f"En moyenne, {asked.measure.phrase}{asked.about} est de {asked.value(found.value, asked.measure.name)} par "
        f"{found.noun} ({format_number(found.count)} {plural} comptés)."
    )
    return [Sentence(text=capital(text), evidence=["moyenne"])]
