"""Invoices: one invoice sent or received, with its due date."""

from levier.tables.kinds.kind import Field, Kind

Invoices = Kind(
    name="invoices",
    label="Factures",
    lines="une facture",
    day="date",
    requires=(("invoice",), ("date",), ("net", "gross")),
    key=("invoice", "party"),
    distinctive=("due", "gross", "vat", "invoice"),
    fields=(
        Field(
            "invoice",
            "N° de facture",
            "code",
            ("facture", "no facture", "numero facture", "invoice", "invoice no", "invoice number", "piece"),
        ),
        Field("date", "Date de facture", "date", ("date", "date facture", "date de facture", "invoice date")),
        Field("direction", "Sens", "text", ("sens", "type", "type facture", "direction", "nature")),
        Field(
            "party",
            "Tiers",
            "code",
            (
                "client",
                "code client",
                "fournisseur",
                "code fournisseur",
                "tiers",
                "code tiers",
                "customer id",
                "party",
            ),
            personal=True,
            refers="customers.customer|suppliers.supplier",
        ),
        Field(
            "party_name",
            "Nom du tiers",
            "text",
            ("nom client", "nom fournisseur", "nom tiers", "raison sociale", "customer name", "party name"),
            personal=True,
        ),
        Field("net", "Montant HT", "money", ("montant ht", "total ht", "ht", "net amount", "net"), unit="€"),
        Field(
            "vat",
            "Montant de TVA",
            "money",
            ("tva", "montant tva", "total tva", "vat", "vat amount"),
            unit="€",
        ),
        Field(
            "gross",
            "Montant TTC",
            "money",
            ("montant ttc", "total ttc", "ttc", "gross amount", "total", "montant"),
            unit="€",
        ),
        Field("due", "Échéance", "date", ("echeance", "date echeance", "date d echeance", "due date", "due")),
        Field(
            "paid",
            "Montant réglé",
            "money",
            ("regle", "montant regle", "paye", "paid", "paid amount"),
            unit="€",
        ),
        Field(
            "paid_on",
            "Date de règlement",
            "date",
            ("date reglement", "date de reglement", "date paiement", "paid date", "payment date"),
        ),
        Field("status", "État", "text", ("etat", "statut", "status")),
        Field("currency", "Devise", "code", ("devise", "currency")),
    ),
)
