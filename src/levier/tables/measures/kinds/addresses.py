"""Measures over located addresses: how many there are; they are there to be looked up."""

from levier.tables.measures.aggregates import count
from levier.tables.measures.axes import axis
from levier.tables.measures.model import Measure, made

ADDRESSES = made(
    "addresses",
    "",
    (
        Measure(
            "located_addresses", "nombre d'adresses localisées", "le nombre d'adresses localisées",
            "Nombre de lignes du fichier des adresses.", count(), unit="adresses", better="",
            synonyms=("adresses localisées", "adresses de la Base Adresse Nationale"),
        ),
    ),
    (axis("city", "commune", "communes", feminine=True), axis("postcode", "code postal", "codes postaux")),
    reference=True,
    main="located_addresses",
    lines="adresses",
    subject="les adresses",
)  # fmt: skip
