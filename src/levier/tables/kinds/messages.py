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
                "id, message id, identifiant, ticket, no ticket, ticket id, no demande, "
                "numero ticket, case number, reference, numero, id ticket, conversation id, "
                "id conversation, no conversation, no demande client, num ticket, num demande, "
                "numero demande, numero conversation, identifiant ticket, "
                "identifiant conversation, identifiant demande, identifiant message, id demande, "
                "id message, id email, reference ticket, reference demande, ref, ref ticket, "
                "ticket no, ticket number, ticket ref, ticket reference, ticket key, case id, "
                "case no, case, request id, request number, request no, conversation no, "
                "conversation number, conversation ref, conversation key, email id, mail id, "
                "thread id, issue key, issue id, issue, incident, incident id, incident number, "
                "no incident, message no, message number, number, key, no, uid, case reference, "
                "chat id, inquiry id, no dossier, numero dossier, #"
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
                "opened at, horodatage, date message, date heure reception, date heure creation, "
                "date demande, date ticket, date creation ticket, date contact, date email, date mail, "
                "date saisie, date soumission, envoyee, recue, reception, ouvert, ouverture, soumis, "
                "timestamp, heure, time, date time, datetime, date received, date sent, date created, "
                "date opened, received on, received date, received time, receiveddatetime, sent on, "
                "sent at, sent date, sent time, created on, created date, creation date, creation time, "
                "create date, created time ticket, date time opened, opened, opened date, open date, "
                "submitted, submitted at, submitted on, submission date, submission time, "
                "conversation started, conversation started at, conversation started date, started at, "
                "started on, conversation created at, conversation created date, ticket created, "
                "ticket created at, ticket created date, first message date, message date, "
                "initially created, requested at, requested, date utc, entry date, ticket open date, "
                "reported on, reported"
            ),
            example="14/03/2026 09:12",
            description="Quand il est arrivé.",
        ),
        Field(
            "sender",
            "Expéditeur",
            "text",
            names(
                "expediteur, de, from, sender, auteur, demandeur, requester, nom expediteur, "
                "contact, contact name, from name, adresse expediteur, emetteur, from address, "
                "requester email, email, full name, name, nom, nom du client, nom client, "
                "started by, initiated by, created by, expediteur nom, expediteur email, "
                "expediteur adresse, email expediteur, email demandeur, email client, "
                "email auteur, adresse email expediteur, adresse email, adresse e mail, "
                "adresse mail, e mail, mail, courriel, nom demandeur, nom auteur, nom contact, "
                "nom complet, nom prenom, envoye par, cree par, ouvert par, contact email, "
                "customer email, customer name, customer full name, client name, client email, "
                "user email, user name, username, user, visitor, visitor name, visitor email, "
                "requester name, reporter, submitter, submitter name, submitter email, "
                "sender name, sender email, sender address, sender email address, from email, "
                "from email address, from mail, from display name, your name, your email, "
                "email address, author name, author email, creator, raised par, reported par, "
                "requested par, auteur nom, demandeur nom, utilisateur, prospect, internaute, "
                "primary contact, associated contact, signale par, declarant"
            ),
            personal=True,
            example="Hugo Petit",
            description="Qui l'a écrit.",
        ),
        Field(
            "recipient",
            "Destinataire",
            "text",
            names(
                "destinataire, a, to, recipient, pour, to address, a destination de, destinataires, "
                "nom destinataire, email destinataire, adresse destinataire, destinataire email, "
                "destinataire adresse, boite, boite reception, boite mail, recipients, recipient email, "
                "recipient address, recipient name, to email, to name, to display name, sent to, mailbox, "
                "mailbox name, inbox, inbox name, delivered to, received at address, support email, "
                "support address, to mail, adresse"
            ),
            personal=True,
            example="contact@exemple.fr",
            description="À qui il est adressé.",
        ),
        Field(
            "channel",
            "Canal",
            "text",
            names(
                "canal, channel, source, origine, via, canal entree, support, type canal, ticket source, "
                "canal contact, canal communication, canal demande, canal ticket, canal message, "
                "source ticket, source demande, source conversation, source name, origine ticket, "
                "origine demande, moyen contact, mode contact, provenance, media, plateforme, "
                "channel name, channel type, ticket channel, contact channel, case origin, case source, "
                "conversation channel, conversation type, message type, message source, origin, medium, "
                "platform, submitted via, via channel, via source, mode reception, inbox channel, "
                "source type"
            ),
            example="e-mail",
            description="Par où il est arrivé : e-mail, téléphone, formulaire.",
        ),
        Field(
            "subject",
            "Objet",
            "text",
            names(
                "objet, sujet, subject, title, titre, intitule, objet du message, resume, summary, "
                "objet du ticket, ticket name, objet mail, objet email, objet demande, objet conversation, "
                "sujet message, sujet ticket, sujet demande, titre ticket, titre demande, "
                "intitule demande, libelle, libelle ticket, ticket subject, ticket title, case subject, "
                "conversation subject, email subject, mail subject, message subject, request subject, "
                "request title, subject line, issue summary, short description, headline, thread subject"
            ),
            example="Livraison en retard",
            description="Le titre du message.",
        ),
        Field(
            "text",
            "Texte",
            "text",
            names(
                "texte, message, corps, contenu, body, text, content, description, message texte, "
                "contenu du message, demande, question, commentaire, comment, first message, "
                "corps du message, texte message, texte demande, corps mail, corps email, "
                "contenu mail, contenu demande, contenu email, contenu ticket, "
                "contenu conversation, description ticket, description demande, "
                "description probleme, detail, details, detail demande, commentaires, "
                "dernier message, premier message, extrait, apercu, probleme, reclamation, "
                "preview, snippet, excerpt, body text, body preview, plain body, text body, "
                "html body, message body, message text, message content, message preview, "
                "first message body, first customer message, last message, initial message, "
                "your message, comments, content text, request description, request details, "
                "ticket description, ticket content, ticket body, case description, "
                "conversation preview, conversation body, conversation summary, issue description, "
                "long description, email body, email content, customer message, inquiry, feedback, "
                "transcript, chat transcript, notes, latest comment, corps texte, texte complet, "
                "resume, summary"
            ),
            example="Bonjour, ma commande CC-2026-031…",
            description="Ce qu'il dit.",
        ),
        Field(
            "theme",
            "Thème",
            "text",
            names(
                "theme, categorie, category, label, motif, type de demande, type demande, type, "
                "sujet principal, famille, etiquettes, theme principal, thematique, thematiques, "
                "type ticket, type message, type reclamation, type probleme, type question, "
                "type contact, categorie demande, categorie ticket, categorie message, categories, "
                "sous categorie, sous theme, sous type, nature, nature demande, motif contact, "
                "motif demande, motif appel, sujet demande categorie, service concerne, "
                "produit concerne, groupe thematique, theme demande, labels, tag names, "
                "ticket tags, conversation tags, conversation tag, contact reason, reason, topic, "
                "topics, issue type, request type, ticket type, ticket category, ticket form, "
                "case type, case reason, case category, conversation topic, product area, "
                "subcategory, sub category, inquiry type, classification, qualification, etiquette"
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
                "entreprise, account, account name, company name, nom societe, no client, numero client, "
                "id client, identifiant client, ref client, reference client, compte client, "
                "nom entreprise, nom compte, compte, raison sociale, societe client, entreprise client, "
                "organisation client, client societe, customer code, customer number, customer no, "
                "customer ref, customer company, client id, client code, account id, account number, "
                "organization name, organisation name, requester organization, requester organisation, "
                "contact company, contact account, customer account, associated company, crm company, "
                "etablissement, primary company, company id, contact company name"
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
            names(
                "statut, etat, status, state, etat du ticket, statut ticket, statut demande, "
                "statut traitement, statut conversation, statut message, etat demande, etat traitement, "
                "etat avancement, etat conversation, avancement, etape, ticket status, ticket state, "
                "ticket status name, conversation status, conversation state, case status, request status, "
                "current status, current conversation state, issue status, resolution status, "
                "message status, pipeline stage, ticket pipeline stage, stage, resolution state, "
                "status name"
            ),
            example="Résolu",
            description="Où en est la demande.",
        ),
        Field(
            "priority",
            "Priorité",
            "text",
            names(
                "priorite, priority, urgence, gravite, severity, niveau priorite, niveau urgence, "
                "degre urgence, importance, criticite, priorite ticket, priorite demande, ticket priority, "
                "case priority, request priority, priority level, urgency, issue priority, urgent, "
                "severite, conversation priority, impact"
            ),
            example="Normale",
            description="À quel point c'est pressé.",
        ),
        Field(
            "person",
            "Traité par",
            "text",
            names(
                "assigne a, assignee, agent, traite par, responsable, owner, technicien, attribue a, "
                "ticket owner, assigned teammate, assigned to, currently assigned teammate, "
                "assigned agent, handled by, affecte, affectation, assigne nom, agent assigne, "
                "agent attribue, nom agent, agent charge, agent traitant, conseiller, charge clientele, "
                "operateur, gestionnaire, collaborateur, utilisateur assigne, proprietaire, "
                "proprietaire ticket, pris charge par, prise charge par, charge, intervenant, repondu par, "
                "repondant, suivi par, technicien assigne, assigned, assigned user, assigned to name, "
                "assigned agent name, assigned admin, assigned admin name, assignee name, agent name, "
                "agent email, support agent, support rep, case owner, owner name, ticket assignee, "
                "ticket agent, conversation assignee, responder, responder name, respondent, replied par, "
                "resolved par, closed par, operator, operator name, representative, service rep, staff, "
                "teammate, teammate assigned, conversation owner, technician, responsible, "
                "assigned user name, solved par, attribution"
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
                "initial response time, "
                "repondu le, date reponse, answered, answered at, closed at, date cloture, "
                "date premiere reponse, resolved at, resolu le, date resolution, first reply, "
                "date de cloture, closed, solved at, resolved time, ferme le, close date, date fermeture, "
                "closed time, date premier retour, date cloture ticket, date traitement, date fin, "
                "date solution, date resolu, cloture, clos, reponse, resolution, resolution date, "
                "resolution time date, first response, first response at, first response date, "
                "first response time stamp, first responded at, first reply at, first reply date, "
                "first replied at, first answered at, first teammate reply at, replied at, replied on, "
                "reply date, response date, responded at, responded on, answered on, answered date, "
                "answer date, closed on, closed date, date closed, date time closed, closing date, "
                "close time, resolved, resolved on, resolved date, resolved time stamp, date resolved, "
                "solved, solved on, solved date, solved date time, completed at, completed, completed on, "
                "completed date, completion date, ended at, conversation closed at, ticket closed at, "
                "ticket close date, last closed at, first closed at, initially closed, "
                "first agent reply date, last reply, last replied at, derniere reponse, resolutiondate, "
                "finished at, end date"
            ),
            example="14/03/2026 10:05",
            description="Quand il a reçu sa réponse.",
        ),
    ),
)
