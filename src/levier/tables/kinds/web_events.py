"""Web events: one page view, click or purchase on the company's site."""

from levier.tables.kinds.kind import Field, Kind

WebEvents = Kind(
    name="web_events",
    label="Visites du site",
    lines="un événement sur le site",
    day="date",
    requires=(("date",), ("page", "event")),
    distinctive=("page", "event", "session"),
    fields=(
        Field("date", "Date", "datetime", ("date", "horodatage", "timestamp", "time", "event time")),
        Field("session", "Session", "code", ("session", "session id", "visite", "visit id"), personal=True),
        Field(
            "visitor",
            "Visiteur",
            "code",
            ("visiteur", "visitor", "user", "user id", "client id"),
            personal=True,
        ),
        Field("event", "Événement", "text", ("evenement", "event", "event name", "action", "event type")),
        Field("page", "Page", "text", ("page", "url", "adresse", "page url", "page path", "chemin")),
        Field("source", "Origine", "text", ("source", "origine", "referrer", "referer", "medium")),
        Field(
            "product_code",
            "Code article",
            "code",
            ("code article", "sku", "product id", "reference", "item id"),
            refers="products.product_code",
        ),
        Field("value", "Valeur", "money", ("valeur", "value", "revenue", "montant"), unit="€"),
        Field("device", "Appareil", "text", ("appareil", "device", "terminal")),
        Field("country", "Pays", "text", ("pays", "country")),
    ),
)
