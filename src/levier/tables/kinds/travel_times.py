"""Travel times: how far and how long from one place to another, when the company knows better than a map."""

from levier.tables.kinds.kind import Field, Kind, names

TravelTimes = Kind(
    name="travel_times",
    label="Distances et temps de trajet",
    lines="un trajet d'un lieu à un autre",
    requires=(("origin",), ("destination",), ("distance", "travel_time")),
    key=("origin", "destination"),
    distinctive=("origin", "destination", "travel_time"),
    # Two columns of codes and a number look like many other tables: it is chosen by the person, never guessed.
    guessed=False,
    fields=(
        Field(
            "origin",
            "Départ",
            "text",
            names(
                "origin address, adresse origine, adresse depart, "
                "depart, origine, de, from, origin, lieu de depart"
            ),
            example="Annecy",
            description="Le client, l'identifiant du passage ou le dépôt d'où l'on part.",
        ),
        Field(
            "destination",
            "Arrivée",
            "text",
            names(
                "destination address, adresse destination, adresse arrivee, "
                "arrivee, destination, vers, a, to, lieu d arrivee"
            ),
            example="C00125",
            description="Le client, l'identifiant du passage ou le dépôt où l'on va.",
        ),
        Field(
            "distance",
            "Distance",
            "number",
            names("distance m, distance metres, distance, km, distance km, kilometres"),
            unit="km",
            low=0,
            high=5_000,
            example="12,4",
            description="La distance par la route, en kilomètres.",
        ),
        Field(
            "travel_time",
            "Temps de trajet",
            "number",
            names(
                "duration s, duree s, "
                "temps, temps de trajet, minutes, duree, travel time, duration, duree min"
            ),
            unit="min",
            low=0,
            high=5_000,
            example="21",
            description="Le temps de trajet, en minutes.",
        ),
    ),
)
