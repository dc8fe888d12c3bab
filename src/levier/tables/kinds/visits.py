"""Visits: one stop of a technician, a driver or a sales person."""

from levier.tables.kinds.kind import Field, Kind

Visits = Kind(
    name="visits",
    label="Visites et livraisons",
    lines="un passage chez un client",
    day="date",
    requires=(("address", "latitude", "customer"),),
    distinctive=("address", "latitude", "longitude", "duration", "window_start"),
    fields=(
        Field(
            "visit",
            "Identifiant",
            "code",
            ("id", "visite", "no visite", "intervention", "no intervention", "bl"),
        ),
        Field(
            "date",
            "Date",
            "date",
            ("date", "date visite", "date intervention", "date livraison", "visit date"),
        ),
        Field(
            "customer",
            "Client",
            "code",
            ("client", "code client", "customer", "customer id"),
            personal=True,
            refers="customers.customer",
        ),
        Field(
            "address", "Adresse", "text", ("adresse", "address", "adresse livraison", "lieu"), personal=True
        ),
        Field("postcode", "Code postal", "code", ("code postal", "cp", "postcode", "zip")),
        Field("city", "Ville", "text", ("ville", "city", "commune")),
        Field("latitude", "Latitude", "number", ("latitude", "lat"), unit="°", low=-90, high=90),
        Field("longitude", "Longitude", "number", ("longitude", "lon", "lng"), unit="°", low=-180, high=180),
        Field(
            "duration",
            "Durée sur place",
            "number",
            ("duree", "temps sur place", "duration", "service time", "minutes"),
            unit="min",
            low=0,
            high=1440,
        ),
        Field(
            "window_start",
            "Au plus tôt",
            "text",
            ("heure debut", "au plus tot", "creneau debut", "ready time"),
        ),
        Field("window_end", "Au plus tard", "text", ("heure fin", "au plus tard", "creneau fin", "due time")),
        Field(
            "load", "Quantité", "number", ("quantite", "charge", "poids", "colis", "demand", "load"), low=0
        ),
        Field(
            "person",
            "Intervenant",
            "text",
            ("technicien", "chauffeur", "intervenant", "driver"),
            personal=True,
        ),
        Field("skill", "Compétence", "text", ("competence", "habilitation", "skill")),
    ),
)
