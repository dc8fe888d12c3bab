"""Web events: one page view, click or purchase on the company's site."""

from levier.tables.kinds.kind import Field, Kind, names

WebEvents = Kind(
    name="web_events",
    label="Visites du site",
    lines="un événement sur le site",
    day="date",
    requires=(("date",), ("page", "event")),
    distinctive=("page", "event", "session"),
    fields=(
        Field(
            "date",
            "Date",
            "datetime",
            names(
                "date, horodatage, timestamp, time, event time, date heure, event timestamp, event date, "
                "date visite, server time, heure, date et heure, visit time, time stamp, serverdate, jour, "
                "day, occurred at, date heure utc, date evenement, date visite utc, date heure visite, "
                "heure evenement, heure visite, event datetime, event date time, event time utc, "
                "event created at, event at, eventtime, event timestamp utc, created at, created, "
                "created on, date time, datetime, date hour, date hour minute, received at, sent at, "
                "original timestamp, session start, session date, session start time, visit start time, "
                "visit date, visit datetime, visit start, hit time, hit timestamp, first action time, "
                "last action time, last action timestamp, client timestamp, server timestamp, "
                "request time, request timestamp, access time, log time, tstamp, collector tstamp, "
                "derived tstamp, dvce created tstamp, ts, utc time, time utc, local time, timestamp utc, "
                "horodatage evenement, nth day, view date"
            ),
            example="14/03/2026 09:12:30",
            description="Quand l'événement a lieu.",
        ),
        Field(
            "session",
            "Session",
            "code",
            names(
                "session, session id, visite, visit id, id session, id visite, visit, ga session id, "
                "idvisit, session identifier, sid, no session, numero session, identifiant session, "
                "identifiant visite, session uuid, session key, session hash, session number, "
                "session token, sessionid, visit uuid, visit key, visitid, visit number, domain sessionid, "
                "amplitude session id, phpsessid, session cookie"
            ),
            personal=True,
            example="S-84512",
            description="La visite à laquelle il appartient.",
        ),
        Field(
            "visitor",
            "Visiteur",
            "code",
            names(
                "visiteur, visitor, user, user id, client id, visitor id, id visiteur, user pseudo id, "
                "anonymous id, client, cookie, fingerprint, distinct id, ip, adresse ip, ip address, "
                "id visiteurs, identifiant visiteur, identifiant utilisateur, identifiant client, "
                "identifiant unique visiteur, id utilisateur, id client, id cookie, id anonyme, "
                "utilisateur, internaute, user hash, user key, user uuid, user uid, userid, visitor uuid, "
                "visitor key, visitorid, unique visitor id, unique id, customer id, cookie id, cookie uid, "
                "domain userid, network userid, amplitude id, anonymousid, anonymous user id, "
                "fullvisitorid, profile id, person id, client uuid, cid, uid, remote addr, remote host, "
                "member id, clientid"
            ),
            personal=True,
            example="V-2231",
            description="Le visiteur, sous un identifiant.",
        ),
        Field(
            "event",
            "Événement",
            "text",
            names(
                "evenement, event, event name, action, event type, type evenement, nom evenement, "
                "nom de l evenement, type d evenement, type, goal, event action, action type, type action, "
                "evenements, libelle evenement, libelle action, nom action, categorie evenement, "
                "action evenement, objectif, nom objectif, conversion, interaction, goal name, "
                "event label, event category, event key, event title, event kind, event description, "
                "eventname, event id name, action name, action details, action type label, activity, "
                "activity type, activity name, interaction type, hit type, name, conversion event, "
                "conversion name, custom event, custom event name, se action, track event"
            ),
            example="add_to_cart",
            description="Ce qui se passe : page vue, ajout au panier, achat.",
        ),
        Field(
            "page",
            "Page",
            "text",
            names(
                "page, url, adresse, page url, page path, chemin, page location, chemin page, "
                "page path and screen class, landing page, page visitee, adresse page, path, request, uri, "
                "url de la page, chemin de la page, request path, page vue, page visitee url, "
                "page consultee, page entree, page atterrissage, page arrivee, page destination, page web, "
                "page nom, nom page, adresse web, adresse url, url complete, url visitee, url consultee, "
                "url vue, url path, url destination, chemin url, chemin acces, lien, pathname, page name, "
                "page uri, page address, page link, page full url, page pathname, page path query string, "
                "page path plus query string, page urlpath, page urlhost path, page title screen name, "
                "page title screen class, page viewed, page visited, landing page url, landing page path, "
                "landing screen, entry page, entry url, full page url, full url, current url, "
                "current page, current path, request url, request uri, requested url, requested page, "
                "document location, document path, location path, href, link url, screen, screen name, "
                "view name, view url, visited page, visited url, hit url, entry page url, action url, "
                "route, webpage, web page, site url, top pages, top page"
            ),
            example="/chaussures/mercantour",
            description="La page où cela se passe.",
        ),
        Field(
            "title",
            "Titre de la page",
            "text",
            names(
                "titre, titre page, page title, title, titre de la page, titre page vue, titre document, "
                "titre onglet, page name title, document title, title page, action title, pagetitle, "
                "window title, screen title"
            ),
            example="Chaussure Mercantour",
            description="Le titre de la page.",
        ),
        Field(
            "source",
            "Origine",
            "text",
            names(
                "source, origine, referrer, referer, medium, session source, referring site, "
                "referrer url, page referrer, traffic source, provenance, source medium, "
                "referrer name, session source medium, support, canal, source visite, "
                "source trafic, source session, source utm, sources, support source, "
                "support session, origine visite, origine trafic, site referent, "
                "site web referent, referent, url referente, url provenance, provenance visite, "
                "page precedente, page referente, canal acquisition, canal trafic, acquisition, "
                "groupe canaux, utm source, utm medium, utm source medium, traffic medium, "
                "traffic source medium, traffic channel, traffic type, traffic source name, "
                "session medium, session default channel group, session default channel grouping, "
                "session channel, session source platform, default channel group, "
                "default channel grouping, first user source, first user medium, "
                "first user source medium, user source, acquisition source, acquisition channel, "
                "channel, channel group, channel grouping, channels, referrer host, referrer type, "
                "referrer source, referrer domain, referrer keyword name, referral, "
                "referral source, referring domain, referring url, refr source, refr urlhost, "
                "http referer, http referrer, page referer, entry source, source name, "
                "source type, mkt source, mkt medium, medium source, initial referrer, "
                "initial referring domain, document referrer, previous page, lead source, "
                "referrer hostname"
            ),
            example="google",
            description="D'où vient la visite.",
        ),
        Field(
            "campaign",
            "Campagne",
            "text",
            names(
                "campagne, campaign, utm campaign, session campaign, campaign name, nom campagne, "
                "campagnes, campagne utm, campagne session, session campaign name, "
                "session campaign id name, campaign content name, utm campaign name, utm campagne, "
                "marketing campaign, mkt campaign, manual campaign name, ad campaign, traffic campaign, "
                "google ads campaign, first user campaign, campaign code, code campagne, user campaign"
            ),
            example="soldes-hiver",
            description="La campagne qui l'a amenée.",
        ),
        Field(
            "product_code",
            "Code article",
            "code",
            names(
                "code article, sku, product id, reference, item id, item sku, ref produit, product sku, "
                "id produit, id article, identifiant produit, identifiant article, reference produit, "
                "reference article, ref article, code produit, code article vu, sku article, product ref, "
                "product reference, product no, product number, productsku, productid, item code, "
                "item number, itemid, ecommerce product id, ecommerce product sku, article id, variant id, "
                "variant sku, content id, content ids"
            ),
            refers="products.product_code",
            example="CH-1001",
            description="L'article vu ou acheté.",
        ),
        Field(
            "count",
            "Nombre",
            "integer",
            names(
                "vues, views, event count, nombre evenements, pages vues, pageviews, hits, "
                "nombre d evenements, screen page views, nb pages vues, visites, sessions, nb visites, "
                "nombre vues, nombre pages vues, nombre visites, nombre sessions, nombre actions, "
                "nombre hits, nb vues, nb sessions, nb evenements, nb hits, nb actions, nb pages, "
                "nb evenement, total evenements, total vues, total pages vues, total visites, vues page, "
                "vues pages, vues uniques, pages vues uniques, affichages, page views, unique page views, "
                "unique pageviews, total pageviews, total page views, page view count, page count, "
                "view count, views count, total views, total visits, total events, total hits, "
                "total sessions, visit count, visits, unique visits, hit count, event counts, events, "
                "number events, number views, number visits, nb visits, actions, action count, "
                "session count, engaged sessions, screenviews, screen views, sum visits, entrances, "
                "volume, occurrences"
            ),
            low=0,
            example="12",
            description="Combien de fois, quand le tableau compte déjà.",
        ),
        Field(
            "value",
            "Valeur",
            "money",
            names(
                "valeur, value, revenue, montant, event value, chiffre affaires, total revenue, "
                "montant panier, ca, transaction revenue, purchase revenue, order total, valeur evenement, "
                "valeur panier, valeur commande, valeur achat, valeur conversion, montant commande, "
                "montant achat, montant total, montant ttc, montant ht, total panier, total commande, "
                "revenu, revenus, revenu total, revenu achat, revenus e commerce, ca genere, cart value, "
                "cart total, basket value, basket total, conversion value, goal value, order value, "
                "order amount, order revenue, purchase value, purchase amount, transaction value, "
                "transaction total, transaction amount, event revenue, ecommerce revenue, "
                "e commerce revenue, product revenue, item revenue, amount, total, total amount, "
                "total value, total order value, grand total, sum, event value usd, se value, tr total"
            ),
            unit="€",
            example="59,88",
            description="La somme de l'achat ou du panier.",
        ),
        Field(
            "device",
            "Appareil",
            "text",
            names(
                "appareil, device, terminal, device category, type appareil, device type, "
                "categorie appareil, plateforme, platform, categorie d appareil, appareils, type terminal, "
                "type device, type support, categorie appareil utilise, modele appareil, support visite, "
                "taille ecran, resolution ecran, device name, device model, device brand, device class, "
                "device kind, device family, devicetype, mobile or desktop, mobile, screen size, "
                "screen type, screen resolution, platform device category, platform type, hardware, "
                "dvce type, form factor"
            ),
            example="mobile",
            description="Téléphone, tablette ou ordinateur.",
        ),
        Field(
            "browser",
            "Navigateur",
            "text",
            names(
                "navigateur, browser, browser name, user agent, nom navigateur, navigateur web, "
                "navigateur utilise, agent utilisateur, browser family, browser type, browser title, "
                "browser version name, web browser, client browser, useragent, http user agent, ua, "
                "ua browser, br name, br family"
            ),
            example="Firefox",
            description="Le navigateur.",
        ),
        Field(
            "city",
            "Ville",
            "text",
            names(
                "ville, city, nom ville, ville visiteur, ville utilisateur, city name, geo city, "
                "user city, visitor city, location city, town, localite, commune, ip city, city location"
            ),
            example="Annecy",
            description="La ville, quand on la connaît.",
        ),
        Field(
            "country",
            "Pays",
            "text",
            names(
                "pays, country, country name, code pays, country code, pays visiteur, nom pays, "
                "pays utilisateur, pays origine, pays session, geo country, geo country code, "
                "user country, visitor country, session country, location country, ip country, "
                "country iso, country iso code, country id, pays iso, country region"
            ),
            holds="country",
            example="France",
            description="Le pays.",
        ),
    ),
)
