"""Sensor readings: one value of one sensor of one machine at one moment."""

from levier.tables.kinds.kind import Field, Kind, names

SensorReadings = Kind(
    name="sensor_readings",
    label="Relevés de capteurs",
    lines="une mesure d'un capteur",
    day="date",
    requires=(("machine", "sensor"), ("date", "cycle"), ("value",)),
    distinctive=("machine", "sensor", "value"),
    fields=(
        Field(
            "machine",
            "Machine",
            "code",
            names(
                "machine, equipement, equipment, asset, unit, unit number, product id, id machine, id "
                "equipement, machine id, machineid, device, device id, deviceid, devicename, entity name, "
                "poste, ligne, code equipement, equipment id, appareil, asset id, nom machine, nom "
                "equipement"
            ),
            example="PRESSE-02",
            description="La machine ou l'appareil.",
        ),
        Field(
            "date",
            "Horodatage",
            "datetime",
            names(
                "date, horodatage, timestamp, time, datetime, heure, date heure, ts, created at, date "
                "mesure, date de mesure, datetime utc, date et heure, recorded at, horodate, event time, "
                "last changed"
            ),
            example="14/03/2026 09:12:30",
            description="Quand la mesure est faite.",
        ),
        Field(
            "cycle",
            "Cycle",
            "number",
            names("cycle, cycles, time in cycles, compteur, no cycle, nb cycles"),
            low=0,
            example="1 204",
            description="Le numéro du cycle, quand il n'y a pas d'heure.",
        ),
        Field(
            "sensor",
            "Capteur",
            "code",
            names(
                "capteur, sensor, tag, variable, grandeur, mesure, nom capteur, sensor id, point, point "
                "de mesure, channel, parametre, signal, metric, field, key, nom variable, entity id, "
                "measurement, tagname, nom du tag, code capteur, sensor name, point id, telemetry name, "
                "telemetry"
            ),
            example="TEMP_HUILE",
            description="Le capteur ou la grandeur.",
        ),
        Field(
            "value",
            "Valeur",
            "number",
            names(
                "valeur, value, measure, releve, valeur mesuree, mesure valeur, reading, val, num value, "
                "state, resultat, measured value"
            ),
            example="61,8",
            description="La valeur mesurée.",
        ),
        Field(
            "unit",
            "Unité",
            "text",
            names("unite, uom, unite de mesure, units, unit of measurement, unite mesure"),
            example="°C",
            description="L'unité de la mesure.",
        ),
        Field(
            "quality",
            "Qualité",
            "text",
            names("qualite, quality, statut, status, etat, validite, flag"),
            example="bonne",
            description="Ce que le système pense de la mesure.",
        ),
    ),
)
