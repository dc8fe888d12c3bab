"""Measures over readings of sensors."""

from levier.tables.measures.aggregates import count, distinct, highest, lowest, mean, spread
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Measure, made

_VALUE = ("value",)

SENSOR_READINGS = made(
    "sensor_readings",
    "day",
    (
        Measure(
            "reading_mean", "valeur moyenne des relevés", "la valeur moyenne des relevés", "Moyenne des valeurs relevées.",
            mean("value"), unit="", additive=False, columns=_VALUE, better="", feminine=True,
            synonyms=("valeur moyenne", "moyenne des relevés", "moyenne du capteur", "température moyenne", "vibration moyenne",
                      "pression moyenne", "mesure moyenne", "mean reading"),
        ),
        Measure(
            "reading_min", "valeur minimale des relevés", "la valeur minimale des relevés", "Plus petite valeur relevée.",
            lowest("value"), unit="", additive=False, columns=_VALUE, better="", feminine=True,
            synonyms=("valeur minimale", "minimum relevé", "température minimale", "pression minimale", "minimum du capteur"),
        ),
        Measure(
            "reading_max", "valeur maximale des relevés", "la valeur maximale des relevés", "Plus grande valeur relevée.",
            highest("value"), unit="", additive=False, columns=_VALUE, better="", feminine=True,
            synonyms=("valeur maximale", "maximum relevé", "pic relevé", "température maximale", "vibration maximale",
                      "pression maximale", "maximum du capteur"),
        ),
        Measure(
            "reading_last", "dernière valeur relevée", "la dernière valeur relevée",
            "Valeur du relevé le plus récent (du dernier cycle quand il n'y a pas de date).",
            "ARG_MAX(value, COALESCE(epoch(date), cycle) * 1000000 + line_no)", unit="", additive=False, columns=_VALUE,
            better="", feminine=True, synonyms=("dernière valeur", "dernier relevé", "dernière mesure", "last reading"),
        ),
        Measure(
            "reading_spread", "dispersion des relevés", "la dispersion des relevés", "Écart-type des valeurs relevées.",
            spread("value"), unit="", additive=False, columns=_VALUE, better="", feminine=True,
            synonyms=("écart type des relevés", "variabilité des relevés", "stabilité des relevés"),
        ),
        Measure(
            "readings_count", "nombre de relevés", "le nombre de relevés", "Nombre de lignes.", count(), unit="relevés",
            better="", synonyms=("combien de relevés", "relevés", "mesures enregistrées"),
        ),
        Measure(
            "machines_read", "nombre de machines suivies", "le nombre de machines suivies", "Machines différentes relevées.",
            distinct("machine"), unit="machines", additive=False, columns=("machine",), better="",
            synonyms=("machines suivies", "combien de machines suivies", "machines équipées"),
        ),
    ),
    (
        axis("machine", "machine", "machines", feminine=True, synonyms=("équipement",)),
        axis("sensor", "capteur", "capteurs", synonyms=("sonde", "grandeur")),
        *calendar(hours=True),
    ),
    computed=(("day", "CAST(date AS DATE)"),),
    main="reading_mean",
    lines="relevés",
    subject="les relevés",
)  # fmt: skip
