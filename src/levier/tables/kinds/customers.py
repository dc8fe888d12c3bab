"""Customers: one person or company that buys."""

from levier.tables.kinds.kind import Field, Kind, names

Customers = Kind(
    name="customers",
    label="Clients",
    lines="un client",
    requires=(("customer", "customer_name"),),
    key=("customer",),
    distinctive=("customer", "customer_name", "segment"),
    fields=(
        Field(
            "customer",
            "Code client",
            "code",
            names(
                "code client, no client, numero client, id client, customer id, customer code, "
                "client, customer, compte client, code, code tiers, no tiers, ref client, "
                "reference, id, cle, numero compte, customer no, account number, numero, code clt, "
                "cle client, num client, client id, client no, client number, client ref, "
                "identifiant, identifiant client, identifiant externe, code tiers client, "
                "code adherent, no adherent, matricule, numero tiers, id tiers, tiers id, "
                "customer number, customer ref, customer reference, customer account, "
                "customer key, account reference, account no, account code, account id, "
                "external id, external reference, reference client, reference externe, ref, "
                "ref externe, no compte tiers, compte auxiliaire, compte auxiliaire client, "
                "ct num, kunnr, contact id, user id, member id, loyalty number, no carte, "
                "no carte fidelite, carte fidelite, debtor, debtor code, debtor number, "
                "partner id, partner code, record id, codeclient, no, card number, card nbr, "
                "numero carte"
            ),
            holds="code",
            example="C00125",
            description="Le code du client : unique, le même dans tous vos tableaux.",
        ),
        Field(
            "customer_name",
            "Nom du client",
            "text",
            names(
                "nom client, nom du client, client, customer, raison sociale, customer name, nom, name, "
                "societe, company name, denomination, intitule, nom societe, nom ou raison sociale, "
                "display name, full name, company, entreprise, nom tiers, account name, nom complet, "
                "nom complet client, nom ou raison sociale client, raison sociale client, "
                "raison sociale 1, denomination sociale, denomination client, nom entreprise, "
                "organisation, organization, organization name, organisation name, intitule client, "
                "intitule tiers, intitule compte, libelle client, libelle tiers, client nom, client name, "
                "legal name, business name, trading name, customer company, customer company name, "
                "customer full name, customer display name, full customer name, company legal name, "
                "billing company, billing name, nom 1, nom facturation, ct intitule, nom usuel, enseigne, "
                "third party name, partner name, tiers, last name, lastname, nom famille, nom prenom, "
                "prenom nom, nom compte, default address company, surname, nom client ou raison sociale"
            ),
            personal=True,
            holds="name",
            example="Sport & Montagne SARL",
            description="Le nom ou la raison sociale.",
        ),
        Field(
            "first_name",
            "Prénom",
            "text",
            names(
                "prenom, first name, given name, firstname, prenom client, prenom contact, "
                "customer first name, billing first name, contact first name, fname, forename, prenoms"
            ),
            personal=True,
            example="Hugo",
            description="Le prénom, quand le client est une personne.",
        ),
        Field(
            "contact",
            "Interlocuteur",
            "text",
            names(
                "contact, interlocuteur, nom contact, contact name, contact principal, dirigeant, "
                "personne contacter, personne contact, nom interlocuteur, gerant, responsable client, "
                "contact person, primary contact, main contact, attention, attn, attention to, ct contact, "
                "contact client, customer contact, nom dirigeant, contact facturation, "
                "interlocuteur principal"
            ),
            personal=True,
            example="Hugo Petit",
            description="La personne à qui vous parlez.",
        ),
        Field(
            "siren",
            "SIREN",
            "code",
            names(
                "siren, no siren, siret, no siret, siren siret, no siret siren, identifiant entreprise, "
                "company registration number, numero siren, numero siret, siren client, siret client, "
                "code siret, code siren, id prof 1, id prof 2, identifiant siret, identifiant siren, "
                "registration number, company number, business registration number, company id number, "
                "no rcs, numero identification, siret numero, n siret, siret facturation, siret siege, "
                "company registration"
            ),
            holds="siren",
            example="732 829 320",
            description="Le SIREN (9 chiffres) ou le SIRET (14 chiffres).",
        ),
        Field(
            "vat_number",
            "N° de TVA",
            "code",
            names(
                "tva intracommunautaire, no tva, numero tva, vat number, no tva intracom, "
                "no tva intracommunautaire, tva intracom, identifiant tva, tax id, vat id, "
                "code tva intracommunautaire, no tva intra, tva intra, num tva, "
                "numero tva intracommunautaire, numero tva intracom, n tva, n tva intracommunautaire, "
                "no identification tva, code tva, code tva intracom, id tva, "
                "identifiant tva intracommunautaire, vat, vat no, vat reg no, vat registration number, "
                "vat registration no, vat registration, tax number, tax registration number, "
                "tax id number, tax identification number, ct identifiant, company vat, "
                "company vat number, tva numero, tax reg no, billing vat number"
            ),
            holds="vat",
            example="FR 44 732829320",
            description="Le numéro de TVA intracommunautaire.",
        ),
        Field(
            "segment",
            "Segment",
            "text",
            names(
                "segment, type client, categorie client, customer type, secteur, famille client, "
                "groupe client, groupe, categorie, type, customer group, famille, type de tiers, "
                "secteur activite, categorie clients, categorie tarifaire, categorie tiers, "
                "categorie comptable, type compte, type client libelle, nature client, profil, "
                "profil client, groupe clients, groupe tarifaire, groupes, classe client, classification, "
                "typologie, typologie client, secteur activites, branche, domaine activite, "
                "customer category, customer group name, customer segment, customer class, "
                "customer groups, client type, client group, client category, account type, account group, "
                "industry, sector, market segment, group, groups, category, price group, rfm segment, "
                "company type, default group, type contact, canal client"
            ),
            example="Détaillant",
            description="Comment vous rangez ce client.",
        ),
        Field(
            "since",
            "Client depuis",
            "date",
            names(
                "client depuis, date creation, date de creation, created, since, date entree, "
                "date inscription, cree le, registration, sign up, registered, member since, "
                "created at, date added, customer since, creation, date creation client, "
                "date creation compte, date creation fiche, date ouverture, date ouverture compte, "
                "inscription, inscrit, inscrit depuis, date ajout, date 1ere commande, "
                "date premiere commande, premiere commande, premier achat, date premier achat, "
                "premiere visite, date adhesion, created date, created on, created time, "
                "creation date, date created, date registered, date joined, joined, joined at, "
                "join date, registered on, registered at, registration date, signup date, "
                "signed up, sign up date, account created, account creation date, "
                "customer since date, first order, first order date, first purchase, "
                "first purchase date, first visit, first seen, first sale, opened on, entry date, "
                "enregistre, entrance date"
            ),
            example="12/02/2021",
            description="Le jour où il est devenu client.",
        ),
        Field(
            "seller",
            "Commercial",
            "text",
            names(
                "commercial, vendeur, representant, sales rep, charge de clientele, code commercial, "
                "code representant, account owner, proprietaire, responsable, vendeur attitre, "
                "nom commercial, nom vendeur, nom representant, commercial attitre, commercial affecte, "
                "commercial referent, code vendeur, charge affaires, charge compte, collaborateur, "
                "conseiller, gestionnaire, suivi par, responsable compte, responsable commercial, "
                "proprietaire compte, assigne, attribue, sales representative, sales rep name, "
                "salesperson, salesperson name, sales person, salesman, sales agent, sales owner, "
                "account manager, account owner name, customer owner, owner, owner name, assigned to, "
                "assigned user, manager, rep, agent, company owner, vendeur principal, ct representant"
            ),
            personal=True,
            example="Camille Robin",
            description="La personne qui suit ce client.",
        ),
        Field(
            "payment_days",
            "Délai de paiement",
            "number",
            names(
                "delai paiement, delai de paiement, payment terms, payment days, "
                "conditions de reglement jours, nb jours echeance, delai reglement, echeance jours, "
                "delai paiement jours, delai reglement jours, nb jours paiement, nb jours reglement, "
                "jours echeance, nombre jours echeance, jours paiement, conditions paiement, "
                "condition paiement, conditions reglement, condition reglement, modalites paiement, "
                "modalite reglement, echeance, payment term, payment terms days, terms, terms days, "
                "net days, credit days, credit terms, due days, payment due days, invoice terms, "
                "customer payment terms, payment delay, property payment term, sales terms"
            ),
            unit="jours",
            low=0,
            high=365,
            example="30",
            description="Le délai de paiement accordé, en jours.",
        ),
        Field(
            "credit_limit",
            "Encours autorisé",
            "money",
            names(
                "encours autorise, plafond, limite de credit, credit limit, encours maximum, encours max, "
                "plafond encours, credit autorise, credit limite, limite encours, "
                "montant encours autorise, plafond credit, plafond autorise, encours accorde, "
                "credit maximum, credit max, credit accorde, max credit, maximum credit, credit line, "
                "credit limit amount, customer credit limit, encours autorise ht, encours plafond, "
                "garantie credit, montant garanti, outstanding limit, ct encours, autorisation encours"
            ),
            unit="€",
            example="5 000,00",
            description="L'encours que vous acceptez.",
        ),
        Field(
            "balance",
            "Solde dû",
            "money",
            names(
                "solde, encours, solde client, encours client, balance, open balance, solde du, "
                "solde compte, solde comptable, solde actuel, solde restant, solde debiteur, solde tiers, "
                "reste, reste payer, impayes, impaye, montant impaye, creances, cours, encours actuel, "
                "encours reel, current balance, account balance, balance due, balance total, outstanding, "
                "outstanding balance, outstanding amount, amount due, amount owed, total due, "
                "total receivable, receivable, receivables, unpaid, unpaid balance, overdue balance, "
                "customer balance, total overdue, ar balance, outstanding receivable amount"
            ),
            unit="€",
            example="1 240,50",
            description="Ce que le client doit aujourd'hui.",
        ),
        Field(
            "revenue",
            "Chiffre d'affaires",
            "money",
            names(
                "chiffre affaires, ca, ca ht, total spent, total spend, sales, ca annuel, total depense, "
                "chiffre affaires annuel, chiffre affaires ht, chiffre affaires ttc, "
                "chiffre affaires total, chiffre affaires cumule, chiffre affaires client, ca client, "
                "ca total, ca cumule, ca cumule ht, ca ttc, ca n, ca annee, ca facture, ca realise, "
                "ca 12 mois, montant total achats, montant achats, montant total commandes, "
                "montant total depense, total achats, total ventes, total facture, total depenses, "
                "total commandes ttc, depense totale, depenses totales, ventes, lifetime value, "
                "lifetime spend, lifetime spent, lifetime revenue, lifetime sales, ltv, clv, "
                "customer lifetime value, amount spent, spent, total revenue, total sales, "
                "total amount spent, total purchases, total billed, total invoiced, annual revenue, "
                "sales total, net sales, order total, revenue total, year to date sales, ytd sales, "
                "money spent"
            ),
            unit="€",
            example="18 420,00",
            description="Ce que le client vous a acheté en tout.",
        ),
        Field(
            "orders",
            "Commandes",
            "integer",
            names(
                "nombre commandes, nb commandes, orders, total orders, order count, commandes, nb achats, "
                "nb ventes, nb factures, nb visites, nb passages, nombre commande, nombre achats, "
                "nombre ventes, nombre factures, nombre visites, nombre passages, total commandes, "
                "commandes passees, commandes totales, achats, commandes validees, num orders, no orders, "
                "number orders, nb orders, orders count, order numbers, total order count, "
                "total orders count, lifetime orders, lifetime order count, orders placed, purchase count, "
                "purchases, number purchases, transaction count, transactions, visits, visit count, "
                "total visits, valid orders, invoices count, lifetime visits"
            ),
            low=0,
            example="14",
            description="Combien de fois il a commandé.",
        ),
        Field(
            "account",
            "Compte comptable",
            "code",
            names(
                "compte comptable, compte collectif, compte general, code comptable, code compta client, "
                "no compte, compte, compte general client, compte comptable client, "
                "compte collectif client, numero compte comptable, no compte comptable, compte vente, "
                "accounting code, accounting account, gl account, general ledger account, ledger account, "
                "receivable account, account receivable, accounts receivable, nominal code, "
                "compte clients, reconciliation account, control account, debtors control account"
            ),
            example="411SPORT",
            description="Le compte du plan comptable (411…).",
        ),
        Field(
            "email",
            "Adresse e-mail",
            "text",
            names(
                "email, e mail, mail, courriel, adresse email, adresse e mail, billing email, email 1, "
                "contact email, e mails, emails, email address, e mail address, email principal, "
                "email client, email contact, email facturation, adresse mail, adresse messagerie, "
                "adresse courriel, mail client, mail contact, mail facturation, main email, primary email, "
                "customer email, customer email address, client email, account email, invoice email, "
                "work email, ct email, email 1 value, courrier electronique, email societe, user email, "
                "email pro"
            ),
            personal=True,
            holds="email",
            example="achats@sport-montagne.fr",
            description="L'adresse e-mail.",
        ),
        Field(
            "phone",
            "Téléphone",
            "code",
            names(
                "telephone, tel, phone, mobile, telephone fixe, tel 1, telephone 1, numero de telephone, "
                "billing phone, phone numbers, portable, default address phone, tel fixe, tel portable, "
                "no telephone, no tel, num tel, numero tel, tel bureau, tel pro, tel mobile, "
                "tel principal, tel client, tel domicile, telephone bureau, telephone mobile, "
                "telephone portable, telephone principal, telephone contact, telephone client, "
                "telephone domicile, telephone facturation, mobile phone, mobile number, phone number, "
                "phone no, phone 1, work phone, business phone, office phone, home phone, primary phone, "
                "customer phone, customer phone number, client phone, contact phone, contact number, "
                "telephone number, telephone no, ct telephone, default phone, numero mobile, "
                "numero portable, sms, cell phone, cell, billing phone number, gsm"
            ),
            personal=True,
            holds="phone",
            example="04 50 98 76 54",
            description="Le numéro de téléphone.",
        ),
        Field(
            "address",
            "Adresse",
            "text",
            names(
                "adresse, adresse 1, rue, street, address, address 1, voie, adresse facturation, "
                "adresse ligne 1, default address address1, adresse complete, adresse postale, "
                "adresse siege, adresse 1ere ligne, adresse rue, adresse facturation 1, "
                "adresse facturation ligne 1, adresse client, adresse principale, adresse domicile, "
                "rue facturation, numero rue, no rue, no voie, rue 1, street 1, street address, "
                "street name, address line 1, address line1, line 1, billing address, billing address 1, "
                "billing address1, billing address line 1, billing street, billing street address, "
                "postal address, mailing address, mailing street, main address, business address, "
                "home address, customer address, client address, company address, physical address, "
                "po address line 1, ct adresse, address street, bill to address, invoice address, "
                "default address"
            ),
            personal=True,
            example="8 avenue du Mont-Blanc",
            description="La rue et le numéro.",
        ),
        Field(
            "postcode",
            "Code postal",
            "code",
            names(
                "code postal, cp, postcode, zip, zip code, postal code, cp facturation, "
                "default address zip, code post, codepostal, cp client, cp ville, "
                "code postal client, code postal facturation, post code, postal, zip postal code, "
                "zip postcode, zip postal, billing zip, billing zip code, billing postcode, "
                "billing postal code, address zip, address postcode, mailing zip, po postal code, "
                "ct codepostal, adresse code postal, default zip, default address postal code, "
                "customer zip, billing code"
            ),
            personal=True,
            holds="postcode",
            example="74300",
            description="Le code postal.",
        ),
        Field(
            "city",
            "Ville",
            "text",
            names(
                "ville, city, commune, localite, town, default address city, ville facturation, "
                "ville client, nom ville, billing city, billing address city, mailing city, address city, "
                "town city, city town, city name, po city, ct ville, adresse ville, customer city, "
                "default city, suburb, ville siege"
            ),
            example="Cluses",
            description="La ville.",
        ),
        Field(
            "country",
            "Pays",
            "text",
            names(
                "pays, country, code pays, country code, default address country code, pays facturation, "
                "code iso pays, nom pays, pays client, pays iso, code pays iso, iso pays, "
                "code pays facturation, country name, country region, billing country, "
                "billing country code, billing address country, mailing country, address country, "
                "address country code, customer country, country iso, country iso code, po country, "
                "ct pays, adresse pays, default country, default address country, pays residence, "
                "country key, shipping country"
            ),
            holds="country",
            example="France",
            description="Le pays.",
        ),
        Field(
            "consent",
            "Consentement",
            "boolean",
            names(
                "consentement, opt in, newsletter, accepts marketing, accepts email marketing, "
                "inscrit newsletter, rgpd, abonne, optin, optin email, opt email, email opt, "
                "optin newsletter, newsletter optin, accord rgpd, consentement rgpd, consentement email, "
                "consentement marketing, consentement newsletter, accepte newsletter, accepte emails, "
                "accepte emailing, accepte prospection, accepte marketing, abonne newsletter, "
                "inscription newsletter, recevoir newsletter, newsletter subscription, "
                "newsletter subscriber, subscribed, subscribed to newsletter, marketing consent, "
                "marketing opt, email consent, email marketing, email marketing consent, accepts email, "
                "accepts emails, accepts marketing emails, emailing autorise, autorise emailing, gdpr, "
                "gdpr consent, sms opt, optin sms, agreed to marketing, can be contacted, customer consent"
            ),
            example="oui",
            description="« oui » s'il accepte de recevoir vos messages.",
        ),
        Field(
            "active",
            "Actif",
            "boolean",
            names(
                "actif, active, etat, statut, status, enabled, est actif, actif o n, statut client, "
                "statut compte, statut tiers, etat client, customer status, client status, account status, "
                "active customer, customer state"
            ),
            example="oui",
            description="« oui » s'il est encore client.",
        ),
    ),
)
