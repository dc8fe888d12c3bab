"""Messages: one mail, chat or form message received or sent."""

from levier.tables.kinds.kind import Field, Kind

Messages = Kind(
    name="messages",
    label="Messages",
    lines="un message reçu ou envoyé",
    day="date",
    requires=(("date",), ("text", "subject")),
    distinctive=("subject", "text", "sender"),
    fields=(
        Field("message", "Identifiant", "code", ("id", "message id", "identifiant", "ticket", "no ticket")),
        Field(
            "date",
            "Date",
            "datetime",
            ("date", "recu le", "date reception", "received", "sent", "created at"),
        ),
        Field(
            "sender", "Expéditeur", "text", ("expediteur", "de", "from", "sender", "auteur"), personal=True
        ),
        Field("recipient", "Destinataire", "text", ("destinataire", "a", "to", "recipient"), personal=True),
        Field("channel", "Canal", "text", ("canal", "channel", "source", "origine")),
        Field("subject", "Objet", "text", ("objet", "sujet", "subject", "title", "titre")),
        Field("text", "Texte", "text", ("texte", "message", "corps", "contenu", "body", "text", "content")),
        Field("theme", "Thème", "text", ("theme", "categorie", "category", "label", "motif")),
        Field(
            "customer",
            "Client",
            "code",
            ("client", "code client", "customer id"),
            personal=True,
            refers="customers.customer",
        ),
        Field(
            "answered",
            "Répondu le",
            "datetime",
            ("repondu le", "date reponse", "answered", "answered at", "closed at", "date cloture"),
        ),
    ),
)
