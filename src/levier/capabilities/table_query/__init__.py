"""Table query: the declaration. What it computes is in :mod:`.answering`, loaded only when it runs."""

import re
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from levier.core.capability import Capability, Card, Context
from levier.core.measures import Filter, Inactivity
from levier.core.period import Period
from levier.core.result import Result
from levier.tables.kinds import Sales

MeasureName = Literal[
    "revenue", "quantity", "orders", "customers", "average_basket", "average_price", "revenue_per_customer",
    "returns_value", "returns_quantity", "returns_rate", "products_sold", "lines",
]  # fmt: skip
DimensionName = Literal[
    "product", "product_code", "category", "customer", "country",
    "day", "week", "month", "quarter", "year", "weekday", "hour",
]  # fmt: skip

MEASURE_LABELS = {
    "revenue": "chiffre d'affaires",
    "quantity": "quantité vendue",
    "orders": "nombre de commandes",
    "customers": "nombre de clients",
    "average_basket": "panier moyen",
    "average_price": "prix de vente moyen",
    "revenue_per_customer": "chiffre d'affaires par client",
    "returns_value": "montant des retours",
    "returns_quantity": "quantité retournée",
    "returns_rate": "taux de retour",
    "products_sold": "nombre de références vendues",
    "lines": "nombre de lignes de vente",
}
DIMENSION_LABELS = {
    "product": "produit",
    "product_code": "code article",
    "category": "catégorie",
    "customer": "client",
    "country": "pays",
    "day": "jour",
    "week": "semaine",
    "month": "mois",
    "quarter": "trimestre",
    "year": "année",
    "weekday": "jour de la semaine",
    "hour": "heure",
}
_TYPED_FILTER = re.compile(r"\s*([\w ]+?)\s*(!=|≠|=|:)\s*(.+?)\s*")


class TableQueryInput(BaseModel):
    """The fields of core ``MeasureQuery``, with their French labels."""

    model_config = ConfigDict(extra="forbid")

    measures: list[MeasureName] = Field(
        default=["revenue"],
        min_length=1,
        max_length=6,
        title="Mesures",
        description="Ce que vous voulez connaître",
        json_schema_extra={"labels": dict(MEASURE_LABELS)},
    )
    dimensions: list[DimensionName] = Field(
        default=[],
        max_length=3,
        title="Par",
        description="Comment répartir : par produit, par pays, par mois … ; vide : un seul chiffre",
        json_schema_extra={"labels": dict(DIMENSION_LABELS)},
    )
    filters: list[Filter] = Field(
        default=[],
        max_length=12,
        title="Seulement",
        description="Un filtre par ligne : « pays = France, Belgique », « produit ≠ Carte cadeau »",
    )
    period: Period | None = Field(
        default=None, title="Période", description="Premier et dernier jour ; vide : tout l'historique"
    )
    compare: Period | None = Field(
        default=None, title="Comparer à", description="Une seconde période, mise en regard de la première"
    )
    share: bool = Field(
        default=False, title="Parts", description="Ajouter la part de chaque ligne dans le total"
    )
    inactive: Inactivity | None = Field(
        default=None,
        title="Sans commande depuis",
        description="Nombre de jours sans commande ; ajoutez « par mois » ou « par semaine » pour les réguliers",
        json_schema_extra={"unit": "jours"},
    )
    order: Literal["desc", "asc", "natural", "rise", "fall"] = Field(
        default="desc",
        title="Ordre",
        description="Du plus grand au plus petit, l'inverse, dans l'ordre naturel, ou selon l'évolution",
        json_schema_extra={
            "labels": {
                "desc": "du plus grand",
                "asc": "du plus petit",
                "natural": "naturel",
                "rise": "plus fortes hausses",
                "fall": "plus fortes baisses",
            }
        },
    )
    limit: int | None = Field(
        default=None, ge=1, le=10_000, title="Nombre de lignes", description="Les premières seulement"
    )

    @field_validator("filters", mode="before")
    @classmethod
    def _typed_filters(cls, given: Any) -> Any:
        """« pays = France, Belgique », as a form or a command line gives it."""
        if isinstance(given, str):
            given = given.splitlines()
        if not isinstance(given, list):
            return given
        names = {label: name for name, label in DIMENSION_LABELS.items()} | {
            name: name for name in DIMENSION_LABELS
        }
        read: list[Any] = []
        for part in given:
            if not isinstance(part, str):
                read.append(part)
                continue
            match = _TYPED_FILTER.fullmatch(part)
            if not match or match[1].lower() not in names:
                raise ValueError(f"« {part} » n'est pas un filtre : écrivez par exemple « pays = France »")
            values = [value.strip() for value in match[3].split(",") if value.strip()]
            read.append(
                {"dimension": names[match[1].lower()], "values": values, "exclude": match[2] in ("!=", "≠")}
            )
        return read

    @field_validator("inactive", mode="before")
    @classmethod
    def _typed_inactivity(cls, given: Any) -> Any:
        """« 60 », « 60 par mois », or a bare number of days."""
        if isinstance(given, int) and not isinstance(given, bool):
            return {"days": given}
        if isinstance(given, str) and (digits := re.search(r"\d+", given)):
            rhythm = "monthly" if "mois" in given else "weekly" if "semaine" in given else "any"
            return {"days": int(digits[0]), "rhythm": rhythm}
        return given


