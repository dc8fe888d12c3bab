"""Invoices: one invoice sent or received, with its due date."""

from levier.tables.kinds.kind import Field, Kind, names

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
            names(
                "facture, no facture, numero facture, invoice, invoice no, invoice number, piece, numero, "
                "no piece, numero de piece, no document, numero document, ref facture, reference, ref, "
                "no, invoice id, num, number, no de facture"
            ),
            example="FA-2026-0412",
            description="Le numéro de la facture.",
        ),
        Field(
            "date",
            "Date de facture",
            "date",
            names(
                "date, date facture, date de facture, invoice date, date emission, date d emission, date "
                "piece, date document, emise le, date facturation, date de facturation, issue date, "
                "invoice bill date, date creation"
            ),
            example="31/03/2026",
            description="La date de la facture.",
        ),
        Field(
            "direction",
            "Sens",
            "text",
            names(
                "sens, type, type facture, direction, nature, type de document, type piece, document "
                "type, type de facture, transaction type"
            ),
            example="client",
            description="« client » pour une facture émise, « fournisseur » pour une facture reçue, « avoir » pour un avoir.",
        ),
        Field(
            "party",
            "Tiers",
            "code",
            names(
                "client, code client, fournisseur, code fournisseur, tiers, code tiers, customer id, "
                "party, no tiers, code clt, compte tiers, compte client, no client, ref client, id "
                "client, customer, customer no"
            ),
            personal=True,
            refers="customers.customer|suppliers.supplier",
            holds="code",
            example="C00125",
            description="Le code du client ou du fournisseur.",
        ),
        Field(
            "party_name",
            "Nom du tiers",
            "text",
            names(
                "nom client, nom fournisseur, nom tiers, raison sociale, customer name, party name, nom, "
                "tiers, client nom, nom du client, nom du fournisseur, customer, societe, invoice partner "
                "display name, partenaire, partner, intitule tiers, destinataire, denomination, customer "
                "full name, client, fournisseur, billing name, bill to name, contact name"
            ),
            personal=True,
            holds="name",
            example="Sport & Montagne SARL",
            description="Le nom du client ou du fournisseur.",
        ),
        Field(
            "party_siren",
            "SIREN du tiers",
            "code",
            names(
                "siren, siren client, siren fournisseur, siren tiers, siret, siret client, siret fournisseur"
            ),
            holds="siren",
            example="732829320",
            description="Le SIREN du client ou du fournisseur : neuf chiffres.",
        ),
        Field(
            "party_vat",
            "N° de TVA du tiers",
            "code",
            names(
                "no tva, numero tva, numero de tva, tva intracommunautaire, no tva intracommunautaire, "
                "tva intracom, vat number, vat id"
            ),
            holds="vat",
            example="FR44732829320",
            description="Le numéro de TVA intracommunautaire du client ou du fournisseur.",
        ),
        Field(
            "order",
            "N° de commande",
            "code",
            names(
                "commande, no commande, numero commande, ref commande, bon de commande, order, order "
                "number, origin, source document"
            ),
            example="CC-2026-031",
            description="La commande que la facture reprend.",
        ),
        Field(
            "net",
            "Montant HT",
            "money",
            names(
                "montant ht, total ht, ht, net amount, net, montant hors taxes, mt ht, prix ht, total "
                "hors taxes, untaxed amount, subtotal, untaxed amount signed, base ht, montant total ht"
            ),
            unit="€",
            example="99,80",
            description="Le total hors taxes.",
        ),
        Field(
            "vat",
            "Montant de TVA",
            "money",
            names(
                "tva, montant tva, total tva, vat, vat amount, mt tva, montant taxes, tax, taxes, tax "
                "amount, total taxes, dont tva"
            ),
            unit="€",
            example="19,96",
            description="Le total de TVA.",
        ),
        Field(
            "gross",
            "Montant TTC",
            "money",
            names(
                "montant ttc, total ttc, ttc, gross amount, total, montant, mt ttc, prix ttc, total "
                "toutes taxes comprises, amount, total signed, total amount, amount due total, net a "
                "payer, montant total ttc, montant total"
            ),
            unit="€",
            example="119,76",
            description="Le total toutes taxes comprises.",
        ),
        Field(
            "due",
            "Échéance",
            "date",
            names(
                "echeance, date echeance, date d echeance, due date, due, date limite de paiement, a "
                "payer avant, echeance le, invoice due date, date limite reglement"
            ),
            example="30/04/2026",
            description="Le jour où elle doit être payée.",
        ),
        Field(
            "paid",
            "Montant réglé",
            "money",
            names(
                "regle, montant regle, paye, paid, paid amount, montant paye, deja regle, acompte, mt "
                "regle, amount paid, encaisse, montant encaisse"
            ),
            unit="€",
            example="119,76",
            description="Ce qui a déjà été payé.",
        ),
        Field(
            "remaining",
            "Reste dû",
            "money",
            names(
                "reste a payer, reste du, solde, solde du, montant du, amount due, balance, balance due, "
                "restant du, solde restant, open balance, amount due signed, reste a regler"
            ),
            unit="€",
            example="0,00",
            description="Ce qui reste à payer.",
        ),
        Field(
            "paid_on",
            "Date de règlement",
            "date",
            names(
                "date reglement, date de reglement, date paiement, paid date, payment date, reglee le, "
                "payee le, date encaissement, paid at, date de paiement, date paid"
            ),
            example="28/04/2026",
            description="Le jour du paiement.",
        ),
        Field(
            "method",
            "Mode de règlement",
            "text",
            names(
                "mode reglement, mode de reglement, mode de paiement, moyen de paiement, payment method, "
                "reglement"
            ),
            example="Virement",
            description="Comment elle est payée.",
        ),
        Field(
            "iban",
            "IBAN à créditer",
            "code",
            names("iban, iban fournisseur, rib, compte a crediter"),
            holds="iban",
            example="FR7630006000011234567890189",
            description="Le compte sur lequel elle doit être payée.",
        ),
        Field(
            "status",
            "État",
            "text",
            names(
                "etat, statut, status, etat paiement, statut paiement, payment status, payment state, "
                "etat facture, payee, statut facture, paiement"
            ),
            example="Réglée",
            description="Où en est la facture.",
        ),
        Field(
            "currency",
            "Devise",
            "code",
            names("devise, currency, monnaie, code devise, invoice currency"),
            holds="currency",
            example="EUR",
            description="La monnaie des montants, en trois lettres.",
        ),
    ),
)
