"""Payments: one movement of money, from a bank statement or a till."""

from levier.core.actor import ACCOUNTING
from levier.tables.kinds.kind import Field, Kind, names

Payments = Kind(
    name="payments",
    label="Paiements",
    lines="un mouvement d'argent",
    day="date",
    readers=(ACCOUNTING,),
    requires=(("date",), ("amount", "debit", "credit")),
    distinctive=("value_date", "method", "label"),
    fields=(
        Field(
            "date",
            "Date",
            "date",
            names(
                "date, date operation, date d operation, date paiement, payment date, booking date, date "
                "comptable, date transaction, transaction date, date op, dateop, created, created utc, "
                "date de l operation, date de comptabilisation, posted date, date comptabilisation, date "
                "mouvement, date ecriture, operation date, operation date utc, started date, date de "
                "debut"
            ),
            example="31/03/2026",
            description="Le jour de l'opération.",
        ),
        Field(
            "value_date",
            "Date de valeur",
            "date",
            names(
                "date de valeur, date valeur, value date, dateval, date val, available on, date de valeur "
                "ecriture, settlement date, settlement date utc, completed date, date de fin"
            ),
            example="01/04/2026",
            description="Le jour qui compte pour la banque.",
        ),
        Field(
            "amount",
            "Montant",
            "money",
            names(
                "montant, amount, montant operation, montant eur, montant de l operation, total amount, "
                "total amount incl vat, amount eur, montant total, gross, brut, montant ttc, montant "
                "brut, total, avant commission"
            ),
            unit="€",
            example="-119,76",
            description="Le montant, négatif quand l'argent sort.",
        ),
        Field(
            "debit",
            "Débit",
            "money",
            names(
                "debit, sortie, depense, debit euros, montant debit, retrait, paiements, withdrawal, "
                "money out, debit eur"
            ),
            unit="€",
            example="119,76",
            description="Ce qui sort du compte.",
        ),
        Field(
            "credit",
            "Crédit",
            "money",
            names(
                "credit, entree, recette, credit euros, montant credit, versement, deposit, money in, "
                "credit eur"
            ),
            unit="€",
            example="0,00",
            description="Ce qui entre sur le compte.",
        ),
        Field(
            "fee",
            "Frais",
            "money",
            names("frais, commission, commissions, fee, fees, frais bancaires, processing fee, total fees"),
            unit="€",
            example="1,45",
            description="La commission prise sur l'opération.",
        ),
        Field(
            "net",
            "Montant net",
            "money",
            names("net, montant net, net amount, net amount transferred, payout, versement net, versement"),
            unit="€",
            example="118,31",
            description="Le montant une fois les frais déduits.",
        ),
        Field(
            "label",
            "Libellé",
            "text",
            names(
                "libelle, libelle operation, description, motif, label, nature operation, libelle "
                "ecriture, details, intitule operation, libelle simplifie, libelle complet, memo, note, "
                "communication, narrative"
            ),
            example="PRLV EDF PRO 2026-03",
            description="Ce que dit le relevé.",
        ),
        Field(
            "party",
            "Tiers",
            "text",
            names(
                "tiers, client, fournisseur, beneficiaire, emetteur, counterparty, payee, counterparty "
                "name, nom de la contrepartie, nom, name, partner name, contrepartie, donneur d ordre, "
                "payeur, client nom, nom du client, customer, payer, merchant, to, from, supplierfound, "
                "payer name, payee name"
            ),
            personal=True,
            holds="name",
            example="Sport & Montagne SARL",
            description="Qui paie ou qui est payé.",
        ),
        Field(
            "method",
            "Mode de règlement",
            "text",
            names(
                "mode, mode reglement, mode de reglement, mode de paiement, moyen de paiement, payment "
                "method, type, type operation, type de paiement, type d operation, transaction type, "
                "payment type, operation type, card brand, type de transaction"
            ),
            example="Virement",
            description="Carte, virement, prélèvement, chèque, espèces.",
        ),
        Field(
            "reference",
            "Référence",
            "code",
            names(
                "reference, ref, transaction id, id transaction, identifiant, id, code transaction, no "
                "operation, no transaction, balance transaction id, payment id, numero operation, no "
                "piece, no cheque, transferwise id, wise id"
            ),
            example="TR-84512",
            description="L'identifiant de l'opération.",
        ),
        Field(
            "invoice",
            "Facture réglée",
            "code",
            names(
                "facture, no facture, invoice, reference facture, no de facture, numero de facture, "
                "invoice number, facture associee, piece, no facture reglee"
            ),
            refers="invoices.invoice",
            example="FA-2026-0412",
            description="La facture que l'opération règle.",
        ),
        Field(
            "status",
            "État",
            "text",
            names("statut, etat, status, state"),
            example="Exécuté",
            description="Où en est l'opération.",
        ),
        Field(
            "category",
            "Catégorie",
            "text",
            names("categorie, category, categorie operation, rubrique, reporting category, sous categorie"),
            example="Énergie",
            description="Comment l'opération est rangée.",
        ),
        Field(
            "iban",
            "IBAN",
            "code",
            names(
                "iban, compte, counterparty iban, partner iban, account number, no compte, numero de "
                "compte, accountnum"
            ),
            personal=True,
            holds="iban",
            example="FR76 3000 6000 0112 3456 7890 189",
            description="Le compte de l'autre partie.",
        ),
        Field(
            "own_account",
            "Compte bancaire",
            "code",
            names(
                "compte bancaire, notre compte, compte releve, compte du releve, account iban, iban du compte, "
                "compte banque, numero de compte bancaire, bank account"
            ),
            personal=True,
            holds="iban",
            example="FR76 3000 4000 0312 3456 7890 143",
            description="Le compte de l'entreprise d'où vient le relevé.",
        ),
        Field(
            "currency",
            "Devise",
            "code",
            names("devise, currency, monnaie, code devise, devise compte"),
            holds="currency",
            example="EUR",
            description="La monnaie des montants, en trois lettres.",
        ),
        Field(
            "balance",
            "Solde",
            "money",
            names(
                "solde, balance, solde apres operation, solde progressif, running balance, "
                "accountbalance, nouveau solde"
            ),
            unit="€",
            example="8 412,30",
            description="Le solde du compte après l'opération.",
        ),
        Field(
            "paid_at",
            "Date et heure",
            "datetime",
            names(
                "date et heure, horodatage, date heure, tx datetime, transaction datetime, transaction time, heure de transaction"
            ),
            example="31/03/2026 14:05",
            description="L'instant de l'opération, quand le fichier donne l'heure en plus de la date.",
        ),
        Field(
            "terminal",
            "Terminal",
            "code",
            names(
                "terminal, terminal id, id terminal, no terminal, tpe, point de vente, merchant id, id commercant"
            ),
            example="TPE-014",
            description="Le terminal de paiement ou le point de vente.",
        ),
        Field(
            "fraud",
            "Fraude avérée",
            "boolean",
            names("fraude, fraude averee, fraud, is fraud, tx fraud, frauduleux, frauduleuse"),
            example="non",
            description="« oui » quand ce paiement s'est révélé être une fraude.",
        ),
    ),
)
