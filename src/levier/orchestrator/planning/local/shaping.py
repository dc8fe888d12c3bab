"""The shape of a question of figures: bounds, classes, averages, amounts beside counts, sums since the first of January."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from levier.core.french.dates import labelled
from levier.core.measures import Threshold
from levier.core.period import Period
from levier.orchestrator.planning.local import words
from levier.orchestrator.planning.local.frames import Said, TableFrame
from levier.orchestrator.planning.local.having import bounds, moved
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.understand import Clause
from levier.orchestrator.understand.cues import cue_text
from levier.tables.measures import MODELS, Model


def shaped(
    said: Said, clause: Clause, flat: str, company: CompanyFacts, before: TableFrame | None = None
) -> Said:
    """What a question of the sales says, with its shape. ``flat``: its text, names and periods blanked."""
    if words.WEEKENDS.search(cue_text(clause.text)):
        return replace(said, dimensions=("weekday",), period=None, compare=None)
    if said.inactive is not None:
        return said
    if said.period is not None and said.compare is None and words.CUMULATED.search(flat):
        whole = Period(start=said.period.start.replace(month=1, day=1), end=said.period.end)
        said = replace(said, period=labelled(whole))
    if not said.dimensions and words.AVERAGE.search(flat) and words.WORKING.search(flat):
        said = replace(said, dimensions=("day",))
    said = _bounded(said, clause, flat, company, before)
    more = tuple(name for name in amounts(flat, said.measures, MODELS["sales"]) if name in company.measures)
    said = replace(said, measures=(*said.measures, *more))
    return replace(said, average=_average(flat, said.measures, said.dimensions))


def _bounded(said: Said, clause: Clause, flat: str, company: CompanyFacts, before: TableFrame | None) -> Said:
    """Bounds and classes, and what they are of: « les clients dont … », « quels mois … »."""
    found = bounds(clause, said.measures, MODELS["sales"].measures, "revenue")
    if before is not None and before.having and not found:
        found = moved(clause, before.having)
    having = tuple(one for one in found if one.measure in company.measures)
    classes = bool(words.CLASSES.search(flat))
    if not (having or classes):
        return said
    if before is not None and before.dimensions and not said.dimensions:
        # « seulement ceux qui ont dépensé plus de 5 000 € »: of those of the question before.
        kept = said.measures or tuple(dict.fromkeys((*(one.measure for one in having), *before.measures)))
        return replace(said, having=having, classes=classes, measures=kept)
    dimensions = said.dimensions or _first_noun(flat, calendar=bool(having)) or ("customer",) * classes
    having = having if dimensions else ()
    order = said.order
    if having and order is None and having[0].side in ("under", "at_most"):
        order = "asc"
    measures = _bounded_first(said.measures, having, dimensions)
    return replace(
        said, having=having, classes=classes, dimensions=dimensions, measures=measures, order=order
    )


_MEMBERS = frozenset({"product", "product_code", "customer", "country", "category"})


def _first_noun(flat: str, *, calendar: bool) -> tuple[str, ...]:
    """The first axis that the words name; of the calendar only for bounds."""
    for name, pattern in words.DIMENSIONS:
        if (name in _MEMBERS or calendar) and re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", flat):
            return (name,)
    return ()


def _bounded_first(
    measures: tuple[str, ...], having: Sequence[Threshold], dimensions: Sequence[str]
) -> tuple[str, ...]:
    """The measure a bound is of ranks the lines; « combien de clients ont dépensé plus de … » counts the lines themselves."""
    if not having:
        return measures
    bound = tuple(dict.fromkeys(one.measure for one in having))
    told = {"customer": "customers", "product": "products_sold"}
    counted = {told.get(name, "") for name in dimensions}
    kept = (name for name in measures if name not in bound and name not in counted)
    return (*bound, *(name for name in kept if name != "revenue" or "quantity" not in bound))


_AMOUNT_OF = {"credit_notes": "returns_value", "returns_quantity": "returns_value"}


def amounts(flat: str, measures: Sequence[str], model: Model) -> tuple[str, ...]:
    """« combien de commandes, et pour quel montant »: the amount of what is counted, the first sum of money of its table."""
    if not words.AND_AMOUNT.search(flat) or any(model.measures[name].unit == "money" for name in measures):
        return ()
    own = [_AMOUNT_OF[name] for name in measures if name in _AMOUNT_OF]
    sums = [one.name for one in model.measures.values() if one.unit == "money" and one.additive]
    return tuple((own or sums)[:1]) if measures else ()


def _average(flat: str, measures: Sequence[str], dimensions: Sequence[str]) -> Literal["", "all", "working"]:
    """« en moyenne par mois », « le chiffre d'affaires moyen par jour ouvré »: of a sum, over one calendar."""
    calendar = len(dimensions) == 1 and dimensions[0] in ("day", "week", "month", "quarter", "year")
    if not calendar or not MODELS["sales"].measures[(*measures, "revenue")[0]].zero:
        return ""
    bare = flat
    for name, pattern in words.MEASURES:
        if name in measures:
            bare = pattern.sub("·", bare)
    if not words.AVERAGE.search(bare):
        return ""
    return "working" if dimensions[0] == "day" and words.WORKING.search(flat) else "all"
