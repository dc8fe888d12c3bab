"""Journal entries: the « fichier des écritures comptables » (FEC), 18 columns in a fixed order.

Source: article A. 47 A-1 of the Livre des procédures fiscales.
"""

from levier.core.actor import ACCOUNTING
from levier.tables.kinds.kind import Field, Kind, names

JournalEntries = Kind(
    name="journal_entries",
    label="Écritures comptables (FEC)",
    lines="une ligne d'écriture comptable",
    day="date",
    readers=(ACCOUNTING,),
    requires=(("date",), ("account",), ("debit", "credit", "amount")),
    distinctive=("journal", "entry", "account", "debit", "credit"),
    fields=(
        Field(
            "journal",
            "Code journal",
            "code",
            names("journalcode, journal code, code journal, journal, code jnl, jal, jnl, cod journal"),
            example="VE",
            description="Le code du journal : VE, AC, BQ, OD…",
        ),
        Field(
            "journal_label",
            "Libellé du journal",
            "text",
            names("journallib, libelle journal, intitule journal, nom journal, journal name, libelle jnl"),
            example="Ventes",
            description="Le nom du journal.",
        ),
        Field(
            "entry",
            "N° d'écriture",
            "code",
            names(
                "ecriturenum, numero ecriture, no ecriture, no mouvement, numero de mouvement, numero "
                "interne, no ligne, ecriture, numero de l ecriture, mvt"
            ),
            example="000412",
            description="Le numéro de l'écriture, dans l'ordre.",
        ),
        Field(
            "date",
            "Date comptable",
            "date",
            names(
                "ecrituredate, date ecriture, date comptable, date, date piece comptable, date mouvement, "
                "date mvt, date d ecriture, date operation, accounting date"
            ),
            example="31/03/2026",
            description="Le jour de l'écriture.",
        ),
        Field(
            "account",
            "N° de compte",
            "code",
            names(
                "comptenum, compte, numero compte, no compte, compte general, account, no compte general, "
                "compte comptable, numero de compte, cpt, cpt gen, account code, cg"
            ),
            example="411000",
            description="Le numéro du compte au plan comptable.",
        ),
        Field(
            "account_label",
            "Libellé du compte",
            "text",
            names(
                "comptelib, libelle compte, intitule compte, intitule du compte, nom compte, libelle du "
                "compte, account name, intitule"
            ),
            example="Clients",
            description="Le nom du compte.",
        ),
        Field(
            "auxiliary",
            "Compte auxiliaire",
            "code",
            names(
                "compauxnum, compte auxiliaire, compte tiers, auxiliaire, code tiers, tiers, no compte "
                "tiers, compte aux, cpt aux, code auxiliaire, numero tiers"
            ),
            refers="customers.customer|suppliers.supplier",
            example="C00125",
            description="Le compte du client ou du fournisseur.",
        ),
        Field(
            "auxiliary_label",
            "Libellé du tiers",
            "text",
            names(
                "compauxlib, libelle auxiliaire, libelle tiers, nom tiers, intitule tiers, partner, "
                "partenaire, nom auxiliaire"
            ),
            personal=True,
            example="Sport & Montagne SARL",
            description="Le nom du client ou du fournisseur.",
        ),
        Field(
            "piece",
            "Pièce",
            "code",
            names(
                "pieceref, piece, reference piece, no piece, no facture, numero de piece, ref piece, "
                "reference, facture, invoice number, numero facture, document, no document"
            ),
            example="FA-2026-0412",
            description="La référence de la pièce : facture, relevé.",
        ),
        Field(
            "piece_date",
            "Date de la pièce",
            "date",
            names("piecedate, date piece, date facture, date document, date de la facture, invoice date"),
            example="31/03/2026",
            description="La date de la pièce.",
        ),
        Field(
            "label",
            "Libellé",
            "text",
            names(
                "ecriturelib, libelle, libelle ecriture, libelle mouvement, libelle de ligne, "
                "description, libelle de l ecriture, memo"
            ),
            example="Facture FA-2026-0412",
            description="Ce que dit la ligne.",
        ),
        Field(
            "debit",
            "Débit",
            "money",
            names("debit, montant debit, debit eur, mt debit, montant au debit, debit tenue de compte"),
            unit="€",
            example="119,76",
            description="Le montant au débit.",
        ),
        Field(
            "credit",
            "Crédit",
            "money",
            names("credit, montant credit, credit eur, mt credit, montant au credit, credit tenue de compte"),
            unit="€",
            example="0,00",
            description="Le montant au crédit.",
        ),
        Field(
            "amount",
            "Montant",
            "money",
            names("montant, mt, montant signe, montant eur, amount"),
            unit="€",
            example="119,76",
            description="Le montant, quand une seule colonne le porte avec son sens.",
        ),
        Field(
            "direction",
            "Sens",
            "code",
            names("sens, sens debit credit, d c, dc, sens d c"),
            example="D",
            description="D pour débit, C pour crédit.",
        ),
        Field(
            "due",
            "Échéance",
            "date",
            names("echeance, date echeance, date d echeance, due date"),
            example="30/04/2026",
            description="Le jour où la somme est due.",
        ),
        Field(
            "lettering",
            "Lettrage",
            "text",  # « a » and « A » are two letterings
            names("ecriturelet, lettrage, lettre, code lettrage, ltr, let, lettrage code, matching number"),
            example="AB",
            description="Les lettres qui rapprochent facture et paiement.",
        ),
        Field(
            "lettering_date",
            "Date de lettrage",
            "date",
            names("datelet, date lettrage, date de lettrage"),
            example="04/05/2026",
            description="Le jour du lettrage.",
        ),
        Field(
            "validated",
            "Date de validation",
            "date",
            names("validdate, date validation, date de validation, valide le"),
            example="05/04/2026",
            description="Le jour où l'écriture est validée.",
        ),
        Field(
            "foreign_amount",
            "Montant en devise",
            "money",
            names("montantdevise, montant devise, montant en devise"),
            example="130,20",
            description="Le montant dans l'autre monnaie.",
        ),
        Field(
            "currency",
            "Devise",
            "code",
            names("idevise, devise, identifiant devise, code devise, currency"),
            holds="currency",
            example="USD",
            description="L'autre monnaie.",
        ),
        Field(
            "settled",
            "Date de règlement",
            "date",
            names("daterglt, date reglement, date de reglement"),
            example="04/05/2026",
            description="Le jour du règlement (comptabilité de trésorerie).",
        ),
        Field(
            "settlement_mode",
            "Mode de règlement",
            "code",
            names("moderglt, mode reglement, mode de reglement"),
            example="CB",
            description="Le moyen de paiement (comptabilité de trésorerie).",
        ),
        Field(
            "year_end",
            "Clôture de l'exercice",
            "date",
            names("date cloture, cloture exercice, fin exercice"),
            example="31/12/2026",
            description="Le dernier jour de l'exercice auquel la ligne appartient.",
        ),
        Field(
            "analytic",
            "Section analytique",
            "code",
            names(
                "analytique, section analytique, code analytique, axe analytique, centre de cout, "
                "analytic account"
            ),
            example="MAG-ANN",
            description="Le centre ou la section analytique.",
        ),
    ),
)
