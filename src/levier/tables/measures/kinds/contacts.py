"""Measures over people met or to meet."""

from levier.tables.measures.aggregates import count, distinct, share
from levier.tables.measures.axes import axis
from levier.tables.measures.model import Measure, made

_QUIET = "last_contact IS NULL OR last_contact < $today - $idle"

CONTACTS = made(
    "contacts",
    "last_contact",
    (
        Measure(
            "contacts_count", "nombre de contacts", "le nombre de contacts",
            "Nombre de lignes du fichier des contacts (avec une période : contacts dont le dernier échange y tombe).", count(),
            unit="contacts", synonyms=("contacts", "combien de contacts", "carnet d'adresses", "number of contacts"),
        ),
        Measure(
            "companies_known", "nombre d'entreprises connues", "le nombre d'entreprises connues", "Entreprises différentes.",
            distinct("company"), unit="entreprises", additive=False, columns=("company",),
            synonyms=("entreprises en contact", "entreprises différentes", "combien d'entreprises"),
        ),
        Measure(
            "consent_rate", "taux de consentement", "le taux de consentement",
            "Contacts dont le consentement est donné, divisés par tous les contacts.", share("consent"), unit="%",
            additive=False, columns=("consent",), lines="consent",
            synonyms=("consentement", "opt-in", "contacts consentants", "part de contacts ayant consenti", "consent rate"),
        ),
        Measure(
            "mailable_share", "part des contacts avec e-mail", "la part des contacts avec e-mail",
            "Contacts dont l'adresse e-mail est remplie, divisés par tous les contacts.", share("email IS NOT NULL"), unit="%",
            additive=False, columns=("email",), feminine=True, lines="email IS NOT NULL",
            synonyms=("contacts avec e-mail", "contacts avec email", "contacts joignables"),
        ),
        Measure(
            "quiet_contacts", "nombre de contacts sans échange récent", "le nombre de contacts sans échange récent",
            "Contacts sans échange dans les jours demandés avant aujourd'hui (180 par défaut).", count(_QUIET), unit="contacts",
            columns=("last_contact",), better="down", lines=_QUIET, listed="contact",
            synonyms=("contacts sans échange", "contacts à relancer", "contacts dormants", "contacts oubliés",
                      "pas contactés", "contacts sans nouvelles"),
        ),
    ),
    (
        axis("contact", "contact", "contacts", "person", columns=("full_name|last_name|email",)),
        axis("company", "entreprise", "entreprises", feminine=True, synonyms=("société",)),
        axis("source", "origine", "origines", feminine=True, synonyms=("provenance", "source")),
        axis("owner", "responsable", "responsables", synonyms=("commercial", "propriétaire")),
        axis("city", "ville", "villes", feminine=True),
        axis("role", "fonction", "fonctions", feminine=True, synonyms=("poste", "rôle")),
    ),
    computed=(
        ("person", "COALESCE(full_name, NULLIF(trim(concat_ws(' ', first_name, last_name)), ''), email)"),
    ),
    reference=True,
    main="contacts_count",
    lines="contacts",
    subject="les contacts",
)  # fmt: skip
