"""Which measures and axes a table can give, and for the others what is missing, in French."""

from dataclasses import dataclass

from levier.tables.kinds import KINDS
from levier.tables.measures.model import Dimension, Measure, Model
from levier.tables.measures.relation import holds, other_source
from levier.tables.measures.source import Source


@dataclass(frozen=True)
class Offer:
    """A measure or an axis; ``missing`` is empty when it can be asked, else says what it lacks."""

    thing: Measure | Dimension
    missing: str


def offers(model: Model, source: Source) -> list[Offer]:
    """Every measure of the model, those that the table's filled columns allow first said possible."""
    return [Offer(measure, missing(model, source, measure)) for measure in model.measures.values()]


def missing(model: Model, source: Source, thing: Measure | Dimension) -> str:
    """« il manque la colonne « Livraison promise » »; empty when nothing is missing."""
    for needed in thing.columns:
        ways = needed.split("|")
        if not any(_there(model, source, way) for way in ways):
            return "il manque " + " ou ".join(dict.fromkeys(_named(model, way) for way in ways))
    grain = getattr(thing, "grain", "")
    if grain and not source.first_day and model.day == "day":
        return "les lignes n'ont pas de date"
    return ""


def _there(model: Model, source: Source, way: str) -> bool:
    if "." not in way:
        return holds(source, way)
    name, column = way.split(".")
    join = next(one for one in model.joins if one.name == name)
    other = other_source(join, source)
    if other is None or not holds(other, column):
        return False
    return any(holds(source, left) and holds(other, right) for left, right in join.on)


def _named(model: Model, way: str) -> str:
    if "." not in way:
        names = {"customer_member": "customer", "product_name": "product"}
        return f"la colonne « {_label(model.kind, names.get(way, way))} »"
    name, column = way.split(".")
    join = next(one for one in model.joins if one.name == name)
    return f"un tableau « {KINDS[join.kind].label} » avec la colonne « {_label(join.kind, column)} »"


def _label(kind: str, column: str) -> str:
    return next((field.label for field in KINDS[kind].fields if field.name == column), column)
