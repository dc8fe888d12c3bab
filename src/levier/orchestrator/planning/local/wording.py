"""What a step does, said in French: its label, and the self-standing text of a question that leaned on another."""

from collections.abc import Mapping
from datetime import date

from levier.core.french.dates import format_period, in_period
from levier.core.french.numbers import format_number, format_percent
from levier.core.french.writing_dates import format_date
from levier.core.measures import Filter
from levier.orchestrator.planning.local.frames import ForecastFrame, TableFrame
from levier.tables.countries import french_name
from levier.tables.measures import MODELS

_GRAINS = {"day": ("jour", "jours"), "week": ("semaine", "semaines"), "month": ("mois", "mois")}
_FEMININE_AXES = {"invoice", "week", "category", "year", "hour"}


def describe_table(
    frame: TableFrame, measures: Mapping[str, str], dimensions: Mapping[str, str], *, silent: bool = True
) -> str:
    """« Chiffre d’affaires par pays en mai 2011, comparé à avril 2011, hors United Kingdom »."""
    if frame.inactive is not None and silent:
        who = dimensions.get(frame.dimensions[0], "client") if frame.dimensions else "client"
        rhythm = {"monthly": ", parmi ceux de chaque mois", "weekly": ", parmi ceux de chaque semaine"}
        subject = "sans vente" if frame.dimensions and frame.dimensions[0] != "customer" else "sans commande"
        since = f"depuis {frame.inactive.days} jours"
        if frame.inactive.absent is not None and frame.inactive.bought is None:
            since = in_period(frame.inactive.absent)
        if frame.inactive.bought is not None:
            since = f"après avoir commandé {in_period(frame.inactive.bought)}"
            if frame.inactive.absent is not None:
                since = f"{in_period(frame.inactive.absent)} {since}"
        text = f"{_plural(who)} {subject} {since}{rhythm.get(frame.inactive.rhythm, '')}"
        return _capital(text + _filters(frame.filters, dimensions))
    said = " et ".join(measures.get(name, name) for name in frame.measures)
    text = (
        f"part de chacun dans le {said}"
        if frame.share and frame.dimensions
        else f"part {_of(frame.measures[0], said)}"
        if frame.share
        else said
    )
    if frame.dimensions:
        text += " par " + " et par ".join(dimensions.get(name, name) for name in frame.dimensions)
    text += _shape(frame, measures)
    if frame.limit:
        feminine = bool(frame.dimensions) and frame.dimensions[0] in _FEMININE_AXES
        side = (
            ("dernière" if feminine else "dernier")
            if frame.order == "asc"
            else "première"
            if feminine
            else "premier"
        )
        if frame.order not in ("rise", "fall"):
            text += (
                f" ({frame.limit} {side}s)" if frame.limit > 1 else f" ({'la' if feminine else 'le'} {side})"
            )
    text += f", pour chaque {dimensions.get(frame.each, frame.each)}" * (frame.each in frame.dimensions)
    text += _filters(frame.filters, dimensions)
    if frame.inactive is not None:
        text += f", depuis {frame.inactive.days} jours"
    if frame.dataset:
        text += f", dans « {frame.dataset} »"
    if frame.period is not None:
        text += f" {in_period(frame.period)}"
    if frame.order in ("rise", "fall"):
        text += ", plus fortes hausses" if frame.order == "rise" else ", plus fortes baisses"
    if frame.compare is not None:
        other = format_period(frame.compare)
        text += f", comparé à {'la période ' if other.startswith(('du ', 'de ', 'd’')) else ''}{other}"
    return _capital(text)


def _shape(frame: TableFrame, measures: Mapping[str, str]) -> str:
    """« , en moyenne », « , en classes A, B et C », « , panier moyen au-dessus de 500 »."""
    text = ""
    if frame.average:
        text += ", en moyenne" + (" du lundi au vendredi" if frame.average == "working" else "")
    if frame.classes:
        text += ", en classes A, B et C"
    for one in frame.having:
        value = format_percent(one.value) if one.measure.endswith("_rate") else format_number(one.value)
        text += f", {measures.get(one.measure, one.measure)} {one.side_words} {value}"
    return text


def _of(measure: str, label: str) -> str:
    """« de la marge brute », « du chiffre d'affaires »."""
    feminine = any(model.measures[measure].feminine for model in MODELS.values() if measure in model.measures)
    return f"de la {label}" if feminine else f"du {label}"


def describe_forecast(frame: ForecastFrame, dimensions: Mapping[str, str]) -> str:
    """« Prévision des ventes sur 4 semaines par produit (PARTY BUNTING) »."""
    what = "des quantités vendues" if frame.measure == "quantity" else "du chiffre d’affaires"
    one, many = _GRAINS[frame.grain]
    text = f"Prévision {what} sur {frame.horizon} {one if frame.horizon == 1 else many}"
    if frame.since:
        text += f", à partir du {format_date(date.fromisoformat(frame.since))}"
    if frame.by != "total":
        text += f" par {dimensions.get(frame.by, frame.by)}"
    if frame.items:
        text += f" ({_listed(frame.items)})"
    elif frame.top is not None and frame.top.limit:
        text += f" ({frame.top.limit} premiers)"
    elif frame.keys_of:
        text += " (ceux de l’étape précédente)"
    if frame.only:
        text += f", {_listed(_values(frame.only))} seulement"
    if frame.without:
        text += f", hors {_listed(_values(frame.without))}"
    return text


def _values(wishes: tuple[str, ...]) -> list[str]:
    """« pays : France » without its axis."""
    return [wish.partition(":")[2].strip() for wish in wishes]


def _filters(filters: tuple[Filter, ...], dimensions: Mapping[str, str]) -> str:
    kept = "".join(f", {_named(one, dimensions)}" for one in filters if not one.exclude)
    left_out = "".join(f", hors {_listed(_as_told(one))}" for one in filters if one.exclude)
    return kept + left_out


def _named(one: Filter, dimensions: Mapping[str, str]) -> str:
    label = dimensions.get(one.dimension, one.dimension)
    return f"{label} {_listed(_as_told(one))}"


def _as_told(one: Filter) -> list[str]:
    """« Allemagne » for a country that the tables call « Germany »."""
    return [french_name(value) if one.dimension == "country" else value for value in one.values]


def _listed(values: "tuple[str, ...] | list[str]") -> str:
    shown = list(values[:3])
    more = f" et {len(values) - 3} autres" if len(values) > 3 else ""
    return ", ".join(shown) + more


def _plural(word: str) -> str:
    return word if word.endswith(("s", "x")) else f"{word}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
