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
                "date, date operation, date d operation, date paiement, payment date, booking date, "
                "date comptable, date transaction, transaction date, date op, dateop, created, "
                "created utc, date de l operation, date de comptabilisation, posted date, "
                "date comptabilisation, date mouvement, date ecriture, operation date, operation date utc, "
                "started date, date de debut, date reglement, date comptabilisation operation, "
                "date execution, date encaissement, date effective, date creation, date virement, "
                "date prelevement, date operation bancaire, date compta, jour, journee, dt operation, "
                "created at, created on, created date, creation date, charge date, charged at, "
                "payment created, payment received date, payment made on, post date, posting date, "
                "posted on, posted, entry date, processed at, processed on, processing date, "
                "transaction created at, date utc, transaction date utc, execution date, effective date, "
                "emitted at, paid on, paid at date, date paid, bank date, cleared date, "
                "date completed utc, date started utc, sale date, transaction completed date"
            ),
            example="31/03/2026",
            description="Le jour de l'opération.",
        ),
        Field(
            "value_date",
            "Date de valeur",
            "date",
            names(
                "date de valeur, date valeur, value date, dateval, date val, available on, "
                "date de valeur ecriture, settlement date, settlement date utc, completed date, "
                "date de fin, valeur, val date, dt valeur, jour valeur, settled at, settled on, "
                "settled date, settlement date local, value dt, clearing date, payout date, "
                "date reglement bancaire, date valeur operation, available on utc, arrival date, "
                "date versement, payout expected arrival date, date completed, completed on, "
                "settlement date utc local, date credit, funds available date, interest date, "
                "date de la valeur, date de versement"
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
                "total amount incl vat, amount eur, montant total, gross, brut, montant ttc, montant brut, "
                "total, avant commission, montants, montant net operation, montant transaction, "
                "montant paiement, montant reglement, montant regle, montant encaisse, montant mouvement, "
                "montant devise compte, mnt operation, somme, payment amount, payments amount, "
                "amount paid, amount received, paid amount, transaction amount, amount account currency, "
                "gross amount, gross value, gross total, billing amount, charge amount, amount charged, "
                "amount captured, captured amount, paid paid out, booking amount, settled amount gross, "
                "value, sum, total collected, total charged, collected, valeur totale, "
                "montant ttc encaisse, cashbook amount, montant local, local amount, amount gross, "
                "original payment amount"
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
                "money out, debit eur, debits, montant debite, mouvement debiteur, mouvement debit, "
                "decaissement, decaissements, depenses, sorties, debit amount, debit ttc, amount debit, "
                "debited amount, paid out, payment out, withdrawals, withdrawal amount, spent, outflow, "
                "total debit, out"
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
                "credit eur, credits, montant credite, mouvement crediteur, mouvement credit, "
                "encaissement, encaissements, entrees, recettes, credit amount, amount credit, "
                "credited amount, paid, payment, deposits, deposit amount, received, inflow, total credit, "
                "in"
            ),
            unit="€",
            example="0,00",
            description="Ce qui entre sur le compte.",
        ),
        Field(
            "fee",
            "Frais",
            "money",
            names(
                "frais, commission, commissions, fee, fees, frais bancaires, processing fee, total fees, "
                "frais ttc, frais ht, frais transaction, frais paypal, frais stripe, frais service, "
                "frais commission, frais paiement, total frais, total commission, montant frais, "
                "montant commission, commission ttc, commission ht, commission bancaire, fee amount, "
                "fees amount, fees total, fee total, total fee, processing fees, transaction fee, "
                "transaction fees, bank fees, bank fee, service fee, payment fee, payment fees, "
                "stripe fee, paypal fee, application fee, charges, bank charges, provider fee, "
                "handling fee, card fee, cout, cout transaction, net fees"
            ),
            unit="€",
            example="1,45",
            description="La commission prise sur l'opération.",
        ),
        Field(
            "net",
            "Montant net",
            "money",
            names(
                "net, montant net, net amount, net amount transferred, payout, versement net, versement, "
                "net total, net value, net verser, net verse, net percu, montant net verse, "
                "montant net percu, montant verse, montant versement, montant reverse, "
                "montant apres commission, montant apres frais, total net, payout amount, amount net, "
                "amount after fees, net payout, net payment, net settlement amount, settlement amount, "
                "settled amount, apres commission, transfer amount, total net amount, net received, "
                "deposit net, net credit"
            ),
            unit="€",
            example="118,31",
            description="Le montant une fois les frais déduits.",
        ),
        Field(
            "label",
            "Libellé",
            "text",
            names(
                "libelle, libelle operation, description, motif, label, libelle ecriture, details, "
                "intitule operation, libelle simplifie, libelle complet, memo, note, "
                "communication, narrative, libelle operation complet, libelle court, libelle long, "
                "libelle 1, libelle bancaire, libelle mouvement, libelle interbancaire, "
                "libelle ecriture bancaire, libelle transaction, libelle original, "
                "libelle origine, libelle suggere, libelles, intitule, intitule mouvement, "
                "designation, description operation, description complete, description paiement, "
                "description transaction, detail, detail operation, details operation, "
                "informations complementaires, information complementaire, infos complementaires, "
                "objet, commentaire, comment, payment details, payment description, "
                "transaction description, transaction details, transaction information, "
                "remittance information, remittance info, statement descriptor, wording, "
                "narration, particulars, title, subject, notes, bank reference description, "
                "motif virement, custom label, message"
            ),
            example="PRLV EDF PRO 2026-03",
            description="Ce que dit le relevé.",
        ),
        Field(
            "party",
            "Tiers",
            "text",
            names(
                "tiers, client, fournisseur, beneficiaire, emetteur, counterparty, payee, "
                "counterparty name, nom de la contrepartie, nom, name, partner name, contrepartie, "
                "donneur d ordre, payeur, client nom, nom du client, customer, payer, merchant, to, from, "
                "supplierfound, payer name, payee name, tiers nom, nom tiers, nom fournisseur, "
                "nom beneficiaire, nom payeur, nom emetteur, nom donneur ordre, nom debiteur, "
                "client fournisseur, client ou fournisseur, beneficiaire ou emetteur, "
                "emetteur beneficiaire, emetteur destinataire, beneficiaire payeur, payeur beneficiaire, "
                "nom complet, societe, raison sociale, titulaire, nom titulaire, titulaire carte, "
                "contrepartie nom, marchand, commercant, nom commercant, creancier, debiteur, "
                "destinataire, expediteur, acheteur, nom acheteur, client name, customer name, "
                "customer description, customers full name, customer display name, consumer name, "
                "consumer, contact name, contact, counter party, counterparty full name, "
                "counter party name, partner, payor, payer full name, paid to, paid par, payee or payer, "
                "recipient, recipient name, receiver, receiver name, sender, sender name, buyer, "
                "buyer name, supplier, supplier name, vendor, vendor name, merchant name, card holder, "
                "card holder name, cardholder name, target name, source name, beneficiary, "
                "beneficiary name, remitter, debtor, debtor name, creditor, creditor name, billing name, "
                "other party, other party name, third party, full name, account holder, account holder name"
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
                "mode, mode reglement, mode de reglement, mode de paiement, moyen de paiement, "
                "payment method, type, type operation, type de paiement, type d operation, "
                "transaction type, payment type, operation type, type de transaction, mode rglt, "
                "mode transaction, moyen reglement, moyens paiement, methode, methode paiement, "
                "type reglement, type mouvement, type ecriture, nature paiement, payment mode, "
                "payment method type, payment methods, payment source, payment scheme, "
                "payment means, payment card, payment instrument, payment provider, "
                "payment gateway, tender type, tender, scheme, type payment, transaction method, "
                "instrument, operation kind"
            ),
            example="Virement",
            description="Carte, virement, prélèvement, chèque, espèces.",
        ),
        Field(
            "reference",
            "Référence",
            "code",
            names(
                "reference, ref, transaction id, id transaction, identifiant, id, "
                "code transaction, no operation, no transaction, balance transaction id, "
                "payment id, numero operation, no piece, transferwise id, wise id, id paiement, "
                "id operation, id reglement, id externe, no paiement, no reglement, no reference, "
                "no recu, numero transaction, numero paiement, numero reglement, numero reference, "
                "numero recu, num operation, num transaction, num paiement, "
                "identifiant transaction, identifiant operation, identifiant paiement, "
                "reference transaction, reference operation, reference interne, "
                "reference bancaire, reference banque, reference externe, reference virement, "
                "ref operation, ref transaction, ref bancaire, code operation, transaction number, "
                "transaction no, transaction ref, transaction reference, transaction code, txn id, "
                "trans id, transaction uuid, payment no, payment number, payment intent id, "
                "payment intent, paymentintent id, charge id, operation id, order reference id, "
                "bank transaction id, bank reference, reference id, reference number, "
                "reference no, ref no, external id, external reference, psp reference, "
                "receipt number, receipt no, receipt id, check number, check no, cheque number, "
                "source id, balance transaction, end to end id, uuid, paypal transaction id, "
                "auto id, reference txn id, numero interne, mandate reference"
            ),
            example="TR-84512",
            description="L'identifiant de l'opération.",
        ),
        Field(
            "invoice",
            "Facture réglée",
            "code",
            names(
                "facture, no facture, invoice, reference facture, no de facture, "
                "numero de facture, invoice number, facture associee, piece, no facture reglee, "
                "factures, factures reglees, facture id, facture no, facture numero, "
                "facture reference, facture client, facture fournisseur, no factures, num facture, "
                "numero factures, numero facture reglee, n facture, ref facture, ref factures, "
                "id facture, piece comptable, piece reglee, document regle, document lettre, "
                "invoice id, invoice no, invoice ref, invoice reference, invoices, "
                "invoice numbers, invoice applied, applied to, applied invoice, applies to doc no, "
                "bill, bill number, paid invoice, reconciled invoices, no ticket, numero ticket, "
                "ticket"
            ),
            refers="invoices.invoice",
            example="FA-2026-0412",
            description="La facture que l'opération règle.",
        ),
        Field(
            "status",
            "État",
            "text",
            names(
                "statut, etat, status, state, etat operation, etat paiement, etat transaction, "
                "etat reglement, statut operation, statut paiement, statut transaction, statut reglement, "
                "transaction status, payment status, payment state, charge status, operation status, "
                "payout status, transfer status, transaction state, resultat, result, response status"
            ),
            example="Exécuté",
            description="Où en est l'opération.",
        ),
        Field(
            "category",
            "Catégorie",
            "text",
            names(
                "categorie, category, categorie operation, rubrique, reporting category, "
                "sous categorie, categories, categorie depense, categorie parent, "
                "categorie principale, categorie transaction, categorie tresorerie, "
                "sous categories, sous categorie operation, poste, poste depense, "
                "poste tresorerie, famille, type depense, compte comptable libelle, "
                "transaction category, expense category, spending category, cashflow category, "
                "merchant category, subcategory, sub category, parent category, category name, "
                "cash flow category, nature depense, nature operation, nature"
            ),
            example="Énergie",
            description="Comment l'opération est rangée.",
        ),
        Field(
            "iban",
            "IBAN",
            "code",
            names(
                "iban, compte, counterparty iban, partner iban, account number, no compte, "
                "numero de compte, accountnum, iban contrepartie, iban beneficiaire, iban emetteur, "
                "iban tiers, iban client, iban debiteur, iban crediteur, iban destinataire, iban payeur, "
                "compte contrepartie, compte beneficiaire, compte destinataire, compte tiers, "
                "beneficiary iban, payee iban, payer iban, recipient iban, sender iban, "
                "counterparty account, counterparty account number, counter party account, creditor iban, "
                "debtor iban, consumer bank account, consumer account, customer iban, "
                "customer bank account, recipient account number, payee account number, target account, "
                "beneficiary account, counterparty bank account, remitter iban, third party iban, "
                "receiver iban, partner account"
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
                "compte bancaire, notre compte, compte releve, compte du releve, account iban, "
                "iban du compte, compte banque, numero de compte bancaire, bank account, "
                "compte operation, compte debite, compte debiter, compte courant, compte paiement, "
                "compte tresorerie, no compte bancaire, intitule compte bancaire, "
                "nom compte bancaire, iban compte debite, mon compte, banque compte, rib, "
                "rib compte, bank account name, bank account number, own iban, our account, "
                "account no, source account, statement account, account id, account, main account, "
                "wallet, initiator account, iban compte"
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
            names(
                "devise, currency, monnaie, code devise, devise compte, devise transaction, "
                "devise operation, devise paiement, code iso devise, currency code, payment currency, "
                "transaction currency, account currency, charge currency, iso devise, local currency, "
                "devise locale, devise montant, cur"
            ),
            holds="currency",
            example="EUR",
            description="La monnaie des montants, en trois lettres.",
        ),
        Field(
            "balance",
            "Solde",
            "money",
            names(
                "solde, balance, solde apres operation, solde progressif, running balance, accountbalance, "
                "nouveau solde, solde compte, solde comptable, solde courant, solde valeur, solde final, "
                "solde apres mouvement, solde apres transaction, solde cumule, solde disponible, "
                "solde restant, account balance, balance after, balance after transaction, balance amount, "
                "closing balance, ending balance, current balance, available balance, new balance, "
                "cumulative balance, ledger balance, cumul, solde reel, balance impact after"
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
                "date et heure, horodatage, date heure, tx datetime, transaction datetime, "
                "transaction time, heure de transaction, date heure operation, date heure transaction, "
                "date heure paiement, date time, payment datetime, payment date time, payment time, "
                "transaction date time, transaction timestamp, payment timestamp, paid timestamp, "
                "date heure achat, horodatage transaction"
            ),
            hour_of="date",
            example="31/03/2026 14:05",
            description="L'instant de l'opération, quand le fichier donne l'heure en plus de la date.",
        ),
        Field(
            "terminal",
            "Terminal",
            "code",
            names(
                "terminal, terminal id, id terminal, no terminal, tpe, point de vente, merchant id, "
                "id commercant, terminal no, terminal number, terminal numero, numero terminal, "
                "numero tpe, no tpe, id tpe, caisse, no caisse, numero caisse, magasin, lecteur, "
                "lecteur carte, card reader, reader id, reader, pos id, pos, device id, device name, "
                "device, store, location, location name, boutique, code magasin, code commercant, "
                "numero commercant, no commercant, numero contrat, merchant number, etablissement, "
                "enseigne, tid, terminal serial number, merchant account, outlet"
            ),
            example="TPE-014",
            description="Le terminal de paiement ou le point de vente.",
        ),
        Field(
            "fraud",
            "Fraude avérée",
            "boolean",
            names(
                "fraude, fraude averee, fraud, is fraud, tx fraud, frauduleux, frauduleuse, "
                "fraude confirmee, fraude confirme, est frauduleux, est fraude, fraudulent, isfraud, "
                "fraud flag, fraud confirmed, chargeback fraud, label fraude"
            ),
            example="non",
            description="« oui » quand ce paiement s'est révélé être une fraude.",
        ),
    ),
)
