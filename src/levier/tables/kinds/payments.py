"""Payments: one movement of money, from a bank statement or a till."""

from levier.tables.kinds.kind import Field, Kind

Payments = Kind(
    name="payments",
    label="Paiements",
    lines="un mouvement d'argent",
    day="date",
    requires=(("date",), ("amount", "debit", "credit")),
    distinctive=("value_date", "method", "label"),
    fields=(
        Field(
            "date",
            "Date",
            "date",
            ("date", "date operation", "date d operation", "date paiement", "payment date", "booking date"),
        ),
        Field("value_date", "Date de valeur", "date", ("date de valeur", "date valeur", "value date")),
        Field("amount", "Montant", "money", ("montant", "amount", "montant operation"), unit="€"),
        Field("debit", "Débit", "money", ("debit", "sortie", "depense"), unit="€"),
        Field("credit", "Crédit", "money", ("credit", "entree", "recette"), unit="€"),
        Field("label", "Libellé", "text", ("libelle", "libelle operation", "description", "motif", "label")),
        Field(
            "party",
            "Tiers",
            "text",
            ("tiers", "client", "fournisseur", "beneficiaire", "emetteur", "counterparty", "payee"),
            personal=True,
        ),
        Field(
            "method",
            "Mode de règlement",
            "text",
            (
                "mode",
                "mode reglement",
                "mode de reglement",
                "mode de paiement",
                "moyen de paiement",
                "payment method",
            ),
        ),
        Field(
            "invoice",
            "Facture réglée",
            "code",
            ("facture", "no facture", "invoice", "reference facture"),
            refers="invoices.invoice",
        ),
        Field("iban", "IBAN", "code", ("iban", "compte"), personal=True),
        Field("balance", "Solde", "money", ("solde", "balance"), unit="€"),
    ),
)
