"""Who stopped ordering, though they used to."""

from levier.capabilities.table_query.asked import Asked
from levier.core.french.dates import format_date, in_period
from levier.core.french.numbers import format_number
from levier.core.result import Sentence

NAMED = 3
BUYERS = frozenset({"customer", "country", "segment", "city", "region"})
"""Axes whose members order; the others are sold."""


def silent(asked: Asked) -> list[Sentence]:
    """« 91 clients n'ont pas commandé depuis au moins 60 jours au 01/09/2011, alors qu'ils commandaient … »"""
    inactive, dimension = asked.silent, asked.dimensions[0]
    assert inactive
    assert asked.query.today
    total, one = asked.main.total_rows, asked.main.total_rows == 1
    subject = f"{format_number(total)} {dimension.label if one else dimension.plural}{asked.about}"
    people = dimension.name in BUYERS
    done = (
        ("n'a pas commandé" if one else "n'ont pas commandé")
        if people
        else ("n'a pas été vendu" if one else "n'ont pas été vendus")
    )
    if not total:
        subject = f"Aucun{'e' if dimension.feminine else ''} {dimension.label}{asked.about}"
        done, one = ("n'a cessé de commander" if people else "n'a cessé de se vendre"), True
    if inactive.bought is not None or inactive.absent is not None:
        return [Sentence(text=_bought(asked, subject), evidence=["e1"]), *_first_of(asked)]
    text = f"{subject} {done} depuis au moins {inactive.days} jours au {format_date(asked.query.today)}"
    habit = {"monthly": "mois", "weekly": "semaines"}.get(inactive.rhythm)
    if habit:
        every = "tous les mois" if habit == "mois" else "toutes les semaines"
        usual = (
            ("commandait" if one else "commandaient") if people else ("se vendait" if one else "se vendaient")
        )
        pronoun = "qu'il" if one else "qu'ils"
        text += f", alors {pronoun} {usual} régulièrement {every}"
    return [Sentence(text=f"{text}.", evidence=["e1"]), *_first_of(asked)]


def _bought(asked: Asked, subject: str) -> str:
    """« 212 clients ont commandé en janvier 2011, et plus depuis. », « … n'ont rien commandé en mars 2011 … »."""
    assert asked.silent
    bought, absent = asked.silent.bought, asked.silent.absent
    one, people = asked.main.total_rows <= 1, asked.dimensions[0].name in BUYERS
    verb = (
        ("a commandé" if one else "ont commandé") if people else ("s'est vendu" if one else "se sont vendus")
    )
    if bought is None:
        assert absent
        nothing = (
            ("n'a rien commandé" if one else "n'ont rien commandé")
            if people
            else ("ne s'est pas vendu" if one else "ne se sont pas vendus")
        )
        return f"{subject} {nothing} {in_period(absent)}, parmi ceux des autres périodes."
    end = f"mais pas {in_period(absent)}" if absent else "et plus depuis"
    return f"{subject} {verb} {in_period(bought)}, {end}."


def _first_of(asked: Asked) -> list[Sentence]:
    """The greatest of those who stopped, by what they had bought before."""
    if not asked.main.total_rows:
        return []
    dimension, people = asked.dimensions[0], asked.dimensions[0].name in BUYERS
    told = []
    shown, last = asked.lines[:NAMED], "commande" if people else "vente"
    parts = [
        f"{asked.member(line)} ({asked.value(line['revenue'], 'revenue')}, dernière {last} le "
        f"{format_date(line['last_order'])})"
        for line in shown
    ]
    if len(shown) > 1:
        rank = "Les plus importants" if asked.query.order != "asc" else "Les moins importants"
        told.append(
            Sentence(text=f"{rank} par chiffre d'affaires passé : {', '.join(parts)}.", evidence=["e1"])
        )
    else:
        kind = f"{'de la' if dimension.feminine else 'du'} {dimension.label}"
        text = f"Il s'agit {kind} {parts[0].removeprefix('client ')}."
        told.append(Sentence(text=text, evidence=["e1"]))
    return told
