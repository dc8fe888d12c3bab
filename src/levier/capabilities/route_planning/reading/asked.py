"""What a question in plain French says of the day: which vehicles are out of order, and from what hour to plan anew."""

import re
from collections.abc import Sequence

from levier.capabilities.route_planning.reading.fleet import Truck
from levier.core.errors import BadInput
from levier.core.french.text import fold

_DOWN = re.compile(
    r"(?<!\w)(?:pannes?|immobilise\w*|indisponibles?|hors service|accidente\w*|au garage|en reparation|absente?s?|malades?"
    r"|sans (?:le |la |l'|notre )?(?:vehicule|camion|camionnette|fourgon|fourgonnette|voiture|utilitaire|conducteur|chauffeur|technicien))(?!\w)"
)
_FROM = re.compile(r"(?<!\w)(?:a partir de|des|apres) (\d{1,2} ?(?:h|:) ?\d{0,2})(?!\w)")


def broken_in(question: str, trucks: Sequence[Truck]) -> str:
    """The vehicles that the question says are out of order, separated by commas; empty when it speaks of none.

    Raises BadInput when it speaks of a breakdown and names no vehicle that is known: the plan would count on it.
    """
    flat = fold(question)
    named = [truck.key for truck in trucks if any(_says(name, flat) for name in _names(truck))]
    if not _DOWN.search(flat):
        left = [truck.key for truck in trucks if any(_says(name, flat, "sans ") for name in _names(truck))]
        return ", ".join(left)
    if not named:
        raise BadInput(
            "La question parle d'un véhicule indisponible sans dire lequel",
            where="Véhicules en panne",
            mend=f"Donnez son code : vous avez {', '.join(truck.key for truck in trucks[:12])}.",
        )
    return ", ".join(named)


def since_in(question: str) -> str:
    """« 10h30 » of « à partir de 10h30 », empty when no hour is said."""
    found = _FROM.search(fold(question))
    return found.group(1).replace(" ", "") if found else ""


def _names(truck: Truck) -> list[str]:
    return [
        name for name in map(fold, (truck.key, truck.label.partition(" (")[0], truck.driver)) if name.strip()
    ]


def _says(name: str, flat: str, before: str = "") -> bool:
    return bool(re.search(rf"(?<!\w){before}{re.escape(name)}(?!\w)", flat))