class TableQueryOutput(Result):
    """``keys``: members of the first dimension in the order shown, as the table writes them (usable by a later step).

    ``columns``/``labels``/``units``: of ``rows``; ``totals``: each measure over all lines; ``total_rows``: lines before the
    limit; ``definitions``: how each measure is computed, in French; ``history``: first and last day of the sales;
    ``without_member``: by axis, the share (0–1) of the lines that have none; ``habit``: the fewest months (weeks) with
    an order of a regular member.
    """

    keys: list[str] = []
    columns: list[str] = []
    labels: dict[str, str] = {}
    units: dict[str, str] = {}
    rows: list[list[Any]] = []
    totals: dict[str, float] = {}
    total_rows: int = 0
    period: Period | None = None
    compare: Period | None = None
    currency: str = ""
    definitions: dict[str, str] = {}
    history: dict[str, date] = {}
    without_member: dict[str, float] = {}
    habit: dict[str, int] = {}


class TableQuery(Capability[TableQueryInput, TableQueryOutput]):
    """Figures of the sales: values, rankings, trends, comparisons, shares, customers gone silent."""

    name = "table-query"
    title = "Chiffres des ventes"
    summary = (
        "Répond aux questions chiffrées sur vos ventes : montants, classements, évolutions, comparaisons, parts, clients "
        "devenus inactifs."
    )
    family = "Décider"
    icon = "table"
    needs = (Sales.need(columns=("date",), why="les lignes de vente dont les chiffres sont tirés"),)
    card = Card(
        purpose="Connaître les ventes de l'entreprise par des mesures définies une fois pour toutes.",
        personal_data="les noms ou codes de vos clients, quand la question porte sur eux",
        risk="minimal",
        explains="Chaque chiffre s'ouvre sur les lignes de vente dont il est la somme, et sa définition est affichée.",
        data_class="internal",
    )
    moves = ("turnover", "average-basket", "return-rate")
    examples = (
        "Quel est notre chiffre d'affaires du mois dernier ?",
        "Compare le chiffre d'affaires d'avril et de mai par pays",
        "Quels sont nos 10 meilleurs produits cette année ?",
        "Quels clients n'ont plus commandé depuis 60 jours alors qu'ils commandaient tous les mois ?",
        "Comment évoluent les ventes mois par mois ?",
        "Quelle part de nos ventes fait-on en Allemagne ?",
        "Combien de commandes avons-nous eues en mars ?",
        "Quel est le panier moyen par pays ?",
        "Combien de clients ont acheté au premier trimestre ?",
        "Quel jour de la semaine vendons-nous le plus ?",
        "Quels produits ont le plus de retours ?",
        "Quel est le taux de retour ce trimestre par rapport au précédent ?",
        "Combien avons-nous vendu de ce produit depuis janvier ?",
        "Classe les pays par chiffre d'affaires, sans le Royaume-Uni",
        "Les ventes ont-elles baissé entre juin et juillet ?",
        "Quels clients ont le plus baissé par rapport au mois précédent ?",
        "Quels sont les produits les moins vendus ?",
        "Qui sont nos 5 plus gros clients en France ?",
        "À quelle heure les commandes arrivent-elles ?",
    )
    typical_seconds = 0.3
    Input = TableQueryInput
    Output = TableQueryOutput

    def run(self, ctx: Context, given: TableQueryInput) -> TableQueryOutput:
        """Raises NotEnoughData (no sales, or a column is missing), BadInput (contradictory question)."""
        from levier.capabilities.table_query.answering import answer  # noqa: PLC0415 - only when it runs

        return answer(ctx, given)


__all__ = ["DimensionName", "MeasureName", "TableQuery", "TableQueryInput", "TableQueryOutput"]
