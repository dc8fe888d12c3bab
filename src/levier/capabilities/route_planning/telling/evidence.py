"""The computed figures that the sentences cite."""

from levier.capabilities.route_planning import (
    RoutePlanningInput,
    RoutePlanningOutput,
    Totals,
)
from levier.capabilities.route_planning.assembling import Hours
from levier.capabilities.route_planning.reading.hours import written
from levier.capabilities.route_planning.rules import checked_on, emission_source, left_out, sources
from levier.capabilities.route_planning.telling.sentences import saved_share
from levier.core.evidence import Computed


def figures(output: RoutePlanningOutput) -> list[Computed]:
    asked = output.totals.visits + len(output.unserved)
    found = [
        Computed(
            id="total", path="totals", title="Tournées proposées", value={**_told(output.totals), "visits_asked": asked, "day": output.day.isoformat()},
            method="recherche PyVRP, puis heures exactes de chaque tournée ; km, heures, coûts et CO₂ additionnés par véhicule",
        ),
        Computed(
            id="simple", path="simple", title="Méthode simple (toujours la visite la plus proche permise)",
            value={**_told(output.simple), "visits_less": abs(output.totals.visits - output.simple.visits)},
            method="mêmes visites à placer, mêmes règles, mêmes distances",
        ),
        _hours("total_h", "totals", "Heures de travail des tournées proposées", output.totals),
        _hours("simple_h", "simple", "Heures de travail de la méthode simple", output.simple),
        Computed(id="routes", path="routes", title="Tournées par véhicule", value=[one.label for one in output.routes]),
    ]  # fmt: skip
    if output.today and output.same:
        old, new = output.today, output.same
        found.append(
            Computed(
                id="compare", path="today", title="Tournées actuelles et proposées, mêmes visites (km, heures, coût, CO₂)",
                value={
                    "today": _told(old), "proposed": _told(new), "km_less": round(old.km - new.km, 1), "hours_less": round(old.hours - new.hours, 1),
                    "euros_less": round(old.cost - new.cost, 2), "co2_less": round(old.co2_kg - new.co2_kg, 1),
                },
                method="mêmes visites, mêmes distances et mêmes vitesses des deux côtés",
            )
        )  # fmt: skip
        found += [
            Computed(
                id="gain",
                path="same.km",
                title="Kilomètres en moins ou en plus, rapportés aux tournées actuelles",
                value=abs(saved_share(old.km, new.km) or 0.0),
                unit="%",
            ),
            _hours("today_h", "today", "Heures de travail des tournées actuelles", old),
            _hours("same_h", "same", "Heures de travail des tournées proposées, mêmes visites", new),
        ]
    if output.unserved:
        found.append(
            Computed(
                id="left", path="unserved", title="Visites non planifiées et pourquoi",
                value={"count": len(output.unserved), "visits": [f"{one.visit} {one.name} : {one.reason}. {one.mend}" for one in output.unserved]},
                method="chaque règle essayée seule sur les tournées trouvées",
            )
        )  # fmt: skip
    if output.travel:
        found.append(
            Computed(
                id="travel", path="travel", title="Temps calculés et arrivées réelles", value=output.travel.model_dump(),
                method="trajets entre deux visites consécutives d'un même jour, durée sur place déduite",
            )
        )  # fmt: skip
    return found


def _hours(name: str, path: str, title: str, one: Totals) -> Computed:
    return Computed(id=name, path=f"{path}.hours", title=title, value=one.hours, unit="heures")


def setting(output: RoutePlanningOutput, given: RoutePlanningInput, hours: Hours) -> Computed:
    factor, assumed = emission_source()
    return Computed(
        id="cadre",
        path="distances",
        title="Hypothèses du calcul",
        value={
            "day": output.day.isoformat(), "distances": output.distances, "detour": given.detour, "town_speed_km_h": given.town_speed,
            "road_speed_km_h": given.road_speed, "cost_km": given.cost_km, "cost_hour": given.cost_hour, "lunch_minutes": given.lunch_minutes,
            "lunch_from": written(hours.lunch.opens), "lunch_to": written(hours.lunch.closes), "co2": factor, "consumption": assumed,
            "law_checked_on": checked_on(), "law": "; ".join(f"{one.rule} ({one.text})" for one in sources()), "left_out": left_out(),
        },
    )  # fmt: skip


def _told(one: Totals) -> dict[str, float]:
    return {
        "visits": one.visits, "urgent": one.urgent, "vehicles": one.vehicles, "km": one.km, "driving_hours": one.driving_hours, "hours": one.hours,
        "euros": one.cost, "co2_kg": one.co2_kg, "rules_broken": one.broken,
    }  # fmt: skip
