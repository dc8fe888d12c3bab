"""Measures over messages received and answered."""

from levier.tables.measures.aggregates import count, distinct, mean, median, share
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Join, Measure, made

_ANSWERED = "answered IS NOT NULL"
_WAIT = "wait_hours"

MESSAGES = made(
    "messages",
    "day",
    (
        Measure(
            "messages_count", "nombre de messages", "le nombre de messages", "Nombre de lignes du tableau des messages.",
            count(), unit="messages", better="",
            synonyms=("messages", "combien de messages", "messages reçus", "demandes reçues", "tickets", "nombre de tickets",
                      "mails reçus", "emails reçus", "nombre de demandes clients", "number of messages"),
        ),
        Measure(
            "response_time", "délai de réponse moyen", "le délai de réponse moyen",
            "Moyenne des heures entre la réception et la réponse, sur les messages qui ont reçu une réponse.", mean(_WAIT),
            unit="h", additive=False, columns=("answered",), better="down", lines=_ANSWERED,
            synonyms=("délai de réponse", "temps de réponse", "temps de réponse aux messages", "temps moyen de réponse",
                      "répondons-nous", "response time", "délai moyen de réponse", "temps de réponse moyen"),
        ),
        Measure(
            "response_time_median", "délai de réponse médian", "le délai de réponse médian",
            "Médiane des heures entre la réception et la réponse, sur les messages qui ont reçu une réponse.", median(_WAIT),
            unit="h", additive=False, columns=("answered",), better="down", lines=_ANSWERED,
            synonyms=("temps de réponse médian", "médiane du temps de réponse", "délai médian de réponse"),
        ),
        Measure(
            "backlog", "nombre de messages sans réponse", "le nombre de messages sans réponse",
            "Messages dont la date de réponse est vide ou à venir.", count("answered IS NULL OR answered > $today + 1"),
            unit="messages", columns=("answered",), better="down", lines="answered IS NULL OR answered > $today + 1",
            synonyms=("messages sans réponse", "messages en attente", "messages attendent une réponse", "messages attendent",
                      "messages en attente de réponse", "demandes attendent une réponse", "demandes en attente", "backlog", "tickets ouverts",
                      "non répondus", "restent sans réponse", "tickets en attente", "messages non traités", "unanswered"),
        ),
        Measure(
            "answer_share", "taux de réponse aux messages", "le taux de réponse aux messages",
            "Messages qui ont reçu une réponse divisés par tous les messages.", share(_ANSWERED), unit="%", additive=False,
            columns=("answered",), synonyms=("taux de réponse", "part des messages traités", "part de messages répondus"),
        ),
        Measure(
            "within_day", "part des réponses en moins de 24 heures", "la part des réponses en moins de 24 heures",
            "Messages répondus en 24 heures au plus, divisés par les messages qui ont reçu une réponse.",
            share(f"{_WAIT} <= 24", _ANSWERED), unit="%", additive=False, columns=("answered",), feminine=True,
            lines=_ANSWERED, synonyms=("réponses sous 24 heures", "réponses en moins d'un jour", "répondus dans la journée"),
        ),
        Measure(
            "senders", "nombre d'expéditeurs", "le nombre d'expéditeurs", "Expéditeurs différents.", distinct("sender"),
            unit="expéditeurs", additive=False, columns=("sender",), better="", synonyms=("expéditeurs différents",),
        ),
    ),
    (
        axis("theme", "thème", "thèmes", synonyms=("motif", "sujet", "catégorie")),
        axis("channel", "canal", "canaux", synonyms=("origine", "source")),
        axis("customer", "client", "clients", "COALESCE(customers__customer_name, customer)", columns=("customer",)),
        axis("sender", "expéditeur", "expéditeurs"),
        axis("recipient", "destinataire", "destinataires", synonyms=("équipe", "service")),
        axis("person", "personne en charge", "personnes en charge", feminine=True, synonyms=("agent", "conseiller")),
        axis("status", "état", "états", synonyms=("statut",)),
        axis("priority", "priorité", "priorités", feminine=True, synonyms=("urgence",)),
        axis("segment", "segment de clients", "segments de clients", "customers__segment", columns=("customers.segment",),
             synonyms=("segment",)),
        *calendar(hours=True),
    ),
    computed=(("day", "CAST(date AS DATE)"), ("wait_hours", "epoch(answered - date) / 3600.0")),
    joins=(
        Join("customers", "customers", (("customer", "customer"), ("customer", "customer_name")),
             ("customer_name", "segment"), "sans fiche client"),
    ),
    main="messages_count",
    lines="messages",
    subject="les messages",
)  # fmt: skip
