"""A question of the semantic layer in French words, with the definitions of what it measures."""

from dataclasses import dataclass

from levier.core.actor import Actor
from levier.core.french.numbers import format_number
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.tables.measures.models import MODELS
from levier.tables.models import Dataset
from levier.web import formats

_PARTS = {
    "_share": "Part ({1})",
    "_compare": "{0} ({2})",
    "_difference": "Écart ({1})",
    "_change": "Évolution ({1})",
}
_EXTRA = {
    "last": "Dernière ligne",
    "days": "Jours sans ligne",
    "orders": "Commandes",
    "periods": "Périodes",
    "active": "Actives",
}


@dataclass(frozen=True)
class Definition:
    """A measure and what it is, in French."""

    label: str
    text: str


def label(kind: str, key: str, compared: str = "autre période") -> str:
    """The French heading of a column of an answer, the key itself when nothing is defined for it."""
    model = MODELS.get(kind)
    if model is None:
        return key
    if key in model.dimensions:
        return _capital(model.dimensions[key].label)
    for ending, heading in _PARTS.items():
        name = key.removesuffix(ending)
        if name != key and name in model.measures:
            return heading.format(_capital(model.measures[name].label), model.measures[name].label, compared)
    return _capital(model.measures[key].label) if key in model.measures else _EXTRA.get(key, key)


def definitions(query: MeasureQuery) -> list[Definition]:
    """What each measure of the question is."""
    model = MODELS.get(query.kind)
    known = [model.measures[name] for name in query.measures if name in model.measures] if model else []
    return [Definition(_capital(one.label), one.definition) for one in known if one.definition]


def in_words(query: MeasureQuery) -> str:
    """« Chiffre d'affaires par pays, du 01/04/2011 au 30/04/2011, comparé à la période du … »."""
    parts = [" et ".join(label(query.kind, measure) for measure in query.measures)]
    if query.dimensions:
        parts[0] += " par " + " et ".join(label(query.kind, one).lower() for one in query.dimensions)
    if query.period:
        parts.append(_period(query.period))
    if query.compare:
        parts.append(f"comparé à la période {_period(query.compare)}")
    for one in query.filters:
        shown = ", ".join(one.values[:5]) + ("…" if len(one.values) > 5 else "")
        parts.append(
            f"{'sauf' if one.exclude else 'seulement'} {label(query.kind, one.dimension).lower()} : {shown}"
        )
    if query.inactive:
        rhythm = {
            "monthly": ", habitués à commander tous les mois",
            "weekly": ", habitués à commander chaque semaine",
        }
        bought, absent = query.inactive.bought, query.inactive.absent
        parts.append(
            f"qui ont commandé {_period(bought)}, "
            + (f"mais pas {_period(absent)}" if absent else "et plus depuis")
            if bought
            else f"sans aucune ligne {_period(absent)}"
            if absent
            else f"sans aucune ligne depuis {query.inactive.days} jours{rhythm.get(query.inactive.rhythm, '')}"
        )
    for part in query.having:
        unit = "%" if abs(part.value) <= 1 and part.measure.endswith("_rate") else ""
        value = format_number(part.value * 100 if unit else part.value)
        parts.append(f"{label(query.kind, part.measure).lower()} {part.side_words} {value}{unit}")
    if query.average:
        parts.append("en moyenne" + (" du lundi au vendredi" if query.average == "working" else ""))
    if query.classes:
        parts.append("en classes A, B et C")
    if query.share:
        parts.append("avec la part de chacun dans le total")
    if query.limit:
        of = f" de chaque {label(query.kind, query.each).lower()}" if query.each else ""
        parts.append(f"les {query.limit} premiers{of}")
    sentence = ", ".join(parts)
    return sentence[:1].upper() + sentence[1:]


def dataset_name(actor: Actor, dataset: int) -> str:
    """The name of a dataset the person may see, else nothing."""
    found = Dataset.objects.filter(
        company_id=actor.company_id, pk=dataset, grants__token__in=actor.readers
    ).first()
    return found.name if found else ""


def _period(period: Period) -> str:
    if period.start == period.end:
        return f"le {formats.day(period.start)}"
    return f"du {formats.day(period.start)} au {formats.day(period.end)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
