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
                "code client, no client, numero client, id client, customer id, customer code, client, "
                "customer, compte client, code, code tiers, no tiers, ref client, reference, id, cle, "
                "numero compte, customer no, account number, numero, code clt"
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
                "display name, full name, company, entreprise, nom tiers, account name, nom complet"
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
            names("prenom, first name, given name, firstname, prenom client"),
            personal=True,
            example="Hugo",
            description="Le prénom, quand le client est une personne.",
        ),
        Field(
            "contact",
            "Interlocuteur",
            "text",
            names("contact, interlocuteur, nom contact, contact name, contact principal, dirigeant"),
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
                "company registration number"
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
                "tva intracommunautaire, no tva, numero tva, vat number, no tva intracom, no tva "
                "intracommunautaire, tva intracom, identifiant tva, tax id, vat id, code tva "
                "intracommunautaire"
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
                "segment, type client, categorie client, customer type, secteur, famille client, groupe "
                "client, groupe, categorie, type, customer group, famille, type de tiers, secteur "
                "activite"
            ),
            example="Détaillant",
            description="Comment vous rangez ce client.",
        ),
        Field(
            "since",
            "Client depuis",
            "date",
            names(
                "client depuis, date creation, date de creation, created, since, date entree, date "
                "inscription, cree le, registration, sign up, registered, member since, created at, date "
                "added, customer since"
            ),
            example="12/02/2021",
            description="Le jour où il est devenu client.",
        ),
        Field(
            "seller",
            "Commercial",
            "text",
            names(
                "commercial, vendeur, representant, sales rep, charge de clientele, code commercial, code "
                "representant, account owner, proprietaire, responsable, vendeur attitre"
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
                "delai paiement, delai de paiement, payment terms, payment days, conditions de reglement "
                "jours, nb jours echeance, delai reglement, echeance jours"
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
                "plafond encours, credit autorise, credit limite"
            ),
            unit="€",
            example="5 000,00",
            description="L'encours que vous acceptez.",
        ),
        Field(
            "balance",
            "Solde dû",
            "money",
            names("solde, encours, solde client, encours client, balance, open balance, solde du"),
            unit="€",
            example="1 240,50",
            description="Ce que le client doit aujourd'hui.",
        ),
        Field(
            "revenue",
            "Chiffre d'affaires",
            "money",
            names("chiffre affaires, ca, ca ht, total spent, total spend, sales, ca annuel, total depense"),
            unit="€",
            example="18 420,00",
            description="Ce que le client vous a acheté en tout.",
        ),
        Field(
            "orders",
            "Commandes",
            "integer",
            names("nombre commandes, nb commandes, orders, total orders, order count, commandes"),
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
                "no compte, compte"
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
                "contact email"
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
                "billing phone, phone numbers, portable, default address phone, tel fixe, tel portable"
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
                "adresse, adresse 1, rue, street, address, address 1, voie, adresse facturation, adresse "
                "ligne 1, default address address1"
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
                "code postal, cp, postcode, zip, zip code, postal code, cp facturation, default address zip"
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
            names("ville, city, commune, localite, town, default address city, ville facturation"),
            example="Cluses",
            description="La ville.",
        ),
        Field(
            "country",
            "Pays",
            "text",
            names(
                "pays, country, code pays, country code, default address country code, pays facturation, "
                "code iso pays"
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
                "consentement, opt in, newsletter, accepts marketing, accepts email marketing, inscrit newsletter, rgpd, abonne"
            ),
            example="oui",
            description="« oui » s'il accepte de recevoir vos messages.",
        ),
        Field(
            "active",
            "Actif",
            "boolean",
            names("actif, active, etat, statut, status, enabled"),
            example="oui",
            description="« oui » s'il est encore client.",
        ),
    ),
)
