"""Failures: one breakdown or repair of a machine."""

from levier.tables.kinds.kind import Field, Kind

Failures = Kind(
    name="failures",
    label="Pannes et interventions",
    lines="une panne ou une intervention",
    day="date",
    requires=(("machine",), ("date",)),
    distinctive=("machine", "cause", "downtime"),
    fields=(
        Field("machine", "Machine", "code", ("machine", "equipement", "equipment", "asset", "id machine")),
        Field(
            "date",
            "Date",
            "datetime",
            ("date", "date panne", "date intervention", "debut", "failure date", "start"),
        ),
        Field(
            "end",
            "Remise en marche",
            "datetime",
            ("fin", "date fin", "remise en marche", "end", "repaired at"),
        ),
        Field(
            "type", "Nature", "text", ("type", "nature", "type panne", "failure type", "preventif curatif")
        ),
        Field("cause", "Cause", "text", ("cause", "motif", "root cause", "origine")),
        Field(
            "downtime",
            "Temps d'arrêt",
            "number",
            ("temps arret", "temps d arret", "duree arret", "downtime", "duree"),
            unit="h",
            low=0,
        ),
        Field("cost", "Coût", "money", ("cout", "cost", "cout reparation", "montant"), unit="€", low=0),
        Field("comment", "Commentaire", "text", ("commentaire", "description", "observation", "comment")),
    ),
)
