"""Journal entries: the « fichier des écritures comptables » (FEC), 18 columns in a fixed order.

Source: article A. 47 A-1 of the Livre des procédures fiscales.
"""

from levier.tables.kinds.kind import Field, Kind

JournalEntries = Kind(
    name="journal_entries",
    label="Écritures comptables (FEC)",
    lines="une ligne d'écriture comptable",
    day="date",
    requires=(("journal",), ("date",), ("account",), ("debit", "credit", "amount")),
    distinctive=("journal", "entry", "account", "debit", "credit"),
    fields=(
        Field("journal", "Code journal", "code", ("journalcode", "journal code", "code journal", "journal")),
        Field("journal_label", "Libellé du journal", "text", ("journallib", "libelle journal")),
        Field(
            "entry",
            "N° d'écriture",
            "code",
            ("ecriturenum", "numero ecriture", "no ecriture", "no mouvement"),
        ),
        Field("date", "Date comptable", "date", ("ecrituredate", "date ecriture", "date comptable", "date")),
        Field(
            "account",
            "N° de compte",
            "code",
            ("comptenum", "compte", "numero compte", "no compte", "compte general", "account"),
        ),
        Field(
            "account_label", "Libellé du compte", "text", ("comptelib", "libelle compte", "intitule compte")
        ),
        Field(
            "auxiliary",
            "Compte auxiliaire",
            "code",
            ("compauxnum", "compte auxiliaire", "compte tiers", "auxiliaire"),
            refers="customers.customer|suppliers.supplier",
        ),
        Field(
            "auxiliary_label",
            "Libellé du tiers",
            "text",
            ("compauxlib", "libelle auxiliaire", "libelle tiers"),
            personal=True,
        ),
        Field("piece", "Pièce", "code", ("pieceref", "piece", "reference piece", "no piece")),
        Field("piece_date", "Date de la pièce", "date", ("piecedate", "date piece")),
        Field("label", "Libellé", "text", ("ecriturelib", "libelle", "libelle ecriture")),
        Field("debit", "Débit", "money", ("debit", "montant debit"), unit="€"),
        Field("credit", "Crédit", "money", ("credit", "montant credit"), unit="€"),
        Field("amount", "Montant", "money", ("montant",), unit="€"),
        Field("direction", "Sens", "code", ("sens",)),
        Field("lettering", "Lettrage", "code", ("ecriturelet", "lettrage", "lettre")),
        Field("lettering_date", "Date de lettrage", "date", ("datelet", "date lettrage")),
        Field("validated", "Date de validation", "date", ("validdate", "date validation")),
        Field("foreign_amount", "Montant en devise", "money", ("montantdevise", "montant devise")),
        Field("currency", "Devise", "code", ("idevise", "devise", "identifiant devise")),
    ),
)
