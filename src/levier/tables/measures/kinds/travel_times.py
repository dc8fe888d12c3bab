"""Measures over known travel times: how many there are; they are there to be looked up."""

from levier.tables.measures.aggregates import count
from levier.tables.measures.axes import axis
from levier.tables.measures.model import Measure, made

TRAVEL_TIMES = made(
    "travel_times",
    "",
    (
        Measure(
            "known_trips", "nombre de trajets connus", "le nombre de trajets connus",
            "Nombre de lignes du tableau des distances.", count(), unit="trajets", better="",
            synonyms=("trajets connus", "lignes de la matrice des distances"),
        ),
    ),
    (axis("origin", "lieu de départ", "lieux de départ"), axis("destination", "lieu d'arrivée", "lieux d'arrivée")),
    reference=True,
    main="known_trips",
    lines="trajets",
    subject="les trajets connus",
)  # fmt: skip
