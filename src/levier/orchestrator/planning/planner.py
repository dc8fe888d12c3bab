"""What every planner offers: an understood request and what the company has become a plan."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from levier.core.capability import Capability, DatasetFacts
from levier.orchestrator.planning.plan import Plan
from levier.orchestrator.understand.shapes import Understood
from levier.tables.measures.model import Model

AnyCapability = type[Capability[Any, Any]]

SALES_MEASURES: Mapping[str, str] = {
    "revenue": "chiffre d’affaires",
    "quantity": "quantité vendue",
    "orders": "nombre de commandes",
    "customers": "nombre de clients",
    "average_basket": "panier moyen",
    "average_price": "prix de vente moyen",
    "returns_value": "montant des retours",
    "returns_quantity": "quantité retournée",
    "returns_rate": "taux de retour",
    "products_sold": "nombre de références vendues",
    "revenue_per_customer": "chiffre d’affaires par client",
    "lines": "nombre de lignes de vente",
}
SALES_DIMENSIONS: Mapping[str, str] = {
    "product": "produit",
    "product_code": "code article",
    "category": "catégorie",
    "customer": "client",
    "country": "pays",
    "invoice": "facture",
    "day": "jour",
    "week": "semaine",
    "month": "mois",
    "quarter": "trimestre",
    "year": "année",
    "weekday": "jour de la semaine",
    "hour": "heure",
}


@dataclass(frozen=True)
class CompanyFacts:
    """What a planner may know of a company: the day it lives at, its tables by kind, how many documents it has.

    ``measures``/``dimensions``: those of the semantic layer, name → French label. ``models``: the semantic model of each
    kind the company has a table of, its own measures included. ``members``: the members of an axis, by kind and axis.
    ``datasets``: the names of its tables by kind. ``name``: its own name.
    """

    today: date
    tables: Mapping[str, DatasetFacts] = field(default_factory=dict)
    documents: int = 0
    measures: Mapping[str, str] = field(default_factory=lambda: dict(SALES_MEASURES))
    dimensions: Mapping[str, str] = field(default_factory=lambda: dict(SALES_DIMENSIONS))
    models: Mapping[str, Model] = field(default_factory=dict)
    members: Callable[[str, str], Sequence[str]] | None = None
    datasets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    name: str = ""


class Planner(Protocol):
    """Plans an understood request with the capabilities of the catalogue. Never runs anything."""

    def plan(
        self, understood: Understood, *, catalogue: Sequence[AnyCapability], company: CompanyFacts
    ) -> Plan: ...
