"""Measures over stops of technicians, drivers or sales people."""

from levier.tables.measures.aggregates import count, distinct, mean, ratio, share, total
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Join, Measure, made

_TIMED = "arrived_at IS NOT NULL AND last_moment IS NOT NULL"
_ON_TIME = f"{_TIMED} AND arrived_at <= last_moment"

VISITS = made(
    "visits",
    "day",
    (
        Measure(
            "visits_count", "nombre de visites", "le nombre de visites", "Nombre de passages.", count(), unit="visites",
            synonyms=("visites", "interventions", "nombre d'interventions", "combien d'interventions", "combien de visites",
                      "passages", "livraisons effectuées", "number of visits", "tournées"),
        ),
        Measure(
            "visit_duration", "durée moyenne sur place", "la durée moyenne sur place",
            "Moyenne des durées sur place, en minutes, des passages dont la durée est connue.", mean("duration"), unit="min",
            additive=False, columns=("duration",), better="", feminine=True, lines="duration IS NOT NULL",
            synonyms=("durée moyenne", "durée des interventions", "durée moyenne des interventions", "temps sur place",
                      "durée d'une visite", "durée des visites", "durée moyenne d'une intervention", "visit duration"),
        ),
        Measure(
            "visit_hours", "heures sur place", "le total des heures sur place",
            "Somme des durées sur place, en heures.", total("duration / 60.0"), unit="h", columns=("duration",), better="",
            synonyms=("temps total sur place", "heures passées", "heures d'intervention", "temps passé chez les clients"),
        ),
        Measure(
            "visit_on_time", "ponctualité des visites", "la ponctualité des visites",
            "Passages arrivés au plus tard à la fin du créneau, divisés par les passages dont l'arrivée et le créneau sont "
            "connus.",
            share(_ON_TIME, _TIMED), unit="%", additive=False, columns=("arrived", "window_end"), feminine=True, lines=_TIMED,
            synonyms=("visites à l'heure", "ponctualité", "interventions à l'heure", "respect des créneaux",
                      "taux de ponctualité", "livraisons dans le créneau", "on-time visits"),
        ),
        Measure(
            "visits_per_day", "nombre de visites par jour", "le nombre de visites par jour",
            "Passages divisés par les jours différents où il y en a eu.", ratio(count(), distinct("day")), unit="visites",
            additive=False, columns=("date",), synonyms=("visites par jour", "interventions par jour", "cadence des tournées"),
        ),
        Measure(
            "visited_customers", "nombre de clients visités", "le nombre de clients visités",
            "Clients différents qui ont reçu un passage.", distinct("COALESCE(customer, customer_name)"), unit="clients", additive=False,
            columns=("customer|customer_name",), synonyms=("clients visités", "clients livrés", "combien de clients visités"),
        ),
        Measure(
            "visited_load", "quantité livrée", "la quantité livrée", "Somme des quantités (ou poids) des passages.",
            total("load"), unit="", columns=("load",), feminine=True, synonyms=("charge livrée", "colis livrés", "poids livré"),
        ),
    ),
    (
        axis("person", "intervenant", "intervenants", synonyms=("technicien", "chauffeur", "livreur", "technicienne")),
        axis("city", "ville", "villes", feminine=True, synonyms=("commune",)),
        axis("postcode", "code postal", "codes postaux"),
        axis("vehicle", "véhicule", "véhicules", synonyms=("camion",)),
        axis("type", "type de visite", "types de visite", synonyms=("type", "nature")),
        axis("status", "état", "états", synonyms=("statut",)),
        axis("skill", "compétence", "compétences", feminine=True, synonyms=("habilitation", "spécialité")),
        axis("customer", "client", "clients", "COALESCE(customer_name, customers__customer_name, customer)",
             columns=("customer|customer_name",)),
        axis("segment", "segment de clients", "segments de clients", "customers__segment", columns=("customers.segment",),
             synonyms=("segment",)),
        *calendar(),
    ),
    computed=(
        ("day", "CAST(date AS DATE)"),
        ("arrived_at", "TRY_CAST(regexp_extract(replace(lower(arrived), 'h', ':'), '([0-9]{1,2}:[0-9]{2})', 1) AS TIME)"),
        ("last_moment", "TRY_CAST(regexp_extract(replace(lower(window_end), 'h', ':'), '([0-9]{1,2}:[0-9]{2})', 1) AS TIME)"),
    ),
    joins=(
        Join("customers", "customers", (("customer", "customer"), ("customer", "customer_name")),
             ("customer_name", "segment"), "sans fiche client"),
    ),
    main="visits_count",
    lines="visites",
    subject="les visites",
)  # fmt: skip
