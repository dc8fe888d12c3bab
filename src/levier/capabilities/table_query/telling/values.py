"""A figure alone, and the total that lines belong to."""

from levier.capabilities.table_query.asked import Asked, capital
from levier.core.result import Sentence


def values(asked: Asked) -> list[Sentence]:
    line = asked.lines[0]
    told = []
    for name in asked.query.measures:
        measure = asked.model.measure(name)
        share = line.get(f"{name}_share")
        part = f", soit {asked.value(share, f'{name}_share')} du total" if share is not None else ""
        text = f"{start(asked)}{measure.phrase}{asked.about} est de {asked.amount(line[name], name)}{part}."
        told.append(Sentence(text=capital(text), evidence=["e1"]))
    return told


def start(asked: Asked) -> str:
    return f"{asked.moment}, " if asked.moment else ""


def total(asked: Asked) -> list[Sentence]:
    """The measure over all the lines, those without a member included."""
    total, name = asked.total, asked.measure.name
    if not total or total.get(name) is None or (asked.measure.cumulative and asked.calendar):
        return []
    text = f"{start(asked)}{asked.measure.phrase}{asked.about} est de {asked.amount(total[name], name)}"
    end = " au total." if asked.measure.additive else "."
    return [Sentence(text=capital(text) + end, evidence=["e2"])]
