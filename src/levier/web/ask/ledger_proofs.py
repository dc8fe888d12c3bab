"""Proofs that come from accounting entries: what they are the sum of, in words, and the entries themselves."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from levier.core.actor import Actor
from levier.core.french.writing_dates import format_date
from levier.tables.accounting import kept
from levier.tables.reading import Lines

_BASES = {
    "flows": "écritures de charges et de produits, hors clôture",
    "movements": "écritures de la période, hors à-nouveaux et clôture",
    "standing": "écritures qui font le solde, à-nouveaux compris",
    "entries": "écritures citées",
}
_LABELS = {
    "account": "Compte", "day": "Date", "party": "Tiers", "document": "Pièce", "label": "Libellé", "amount": "Montant", "name": "Tiers", "code": "Compte du tiers",
    "oldest_days": "Plus ancienne (jours)", "age": "Âge", "month": "Mois", "received": "Encaissé", "paid": "Décaissé",
    "closing": "Solde", "collected": "Collectée", "goods": "Déductible (biens et services)",
    "assets": "Déductible (immobilisations)", "due": "Dû", "settled": "Liquidée", "behaviour": "Comportement",
    "entries_count": "Pièces", "share": "Part", "index": "Indice", "years_count": "Exercices", "asked": "Demandé",
    "older_than_days": "Depuis plus de (jours)", "stocks": "Stocks", "receivables": "Créances", "debts": "Dettes",
    "need": "Besoin en fonds de roulement", "customers": "Clients", "suppliers": "Fournisseurs",
    "rules_count": "Règles vérifiées", "broken_count": "Non respectées", "blocking_count": "Bloquantes",
}  # fmt: skip


def is_ledger(query: Mapping[str, Any]) -> bool:
    """Whether rows were read by a selection of entries rather than by the semantic layer."""
    return "basis" in query


def label(key: str) -> str:
    """The French heading of a column of such a proof."""
    return _LABELS.get(key, key)


def in_words(query: Mapping[str, Any]) -> str:
    """« Écritures de charges et de produits, hors clôture ; comptes 70 ; du 01/01/2023 au 30/06/2023 »."""
    parts = [_BASES.get(query["basis"], "écritures")]
    if accounts := query.get("accounts"):
        left = f" sauf {', '.join(query['exclude'])}" if query.get("exclude") else ""
        parts.append(f"comptes {', '.join(accounts)}{left}")
    start, end = query.get("start"), query.get("end")
    if end and query["basis"] == "standing":
        parts.append(f"au {format_date(date.fromisoformat(end))}")
    elif start and end:
        parts.append(f"du {format_date(date.fromisoformat(start))} au {format_date(date.fromisoformat(end))}")
    text = " ; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}"


def lines(actor: Actor, item: Mapping[str, Any], limit: int, offset: int) -> Lines:
    """A page of the entries behind the proof. Raises NotFound when the person may no longer see them."""
    return kept.lines_of(actor, item["dataset"], item["version"], item["query"], limit=limit, offset=offset)
