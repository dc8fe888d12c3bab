"""Vehicles: one vehicle of the fleet, with what it carries and costs."""

from levier.tables.kinds.kind import Field, Kind

Vehicles = Kind(
    name="vehicles",
    label="Véhicules",
    lines="un véhicule",
    requires=(("vehicle",),),
    key=("vehicle",),
    distinctive=("capacity", "cost_km", "mileage"),
    fields=(
        Field(
            "vehicle",
            "Véhicule",
            "code",
            ("vehicule", "immatriculation", "plaque", "vehicle", "vehicle id", "registration", "camion"),
        ),
        Field("model", "Modèle", "text", ("modele", "model", "marque", "type")),
        Field(
            "capacity",
            "Charge utile",
            "number",
            ("charge utile", "capacite", "capacity", "payload", "volume utile"),
            unit="kg",
            low=0,
        ),
        Field(
            "cost_km",
            "Coût au kilomètre",
            "money",
            ("cout km", "cout au km", "cout kilometrique", "cost per km"),
            unit="€",
            low=0,
        ),
        Field(
            "mileage",
            "Kilométrage",
            "number",
            ("kilometrage", "km", "compteur", "mileage", "odometer"),
            unit="km",
            low=0,
        ),
        Field(
            "in_service",
            "Mise en service",
            "date",
            ("mise en service", "date mise en service", "date achat", "in service"),
        ),
        Field("depot", "Dépôt", "text", ("depot", "site", "base", "agence")),
        Field("driver", "Conducteur", "text", ("chauffeur", "conducteur", "driver"), personal=True),
    ),
)
