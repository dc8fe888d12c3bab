"""Table query: the declaration. What it computes is in :mod:`.answering`, loaded only when it runs."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from levier.core.capability import Capability, Card, Context, Need
from levier.core.errors import BadInput
from levier.core.french.numbers import parse_number
from levier.core.french.text import fold
from levier.core.measures import Filter, Inactivity, Threshold
from levier.core.period import Period
from levier.core.result import Result
from levier.tables.kinds import KINDS
from levier.tables.measures import MODELS

if TYPE_CHECKING:  # the type checker cannot read a Literal made of the kinds there are
    KindName = str
else:
    KindName = Literal[("", *MODELS)]
KIND_LABELS = {kind: KINDS[kind].label for kind in MODELS}
_TYPED_THRESHOLD = re.compile(
    r"\s*([\w '’.%]+?)\s*(>=|≥|<=|≤|>|<)\s*([\d\s\u00a0\u202f.,-]+?)\s*(?:€|%|£|\$)?\s*"
)
_SIDES = {">": "over", ">=": "at_least", "≥": "at_least", "<": "under", "<=": "at_most", "≤": "at_most"}
_TYPED_FILTER = re.compile(r"\s*([\w '’]+?)\s*(!=|≠|=|:)\s*(.+?)\s*")


@cache
def _axis_words() -> frozenset[str]:
    """Every word that names an axis of some kind, folded."""
    axes = [one for model in MODELS.values() for one in model.dimensions.values()]
    return frozenset(fold(word) for one in axes for word in (one.name, one.label, one.plural, *one.synonyms))


def _each_typed(given: Any, read: Callable[[str], dict[str, Any]]) -> Any:
    """Each line or item written as text, read; what is already in its own shape is left as it is."""
    if isinstance(given, str):
        given = given.splitlines()
    if not isinstance(given, list):
        return given
    return [read(part) if isinstance(part, str) else part for part in given]


def _filter_of(text: str) -> dict[str, Any]:
    match = _TYPED_FILTER.fullmatch(text)
    if not match or fold(match[1]).strip() not in _axis_words():
        raise ValueError(f"« {text} » n'est pas un filtre : écrivez par exemple « pays = France »")
    values = [value.strip() for value in match[3].split(",") if value.strip()]
    return {"dimension": match[1].strip().lower(), "values": values, "exclude": match[2] in ("!=", "≠")}


def _threshold_of(text: str) -> dict[str, Any]:
    match = _TYPED_THRESHOLD.fullmatch(text)
    try:
        value = float(parse_number(match[3])) if match else None
    except BadInput:
        value = None
    if match is None or value is None:
        raise ValueError(f"« {text} » n'est pas un seuil : écrivez par exemple « panier moyen > 500 »")
    return {
        "measure": match[1].strip(), "side": _SIDES[match[2]], "value": value / 100 if "%" in text else value,
    }  # fmt: skip


class TableQueryInput(BaseModel):
    """The fields of core ``MeasureQuery``, with their French labels."""

    model_config = ConfigDict(extra="forbid")

    kind: KindName = Field(
        default="",
        title="Tableau",
        description="Le type de tableau interrogé ; vide : celui de la première mesure",
        json_schema_extra={"labels": {"": "selon la mesure", **KIND_LABELS}},
    )
    measures: list[str] = Field(
        default=[],
        max_length=6,
        title="Mesures",
        description="Ce que vous voulez connaître, une mesure par ligne (« chiffre d'affaires », « montant en retard de "
        "paiement » …) ; la page « Mesures » les définit toutes ; vide : la mesure principale du tableau",
        json_schema_extra={"names": {kind: list(model.measures) for kind, model in MODELS.items()}},
    )
    dimensions: list[str] = Field(
        default=[],
        max_length=3,
        title="Par",
        description="Comment répartir : « produit », « pays », « mois », « fournisseur » … ; vide : un seul chiffre",
        json_schema_extra={"names": {kind: list(model.dimensions) for kind, model in MODELS.items()}},
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
    having: list[Threshold] = Field(
        default=[],
        max_length=3,
        title="Au-delà de",
        description="Un seuil par ligne, pour ne garder que les membres qui le passent : « panier moyen > 500 », « nombre de "
        "commandes >= 5 »",
    )
    average: Literal["", "all", "working"] = Field(
        default="",
        title="Moyenne",
        description="Avec un axe de calendrier : ce que font les périodes en moyenne",
        json_schema_extra={
            "labels": {
                "": "non",
                "all": "de toutes les périodes",
                "working": "des jours du lundi au vendredi",
            }
        },
    )
    classes: bool = Field(
        default=False,
        title="Classes A, B, C",
        description="A : ce qui fait les premiers 80 % de la mesure ; B : jusqu'à 95 % ; C : le reste",
    )
    each: str = Field(
        default="",
        max_length=40,
        title="Pour chacun",
        description="Avec deux axes : le nombre de lignes vaut pour chaque membre de celui-ci (« pays » : les 5 premiers de "
        "chaque pays)",
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
    dataset: str = Field(
        default="",
        max_length=200,
        title="Nom du tableau",
        description="Lequel lire, quand vous en avez plusieurs de ce type ; vide : le dernier mis à jour, ou tous si vous les "
        "avez réunis",
    )

    @field_validator("filters", mode="before")
    @classmethod
    def _typed_filters(cls, given: Any) -> Any:
        """« pays = France, Belgique », as a form or a command line gives it."""
        return _each_typed(given, _filter_of)

    @field_validator("having", mode="before")
    @classmethod
    def _typed_thresholds(cls, given: Any) -> Any:
        """« panier moyen > 500 », as a form or a command line gives it."""
        return _each_typed(given, _threshold_of)

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
    ``without_member``: by axis, the share (0–1) of the lines that have none; ``unmatched``: by kind of joined table, the share (0–1) of lines without
    a match in it; ``chosen``: which table was read and why, when there were several; ``habit``: the fewest months (weeks) with
    an order of a regular member; ``having``: the threshold of each measure; ``average``: the mean of the periods and their
    count; ``classes``: by class A, B, C, its members, their part of all of them, and their share of the measure.
    """

    kind: str = "sales"
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
    unmatched: dict[str, dict[str, Any]] = {}
    chosen: str = ""
    habit: dict[str, int] = {}
    having: dict[str, float] = {}
    average: dict[str, float] = {}
    classes: dict[str, dict[str, float]] = {}


