"""The tables of the page as sheets to download: headings, then rows with figures a French spreadsheet reads."""

from typing import Any

from levier.tables.accounting.amounts import euros
from levier.tables.accounting.conformity import GRAVITIES, ConformityReport
from levier.tables.accounting.months import month_label
from levier.tables.accounting.open_items import BANDS, Ageing
from levier.tables.accounting.overview import Overview
from levier.tables.accounting.tax_forms import TaxForm

Sheet = tuple[list[str], list[list[Any]]]


def sheet(what: str, found: Overview, report: ConformityReport | None) -> Sheet | None:
    """The sheet of that name; None when there is none."""
    if what == "soldes":
        lines = [(line.figure, found.statement.share(line.figure.key)) for line in found.statement.lines]
        return ["Solde", "Montant (€)", "Part du chiffre d’affaires", "Définition"], [
            [one.label, one.value, share, one.definition] for one, share in lines
        ]
    if what in ("creances", "dettes"):
        return _ageing(found.receivables if what == "creances" else found.payables)
    if what == "tresorerie":
        return ["Mois", "Ouverture (€)", "Encaissé (€)", "Décaissé (€)", "Solde (€)"], [
            [month_label(m.first), euros(m.opening), euros(m.received), euros(m.paid), euros(m.closing)]
            for m in found.cash
        ]
    if what == "tva":
        heads = [
            "Mois",
            "Collectée (€)",
            "Déductible biens et services (€)",
            "Déductible immobilisations (€)",
            "Due (€)",
            "Liquidée (€)",
        ]
        return heads, [
            [
                month_label(m.first),
                euros(m.collected),
                euros(m.deductible_goods),
                euros(m.deductible_assets),
                euros(m.due),
                euros(m.settled),
            ]
            for m in found.vat
        ]
    if what == "achats":
        return ["Fournisseur", "Compte", "Achats HT (€)", "Part", "Pièces"], [
            [s.label, s.code, euros(s.amount), s.share, s.entries] for s in found.purchases.suppliers
        ]
    if what == "charges":
        return ["Compte", "Libellé", "Comportement", "Montant (€)"], [
            [account, label, "variable" if follows else "fixe", euros(amount)]
            for account, label, follows, amount in found.costs.accounts
        ]
    if what == "conformite" and report is not None:
        heads = ["Gravité", "Règle", "Nombre", "Ligne", "Constat", "Comment y remédier", "Source"]
        return heads, [
            [
                GRAVITIES[one.rule.gravity],
                one.rule.title,
                one.count,
                example.line or None,
                example.text,
                one.rule.mend,
                one.rule.source,
            ]
            for one in report.findings
            for example in one.examples
        ]
    return None


def _ageing(found: Ageing) -> Sheet:
    heads = [
        "Tiers",
        "Compte",
        "Reste dû (€)",
        *[f"{label.capitalize()} (€)" for label, _, _ in BANDS],
        "Avances (€)",
        "Plus ancienne (jours)",
    ]
    return heads, [
        [p.label, p.code, euros(p.due), *[euros(band) for band in p.bands], euros(p.advances), p.oldest]
        for p in found.parties
    ]


def form_sheet(form: TaxForm) -> Sheet:
    """The lines of a tax form, with the accounts of each."""
    rows = [
        [
            line.form,
            line.line,
            line.label,
            line.value,
            " + ".join(f"{account} ({amount:.2f})".replace(".", ",") for account, _, amount in line.accounts),
        ]
        for line in form.lines
        if line.exact
    ]
    return ["Formulaire", "Ligne", "Libellé", "Montant (€)", "Comptes"], rows
