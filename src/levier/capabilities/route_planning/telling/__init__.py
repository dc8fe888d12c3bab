"""What the plan says: French sentences bound to computed figures, tables, the map, signals, and files to print."""

from collections.abc import Sequence

from levier.capabilities.route_planning import (
    RoutePlanningInput,
    RoutePlanningOutput,
)
from levier.capabilities.route_planning.assembling import Hours
from levier.capabilities.route_planning.drawing import bars, route_map
from levier.capabilities.route_planning.telling.evidence import figures, setting
from levier.capabilities.route_planning.telling.sentences import (
    comparison,
    headline,
    hypotheses,
    missing,
    simple,
)
from levier.capabilities.route_planning.telling.tables import compared, law, left, stops, vehicles
from levier.core.french.numbers import format_number
from levier.core.result import Download, Sentence, Signal

_DRIFT = 0.25


def tell(
    output: RoutePlanningOutput, given: RoutePlanningInput, notices: Sequence[str], order: str, hours: Hours
) -> RoutePlanningOutput:
    """``output`` with its words. ``order``: what the order of today's routes comes from."""
    output.evidence = [*figures(output), setting(output, given, hours)]
    output.sentences = [headline(output), *simple(output), *comparison(output, order), *missing(output)]
    output.sentences += [
        Sentence(text=text, kind="notice", evidence=["cadre"])
        for text in (*notices, *hypotheses(output, given))
    ]
    output.tables = [vehicles(output), *stops(output), *left(output), compared(output), law()]
    output.charts = [*route_map(output), *bars(output)]
    output.signals = _signals(output)
    if output.routes:
        day = output.day.isoformat()
        output.downloads = [
            Download(
                name=f"feuilles-de-route-{day}.pdf",
                label="Feuilles de route (PDF)",
                media_type="application/pdf",
            ),
            Download(name=f"tournees-{day}.csv", label="Tournées (CSV)", media_type="text/csv"),
        ]
    return output


def _signals(output: RoutePlanningOutput) -> list[Signal]:
    if not output.travel:
        return []
    return [
        Signal(
            name="travel-times",
            label=f"Écart entre temps calculés et temps réels ({output.travel.trips} trajets passés)",
            value=round(abs(output.travel.median_ratio - 1), 3),
            limit=_DRIFT,
            unit="%",
            means=f"Vos trajets réels durent {format_number(output.travel.median_ratio)} fois les temps calculés : changez les vitesses, ou donnez votre "
            "tableau des distances.",
        )
    ]
