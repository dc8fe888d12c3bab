"""Fraud and error detection: the declaration. The science is in this folder, loaded only when it runs."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from levier.core.capability import Capability, Card, Context, Need, Upkeep
from levier.core.period import Period
from levier.core.result import Result

Where = Literal["all", "journal_entries", "purchases", "invoices", "payments", "transactions"]
Source = Literal["journal_entries", "purchases", "invoices", "payments"]
WHERE_LABELS: dict[str, str] = {
    "all": "toutes vos tables",
    "journal_entries": "écritures comptables",
    "purchases": "achats et commandes",
    "invoices": "factures",
    "payments": "paiements et virements",
    "transactions": "transactions par carte",
}
DETECTOR_LABELS: dict[str, str] = {
    "duplicate": "doublon probable",
    "unusual_amount": "montant inhabituel",
    "round_amount": "montant rond",
    "weekend": "week-end ou jour férié",
    "night": "opération de nuit",
    "split": "commande découpée sous un seuil",
    "similar_supplier": "tiers presque homonymes",
    "supplier_like_employee": "tiers au nom d'une personne de l'entreprise",
    "new_party": "tiers vu une seule fois",
    "iban": "coordonnées bancaires",
    "arithmetic": "calcul faux",
    "sequence_gap": "trou de numérotation",
    "backdated": "date hors de l'ordre",
    "account_pair": "comptes qui ne vont pas ensemble",
    "inverted": "débit et crédit inversés",
    "benford": "loi de Benford",
    "unbilled_payment": "paiement sans facture",
    "lettering": "lettrage qui ne s'équilibre plus",
    "disagreeing": "facture et règlement qui se contredisent",
    "anomaly": "ensemble inhabituel",
    "model": "modèle appris sur vos fraudes connues",
}


class FraudDetectionInput(BaseModel):
    """Where to look, over what days, under what threshold."""

    model_config = ConfigDict(extra="forbid")

    where: Where = Field(
        default="all",
        title="Où chercher",
        description="Une table, toutes, ou les transactions par carte (avec un nombre d'alertes par jour)",
        json_schema_extra={"labels": dict(WHERE_LABELS)},
    )
    period: Period | None = Field(
        default=None,
        title="Période",
        description="Seules les opérations de ces jours sont montrées ; vide : toutes",
    )
    threshold: float | None = Field(
        default=None,
        gt=0,
        le=1e9,
        title="Seuil d'approbation",
        description="Montant au-dessus duquel une dépense doit être approuvée chez vous ; vide : les seuils courants",
        json_schema_extra={"unit": "€"},
    )
    limit: int = Field(
        default=30,
        ge=1,
        le=500,
        title="Nombre d'alertes",
        description="Alertes montrées au plus, les plus fortes d'abord",
    )
    per_day: int = Field(
        default=20,
        ge=1,
        le=10_000,
        title="Contrôles quotidiens",
        description="Pour les transactions par carte : combien vous pouvez en vérifier chaque jour",
    )
    delay: int = Field(
        default=7,
        ge=0,
        le=120,
        title="Délai de découverte",
        description="Pour les transactions par carte : temps qu'il faut pour apprendre qu'un paiement était une fraude",
        json_schema_extra={"unit": "jours"},
    )


class AlertFound(BaseModel):
    """One alert. ``reasons``: strongest first; ``lines``: entries of the ledger, or lines of the table (from 0)."""

    reference: str = Field(title="Référence")
    source: Source = Field(title="Table")
    day: date | None = Field(default=None, title="Date")
    party: str = Field(default="", title="Tiers")
    document: str = Field(default="", title="Pièce")
    amount: float = Field(title="Montant")
    stake: float = Field(title="En jeu")
    currency: str = Field(title="Devise")
    score: float = Field(title="Force", json_schema_extra={"unit": ""})
    detectors: list[str] = Field(title="Détecteurs")
    reasons: list[str] = Field(title="Raisons")
    lines: list[int] = Field(title="Lignes")
    beside: list[int] = Field(default=[], title="Lignes de comparaison")
    verdict: str = Field(default="", title="Votre avis")


class Summary(BaseModel):
    """``examined`` operations; ``silenced`` signs left out because a person found their like normal."""

    examined: int = Field(title="Opérations examinées", json_schema_extra={"unit": ""})
    alerts: int = Field(title="Alertes retenues", json_schema_extra={"unit": ""})
    stake: float = Field(title="Montant en jeu")
    silenced: int = Field(default=0, title="Signes passés sous silence", json_schema_extra={"unit": ""})
    judged: int = Field(default=0, title="Avis donnés", json_schema_extra={"unit": ""})


class Rehearsed(BaseModel):
    """Errors added on purpose to a copy of the company's data, and what came out."""

    added: int = Field(title="Erreurs ajoutées", json_schema_extra={"unit": ""})
    found: int = Field(title="Retrouvées", json_schema_extra={"unit": ""})
    by_amount: int = Field(title="Retrouvées par les plus gros montants", json_schema_extra={"unit": ""})
    looked: int = Field(title="Opérations lues", json_schema_extra={"unit": ""})


