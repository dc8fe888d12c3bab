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
                "date visite, server time, heure, date et heure, visit time, time stamp, serverdate, "
                "jour, day, occurred at"
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
                "idvisit, session identifier, sid"
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
                "anonymous id, client, cookie, fingerprint, distinct id, ip, adresse ip, ip address"
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
                "evenement, event, event name, action, event type, type evenement, nom evenement, nom de "
                "l evenement, type d evenement, type, goal, event action, action type, type action"
            ),
            example="add_to_cart",
            description="Ce qui se passe : page vue, ajout au panier, achat.",
        ),
        Field(
            "page",
            "Page",
            "text",
            names(
                "page, url, adresse, page url, page path, chemin, page location, chemin page, page path "
                "and screen class, landing page, page visitee, adresse page, path, request, uri, url de "
                "la page, chemin de la page, request path"
            ),
            example="/chaussures/mercantour",
            description="La page où cela se passe.",
        ),
        Field(
            "title",
            "Titre de la page",
            "text",
            names("titre, titre page, page title, title, titre de la page"),
            example="Chaussure Mercantour",
            description="Le titre de la page.",
        ),
        Field(
            "source",
            "Origine",
            "text",
            names(
                "source, origine, referrer, referer, medium, session source, referring site, referrer "
                "url, page referrer, traffic source, provenance, source medium, referrer name, session "
                "source medium, support, canal"
            ),
            example="google",
            description="D'où vient la visite.",
        ),
        Field(
            "campaign",
            "Campagne",
            "text",
            names("campagne, campaign, utm campaign, session campaign, campaign name, nom campagne"),
            example="soldes-hiver",
            description="La campagne qui l'a amenée.",
        ),
        Field(
            "product_code",
            "Code article",
            "code",
            names(
                "code article, sku, product id, reference, item id, item sku, ref produit, product sku, "
                "id produit"
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
                "vues, views, event count, nombre evenements, pages vues, pageviews, hits, nombre d "
                "evenements, screen page views, nb pages vues, visites, sessions, nb visites"
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
                "valeur, value, revenue, montant, event value, chiffre affaires, total revenue, montant "
                "panier, ca, transaction revenue, purchase revenue, order total"
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
                "appareil, device, terminal, device category, type appareil, device type, categorie "
                "appareil, plateforme, platform, categorie d appareil"
            ),
            example="mobile",
            description="Téléphone, tablette ou ordinateur.",
        ),
        Field(
            "browser",
            "Navigateur",
            "text",
            names("navigateur, browser, browser name, user agent"),
            example="Firefox",
            description="Le navigateur.",
        ),
        Field(
            "city",
            "Ville",
            "text",
            names("ville, city"),
            example="Annecy",
            description="La ville, quand on la connaît.",
        ),
        Field(
            "country",
            "Pays",
            "text",
            names("pays, country, country name, code pays, country code, pays visiteur"),
            holds="country",
            example="France",
            description="Le pays.",
        ),
    ),
)
