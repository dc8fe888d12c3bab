"""Campaigns: one marketing action with what it cost and brought, by day or in total."""

from levier.tables.kinds.kind import Field, Kind, names

Campaigns = Kind(
    name="campaigns",
    label="Campagnes",
    lines="une campagne de communication",
    day="date",
    requires=(("campaign",),),
    distinctive=("campaign", "sent", "clicks", "spend"),
    fields=(
        Field(
            "campaign",
            "Campagne",
            "text",
            names(
                "campagne, campaign, nom campagne, campaign name, titre, title, nom de la campagne, nom, "
                "campagne nom, intitule, campaign title, nom campagne email, ad campaign, session "
                "campaign"
            ),
            example="Soldes d'hiver",
            description="Le nom de la campagne.",
        ),
        Field(
            "date",
            "Date",
            "date",
            names(
                "date, date envoi, debut, start date, jour, date d envoi, send date, sent date, date "
                "debut, date de debut, debut campagne, day, mois, reporting starts, debut des rapports, "
                "envoyee le, sent on"
            ),
            example="14/03/2026",
            description="Le jour de l'envoi, ou du résultat.",
        ),
        Field(
            "channel",
            "Canal",
            "text",
            names(
                "canal, channel, support, media, source, plateforme, type campagne, type de campagne, "
                "campaign type, regie, publisher platform, session source medium, network, reseau, type"
            ),
            example="E-mail",
            description="Par où elle passe : e-mail, réseaux, presse, radio.",
        ),
        Field(
            "subject",
            "Objet",
            "text",
            names("objet, sujet, subject, subject line, objet du mail, objet de l email"),
            example="Jusqu'à −40 %",
            description="L'objet du message.",
        ),
        Field(
            "audience",
            "Public",
            "text",
            names(
                "audience, liste, list, segment, cible, listes, destinataires liste, recipients list, ad "
                "set name"
            ),
            example="Clients fidèles",
            description="À qui elle s'adresse.",
        ),
        Field(
            "spend",
            "Dépense",
            "money",
            names(
                "depense, cout, budget, spend, cost, montant depense, amount spent, amount spent eur, "
                "montant depense eur, cout total, cout eur, depenses, budget depense"
            ),
            unit="€",
            low=0,
            example="450,00",
            description="Ce qu'elle a coûté.",
        ),
        Field(
            "sent",
            "Envois",
            "integer",
            names(
                "envois, envoyes, sent, impressions, destinataires, emails envoyes, nb envois, total "
                "recipients, nombre destinataires, sends, delivered, livres, delivres, nb destinataires, "
                "recipients, successful deliveries, emails delivres"
            ),
            low=0,
            example="2 400",
            description="Combien de messages envoyés.",
        ),
        Field(
            "impressions",
            "Impressions",
            "integer",
            names("impressions, impr, affichages, vues, impr total, nombre impressions, reach"),
            low=0,
            example="18 400",
            description="Combien de fois elle a été vue.",
        ),
        Field(
            "opened",
            "Ouvertures",
            "integer",
            names(
                "ouvertures, ouverts, opens, opened, unique opens, ouvreurs, ouvreurs uniques, ouvertures "
                "uniques, total opens, lectures, nb ouvertures, estimated opens"
            ),
            low=0,
            example="812",
            description="Combien de messages ouverts.",
        ),
        Field(
            "clicks",
            "Clics",
            "integer",
            names(
                "clics, clicks, unique clicks, cliqueurs, cliqueurs uniques, clics uniques, total clicks, "
                "link clicks, clics sur un lien, clics sur le lien, nb clics, interactions, clicked"
            ),
            low=0,
            example="164",
            description="Combien de clics.",
        ),
        Field(
            "unsubscribed",
            "Désabonnements",
            "integer",
            names(
                "desabonnements, desinscriptions, unsubscribes, unsubscribed, desabonnes, desinscrits, nb "
                "desabonnements"
            ),
            low=0,
            example="9",
            description="Combien de personnes se sont désabonnées.",
        ),
        Field(
            "bounced",
            "Rebonds",
            "integer",
            names(
                "rebonds, bounces, erreurs, bounced, total bounces, hard bounces, bounced total, non "
                "delivres, npai"
            ),
            low=0,
            example="31",
            description="Combien de messages ne sont pas arrivés.",
        ),
        Field(
            "conversions",
            "Conversions",
            "integer",
            names(
                "conversions, ventes, commandes, leads, achats, purchases, results, resultats, nb ventes, "
                "orders, total orders, nombre de ventes, contacts generes, nb conversions"
            ),
            low=0,
            example="22",
            description="Combien de ventes ou de demandes elle a amenées.",
        ),
        Field(
            "revenue",
            "Chiffre d'affaires attribué",
            "money",
            names(
                "chiffre d affaires, ca, revenue, total revenue, valeur conversion, conv value, purchase "
                "value, ca genere, revenus, conversion value, chiffre affaires genere, purchases "
                "conversion value, valeur de conv"
            ),
            unit="€",
            example="2 180,00",
            description="Le chiffre d'affaires qu'on lui attribue.",
        ),
        Field(
            "status",
            "État",
            "text",
            names(
                "statut, etat, status, campaign status, diffusion, delivery, campaign delivery, statut de "
                "la campagne"
            ),
            example="Envoyée",
            description="Où en est la campagne.",
        ),
    ),
)
