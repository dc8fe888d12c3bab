"""Distances and times from a road server that speaks OSRM's « table » service, where an administrator allowed one.

Only coordinates leave, rounded to about a metre: no name, no code, no address. The address is never typed by the person who plans: it is
the allowed destination whose name says « OSRM » or « itinéraires », or the server of this very machine that the installer set
(``LEVIER_ROAD_SERVER``).

Protocol: https://project-osrm.org/docs/v5.24.0/api/#table-service (``durations`` in seconds, ``distances`` in metres, null where there is no road).
"""

import json
import os
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.route_planning.problem import Matrix, Place
from levier.connectors.faults import Away, Refused
from levier.connectors.outside.door import Door
from levier.connectors.outside.door import Place as Host
from levier.connectors.outside.web import Web
from levier.core.errors import BadInput, NotAllowed, Unavailable
from levier.core.french.text import fold
from levier.policy import destinations
from levier.policy.addresses import host_of, is_this_machine

_BLOCK = 50
"""Places asked of at once in each direction: servers answer at most 100 coordinates unless told otherwise."""
_NO_ROAD = 10 * 24 * 3600
_MOST_BYTES = 50 * 1024**2


def allowed(company_id: int) -> str:
    """The address of the road server. Raises NotAllowed when none was allowed for personal data."""
    own = os.environ.get("LEVIER_ROAD_SERVER", "")
    if own and is_this_machine(own):
        return own.rstrip("/")
    for one in destinations.destinations(company_id):
        named = fold(f"{one.label} {one.purpose}")
        if "osrm" in named or "itineraire" in named or "road" in named:
            destinations.check(destinations.DataClass.PERSONAL, one.address, company_id=company_id)
            scheme = "https" if one.address.endswith(":443") else "http"
            return f"{scheme}://{one.address}"
    raise NotAllowed(
        "Aucun serveur d'itinéraires n'est autorisé",
        where="Distances",
        mend="Un dirigeant peut en autoriser un dans Réglages, Destinations (nom : « Serveur d'itinéraires OSRM », données personnelles : "
        "seules des coordonnées partent), ou choisissez les distances calculées.",
    )


def table(
    places: Sequence[Place], company_id: int, cancelled: Callable[[], bool] = lambda: False
) -> tuple[Matrix, Matrix]:
    """Metres and seconds between all places. Raises NotAllowed, Unavailable (server away or wrong)."""
    address = allowed(company_id)
    door = Door(company_id, (Host("network", host_of(address)),), internal=True)
    count = len(places)
    metres = np.zeros((count, count), dtype=np.int64)
    seconds = np.zeros((count, count), dtype=np.int64)
    try:
        with Web(door) as web:
            for first in range(0, count, _BLOCK):
                for other in range(0, count, _BLOCK):
                    if cancelled():
                        raise Unavailable("La demande de distances a été interrompue")
                    rows = range(first, min(first + _BLOCK, count))
                    columns = range(other, min(other + _BLOCK, count))
                    block = _ask(
                        web, address, [places[one] for one in rows], [places[one] for one in columns]
                    )
                    metres[first : rows.stop, other : columns.stop] = block[0]
                    seconds[first : rows.stop, other : columns.stop] = block[1]
    except (Away, Refused) as fault:
        raise Unavailable(
            f"Le serveur d'itinéraires n'a pas répondu : {fault.what.rstrip('.')}",
            where=host_of(address),
            mend="Réessayez plus tard, ou choisissez les distances calculées.",
        ) from None
    np.fill_diagonal(metres, 0)
    np.fill_diagonal(seconds, 0)
    return metres, seconds


def _ask(web: Web, address: str, rows: Sequence[Place], columns: Sequence[Place]) -> tuple[Matrix, Matrix]:
    points = ";".join(f"{one.longitude:.5f},{one.latitude:.5f}" for one in (*rows, *columns))
    sources = ";".join(str(one) for one in range(len(rows)))
    targets = ";".join(str(len(rows) + one) for one in range(len(columns)))
    answer = web.request(
        "GET",
        f"{address}/table/v1/driving/{points}",
        params={"annotations": "duration,distance", "sources": sources, "destinations": targets},
        most=_MOST_BYTES,
    )
    try:
        told = json.loads(answer.body)
        if told.get("code") != "Ok":
            raise ValueError(str(told.get("code")))
        distances = _block(told["distances"], len(rows), len(columns))
        durations = _block(told["durations"], len(rows), len(columns))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInput(
            f"Le serveur d'itinéraires a répondu autre chose que des distances (état {answer.status})",
            where=host_of(address),
            mend="Vérifiez qu'il parle le service « table » d'OSRM avec les distances (annotations=distance).",
        ) from None
    return distances, durations


def _block(rows: object, height: int, width: int) -> Matrix:
    cells = [[_NO_ROAD if cell is None else float(cell) for cell in row] for row in rows]  # type: ignore[attr-defined]
    values: NDArray[np.float64] = np.asarray(cells, dtype=np.float64)
    if values.shape != (height, width) or not np.isfinite(values).all() or (values < 0).any():
        raise ValueError("shape")
    return np.rint(values).astype(np.int64)
