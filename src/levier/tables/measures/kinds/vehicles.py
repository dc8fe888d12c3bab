"""Measures over the fleet."""

from levier.tables.measures.aggregates import count, mean, total
from levier.tables.measures.axes import axis
from levier.tables.measures.model import Measure, made

VEHICLES = made(
    "vehicles",
    "",
    (
        Measure(
            "vehicles_count", "nombre de véhicules", "le nombre de véhicules", "Nombre de lignes du fichier des véhicules.",
            count(), unit="véhicules", better="",
            synonyms=("combien de véhicules", "taille du parc", "véhicules", "camions", "parc automobile", "fleet size"),
        ),
        Measure(
            "payload", "charge utile totale", "la charge utile totale", "Somme des charges utiles, en kg.",
            total("capacity"), unit="kg", columns=("capacity",), feminine=True,
            synonyms=("capacité de transport", "charge utile", "capacité du parc", "capacité totale"),
        ),
        Measure(
            "average_mileage", "kilométrage moyen", "le kilométrage moyen", "Moyenne des kilométrages au compteur.",
            mean("mileage"), unit="km", additive=False, columns=("mileage",), better="down",
            synonyms=("kilométrage", "moyenne des kilométrages", "average mileage"),
        ),
        Measure(
            "total_mileage", "kilométrage total", "le kilométrage total", "Somme des kilométrages au compteur.",
            total("mileage"), unit="km", columns=("mileage",), better="", synonyms=("kilomètres parcourus", "total des kilomètres"),
        ),
        Measure(
            "cost_per_km", "coût moyen au kilomètre", "le coût moyen au kilomètre",
            "Moyenne des coûts au kilomètre des véhicules, sans pondération.", mean("cost_km"), unit="money", additive=False,
            columns=("cost_km",), better="down",
            synonyms=("coût au kilomètre", "coût kilométrique", "coût km", "cost per km", "prix au kilomètre"),
        ),
        Measure(
            "vehicle_age", "âge moyen des véhicules", "l'âge moyen des véhicules",
            "Moyenne des années écoulées entre la mise en service et aujourd'hui.", mean("datediff('day', in_service, $today) / 365.25"),
            unit="ans", additive=False, columns=("in_service",), better="down",
            synonyms=("âge du parc", "ancienneté des véhicules", "âge des véhicules", "âge moyen du parc", "vehicle age"),
        ),
    ),
    (
        axis("vehicle", "véhicule", "véhicules", synonyms=("camion", "immatriculation")),
        axis("model", "modèle", "modèles", synonyms=("type de véhicule",)),
        axis("brand", "marque", "marques", feminine=True),
        axis("fuel", "carburant", "carburants", synonyms=("énergie", "motorisation")),
        axis("depot", "dépôt", "dépôts", synonyms=("site", "agence")),
        axis("driver", "conducteur", "conducteurs", synonyms=("chauffeur",)),
        axis("year", "année de mise en service", "années de mise en service", "CAST(year(in_service) AS VARCHAR)",
             columns=("in_service",), feminine=True, synonyms=("année",)),
    ),
    reference=True,
    main="vehicles_count",
    lines="véhicules",
    subject="les véhicules",
)  # fmt: skip
