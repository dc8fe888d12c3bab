"""Messages: one mail, chat or form message received or sent."""

from levier.tables.kinds.kind import Field, Kind, names

Messages = Kind(
    name="messages",
    label="Messages",
    lines="un message reçu ou envoyé",
    day="date",
    requires=(("date",), ("text", "subject")),
    distinctive=("subject", "text", "sender"),
    fields=(
        Field(
            "message",
            "Identifiant",
            "code",
            names(
                "id, message id, identifiant, ticket, no ticket, ticket id, no demande, numero ticket, "
                "case number, reference, numero, id ticket, conversation id, id conversation"
            ),
            example="4812",
            description="L'identifiant du message ou du ticket.",
        ),
        Field(
            "date",
            "Date",
            "datetime",
            names(
                "date, recu le, date reception, received, sent, created at, cree le, date creation, "
                "created, date ouverture, received at, date heure, date d envoi, envoye le, created time, "
                "opened at, horodatage"
            ),
            example="14/03/2026 09:12",
            description="Quand il est arrivé.",
        ),
        Field(
            "sender",
            "Expéditeur",
            "text",
            names(
                "expediteur, de, from, sender, auteur, demandeur, requester, nom expediteur, contact, contact "
                "name, from name, adresse expediteur, emetteur, from address, requester email, email, full "
                "name, name, nom, nom du client, nom client, started by, initiated by, created by"
            ),
            personal=True,
            example="Hugo Petit",
            description="Qui l'a écrit.",
        ),
        Field(
            "recipient",
            "Destinataire",
            "text",
            names("destinataire, a, to, recipient, pour, to address, a destination de"),
            personal=True,
            example="contact@exemple.fr",
            description="À qui il est adressé.",
        ),
        Field(
            "channel",
            "Canal",
            "text",
            names("canal, channel, source, origine, via, canal entree, support, type canal, ticket source"),
            example="e-mail",
            description="Par où il est arrivé : e-mail, téléphone, formulaire.",
        ),
        Field(
            "subject",
            "Objet",
            "text",
            names(
                "objet, sujet, subject, title, titre, intitule, objet du message, resume, summary, objet "
                "du ticket, ticket name"
            ),
            example="Livraison en retard",
            description="Le titre du message.",
        ),
        Field(
            "text",
            "Texte",
            "text",
            names(
                "texte, message, corps, contenu, body, text, content, description, message texte, contenu "
                "du message, demande, question, commentaire, comment, first message, corps du message"
            ),
            example="Bonjour, ma commande CC-2026-031…",
            description="Ce qu'il dit.",
        ),
        Field(
            "theme",
            "Thème",
            "text",
            names(
                "theme, categorie, category, label, motif, type de demande, type demande, type, sujet "
                "principal, famille, tags, etiquettes"
            ),
            example="Livraison",
            description="De quoi il parle.",
        ),
        Field(
            "customer",
            "Client",
            "code",
            names(
                "client, code client, customer id, organisation, organization, societe, company, "
                "entreprise, account, account name, company name, nom societe"
            ),
            personal=True,
            refers="customers.customer",
            example="C00125",
            description="Le code ou le nom du client.",
        ),
        Field(
            "status",
            "État",
            "text",
            names("statut, etat, status, state, etat du ticket"),
            example="Résolu",
            description="Où en est la demande.",
        ),
        Field(
            "priority",
            "Priorité",
            "text",
            names("priorite, priority, urgence, gravite, severity"),
            example="Normale",
            description="À quel point c'est pressé.",
        ),
        Field(
            "person",
            "Traité par",
            "text",
            names(
                "assigne a, assignee, agent, traite par, responsable, owner, technicien, attribue a, ticket "
                "owner, assigned teammate, assigned to, currently assigned teammate, assigned agent, handled "
                "by"
            ),
            personal=True,
            example="Camille Robin",
            description="Qui s'en occupe.",
        ),
        Field(
            "answered",
            "Répondu le",
            "datetime",
            names(
                "repondu le, date reponse, answered, answered at, closed at, date cloture, date premiere "
                "reponse, resolved at, resolu le, date resolution, first reply, date de cloture, closed, "
                "solved at, resolved time, ferme le, close date, date fermeture, closed time"
            ),
            example="14/03/2026 10:05",
            description="Quand il a reçu sa réponse.",
        ),
    ),
)