class TableQuery(Capability[TableQueryInput, TableQueryOutput]):
    """Figures of the company's tables: values, rankings, trends, comparisons, shares, customers gone silent."""

    name = "table-query"
    title = "Chiffres de vos tableaux"
    summary = (
        "Répond aux questions chiffrées sur vos tableaux (ventes, stock, achats, factures, comptabilité, campagnes …) : "
        "montants, taux, délais, classements, évolutions, comparaisons, parts."
    )
    family = "Décider"
    icon = "table"
    needs = (Need("any", why="un tableau dont les chiffres sont tirés"),)
    card = Card(
        purpose="Connaître l'activité de l'entreprise par des mesures définies une fois pour toutes.",
        personal_data="les noms ou codes de vos clients, fournisseurs ou collaborateurs, quand la question porte sur eux",
        risk="minimal",
        explains="Chaque chiffre s'ouvre sur les lignes dont il est tiré, et sa définition est affichée.",
        data_class="internal",
    )
    moves = ("turnover", "average-basket", "return-rate", "payment-delay", "service-level", "stock-value")
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
        "Quelles factures sont en retard ?",
        "Quel est le taux de service de nos fournisseurs ?",
        "Quel stock dort depuis 90 jours ?",
        "Quel est le taux d'ouverture de nos campagnes ?",
        "Quelles machines tombent le plus en panne ?",
    )
    typical_seconds = 0.3
    Input = TableQueryInput
    Output = TableQueryOutput

    def run(self, ctx: Context, given: TableQueryInput) -> TableQueryOutput:
        """Raises NotEnoughData (no sales, or a column is missing), BadInput (contradictory question)."""
        from levier.capabilities.table_query.answering import answer  # noqa: PLC0415 - only when it runs

        return answer(ctx, given)


__all__ = ["TableQuery", "TableQueryInput", "TableQueryOutput"]
