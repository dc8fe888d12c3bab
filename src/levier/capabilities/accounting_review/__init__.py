"""Accounting review: the declaration. The figures are in :mod:`levier.tables.accounting`, loaded only when it runs."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from levier.core.capability import Capability, Card, Context
from levier.core.period import Period
from levier.core.result import Result
from levier.tables.kinds import JournalEntries

Topic = Literal[
    "result", "margins", "turnover", "receivables", "payables", "cash", "vat", "payroll", "purchases",
    "seasonality", "costs", "working_capital", "conformity",
]  # fmt: skip
TOPIC_LABELS: dict[str, str] = {
    "result": "résultat",
    "margins": "marges et soldes de gestion",
    "turnover": "chiffre d’affaires par mois",
    "receivables": "créances clients",
    "payables": "dettes fournisseurs",
    "cash": "trésorerie",
    "vat": "TVA",
    "payroll": "masse salariale",
    "purchases": "achats par fournisseur",
    "seasonality": "saisonnalité",
    "costs": "charges fixes et variables",
    "working_capital": "besoin en fonds de roulement",
    "conformity": "conformité du FEC",
}


class AccountingReviewInput(BaseModel):
    """What to look at in the accounts, over what period."""

    model_config = ConfigDict(extra="forbid")

    topic: Topic | None = Field(
        default=None,
        title="Sujet",
        description="Ce qu’il faut regarder ; vide : tiré de la question, sinon le résultat",
        json_schema_extra={"labels": dict(TOPIC_LABELS)},
    )
    period: Period | None = Field(
        default=None, title="Période", description="Premier et dernier jour ; vide : le dernier exercice"
    )
    older_than: int | None = Field(
        default=None,
        ge=0,
        le=3650,
        title="Ancienneté",
        description="Pour les créances et les dettes : seulement ce qui date de plus de ce nombre de jours",
        json_schema_extra={"unit": "jours"},
    )
    limit: int = Field(
        default=10, ge=1, le=10_000, title="Nombre de lignes", description="Tiers ou lignes montrés au plus"
    )
    question: str = Field(
        default="", max_length=2000, title="Question", description="La question posée, dans vos mots"
    )


class AccountingReviewOutput(Result):
    """``figures``: the figures told, by key, in euros, ratios or days; ``rows``: the lines of the table."""

    topic: Topic = "result"
    start: date | None = None
    end: date | None = None
    fiscal_year: str = ""
    figures: dict[str, float | None] = {}
    rows: list[dict[str, Any]] = []


class AccountingReview(Capability[AccountingReviewInput, AccountingReviewOutput]):
    """Results, margins, receivables, cash and VAT drawn from the accounting entries (FEC)."""

    name = "accounting-review"
    title = "Lecture de la comptabilité"
    summary = (
        "Lit vos écritures comptables (FEC) : résultat, marges, créances et dettes par âge, trésorerie, TVA, masse "
        "salariale, achats par fournisseur, conformité du fichier."
    )
    family = "Décider"
    icon = "calculator"
    needs = (
        JournalEntries.need(
            columns=("account", "date"), why="les écritures dont chaque chiffre est la somme"
        ),
    )
    card = Card(
        purpose="Connaître les résultats, la trésorerie et les échéances de l’entreprise à partir de sa comptabilité.",
        personal_data="les noms de clients et de fournisseurs personnes physiques, quand ils figurent dans les écritures",
        risk="minimal",
        explains="Chaque chiffre s’ouvre sur les lignes d’écriture dont il est la somme, et sa définition est affichée.",
        data_class="confidential",
    )
    moves = ("dso", "operating-margin", "cash-position")
    examples = (
        "Quel est notre résultat de l’exercice ?",
        "Avons-nous fait un bénéfice ou une perte cette année en comptabilité ?",
        "Quels sont nos soldes intermédiaires de gestion ?",
        "Quelle est notre valeur ajoutée et notre excédent brut d’exploitation ?",
        "Quelle est notre marge commerciale ?",
        "Qui nous doit de l’argent depuis plus de 60 jours ?",
        "Quels clients ne nous ont pas payés ?",
        "Quelles factures clients sont en retard de paiement ?",
        "Combien devons-nous à nos fournisseurs ?",
        "Quelles dettes envers nos fournisseurs sont échues depuis plus de 30 jours ?",
        "Combien de TVA devons-nous pour mars ?",
        "Quelle TVA collectée et déductible chaque mois ?",
        "Quelle est notre trésorerie en banque mois par mois ?",
        "Que reste-t-il en banque et en caisse ?",
        "Quel est le poids de la masse salariale dans le chiffre d’affaires ?",
        "Combien nous coûtent les salaires et les charges sociales ?",
        "Quels sont nos plus gros fournisseurs en montant d’achats ?",
        "Chez quels fournisseurs dépensons-nous le plus ?",
        "Notre activité est-elle saisonnière d’après la comptabilité ?",
        "Quelles sont nos charges fixes et variables et notre seuil de rentabilité ?",
        "Quel est notre besoin en fonds de roulement ?",
        "En combien de jours nos clients nous paient-ils ?",
        "Notre FEC est-il conforme ?",
        "Quelles anomalies contient notre fichier des écritures comptables ?",
    )
    typical_seconds = 1.0
    Input = AccountingReviewInput
    Output = AccountingReviewOutput

    def run(self, ctx: Context, given: AccountingReviewInput) -> AccountingReviewOutput:
        """Raises NotFound (no journal entries), NotEnoughData (nothing in the period)."""
        # polars is heavy: the web process, which only reads the declaration, must not load it.
        from levier.capabilities.accounting_review.reviewing import review  # noqa: PLC0415

        return review(ctx, given)


__all__ = ["TOPIC_LABELS", "AccountingReview", "AccountingReviewInput", "AccountingReviewOutput", "Topic"]
