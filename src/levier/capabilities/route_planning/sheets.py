"""Road sheets to print (one page or more per vehicle, with its map) and all stops as a file for French spreadsheets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from levier.capabilities.route_planning import RouteOut, RoutePlanningOutput
from levier.core.french.dates import format_long_date
from levier.core.french.numbers import format_number
from levier.core.spreadsheets import as_csv

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

_WIDTH, _HEIGHT, _EDGE = 480.0, 190.0, 14.0


def road_sheets(output: RoutePlanningOutput) -> bytes:
    """The PDF: each vehicle's own sheet, then the visits that nobody makes."""
    from levier.printing import Column, Document  # noqa: PLC0415 - loads reportlab

    day = format_long_date(output.day)
    document = Document(
        "Feuilles de route",
        output.company or "Levier",
        subtitle=f"Journée du {day}",
        footer=f"Tournées du {day}",
    )
    columns = [
        Column("N°", numeric=True, share=0.4), Column("Heure", share=0.8), Column("Client", share=2.0), Column("Adresse", share=2.4),
        Column("Créneau", share=1.1), Column("Quantité", numeric=True, share=1.0), Column("À savoir", share=1.5), Column("Fait", share=0.5),
    ]  # fmt: skip
    for number, one in enumerate(output.routes):
        if number:
            document.page_break()
        document.heading(one.label + (f" – {one.driver}" if one.driver and one.driver != one.label else ""))
        document.facts(
            [
                ("Départ", one.leaves),
                ("Retour prévu", one.returns),
                ("Visites", str(len(one.stops))),
                ("Distance", f"{format_number(one.km)} km"),
            ]
        )
        document.drawing(_drawn(one))
        document.table(columns, _lines(one))
    if output.unserved:
        document.page_break().heading("Visites non planifiées")
        document.table(
            [
                Column("Visite", share=0.8),
                Column("Client", share=1.4),
                Column("Ce qui l'empêche", share=2.6),
                Column("Ce qui y remédierait", share=2.6),
            ],
            [[one.visit, one.name, one.reason, one.mend] for one in output.unserved],
        )
    document.note(
        "Heures estimées ; le conducteur respecte le code de la route et ses temps de pause avant tout horaire."
    )
    return document.bytes()


def _lines(one: RouteOut) -> list[list[str]]:
    rows: list[list[str]] = []
    for stop in one.stops:
        rows += [
            _pause(pause.start, pause.minutes, pause.why) for pause in one.pauses if pause.before == stop.rank
        ]
        rows.append(
            [
                str(stop.rank), f"{stop.begin} – {stop.leave}", f"**{stop.name}**\n{stop.visit}", stop.address, stop.window,
                format_number(stop.load) if stop.load else "", " ; ".join(part for part in (stop.skill, stop.comment) if part), "[ ]",
            ]
        )  # fmt: skip
    rows += [
        _pause(pause.start, pause.minutes, pause.why)
        for pause in one.pauses
        if pause.before == len(one.stops) + 1
    ]
    return rows


def _pause(start: str, minutes: int, why: str) -> list[str]:
    return ["", start, f"**{why.capitalize()}**", f"{minutes} min", "", "", "", ""]


def _drawn(one: RouteOut) -> "Drawing":
    """The route on a plain ground: north above, distances true to scale."""
    from math import cos, radians  # noqa: PLC0415

    from reportlab.graphics.shapes import Circle, Drawing, PolyLine, Rect, String  # noqa: PLC0415

    from levier.printing.lettering import STRONG, register  # noqa: PLC0415
    from levier.printing.styles import ACCENT, AMBER, INK, PAPER  # noqa: PLC0415

    register()
    points = [one.depot, *((stop.latitude, stop.longitude) for stop in one.stops), one.end]
    across = cos(radians(sum(point[0] for point in points) / len(points)))
    flat = [(point[1] * across, point[0]) for point in points]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    low, high = min(y for _, y in flat), max(y for _, y in flat)
    scale = min(
        (_WIDTH - 2 * _EDGE) / max(right - left, 1e-6), (_HEIGHT - 2 * _EDGE) / max(high - low, 1e-6), 1e7
    )
    spot = [
        (_WIDTH / 2 + (x - (left + right) / 2) * scale, _HEIGHT / 2 + (y - (low + high) / 2) * scale)
        for x, y in flat
    ]
    drawing = Drawing(_WIDTH, _HEIGHT)
    drawing.add(Rect(0, 0, _WIDTH, _HEIGHT, fillColor=PAPER, strokeColor=None))
    drawing.add(
        PolyLine(
            [value for pair in spot for value in pair], strokeColor=ACCENT, strokeWidth=1.4, fillColor=None
        )
    )
    for rank, (x, y) in enumerate(spot[1:-1], 1):
        drawing.add(Circle(x, y, 6.5, fillColor=ACCENT, strokeColor=PAPER, strokeWidth=1))
        drawing.add(
            String(x, y - 2.4, str(rank), fontName=STRONG, fontSize=6.5, fillColor=PAPER, textAnchor="middle")
        )
    for x, y in {spot[0], spot[-1]}:
        drawing.add(Rect(x - 5, y - 5, 10, 10, fillColor=AMBER, strokeColor=INK, strokeWidth=0.8))
    return drawing


_HEAD = (
    "Jour", "Véhicule", "Conducteur", "Ordre", "Visite", "Client", "Adresse", "Latitude", "Longitude", "Arrivée", "Début", "Fin", "Créneau",
    "Trajet (km)", "Quantité", "Compétence", "À savoir", "État",
)  # fmt: skip


def stops_csv(output: RoutePlanningOutput) -> bytes:
    """Every stop of every vehicle, then the visits that nobody makes, for French spreadsheets."""
    served: list[Sequence[object]] = [
        [output.day, one.vehicle, one.driver, stop.rank, stop.visit, stop.name, stop.address, stop.latitude, stop.longitude, stop.arrive,
         stop.begin, stop.leave, stop.window, stop.km, stop.load, stop.skill, stop.comment, "planifiée"]
        for one in output.routes for stop in one.stops
    ]  # fmt: skip
    unserved: list[Sequence[object]] = [
        [output.day, None, None, None, left.visit, left.name, *[None] * 10, f"{left.reason}. {left.mend}", "non planifiée"]
        for left in output.unserved
    ]  # fmt: skip
    return as_csv(_HEAD, served + unserved)
