"""The pictures: the map of the routes, and kilometres beside today's and the simple method's."""

from levier.capabilities.route_planning import RoutePlanningOutput
from levier.core.french.numbers import format_number, format_percent
from levier.core.result import Chart, Series


def route_map(output: RoutePlanningOutput) -> list[Chart]:
    """Each route from its depot and back, numbered in order, and the visits nobody makes."""
    if not output.routes:
        return []
    series = []
    for one in output.routes:
        points = [one.depot, *((stop.latitude, stop.longitude) for stop in one.stops), one.end]
        series.append(
            Series(
                name=one.label,
                kind="route",
                latitude=[point[0] for point in points],
                longitude=[point[1] for point in points],
                labels=[
                    f"Départ à {one.leaves}",
                    *(f"{stop.rank}. {stop.name}, {stop.begin}" for stop in one.stops),
                    f"Retour à {one.returns}",
                ],
            )
        )
    left = [one for one in output.unserved if one.latitude is not None and one.longitude is not None]
    if left:
        series.append(
            Series(
                name="Non planifiées",
                kind="place",
                role="other",
                latitude=[one.latitude or 0.0 for one in left],
                longitude=[one.longitude or 0.0 for one in left],
                labels=[f"{one.name} : non planifiée" for one in left],
            )
        )
    count = len(output.routes)
    title = f"{count} tournée{'s' if count > 1 else ''} pour {output.totals.visits} visite{'s' if output.totals.visits > 1 else ''}"
    return [Chart(title=title, x=[], series=series, layout="map", evidence=["routes"])]


def bars(output: RoutePlanningOutput) -> list[Chart]:
    """Kilometres of the routes proposed beside the others, on the same visits where there are today's."""
    old, new = output.today, output.same
    if old and new and old.km:
        names, values = ["Tournées actuelles", "Tournées proposées"], [old.km, new.km]
        share = (old.km - new.km) / old.km
        title = (
            f"{format_percent(share)} de kilomètres en moins que les tournées actuelles"
            if share > 0.005
            else f"Autant de kilomètres que les tournées actuelles ({format_number(new.km)}\u00a0km)"
            if share >= -0.005
            else f"{format_percent(-share)} de kilomètres en plus que les tournées actuelles, mais toutes les règles tenues"
        )
        return [
            Chart(
                title=title,
                x=names,
                series=[Series(name="Distance", kind="bar", y=list(values))],
                unit="km",
                y_label="Distance",
                evidence=["compare"],
            )
        ]
    simple = output.simple
    # Beside a method that makes fewer visits, fewer kilometres would be no finding.
    if not simple.km or simple.visits != output.totals.visits or simple.km <= output.totals.km:
        return []
    title = f"{format_percent((simple.km - output.totals.km) / simple.km)} de kilomètres en moins que la méthode simple"
    series = Series(name="Distance", kind="bar", y=[simple.km, output.totals.km])
    names = ["La plus proche à chaque fois", "Tournées proposées"]
    return [
        Chart(
            title=title, x=names, series=[series], unit="km", y_label="Distance", evidence=["total", "simple"]
        )
    ]
