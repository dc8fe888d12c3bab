"""Measures over breakdowns and repairs. What is planned (preventive) is no failure."""

from levier.tables.measures.aggregates import count, distinct, mean, ratio, total
from levier.tables.measures.axes import axis, calendar
from levier.tables.measures.model import Measure, made

_FAILURE = "NOT is_planned"
_MEASURED = f"{_FAILURE} AND stopped_hours IS NOT NULL"
_BETWEEN = f"{_FAILURE} AND running_hours >= 0"

FAILURES = made(
    "failures",
    "day",
    (
        Measure(
            "failures_count", "nombre de pannes", "le nombre de pannes",
            "Lignes qui ne sont pas des opérations préventives (entretien, révision, contrôle).", count(_FAILURE),
            unit="pannes", better="down", lines=_FAILURE,
            synonyms=("pannes", "combien de pannes", "tombent le plus en panne", "tombent en panne", "tombe le plus en panne",
                      "en panne", "défaillances", "breakdowns", "failures", "incidents machines", "casses"),
        ),
        Measure(
            "mtbf", "temps moyen entre pannes (MTBF)", "le temps moyen entre pannes (MTBF)",
            "Moyenne des heures entre la remise en marche d'une machine et sa panne suivante.", mean("running_hours", _BETWEEN),
            unit="h", additive=False, columns=("machine", "date"), lines=_BETWEEN,
            synonyms=("mtbf", "temps entre pannes", "temps moyen de bon fonctionnement", "durée entre deux pannes",
                      "temps entre deux pannes", "mean time between failures", "fiabilité des machines", "fiables"),
        ),
        Measure(
            "mttr", "temps moyen de réparation (MTTR)", "le temps moyen de réparation (MTTR)",
            "Moyenne des heures d'arrêt des pannes dont l'arrêt est connu (la colonne « Temps d'arrêt », sinon de la panne à la "
            "remise en marche).",
            mean("stopped_hours", _MEASURED), unit="h", additive=False, columns=("downtime|end",), better="down",
            lines=_MEASURED,
            synonyms=("mttr", "temps de réparation", "durée de réparation", "durée moyenne d'une panne", "durée moyenne des pannes",
                      "temps moyen de réparation", "mean time to repair", "durée moyenne d'arrêt"),
        ),
        Measure(
            "downtime", "temps d'arrêt", "le temps d'arrêt", "Somme des heures d'arrêt des pannes.",
            total("stopped_hours", _FAILURE), unit="h", columns=("downtime|end",), better="down", lines=_MEASURED,
            synonyms=("heures d'arrêt", "arrêts machines", "durée d'arrêt", "immobilisation", "downtime", "arrêt total",
                      "temps perdu en pannes", "heures perdues", "à l'arrêt"),
        ),
        Measure(
            "availability", "disponibilité des machines", "la disponibilité des machines",
            "Temps moyen entre pannes divisé par ce temps plus le temps moyen de réparation.",
            f"ROUND(AVG(running_hours) FILTER (WHERE {_BETWEEN}) / NULLIF(AVG(running_hours) FILTER (WHERE {_BETWEEN}) "
            f"+ AVG(stopped_hours) FILTER (WHERE {_MEASURED}), 0), 8)",
            unit="%", additive=False, columns=("machine", "date", "downtime|end"), feminine=True, lines=_FAILURE,
            synonyms=("taux de disponibilité", "disponibilité", "availability", "disponibilité machine"),
        ),
        Measure(
            "repair_cost", "coût des pannes", "le coût des pannes", "Somme des coûts des pannes.", total("cost", _FAILURE),
            unit="money", columns=("cost",), better="down", lines=_FAILURE,
            synonyms=("coût des réparations", "coût de maintenance", "coût de réparation", "coûts de maintenance",
                      "dépenses de maintenance", "repair cost", "coûtent les pannes", "coûté les pannes", "coûté les réparations"),
        ),
        Measure(
            "average_repair", "coût moyen d'une panne", "le coût moyen d'une panne", "Moyenne des coûts des pannes.",
            mean("cost", _FAILURE), unit="money", additive=False, columns=("cost",), better="down", lines=_FAILURE,
            synonyms=("coût moyen des pannes", "coût moyen d'une réparation", "prix moyen d'une réparation"),
        ),
        Measure(
            "planned_count", "nombre d'opérations préventives", "le nombre d'opérations préventives",
            "Lignes d'entretien, de révision ou de contrôle prévus.", count("is_planned"), unit="opérations", columns=("type",),
            lines="is_planned", synonyms=("maintenances préventives", "entretiens préventifs", "opérations préventives",
                                          "préventif", "maintenance préventive"),
        ),
        Measure(
            "failing_machines", "nombre de machines tombées en panne", "le nombre de machines tombées en panne",
            "Machines différentes ayant eu une panne au moins.", distinct("machine", _FAILURE), unit="machines",
            additive=False, columns=("machine",), better="down", lines=_FAILURE,
            synonyms=("machines tombées en panne", "combien de machines en panne", "combien de machines sont tombées en panne"),
        ),
        Measure(
            "failures_per_machine", "nombre de pannes par machine", "le nombre de pannes par machine",
            "Pannes divisées par les machines différentes qui en ont eu.", ratio(count(_FAILURE), distinct("machine", _FAILURE)),
            unit="pannes", additive=False, columns=("machine",), better="down", lines=_FAILURE,
            synonyms=("pannes en moyenne par machine",),
        ),
    ),
    (
        axis("machine", "machine", "machines", feminine=True, synonyms=("équipement",)),
        axis("cause", "cause", "causes", feminine=True, synonyms=("motif", "origine", "raison")),
        axis("person", "intervenant", "intervenants", synonyms=("technicien", "mécanicien")),
        axis("place", "lieu", "lieux", synonyms=("atelier", "ligne", "site")),
        axis("type", "nature", "natures", feminine=True, synonyms=("type", "type de panne")),
        *calendar(hours=True),
    ),
    computed=(
        ("day", "CAST(date AS DATE)"),
        ("is_planned",
         "COALESCE(regexp_matches(strip_accents(lower(type)), 'preventi|entretien|revision|controle|planifie|planned|scheduled') "
         "AND NOT regexp_matches(strip_accents(lower(type)), 'non planifie|unplanned'), FALSE)"),
        ("stopped_hours", "COALESCE(downtime, epoch(\"end\" - date) / 3600.0)"),
        ("back_at", "COALESCE(\"end\", date + to_seconds(COALESCE(downtime, 0) * 3600))"),
        ("running_hours",
         "epoch(date - LAG(back_at) OVER (PARTITION BY machine, is_planned ORDER BY date, line_no)) / 3600.0"),
    ),
    main="failures_count",
    lines="pannes et interventions",
    subject="les pannes",
)  # fmt: skip
