"""Who passes a threshold: how many, and the first of them."""

from levier.capabilities.table_query.asked import Asked, capital
from levier.capabilities.table_query.telling.rankings import NAMED
from levier.capabilities.table_query.telling.values import start
from levier.core.french.numbers import format_number
from levier.core.measures import Threshold
from levier.core.result import Sentence

_SIDES = {"over": "de plus de", "at_least": "d'au moins", "under": "de moins de", "at_most": "d'au plus"}


def thresholds(asked: Asked) -> list[Sentence]:
    """« 23 clients ont un panier moyen de plus de 500 £ : client 12415 (6 500 £), … »"""
    dimension, count = asked.dimensions[0], asked.main.total_rows
    noun = dimension.plural if count > 1 else dimension.label
    verb = "ont" if count > 1 else "a"
    said = " et ".join(bound(asked, one) for one in asked.query.having)
    name = asked.query.having[0].measure
    shown = ", ".join(
        f"{asked.member(line)} ({asked.value(line[name], name)})" for line in asked.lines[:NAMED]
    )
    if dimension.grain:  # « 2 mois ont … » would read as a duration
        text = f"{capital(dimension.plural)} avec {said}{asked.about} : {format_number(count)}."
    else:
        text = capital(f"{start(asked)}{format_number(count)} {noun} {verb} {said}{asked.about}.")
    first = "Les premières" if dimension.feminine else "Les premiers"
    opening = f"{first} : {shown} …" if count > NAMED else f"{capital(shown)}."
    return [Sentence(text=text, evidence=["e1", "seuil"]), Sentence(text=opening, evidence=["e1"])]


def bound(asked: Asked, one: Threshold) -> str:
    """« un panier moyen de plus de 500,00 £ »."""
    measure = asked.model.measure(one.measure)
    article = "une" if measure.feminine else "un"
    return f"{article} {measure.label} {_SIDES[one.side]} {asked.amount(one.value, one.measure)}"
