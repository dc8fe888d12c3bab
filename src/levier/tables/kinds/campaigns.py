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
                "campagne nom, intitule, campaign title, nom campagne email, ad campaign, "
                "session campaign, campagnes, libelle campagne, intitule campagne, titre campagne, "
                "nom email, nom newsletter, newsletter, nom mailing, mailing, operation, nom operation, "
                "action, nom action, nom action marketing, scenario, name, campaign label, "
                "campaign title name, campaignname, email name, message name, broadcast, broadcast name, "
                "mailing name, newsletter name, email campaign, email campaign name, email title, "
                "flow name, automation name, session campaign name, campaign group name, event name, "
                "ad name, promo, operation commerciale"
            ),
            example="Soldes d'hiver",
            description="Le nom de la campagne.",
        ),
        Field(
            "date",
            "Date",
            "date",
            names(
                "date, date envoi, debut, start date, jour, date d envoi, send date, sent date, "
                "date debut, date de debut, debut campagne, day, mois, reporting starts, "
                "debut des rapports, envoyee le, sent on, date campagne, date heure envoi, "
                "date expedition, date lancement, date debut campagne, date diffusion, date programmation, "
                "date programmee, date planifiee, date publication, debut diffusion, envoi, lance, "
                "planifiee, expediee, sent at, sent time, sent date time, sent day, send time, "
                "send datetime, send day, send date time, sending date, date sent, date sent utc, "
                "delivery date, delivery time, launch date, launched at, launched on, scheduled at, "
                "scheduled, scheduled date, schedule date, campaign start, campaign start date, "
                "campaign date, campaign send time, campaign sent date, start, started, starts, "
                "start time, begin date, week, semaine, month, date range start, published at, "
                "publish time, reporting start, report date, jour diffusion"
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
                "campaign type, regie, publisher platform, session source medium, network, reseau, type, "
                "canaux, canal diffusion, canal envoi, canal marketing, canal communication, type canal, "
                "type envoi, type support, type media, moyen, vecteur, message channel, message type, "
                "send channel, campaign channel, channel type, channel group, marketing channel, "
                "delivery channel, advertising channel, advertising channel type, ad channel, ad network, "
                "ad network type, placement, platform, media type, medium, session medium, session source, "
                "session default channel group, default channel group, source support, source medium, "
                "email type, plateforme diffusion, reseau social, site media, support media"
            ),
            example="E-mail",
            description="Par où elle passe : e-mail, réseaux, presse, radio.",
        ),
        Field(
            "subject",
            "Objet",
            "text",
            names(
                "objet, sujet, subject, subject line, objet du mail, objet de l email, objet campagne, "
                "objet newsletter, objet e mail, objet message, ligne objet, sujet email, sujet campagne, "
                "campaign subject, email subject, email subject line, mail subject, message subject, "
                "newsletter subject, subject line text, accroche, titre email"
            ),
            example="Jusqu'à −40 %",
            description="L'objet du message.",
        ),
        Field(
            "audience",
            "Public",
            "text",
            names(
                "audience, liste, list, segment, cible, listes, destinataires liste, recipients list, "
                "ad set name, cibles, cible campagne, public cible, public vise, population, "
                "liste contacts, liste diffusion, liste cible, liste envoi, nom liste, nom segment, "
                "segment cible, segment clients, groupe cible, groupe destinataires, groupe, base, "
                "fichier, ensemble publicites, groupe annonces, nom ensemble publicites, audience name, "
                "audience segment, audience list, contact list, contact lists, mailing list, "
                "mailing lists, list name, lists, list segment, sent to list, target, target audience, "
                "target group, target list, target segment, segment name, segments, recipient list, "
                "recipient group, to list, ad set, ad group, ad group name, adset, adset name, group"
            ),
            example="Clients fidèles",
            description="À qui elle s'adresse.",
        ),
        Field(
            "spend",
            "Dépense",
            "money",
            names(
                "depense, cout, budget, spend, cost, montant depense, amount spent, "
                "amount spent eur, montant depense eur, cout total, cout eur, depenses, "
                "budget depense, depense totale, depense ht, depense publicitaire, depense media, "
                "budget consomme, budget total, budget ht, budget engage, cout campagne, cout ht, "
                "cout ttc, cout reel, cout media, montant, montant investi, montant ht, "
                "montant depense ht, investissement, couts, total spent, total spend, total cost, "
                "spent, spending, cost total, costs, ad cost, ad spend, ads cost, "
                "advertising cost, media cost, media spend, campaign cost, campaign spend, "
                "amount spent usd, actual cost, expense, spend in account currency"
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
                "envois, envoyes, sent, destinataires, emails envoyes, nb envois, "
                "total recipients, nombre destinataires, sends, delivered, livres, delivres, "
                "nb destinataires, recipients, successful deliveries, emails delivres, "
                "nombre envois, nombre envoyes, nombre emails envoyes, nombre messages envoyes, "
                "nombre emails, nb envoyes, nb emails, nb emails envoyes, nb messages, nb sms, "
                "nb sms envoyes, volume, volume envoye, volume envoi, volume route, total envoyes, "
                "total envois, total envoye, total destinataires, emails livres, emails recus, "
                "messages envoyes, messages livres, messages delivres, sms envoyes, routes, "
                "total sent, total sends, total delivered, total emails sent, sent count, "
                "number sent, number recipients, number emails sent, emails sent, "
                "emails delivered, email sent, mails sent, messages sent, messages delivered, "
                "recipients count, recipient count, num sent, qty sent, audience size, "
                "delivered count, deliveries, deliveries total, unique sends, total deliveries, "
                "e mails envoyes, e mails delivres"
            ),
            low=0,
            example="2 400",
            description="Combien de messages envoyés.",
        ),
        Field(
            "impressions",
            "Impressions",
            "integer",
            names(
                "displays, "
                "impressions, impr, affichages, vues, impr total, nombre impressions, "
                "nombre affichages, nombre vues, nb impressions, nb affichages, nb vues, "
                "total impressions, total vues, impressions totales, views, total views, "
                "video views, impression count, number impressions, ad impressions, impress, imps, "
                "impressions total, affichages pub"
            ),
            low=0,
            example="18 400",
            description="Combien de fois elle a été vue.",
        ),
        Field(
            "opened",
            "Ouvertures",
            "integer",
            names(
                "ouvertures, ouverts, opens, opened, unique opens, ouvreurs, ouvreurs uniques, "
                "ouvertures uniques, total opens, lectures, nb ouvertures, estimated opens, ouverture, "
                "ouverture unique, nombre ouvertures, nombre ouvreurs, nombre lectures, nb ouvreurs, "
                "nb lus, nb ouverts, total ouvertures, total ouvreurs, ouvertures totales, emails ouverts, "
                "messages ouverts, e mails ouverts, lus, lu, vus, trackable opens, unique opened, "
                "unique opens count, uniques opens, unique opens total, opens unique, open, open count, "
                "opens count, opens total, opened count, opened unique, opened emails, number opens, "
                "emails opened, email opens, email opened, people opened, openers, unique openers, "
                "messages opened, read, reads, total unique opens, unique views, recipients who opened"
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
                "clics, clicks, unique clicks, cliqueurs, cliqueurs uniques, clics uniques, "
                "total clicks, link clicks, clics sur un lien, clics sur le lien, nb clics, "
                "interactions, clicked, clic, clics uniques total, nombre clics, nombre cliqueurs, "
                "nb cliqueurs, total clics, total cliqueurs, clics totaux, clics tous, "
                "clics liens, click, click count, clicks count, clicks total, clicks all, "
                "clicks unique, unique clicked, unique click, unique clicks count, clickers, "
                "unique clickers, number clicks, email clicks, emails clicked, email clicked, "
                "unique link clicks, outbound clicks, links clicked, people clicked, ad clicks, "
                "total unique clicks, clicked unique, clicked count, website clicks, "
                "recipients who clicked"
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
                "desabonnements, desinscriptions, unsubscribes, unsubscribed, desabonnes, desinscrits, "
                "nb desabonnements, desabonnement, desabo, desabos, desinscription, desinscrits total, "
                "nombre desabonnements, nombre desabonnes, nombre desinscriptions, nombre desinscrits, "
                "nb desabonnes, nb desinscriptions, nb desinscrits, nb desabo, total desabonnements, "
                "stop sms, stops, optouts, opt outs, opt out, unsubscribe, unsubscribe count, "
                "unsubscriptions, unsubscriptions count, unsubs, unsubscribed count, unsubscribed total, "
                "unsubscribes count, unsubscribes total, number unsubscribes, total unsubscribes, "
                "total unsubscribed, unsubscribers, email unsubscribes, nb stop"
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
                "rebonds, bounces, erreurs, bounced, total bounces, hard bounces, bounced total, "
                "non delivres, npai, rebond, rebonds totaux, rebonds durs, rebonds soft, nombre rebonds, "
                "nombre erreurs, nb rebonds, nb erreurs, nb npai, nb bounces, total rebonds, "
                "total erreurs, non distribues, non livres, echecs, hard soft bounces, bounce, "
                "bounce count, bounces total, bounces count, bounced count, bounced emails, "
                "emails bounced, email bounces, email bounced, number bounces, undelivered, failed, "
                "failed deliveries, delivery failures, total bounced, hardbounces, hard bounce, "
                "bounced e mails, invalid emails"
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
                "conversions, ventes, commandes, leads, achats, purchases, results, resultats, "
                "nb ventes, orders, total orders, nombre de ventes, contacts generes, "
                "nb conversions, conversion, nombre conversions, nombre commandes, nombre achats, "
                "nombre leads, nombre contacts, nombre resultats, nb commandes, nb achats, "
                "nb leads, nb resultats, ventes generees, ventes attribuees, commandes generees, "
                "commandes attribuees, contacts obtenus, demandes, prospects, transactions, "
                "nb transactions, total conversions, total purchases, total leads, "
                "conversions total, conversions count, all conversions, all conv, conv, "
                "conversion count, number conversions, number orders, orders count, order count, "
                "attributed orders, attributed conversions, website purchases, key events, "
                "goal completions, goals, purchases total, placed order, placed orders, "
                "sales count, unique placed order, leads generated, sign ups, formulaires envoyes, "
                "telechargements, transformes, transformations"
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
                "chiffre d affaires, ca, revenue, total revenue, valeur conversion, conv value, "
                "purchase value, ca genere, revenus, conversion value, chiffre affaires genere, "
                "purchases conversion value, valeur de conv, ca ht, ca ttc, ca attribue, ca total, "
                "chiffre affaires ht, chiffre affaires ttc, montant ventes, montant commandes, "
                "total ventes, valeur conversions, valeur achats, valeur conversion achats, "
                "valeur totale conversions, revenu, revenu total, revenu genere, revenu attribue, "
                "revenus generes, revenus totaux, recettes, conversion values, conversions value, "
                "conv val, all conv value, total conversion value, total conv value, purchase revenue, "
                "purchase conversion value, purchases value, website purchases conversion value, "
                "order value, orders value, order revenue, orders revenue, sales, sales amount, "
                "sales revenue, ecommerce revenue, e commerce revenue, attributed revenue, "
                "campaign revenue, revenue generated, revenue total, placed order value, income, "
                "total sales, total order revenue, transaction revenue, turnover"
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
                "statut, etat, status, campaign status, diffusion, delivery, campaign delivery, "
                "statut de la campagne, statut envoi, statut diffusion, etat campagne, etat envoi, "
                "etat diffusion, ad status, campaign state, email status, message status, delivery status, "
                "send status, ad set status, ad set delivery, state, effective status, avancement, "
                "publish status, newsletter status, etape"
            ),
            example="Envoyée",
            description="Où en est la campagne.",
        ),
    ),
)
