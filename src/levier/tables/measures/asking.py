"""Answer a question of the semantic layer over a table: value, ranking, trend, comparison, share, silence."""

from collections.abc import Callable
from typing import Any

from levier.core.capability import Answered
from levier.core.errors import BadInput, NotEnoughData
from levier.core.measures import Filter, MeasureQuery
from levier.tables.measures.comparing import compared_answer
from levier.tables.measures.model import Dimension, Measure, Model
from levier.tables.measures.offered import missing
from levier.tables.measures.ordering import calendar_of
from levier.tables.measures.plain import is_balance, plain_answer
from levier.tables.measures.silence import silent_answer
from levier.tables.measures.source import Source

__all__ = ["Source", "ask"]


def ask(model: Model, source: Source, query: MeasureQuery, resolve: Callable[[Filter], Filter]) -> Answered:
    """The rows that answer ``query``. ``resolve`` turns the words of a filter into exact members.

    Raises BadInput (unknown measure, axis or member), NotEnoughData (the table lacks a column).
    """
    _check(model, query, source)
    filters = [resolve(part) for part in query.filters]
    if query.inactive and model.order != "TRUE":
        return silent_answer(model, source, query, filters)
    if query.compare and query.period and not calendar_of(model, query):
        return compared_answer(model, source, query, filters)
    return plain_answer(model, source, query, filters)


def _to_do(thing: Measure | Dimension) -> str:
    return f"calculer « {thing.label} »" if isinstance(thing, Measure) else f"répartir par {thing.label}"


def _check(model: Model, query: MeasureQuery, source: Source) -> None:
    asked: list[Any] = [model.measure(name) for name in query.measures]
    asked += [
        model.dimension(name) for name in (*query.dimensions, *(part.dimension for part in query.filters))
    ]
    for thing in asked:
        if lack := missing(model, source, thing):
            raise NotEnoughData(
                f"« {source.title} » ne permet pas de {_to_do(thing)} : {lack}",
                mend="Importez un fichier qui contient cette colonne.",
            )
    if len(set(query.dimensions)) < len(query.dimensions) or len(set(query.measures)) < len(query.measures):
        raise BadInput("Un même axe ou une même mesure est demandé deux fois", mend="Retirez la répétition.")
    if sum(model.dimension(name).is_calendar for name in query.dimensions) > 1:
        raise BadInput(
            "Deux axes de calendrier ne se croisent pas", mend="Gardez le plus fin, par exemple le mois seul."
        )
    if is_balance(model, query) and not all(model.measure(name).cumulative for name in query.measures):
        raise BadInput(
            "Un solde et un mouvement de la période ne se demandent pas ensemble",
            mend="Demandez-les l'un après l'autre.",
        )
    if len({model.measure(name).day for name in query.measures}) > 1:
        raise BadInput(
            "Ces mesures ne suivent pas la même date (celle de la facture, celle de l'échéance)",
            mend="Demandez-les l'une après l'autre.",
        )
    _check_shape(model, query)


def _check_shape(model: Model, query: MeasureQuery) -> None:
    """Thresholds, « for each », classes and silence, each with the axes it needs."""
    for one in query.having:
        if one.measure not in query.measures:
            raise BadInput(
                f"Le seuil porte sur « {model.measure(one.measure).label} », qui n'est pas demandé",
                mend="Ajoutez cette mesure à celles de la question.",
            )
    if query.having and not query.dimensions:
        raise BadInput(
            "Un seuil se demande pour des clients, des produits ou des mois",
            mend="Précisez par quoi répartir.",
        )
    if query.each and (query.each not in query.dimensions or len(query.dimensions) != 2):
        raise BadInput(
            "« Pour chacun » se demande avec deux axes, dont celui-ci",
            mend="Par exemple « pays » et « produit ».",
        )
    if query.classes and (len(query.dimensions) != 1 or model.dimension(query.dimensions[0]).grain):
        raise BadInput(
            "Un classement A, B, C se fait sur un seul axe, comme les clients ou les produits",
            mend="Précisez lequel.",
        )
    if query.classes and not model.measure(query.measures[0]).additive:
        raise BadInput(
            f"« {model.measure(query.measures[0]).label} » ne s'additionne pas : on ne peut pas en faire des classes A, B, C",
            mend="Classez par un montant ou une quantité.",
        )
    silent = query.inactive and model.order != "TRUE"
    if silent and (len(query.dimensions) != 1 or model.dimension(query.dimensions[0]).grain):
        raise BadInput(
            "L'inactivité se demande pour un seul axe, comme les clients ou les produits",
            mend="Précisez lequel.",
        )