class Learnt(BaseModel):
    """The model of card payments measured on days it never saw; null where no fraud is known."""

    average_precision: float = Field(title="Précision moyenne", json_schema_extra={"unit": "%"})
    by_amount: float = Field(title="Tri par montant", json_schema_extra={"unit": "%"})
    frauds: int = Field(title="Fraudes de la période", json_schema_extra={"unit": ""})
    caught: int = Field(title="Fraudes signalées", json_schema_extra={"unit": ""})
    alerts: int = Field(title="Alertes données", json_schema_extra={"unit": ""})
    per_day: int = Field(title="Alertes par jour", json_schema_extra={"unit": ""})
    days: int = Field(title="Jours vérifiés", json_schema_extra={"unit": ""})


class FraudDetectionOutput(Result):
    """The ranked list, and how far it may be trusted."""

    where: Where
    alerts: list[AlertFound]
    summary: Summary
    rehearsed: Rehearsed | None = None
    learnt: Learnt | None = None
    weights: dict[str, float] = {}
    unread: dict[str, int] = {}


class FraudDetection(Capability[FraudDetectionInput, FraudDetectionOutput]):
    """Frauds and errors in entries, purchases, invoices and payments: one ranked list with its reasons."""

    name = "fraud-detection"
    title = "Détection de fraudes et d'erreurs"
    summary = (
        "Cherche dans vos écritures, achats, factures et paiements les doublons, IBAN changés, faux fournisseurs, calculs "
        "faux et opérations atypiques : une seule liste, la plus suspecte d'abord, avec ses raisons."
    )
    family = "Prévoir"
    icon = "shield-check"
    needs = (
        Need(
            "any",
            among=("journal_entries", "purchases", "invoices", "payments"),
            why="des écritures comptables, des achats, des factures ou des paiements",
        ),
        Need(
            "journal_entries",
            optional=True,
            min_rows=100,
            why="contrôle des comptes, de la TVA, de la numérotation",
        ),
        Need("invoices", optional=True, min_rows=30, why="doublons, calculs, IBAN"),
        Need("payments", optional=True, min_rows=30, why="doublons, IBAN changés, transactions par carte"),
        Need("purchases", optional=True, min_rows=30, why="commandes découpées sous un seuil"),
        Need("suppliers", optional=True, why="l'IBAN de la fiche de chaque fournisseur"),
    )
    card = Card(
        purpose="Repérer les fraudes et les erreurs à vérifier dans les opérations de l'entreprise, avant qu'elles ne coûtent.",
        personal_data="noms, comptes bancaires et opérations des tiers personnes physiques ; noms de salariés comparés à ceux des tiers",
        risk="high",
        risk_reason=(
            "une alerte peut mettre en cause une personne (salarié, fournisseur, client) : elle n'est qu'une opération à vérifier par un humain, aucune personne "
            "n'est notée ni classée, aucune décision n'est prise seule. Par prudence, traité comme à haut risque ; le règlement "
            "(annexe III, 5 b) écarte la détection de la fraude financière de l'évaluation de solvabilité, mais pas la surveillance de salariés (4 b)"
        ),
        approval="manager",
        explains="Chaque alerte donne ses raisons en français, le montant en jeu et ouvre les lignes qui la prouvent ; vos avis corrigent la suite.",
        data_class="confidential",
    )
    moves = ("losses-avoided",)
    fine = ("limit", "per_day", "delay")
    examples = (
        "Y a-t-il des fraudes ou des erreurs dans nos écritures ?",
        "Cherche les fraudes et les erreurs dans nos écritures et nos factures",
        "Cherche les factures payées deux fois",
        "Avons-nous payé des factures deux fois ?",
        "Y a-t-il des factures en double ?",
        "Détecte les doublons dans nos factures fournisseurs",
        "Y a-t-il des doublons dans nos factures fournisseurs ?",
        "Un fournisseur a-t-il changé d'IBAN récemment ?",
        "Quels fournisseurs ont changé d'IBAN récemment ?",
        "Quelles opérations sont suspectes ?",
        "Montre les opérations suspectes",
        "Des commandes ont-elles été découpées pour rester sous le seuil de 1 000 € ?",
        "Quelles écritures ont été passées le week-end ?",
        "Contrôle nos comptes avec la loi de Benford",
        "Quelles transactions par carte paraissent frauduleuses ?",
    )
    said_by = ("anomalie", "fraude", "frauduleux", "suspect", "doublon", "double", "irrégularité")
    typical_seconds = 6.0
    upkeep = Upkeep(
        relearns="Le poids des détecteurs après chaque avis ; le modèle des transactions par carte à chaque passage.",
        every_days=7,
        watches=(
            "part des alertes jugées normales",
            "fraudes signalées par le modèle des cartes sur les derniers jours",
        ),
    )
    Input = FraudDetectionInput
    Output = FraudDetectionOutput

    def run(self, ctx: Context, given: FraudDetectionInput) -> FraudDetectionOutput:
        """Raises NotFound (no table to look at), NotEnoughData (too few operations), BadInput (a period outside them)."""
        # polars and scikit-learn are heavy: the web process, which only reads the declaration, must not load them.
        from levier.capabilities.fraud_detection.searching import search  # noqa: PLC0415

        return search(ctx, given)

    def render(self, output: FraudDetectionOutput, name: str) -> bytes:
        """The list as a file for a spreadsheet, or as a report to sign. Raises NotImplementedError."""
        from levier.capabilities.fraud_detection.files import render  # noqa: PLC0415

        return render(output, name)


__all__ = [
    "DETECTOR_LABELS",
    "WHERE_LABELS",
    "AlertFound",
    "FraudDetection",
    "FraudDetectionInput",
    "FraudDetectionOutput",
    "Learnt",
    "Rehearsed",
    "Source",
    "Summary",
    "Where",
]
