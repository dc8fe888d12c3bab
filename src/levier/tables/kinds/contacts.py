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
                "id, id contact, contact id, record id, contact id 18, identifiant, reference, "
                "code contact, person id, hubspot id, contact no, contact number, contact ref, "
                "identifiant contact, no contact, numero contact, lead id, subscriber id, prospect id, "
                "external id, uid, uuid, user id, numero, ref contact, reference contact, id externe, "
                "ext id, people id, customer id"
            ),
            example="1042",
            description="L'identifiant du contact.",
        ),
        Field(
            "full_name",
            "Nom complet",
            "text",
            names(
                "nom complet, full name, contact, name, nom et prenom, prenom nom, nom prenom, "
                "contact name, person name, display name, nom du contact, contact complet, "
                "contact full name, nom prenom contact, lead name, customer name, prospect, nom affiche, "
                "fullname, file as, formatted name, people name, nom complet contact, client name, "
                "subscriber name"
            ),
            personal=True,
            example="Hugo Petit",
            description="Le prénom et le nom, quand une seule colonne les porte.",
        ),
        Field(
            "first_name",
            "Prénom",
            "text",
            names(
                "prenom, first name, given name, prenom contact, firstname, pren, fname, prenom prospect, "
                "contact first name, lead first name, person first name, forename, prenoms, "
                "customer first name"
            ),
            personal=True,
            example="Hugo",
            description="Le prénom.",
        ),
        Field(
            "last_name",
            "Nom",
            "text",
            names(
                "nom, nom de famille, last name, surname, lastname, nom contact, family name, lname, "
                "nom famille, nom contact famille, nom usuel, nom usage, contact last name, "
                "person last name, lead last name, customer last name"
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
                "title, qualite, position, civilite fonction, fonction contact, poste occupe, profession, "
                "metier, emploi, contact title, contact job title, jobtitle, person title, occupation, "
                "designation, function, role contact, service fonction, organization title, "
                "organization 1 title, headline"
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
                "entreprise, societe, company, organisation, raison sociale, nom entreprise, company name, "
                "compte, account name, account, organization, organization name, nom du compte, "
                "nom de l entreprise, client, nom societe, associated company, tiers, nom client, "
                "nom organisation, societe nom, entreprise nom, entreprise associee, societe associee, "
                "etablissement, structure, accounts, sales account, sales accounts, primary company, "
                "associated company names, company names, customer, employer, organisation name, "
                "organization 1 name, contact company, lead company, business name, raison sociale client, "
                "current company, employeur, compte nom, person organization"
            ),
            example="Sport & Montagne SARL",
            description="L'entreprise où il travaille.",
        ),
        Field(
            "siren",
            "SIREN",
            "code",
            names(
                "siren, siret, siren siret, siren entreprise, siret entreprise, no siret, no siren, "
                "numero siret, numero siren, siret client"
            ),
            holds="siren",
            example="732 829 320",
            description="Le SIREN ou le SIRET de l'entreprise.",
        ),
        Field(
            "email",
            "Adresse e-mail",
            "text",
            names(
                "email, e mail, mail, courriel, email address, adresse email, adresse e mail, "
                "e mail address, email 1, email work, email professionnel, e mail 1 value, "
                "courriel principal, mail pro, adresse mail, adresse courriel, adresse messagerie, "
                "email contact, email pro, email principal, email professionnelle, e mails, emails, "
                "primary email, main email, work email, business email, email id, email home, "
                "contact email, contact email address, lead email, person email, person email work, "
                "subscriber email, customer email, e mail pro, mail contact, mail professionnel, "
                "e mail professionnel, e mail principal"
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
                "business phone, numero de telephone, phone work, work phone, phone 1 value, sms, "
                "ligne directe, tel fixe, no telephone, no tel, numero tel, tel bureau, tel direct, "
                "tel pro, tel professionnel, tel standard, telephone direct, telephone pro, "
                "telephone professionnel, telephone principal, telephone contact, fixe, ligne fixe, "
                "phones, phone no, phone 1, office phone, direct phone, direct line, home phone, "
                "main phone, primary phone, company phone, contact phone, person phone, person phone work, "
                "telephone number, work phone number, lead phone, customer phone, standard"
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
                "telephone mobile, gsm, tel mobile, mobile number, no mobile, no portable, numero mobile, "
                "numero portable, tel mobile pro, telephone mobile pro, mobile pro, mobile professionnel, "
                "portable pro, cell, cell phone, cell phone number, mobile no, mobile phone 1, "
                "phone mobile, person phone mobile, contact mobile, sms number, whatsapp"
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
                "adresse, rue, street, street address, address, mailing street, adresse 1, "
                "adresse postale, adresse complete, adresse rue, adresse ligne 1, adresse contact, "
                "adresse professionnelle, rue numero, numero rue, business street, work street, "
                "home street, address 1, address line 1, address street, full address, mailing address, "
                "postal address, street 1, contact address, primary address street, person address"
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
                "code postal, cp, zip, postcode, postal code, mailing zip, zip code, codepostal, "
                "code post, code postal contact, post code, zip postal code, zipcode, postal, "
                "mailing zip postal code, mailing postal code, business postal code, address zip, "
                "address postal code, home postal code, contact zip"
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
                "ville, city, mailing city, localite, commune, nom ville, ville contact, town, "
                "business city, work city, home city, address city, contact city, suburb, person city"
            ),
            example="Cluses",
            description="La ville.",
        ),
        Field(
            "country",
            "Pays",
            "text",
            names(
                "pays, country, country region, mailing country, code pays, nom pays, pays contact, "
                "country name, country code, business country region, business country, "
                "mailing country region, address country, home country region, contact country"
            ),
            holds="country",
            example="France",
            description="Le pays.",
        ),
        Field(
            "source",
            "Origine",
            "text",
            names(
                "source, origine, provenance, origine du contact, lead source, original source, "
                "source du lead, canal acquisition, original traffic source, acquisition, origine lead, "
                "origine prospect, source contact, canal, acquis via, contact source, "
                "original source type, latest source, latest traffic source, first source, utm source, "
                "referral source, how did you hear about us, signup source, source name, optin source, "
                "lead origin, channel, comment nous avez vous connu"
            ),
            example="Salon",
            description="D'où vient ce contact.",
        ),
        Field(
            "status",
            "Étape",
            "text",
            names(
                "statut, lifecycle stage, phase du cycle de vie, lead status, etat, status, etape, "
                "type de contact, statut du lead, contact status, stade, statut contact, statut prospect, "
                "statut client, etat contact, etape cycle vie, etape pipeline, cycle vie, stage, "
                "lead stage, contact stage, person status, subscriber status, customer status, "
                "subscription status, contact type, phase, qualification, type lead, relation, lifecycle, "
                "pipeline stage"
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
                "suivi par, assigned to, contact owner name, commercial charge, commercial affecte, "
                "commercial referent, charge affaires, charge compte, gestionnaire, conseiller, assigne, "
                "attribue, affecte, proprietaire lead, proprietaire compte, responsable commercial, "
                "vendeur, assigned user, assigned owner, account owner, account manager, owner name, "
                "owner full name, contact assigned to, lead owner, record owner, person owner, "
                "sales owner, sales rep, salesperson, manager, referent"
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
                "date creation, create date, created date, cree le, date de creation, created, "
                "added time, date ajout, created at, added at, optin time, confirm time, "
                "person created, date d ajout, date creation contact, date inscription, "
                "date abonnement, date entree, ajoute, inscrit, creation, creation date, "
                "created on, created time, createdate, contact created, date added, date created, "
                "add time, added, added on, added date, added time utc, subscribed at, "
                "subscribed on, subscription date, subscribe date, signup date, sign up date, "
                "signed up, signed up at, joined, joined at, joined on, registration date, "
                "registered at, person add time, member since, opt time, date opt, optin date, "
                "entry date, first seen, capture le, connected on"
            ),
            example="12/02/2021",
            description="Quand il est entré dans le fichier.",
        ),
        Field(
            "last_contact",
            "Dernier échange",
            "date",
            names(
                "dernier contact, dernier echange, last contact, last activity, last activity date, "
                "date derniere activite, date dernier contact, last contacted, derniere activite, "
                "last activity date time, dernier appel, derniere interaction, date derniere interaction, "
                "derniere prise contact, derniere relance, dernier rdv, dernier email, last activity time, "
                "last contact date, last contacted time, last contacted at, last contacted date, "
                "last contacted on, last interaction, last interaction date, last touch, last engagement, "
                "last engagement date, last seen, last seen at, last email sent, last email date, "
                "last communication, last modified activity, last activity on, date last contact, "
                "last call, most recent activity, last heard from"
            ),
            example="04/03/2026",
            description="Le dernier jour où vous vous êtes parlé.",
        ),
        Field(
            "consent",
            "Consentement",
            "boolean",
            names(
                "abonne email, abonne newsletter, inscrit newsletter, "
                "consentement, opt in, optin, rgpd, consent, newsletter, abonne, inscrit newsletter, "
                "email opt in, accepte emails, accepts marketing, opt in email, subscribed, "
                "accepts email marketing, marketing contact status, consentement rgpd, consentement email, "
                "consentement marketing, consentement newsletter, accord rgpd, accord newsletter, "
                "accepte newsletter, accepte recevoir, accepte demarchage, abonne newsletter, "
                "recevoir newsletter, autorise emailing, optin newsletter, optin email, email optin, "
                "sms optin, optin sms, double opt, double optin, double opt confirmed, email consent, "
                "email marketing, email marketing consent, marketing consent, marketing optin, "
                "marketing opt, marketing contact, marketing permission, gdpr, gdpr consent, "
                "gdpr permission, newsletter subscription, newsletter subscriber, "
                "subscribed to newsletter, agreed to marketing, has opted, legal basis consent, "
                "has consented, accepts marketing emails"
            ),
            example="oui",
            description="« oui » s'il accepte de recevoir vos messages.",
        ),
    ),
)
