"""Evidence and statements that several tests of validation share: a contract, a table, a computed result."""

from datetime import date

from levier.core.evidence import Computed, Passage, Rows
from levier.core.result import Sentence

CONTRACT = Passage(
    id="s1.e1", document=1, version=1, passage=1, title="Contrat Ateliers Morvan", page=3,
    quote=(
        "Article 7 – Retards. En cas de retard de livraison, le fournisseur doit payer une pénalité de 1,5 % du montant "
        "de la commande par semaine de retard, dans la limite de 10 %. L'acheteur peut annuler la commande après "
        "30 jours de retard. La garantie n'est pas transférable. Le contrat a été signé à Autun le 3 mars 2011 entre "
        "Ateliers Morvan et Comptoir Delaunay. Ateliers Morvan livre Comptoir Delaunay sous 12 jours ouvrés."
    ),
)  # fmt: skip

COUNTRIES = Rows(
    id="s2.e1", dataset=1, version=2, title="Chiffre d'affaires par pays", columns=["country", "revenue", "orders"],
    values=[["United Kingdom", 426047.85, 1234], ["Germany", 15536.4, 41], ["France", 12808.75, 30]], total_rows=38,
    units={"revenue": "€", "orders": "commandes"},
    query={"kind": "sales", "measures": ["revenue"], "dimensions": ["country"], "limit": 3,
           "period": {"start": "2011-04-01", "end": "2011-04-30", "label": "avril 2011"}, "today": "2011-09-01"},
)  # fmt: skip

GROWTH = Computed(id="s3.e1", path="growth", title="Évolution d'avril à mai", value=0.467, unit="%")
TWO_MONTHS = Rows(
    id="s4.e1", dataset=1, version=2, title="Chiffre d'affaires par mois", columns=["month", "revenue"],
    values=[["2011-04-01", 493207.12], ["2011-05-01", 723333.51]], total_rows=2, units={"revenue": "€"},
    query={"period": {"start": "2011-04-01", "end": "2011-05-31"}, "today": "2011-09-01"},
)  # fmt: skip

EVIDENCE = [CONTRACT, COUNTRIES, GROWTH, TWO_MONTHS]
TODAY = date(2011, 9, 1)


def said(text: str, *evidence: str, kind: str = "statement") -> Sentence:
    return Sentence(text=text, evidence=list(evidence), kind=kind)  # type: ignore[arg-type]
