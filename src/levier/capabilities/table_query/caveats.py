"""What the reader must know before trusting the figures: periods half covered, lines left out, how a measure is defined."""

from datetime import date

from levier.capabilities.table_query.asked import Asked, capital
from levier.core.french.dates import format_long_date
from levier.core.french.numbers import format_number, format_percent
from levier.core.period import Period
from levier.core.result import Sentence

_STALE_DAYS = 7
_FILLED = 0.98


def caveats(asked: Asked, today: date) -> list[Sentence]:
    """Notices, in the order of their weight. They cite the rows they speak about."""
    told = [*_half_covered(asked), *_silence(asked, today), *_missing_members(asked), *_scope(asked)]
    shown = len(asked.main.rows)
    if (
        asked.query.limit
        and not asked.calendar
        and shown < asked.main.total_rows
        and not asked.query.inactive
    ):
        told.append(
            f"{format_number(shown)} ligne(s) affichée(s) sur {format_number(asked.main.total_rows)}."
            if shown > 1
            else f"Première ligne sur {format_number(asked.main.total_rows)}."
        )
    return [Sentence(text=text, evidence=["e1"], kind="notice") for text in told]


def _half_covered(asked: Asked) -> list[str]:
    first, last = asked.facts.first_day, asked.facts.last_day
    if not (first and last):
        return []
    told = []
    for period in (asked.query.period, asked.query.compare):
        if period is None or period.end < first or period.start > last:
            if period is not None:
                told.append(f"Aucune donnée pour {_named(period)} : vos ventes vont {_span(first, last)}.")
            continue
        if period.end > last:
            told.append(
                f"Les données s'arrêtent au {format_long_date(last)} : {_named(period)} n'est couvert qu'en partie."
            )
        if period.start < first:
            told.append(
                f"Les données commencent au {format_long_date(first)} : {_named(period)} n'est couvert qu'en partie."
            )
    return told


def _named(period: Period) -> str:
    return f"la période « {period.label} »" if period.label else "la période demandée"


def _span(first: date, last: date) -> str:
    return f"du {format_long_date(first)} au {format_long_date(last)}"


def _silence(asked: Asked, today: date) -> list[str]:
    last = asked.facts.last_day
    if not asked.query.inactive or not last:
        return []
    told = []
    if (today - last).days > _STALE_DAYS:
        told.append(
            f"Les ventes connues s'arrêtent au {format_long_date(last)} : un silence plus récent peut venir d'un import manquant."
        )
    if asked.query.inactive.rhythm != "any":
        fewest, unit = (
            ("3 mois", "mois") if asked.query.inactive.rhythm == "monthly" else ("6 semaines", "semaines")
        )
        told.append(
            f"Régulier signifie ici : des commandes dans au moins {fewest} différents, et dans au moins trois quarts des {unit} "
            "entre la première et la dernière commande."
        )
    return told


def _missing_members(asked: Asked) -> list[str]:
    """A ranking of customers says how many lines have none: they may be a good part of the sales."""
    told = []
    for dimension in asked.dimensions:
        source = {"customer": ("customer", "customer_name")}.get(dimension.name, (dimension.name,))
        filled = max((asked.facts.filled.get(name, 0.0) for name in source), default=0.0)
        if dimension.grain or not 0 < filled < _FILLED:
            continue
        missing = round(1 - filled, 6)
        told.append(
            f"{format_percent(missing)} des lignes de vente de tout l'historique n'ont pas de {dimension.label} : "
            "elles ne figurent pas dans ces lignes."
        )
    return told


def _scope(asked: Asked) -> list[str]:
    told = []
    if any(dimension.articles_only for dimension in asked.dimensions):
        told.append(
            "Les frais de port, remises, commissions et corrections ne sont pas classés parmi les produits."
        )
    if not asked.query.inactive:
        told += [
            f"{capital(asked.model.measure(name).label)} : {_small(asked.model.measure(name).definition)}"
            for name in asked.query.measures
        ]
    return told


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
