"""Sensor readings: one value of one sensor of one machine at one moment."""

from levier.tables.kinds.kind import Field, Kind

SensorReadings = Kind(
    name="sensor_readings",
    label="Relevés de capteurs",
    lines="une mesure d'un capteur",
    day="date",
    requires=(("machine",), ("date", "cycle"), ("value",)),
    distinctive=("machine", "sensor", "value"),
    fields=(
        Field(
            "machine",
            "Machine",
            "code",
            (
                "machine",
                "equipement",
                "equipment",
                "asset",
                "unit",
                "unit number",
                "product id",
                "id machine",
            ),
        ),
        Field(
            "date", "Horodatage", "datetime", ("date", "horodatage", "timestamp", "time", "datetime", "heure")
        ),
        Field("cycle", "Cycle", "number", ("cycle", "cycles", "time in cycles", "compteur"), low=0),
        Field("sensor", "Capteur", "code", ("capteur", "sensor", "tag", "variable", "grandeur", "mesure")),
        Field("value", "Valeur", "number", ("valeur", "value", "measure", "releve")),
        Field("unit", "Unité", "text", ("unite", "uom")),
    ),
)
