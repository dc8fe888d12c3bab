"""What the pages of measures show of a model: its measures with what they lack, its axes, in plain words."""

from dataclasses import dataclass

from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.tables.kinds import KINDS
from levier.tables.kinds.templates import slug
from levier.tables.measures.model import Measure, Model
from levier.tables.measures.own.definition import UNITS

_SHOWN = 4
_UNIT_WORDS = {**UNITS, "": "nombre", "money": "montant", "%": "pourcentage", "points": "points"}


@dataclass(frozen=True)
class KindLine:
    """A kind as the list shows it. ``tables``: how many of its tables the person may read."""

    slug: str
    label: str
    tables: int
    count: int
    own: int
    some: str


@dataclass(frozen=True)
class MeasureLine:
    """A measure with its unit in words, what it lacks here, and a question that asks it."""

    measure: Measure
    unit: str
    missing: str
    question: str


def kind_line(model: Model, tables: int) -> KindLine:
    own = sum(bool(one.own) for one in model.measures.values())
    labels = [one.label for one in model.measures.values()]
    some = ", ".join(labels[:_SHOWN]) + (" …" if len(labels) > _SHOWN else "")
    return KindLine(slug(KINDS[model.kind]), KINDS[model.kind].label, tables, len(labels), own, some)


def measure_lines(actor: Actor, model: Model) -> list[MeasureLine]:
    """In the order of the model. Nothing is said missing when the person has no table of the kind."""
    from levier.core.measures import MeasureQuery  # noqa: PLC0415
    from levier.tables.measures.choosing import source_for  # noqa: PLC0415 - loads DuckDB
    from levier.tables.measures.offered import missing  # noqa: PLC0415

    try:
        source, _ = source_for(actor, model, MeasureQuery(kind=model.kind))
    except NotFound:
        return [_line(one, "") for one in model.measures.values()]
    return [_line(one, missing(model, source, one)) for one in model.measures.values()]


def _line(measure: Measure, lack: str) -> MeasureLine:
    question = f"Quel est {measure.phrase} ?" if not measure.own else f"{measure.label} ?"
    if measure.feminine and not measure.own:
        question = question.replace("Quel est", "Quelle est", 1)
    return MeasureLine(
        measure, _UNIT_WORDS.get(measure.unit, measure.unit), lack, question[:1].upper() + question[1:]
    )
