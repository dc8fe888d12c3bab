"""How a figure moves along the calendar, and its strongest and weakest moments."""

from typing import Any

from levier.capabilities.table_query.asked import Asked, capital, member_name
from levier.capabilities.table_query.telling.rankings import NAMED, ranking
from levier.capabilities.table_query.telling.values import total
from levier.core.result import Sentence


def trend(asked: Asked) -> list[Sentence]:
    """First, last, highest and lowest of a calendar."""
    measure, dimension = asked.measure, asked.calendar
    assert dimension
    name = measure.name
    known = [line for line in asked.lines if line[name] is not None and asked.covers(line[dimension.name])]
    if len(known) < 2:
        return ranking(asked)
    first, last = known[0], known[-1]
    told = [
        Sentence(
            text=f"{capital(measure.phrase)}{asked.about} passe de {asked.amount(first[name], name)} "
            f"({asked.member(first)}) à {asked.amount(last[name], name)} ({asked.member(last)}).",
            evidence=["e1"],
        )
    ]
    if len(known) > 2:
        high = max(known, key=lambda line: line[name])
        low = min(known, key=lambda line: line[name])
        told.append(_extremes(asked, high, low))
    return told + total(asked)


def _extremes(asked: Asked, high: dict[str, Any], low: dict[str, Any]) -> Sentence:
    """« Le mois le plus fort est décembre 2010 (…), le plus faible avril 2011 (…). »"""
    dimension, name = asked.dimensions[0], asked.measure.name
    article = "La" if dimension.feminine else "Le"
    opening = f"L'{dimension.label}" if dimension.label[0] in "aeéh" else f"{article} {dimension.label}"
    text = (
        f"{opening} {article.lower()} plus {'forte' if dimension.feminine else 'fort'} est "
        f"{_the(asked, high)} ({asked.value(high[name], name)}), {article.lower()} plus faible "
        f"{_the(asked, low)} ({asked.value(low[name], name)})."
    )
    return Sentence(text=text, evidence=["e1"])


def cycle(asked: Asked) -> list[Sentence]:
    """Weekdays or hours: the strongest and the weakest."""
    name = asked.measure.name
    known = [line for line in asked.lines if line[name] is not None]
    if len(known) < 2:
        return ranking(asked)
    high = max(known, key=lambda line: line[name])
    low = min(known, key=lambda line: line[name])
    return [_extremes(asked, high, low), *total(asked)]


def _the(asked: Asked, line: dict[str, Any]) -> str:
    dimension = asked.dimensions[0]
    name = member_name(dimension, line[dimension.name])
    article = {"day": "le ", "week": "la ", "quarter": "le ", "weekday": "le "}
    return article.get(dimension.grain, "") + name


def trends(asked: Asked) -> list[Sentence]:
    """For the first members, from their first to their last period."""
    calendar = asked.calendar
    assert calendar
    others = [dimension for dimension in asked.dimensions if dimension is not calendar]
    name = asked.measure.name
    by_member: dict[str, list[dict[str, Any]]] = {}
    for line in asked.lines:
        member = ", ".join(member_name(dimension, line[dimension.name]) for dimension in others)
        by_member.setdefault(member, []).append(line)
    ranked = sorted(by_member, key=lambda member: -sum(float(line[name] or 0) for line in by_member[member]))
    told = []
    for member in ranked[:NAMED]:
        known = sorted(
            (one for one in by_member[member] if one[name] is not None and asked.covers(one[calendar.name])),
            key=lambda one: one[calendar.name],
        )
        if len(known) < 2:
            continue
        first, last = known[0], known[-1]
        text = (
            f"{member} : {asked.measure.phrase} passe de {asked.amount(first[name], name)} "
            f"({member_name(calendar, first[calendar.name])}) à {asked.amount(last[name], name)} "
            f"({member_name(calendar, last[calendar.name])})."
        )
        told.append(Sentence(text=text, evidence=["e1"]))
    return told or ranking(asked)
