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
                "no piece, numero de piece, no document, numero document, ref facture, reference, ref, no, "
                "invoice id, num, number, no de facture, id facture, identifiant facture, facture id, "
                "facture numero, num facture, num piece, numero avoir, no avoir, document, document no, "
                "document number, doc no, doc number, document id, document reference, facture no, "
                "facture reference, reference facture, reference piece, reference document, ref piece, "
                "ref document, ref doc, invoice ref, invoice reference, invoice num, invoice nr, "
                "invoice code, invoice doc number, bill number, bill no, bill id, bill, billing document, "
                "name number, do piece, id, identifiant, no fact, no facture fournisseur, "
                "numero facture fournisseur, supplier invoice number, credit note number, "
                "invoice document, numero interne, n"
            ),
            example="FA-2026-0412",
            description="Le numéro de la facture.",
        ),
        Field(
            "date",
            "Date de facture",
            "date",
            names(
                "date, date facture, date de facture, invoice date, date emission, date d emission, "
                "date piece, date document, emise le, date facturation, date de facturation, issue date, "
                "invoice bill date, date creation, date creation facture, date emission facture, "
                "date fact, date comptable, datee, facturee, emission, emis, date envoi, dt facture, "
                "invoice date issued, invoice issue date, issued, issued on, issued at, issued date, "
                "date issued, dated on, dated, document date, doc date, bill date, billing date, "
                "billed on, posting date, invoice created, created, created at, created on, creation date, "
                "invoiced on, invoiced at, do date, date avoir, jour, transaction date, sent date, "
                "finalized at, invoice create date, tax date"
            ),
            example="31/03/2026",
            description="La date de la facture.",
        ),
        Field(
            "direction",
            "Sens",
            "text",
            names(
                "sens, type, type facture, direction, nature, type de document, type piece, document type, "
                "type de facture, transaction type, type facture client fournisseur, type doc, "
                "nature piece, nature document, categorie piece, facture ou avoir, doc type, invoice type, "
                "record type, move type, transaction type name, kind, avoir facture, facture avoir, "
                "invoice or credit note"
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
                "party, no tiers, code clt, compte tiers, compte client, no client, ref client, id client, "
                "customer, customer no, id tiers, tiers id, tiers code, numero client, numero tiers, "
                "code clients, client code, client no, client id, client number, identifiant client, "
                "cod client, code client facture, customer code, customer number, customer account, "
                "account number, account code, account no, account, supplier id, supplier code, "
                "vendor code, vendor id, vendor no, partner id, contact id, do tiers, code fournisseurs, "
                "no fournisseur, id fournisseur, bill to customer no, sell to customer no, debtor number, "
                "code payeur"
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
                "tiers, client nom, nom du client, nom du fournisseur, customer, societe, "
                "invoice partner display name, partenaire, partner, intitule tiers, destinataire, "
                "denomination, customer full name, client, fournisseur, billing name, bill to name, "
                "contact name, client nom complet, nom complet, nom complet client, nom prenom client, "
                "nom prenom, nom client facture, nom client fournisseur, nom client facturation, "
                "raison sociale client, raison sociale fournisseur, raison sociale tiers, "
                "client raison sociale, client facture, client facturation, client societe, "
                "societe client, entreprise, entreprise client, organisation, nom societe, nom entreprise, "
                "nom facturation, nom contact, contact, libelle client, libelle tiers, intitule client, "
                "intitule, destinataire nom, adresse, company, company name, customer company, "
                "customer company name, customer display name, client name, client company, "
                "client organization, organization, organisation name, account name, bill to, billed to, "
                "billing company, bill to customer name, sell to customer name, recipient, recipient name, "
                "supplier, supplier name, vendor, vendor name, partner name, partner display name, "
                "contact company, ct intitule, acheteur, vendeur nom"
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
                "siren, siren client, siren fournisseur, siren tiers, siret, siret client, "
                "siret fournisseur, siret tiers, no siren, no siret, numero siren, numero siret, "
                "client siren, client siret, tiers siren, siren siret, customer siren, customer siret, "
                "registration number, siren destinataire, siren acheteur"
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
                "tva intracom, vat number, vat id, tva client, tva intra, tva intra client, no tva client, "
                "no tva intra, no tva intracom, numero tva client, numero tva intracommunautaire, "
                "numero tva intracom, tva intracommunautaire client, client no tva, client tva intracom, "
                "tax id, vat no, customer vat number, customer vat id, customer tax id, client vat number, "
                "company vat, customer vat, vat registration number, vat registration no, tax number"
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
                "commande, no commande, numero commande, ref commande, bon de commande, order, "
                "order number, origin, source document, commande client, no commande client, "
                "numero commande client, reference commande, reference commande client, "
                "ref commande client, no bon commande, no bc, bc, devis, no devis, numero devis, origine, "
                "document origine, order id, order no, order reference, order ref, order name, po, "
                "po number, po no, purchase order, purchase order number, p o number, sales order, "
                "sales order number, so number, customer po, customer order number, source, "
                "your reference, quote number, no bl commande, reference client commande, "
                "external document no"
            ),
            example="CC-2026-031",
            description="La commande que la facture reprend.",
        ),
        Field(
            "net",
            "Montant HT",
            "money",
            names(
                "montant ht, total ht, ht, net amount, net, montant hors taxes, mt ht, prix ht, "
                "total hors taxes, untaxed amount, subtotal, untaxed amount signed, base ht, "
                "montant total ht, montant hors taxe, montant net ht, montant net, "
                "montant facture ht, montant total hors taxes, montant total hors taxe, "
                "total ht net, total net ht, total net, total hors taxe, total facture ht, "
                "total ht facture, total general ht, tot ht, net ht, net payer ht, mnt ht, h t, "
                "ca ht, chiffre affaires ht, hors taxes, hors taxe, base hors taxes, "
                "montant base ht, sous total, sous total ht, ht total, net total, net value, "
                "net invoice amount, amount excl tax, amount excl vat, amount excluding tax, "
                "amount excluding vat, amount without tax, amount before tax, total excl tax, "
                "total excl vat, total excluding tax, total excluding vat, total without tax, "
                "total before tax, total untaxed, pre tax amount, pretax amount, taxable amount, "
                "tax exclusive amount, sub total, invoice subtotal, total net amount, "
                "exclusive amount, amount ht, sales amount, total htva, montant htva, "
                "prix total ht, do totalht, hors taxes signe"
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
                "tva, montant tva, total tva, vat, vat amount, mt tva, montant taxes, tax, taxes, "
                "tax amount, total taxes, dont tva, t v, montant tva total, montant total tva, "
                "montant taxe, montant facture tva, total taxe, tot tva, mnt tva, tva totale, "
                "tva collectee, taxe, tva montant, vat total, vat value, total vat, total tax, tax total, "
                "tax value, invoice tax, invoice vat, total tax amount, total vat amount, sales tax, "
                "sales tax total, tax amount total, amount tax, amount vat, invoice tax amount, gst, "
                "tax signed"
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
                "montant ttc, total ttc, ttc, gross amount, total, montant, mt ttc, prix ttc, "
                "total toutes taxes comprises, amount, total signed, total amount, amount due total, "
                "net a payer, montant total ttc, montant total, montant facture, montant facture ttc, "
                "montant toutes taxes comprises, montant total toutes taxes comprises, montant net payer, "
                "mnt ttc, tot ttc, t t c, total payer, total general, total general ttc, total facture, "
                "total facture ttc, total net ttc, net payer ttc, ttc total, ca ttc, chiffre affaires ttc, "
                "prix total ttc, grand total, gross total, gross value, invoice amount, invoice total, "
                "invoice value, total invoice, total incl tax, total incl vat, total including tax, "
                "total including vat, total with tax, total price, total gross, amount incl tax, "
                "amount incl vat, amount including tax, amount including vat, amount with tax, "
                "tax inclusive amount, total invoice amount, bill amount, total billed, inclusive amount, "
                "invoiced amount, amount ttc, total currency, document total, do netapayer"
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
                "echeance, date echeance, date d echeance, due date, due, date limite de paiement, "
                "a payer avant, echeance le, invoice due date, date limite reglement, date limite, "
                "date echeance paiement, date echeance facture, date echeance reglement, date ech, "
                "date reglement prevue, regler avant, payable, payment due, payment due date, "
                "payment due par, pay par, due on, due par, due at, date due, due date utc, maturity date, "
                "net due date, invoice due, dt echeance, echeances, next due date, bill due date, ech"
            ),
            example="30/04/2026",
            description="Le jour où elle doit être payée.",
        ),
        Field(
            "paid",
            "Montant réglé",
            "money",
            names(
                "regle, montant regle, paye, paid, paid amount, montant paye, deja regle, acompte, "
                "mt regle, amount paid, encaisse, montant encaisse, montant deja paye, montant deja regle, "
                "montant reglements, montant reglement, montant paiement, montant acompte, "
                "montant acomptes, montant percu, deja paye, acomptes, acompte verse, acompte recu, "
                "total regle, total paye, total paiements, total encaisse, total reglements, reglements, "
                "paiements, paiements recus, somme payee, somme reglee, regle ttc, recu, percu, paye ttc, "
                "paid total, paid value, total paid, amount received, received amount, payments, "
                "payment amount, payments received, payment received, amount settled, invoice amount paid, "
                "deposit, already paid"
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
                "reste a payer, reste du, solde, solde du, montant du, amount due, balance, "
                "balance due, restant du, solde restant, open balance, amount due signed, "
                "reste a regler, encaisser, regler, reste encaisser, reste payer ttc, "
                "reste percevoir, reste recouvrer, restant payer, restant regler, montant restant, "
                "montant restant payer, montant reste payer, montant payer, montant encaisser, "
                "montant ouvert, montant non regle, montant impaye, solde payer, solde regler, "
                "solde facture, solde ttc, impaye, encours, non regle, remaining amount, "
                "remaining balance, remaining to pay, residual, residual amount, residual signed, "
                "amount residual, amount outstanding, outstanding, outstanding amount, "
                "outstanding balance, unpaid, unpaid amount, open amount, invoice amount due, "
                "left to pay, invoice balance, balance amount, total due, due amount, "
                "amount remaining, montant restant du, restant a payer, restant a regler, "
                "montant du signe"
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
                "date reglement, date de reglement, date paiement, paid date, payment date, "
                "reglee le, payee le, date encaissement, paid at, date de paiement, date paid, "
                "date dernier paiement, date dernier reglement, date reglement effectif, "
                "date reglement effective, date rglt, date solde, date lettrage, encaissee, "
                "payment received date, payment received on, fully paid on, fully paid on date, "
                "paid on date, paid at date, last payment date, last paid on, date payment, "
                "settled on, settlement date, settled at, paid at utc, closed date, date paiment, "
                "datepaiment"
            ),
            example="28/04/2026",
            description="Le jour du paiement.",
        ),
        Field(
            "method",
            "Mode de règlement",
            "text",
            names(
                "mode reglement, mode de reglement, mode de paiement, moyen de paiement, "
                "payment method, reglement, mode reglement client, mode rglt, moyen reglement, "
                "moyens paiement, type paiement, type reglement, conditions mode reglement, "
                "methode paiement, payment mode, payment type, payment means, "
                "preferred payment method, payment method name, payment methods, regle par, "
                "paid par, paid via, libelle mode reglement, mode"
            ),
            example="Virement",
            description="Comment elle est payée.",
        ),
        Field(
            "iban",
            "IBAN à créditer",
            "code",
            names(
                "iban, iban fournisseur, rib, compte a crediter, compte bancaire, iban beneficiaire, "
                "iban tiers, bank account, vendor iban, supplier iban, creditor iban, recipient iban, "
                "payee iban"
            ),
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
                "etat facture, payee, statut facture, paiement, etat reglement, etat document, "
                "statut reglement, statut document, situation, avancement, invoice status, invoice state, "
                "document status, bill status, state, paid status, etape"
            ),
            example="Réglée",
            description="Où en est la facture.",
        ),
        Field(
            "currency",
            "Devise",
            "code",
            names(
                "devise, currency, monnaie, code devise, invoice currency, devise facture, "
                "devise document, currency code, invoice currency code, document currency, "
                "transaction currency, iso devise, code iso devise"
            ),
            holds="currency",
            example="EUR",
            description="La monnaie des montants, en trois lettres.",
        ),
    ),
)
