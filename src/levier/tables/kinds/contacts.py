"""Contacts: one person met or to meet, as a CRM or an address book holds them."""

from levier.tables.kinds.kind import Field, Kind, names

Contacts = Kind(
    name="contacts",
    label="Contacts",
    lines="une personne à qui l'on parle",
    requires=(("last_name", "full_name", "email"),),
    key=("email",),
    distinctive=("first_name", "last_name", "role", "email"),
    fields=(
        Field(
            "contact",
            "Identifiant",
            "code",
            names(
                "id, id contact, contact id, record id, contact id 18, identifiant, reference, code "
                "contact, person id, hubspot id"
            ),
            example="1042",
            description="L'identifiant du contact.",
        ),
        Field(
            "full_name",
            "Nom complet",
            "text",
            names(
                "nom complet, full name, contact, name, nom et prenom, prenom nom, nom prenom, contact "
                "name, person name, display name, nom du contact, contact complet"
            ),
            personal=True,
            example="Hugo Petit",
            description="Le prénom et le nom, quand une seule colonne les porte.",
        ),
        Field(
            "first_name",
            "Prénom",
            "text",
            names("prenom, first name, given name, prenom contact, firstname, pren, fname"),
            personal=True,
            example="Hugo",
            description="Le prénom.",
        ),
        Field(
            "last_name",
            "Nom",
            "text",
            names(
                "nom, nom de famille, last name, surname, lastname, nom contact, family name, lname, nom "
                "famille"
            ),
            personal=True,
            example="Petit",
            description="Le nom de famille.",
        ),
        Field(
            "role",
            "Fonction",
            "text",
            names(
                "fonction, poste, role, job title, titre, intitule du poste, job, titre professionnel, "
                "title, qualite, position, civilite fonction"
            ),
            personal=True,
            example="Responsable des achats",
            description="Son rôle dans l'entreprise.",
        ),
        Field(
            "company",
            "Entreprise",
            "text",
            names(
                "entreprise, societe, company, organisation, raison sociale, nom entreprise, company "
                "name, compte, account name, account, organization, organization name, nom du compte, nom "
                "de l entreprise, client, nom societe, associated company, tiers"
            ),
            example="Sport & Montagne SARL",
            description="L'entreprise où il travaille.",
        ),
        Field(
            "siren",
            "SIREN",
            "code",
            names("siren, siret, siren siret"),
            holds="siren",
            example="732 829 320",
            description="Le SIREN ou le SIRET de l'entreprise.",
        ),
        Field(
            "email",
            "Adresse e-mail",
            "text",
            names(
                "email, e mail, mail, courriel, email address, adresse email, adresse e mail, e mail "
                "address, email 1, email work, email professionnel, e mail 1 value, courriel principal, "
                "mail pro"
            ),
            personal=True,
            holds="email",
            example="hugo.petit@exemple.fr",
            description="Son adresse e-mail.",
        ),
        Field(
            "phone",
            "Téléphone",
            "code",
            names(
                "telephone, tel, phone, mobile, portable, phone number, telephone fixe, telephone bureau, "
                "business phone, numero de telephone, phone work, work phone, phone 1 value, sms, ligne "
                "directe, tel fixe"
            ),
            personal=True,
            holds="phone",
            example="04 50 98 76 54",
            description="Son téléphone.",
        ),
        Field(
            "mobile",
            "Mobile",
            "code",
            names(
                "mobile, portable, tel portable, telephone portable, mobile phone, mobile phone number, "
                "telephone mobile, gsm, tel mobile, mobile number"
            ),
            personal=True,
            holds="phone",
            example="06 12 34 56 78",
            description="Son téléphone portable.",
        ),
        Field(
            "address",
            "Adresse",
            "text",
            names(
                "adresse, rue, street, street address, address, mailing street, adresse 1, adresse postale"
            ),
            personal=True,
            example="8 avenue du Mont-Blanc",
            description="La rue et le numéro.",
        ),
        Field(
            "postcode",
            "Code postal",
            "code",
            names("code postal, cp, zip, postcode, postal code, mailing zip, zip code"),
            personal=True,
            holds="postcode",
            example="74300",
            description="Le code postal.",
        ),
        Field(
            "city",
            "Ville",
            "text",
            names("ville, city, mailing city, localite, commune"),
            example="Cluses",
            description="La ville.",
        ),
        Field(
            "country",
            "Pays",
            "text",
            names("pays, country, country region, mailing country, code pays"),
            holds="country",
            example="France",
            description="Le pays.",
        ),
        Field(
            "source",
            "Origine",
            "text",
            names(
                "source, origine, provenance, origine du contact, lead source, original source, source du "
                "lead, canal acquisition, original traffic source, acquisition"
            ),
            example="Salon",
            description="D'où vient ce contact.",
        ),
        Field(
            "status",
            "Étape",
            "text",
            names(
                "statut, lifecycle stage, phase du cycle de vie, lead status, etat, status, etape, type "
                "de contact, statut du lead, contact status, stade"
            ),
            example="Client",
            description="Où en est la relation : prospect, client, perdu.",
        ),
        Field(
            "owner",
            "Suivi par",
            "text",
            names(
                "proprietaire, contact owner, owner, responsable, commercial, proprietaire du contact, "
                "suivi par, assigned to, contact owner name"
            ),
            personal=True,
            example="Camille Robin",
            description="Qui suit ce contact chez vous.",
        ),
        Field(
            "since",
            "Créé le",
            "date",
            names(
                "date creation, create date, created date, cree le, date de creation, created, added "
                "time, date ajout, created at, added at, optin time, confirm time, person created, date d "
                "ajout"
            ),
            example="12/02/2021",
            description="Quand il est entré dans le fichier.",
        ),
        Field(
            "last_contact",
            "Dernier échange",
            "date",
            names(
                "dernier contact, dernier echange, last contact, last activity, last activity date, date "
                "derniere activite, date dernier contact, last contacted, derniere activite, last "
                "activity date time"
            ),
            example="04/03/2026",
            description="Le dernier jour où vous vous êtes parlé.",
        ),
        Field(
            "consent",
            "Consentement",
            "boolean",
            names(
                "consentement, opt in, optin, rgpd, consent, newsletter, abonne, inscrit newsletter, email "
                "opt in, accepte emails, accepts marketing, opt in email, subscribed, accepts email "
                "marketing, marketing contact status"
            ),
            example="oui",
            description="« oui » s'il accepte de recevoir vos messages.",
        ),
    ),
)
