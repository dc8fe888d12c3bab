"""Contacts: one person met or to meet, as a CRM or an address book holds them."""

from levier.tables.kinds.kind import Field, Kind

Contacts = Kind(
    name="contacts",
    label="Contacts",
    lines="une personne à qui l'on parle",
    requires=(("last_name", "full_name", "email"),),
    key=("email",),
    distinctive=("first_name", "last_name", "role", "email"),
    fields=(
        Field("contact", "Identifiant", "code", ("id", "id contact", "contact id")),
        Field(
            "full_name", "Nom complet", "text", ("nom complet", "full name", "contact", "name"), personal=True
        ),
        Field("first_name", "Prénom", "text", ("prenom", "first name", "given name"), personal=True),
        Field("last_name", "Nom", "text", ("nom", "nom de famille", "last name", "surname"), personal=True),
        Field("role", "Fonction", "text", ("fonction", "poste", "role", "job title", "titre"), personal=True),
        Field(
            "company",
            "Entreprise",
            "text",
            ("entreprise", "societe", "company", "organisation", "raison sociale"),
        ),
        Field("siren", "SIREN", "code", ("siren", "siret")),
        Field("email", "Adresse e-mail", "text", ("email", "e mail", "mail", "courriel"), personal=True),
        Field(
            "phone", "Téléphone", "code", ("telephone", "tel", "phone", "mobile", "portable"), personal=True
        ),
        Field("source", "Origine", "text", ("source", "origine", "provenance")),
        Field(
            "last_contact",
            "Dernier échange",
            "date",
            ("dernier contact", "dernier echange", "last contact", "last activity"),
        ),
        Field("consent", "Consentement", "boolean", ("consentement", "opt in", "optin", "rgpd", "consent")),
    ),
)
