"""The tables under the sentences"""

from levier.capabilities.route_planning import (
    RouteOut,
    RoutePlanningOutput,
)
from levier.capabilities.route_planning.rules import checked_on, emission_source, left_out, review_on, sources
from levier.core.french.numbers import format_number
from levier.core.result import Column, Table


def vehicles(output: RoutePlanningOutput) -> Table:
    return Table(
        title="Tournées",
        columns=[
            Column(key="vehicle", label="Véhicule"), Column(key="driver", label="Conducteur"), Column(key="visits", label="Visites"),
            Column(key="leaves", label="Départ"), Column(key="returns", label="Retour"), Column(key="km", label="Distance", unit="km"),
            Column(key="hours", label="Travail", unit="h"), Column(key="load", label="Chargement"), Column(key="cost", label="Coût", unit="€"),
            Column(key="co2", label="CO₂ équivalent", unit="kg"),
        ],
        rows=[
            {
                "vehicle": one.label, "driver": one.driver, "visits": len(one.stops), "leaves": one.leaves, "returns": one.returns, "km": one.km,
                "hours": one.hours, "load": _loaded(one), "cost": one.cost, "co2": one.co2_kg,
            }
            for one in output.routes
        ],
        evidence=["routes", "total"],
    )  # fmt: skip


def _loaded(one: RouteOut) -> str:
    if not one.load and one.capacity is None:
        return "—"
    return format_number(one.load) + (
        f" sur {format_number(one.capacity)}" if one.capacity is not None else ""
    )


def stops(output: RoutePlanningOutput) -> list[Table]:
    if not output.routes:
        return []
    return [
        Table(
            title="Visites dans l'ordre",
            columns=[
                Column(key="vehicle", label="Véhicule"), Column(key="rank", label="Ordre"), Column(key="begin", label="Début"),
                Column(key="leave", label="Fin"), Column(key="name", label="Client"), Column(key="visit", label="Visite"),
                Column(key="address", label="Adresse"), Column(key="window", label="Créneau"), Column(key="km", label="Trajet", unit="km"),
                Column(key="moved", label="Aujourd'hui avec"),
            ],
            rows=[
                {
                    "vehicle": one.label, "rank": stop.rank, "begin": stop.begin, "leave": stop.leave, "name": stop.name, "visit": stop.visit,
                    "address": stop.address, "window": stop.window or "—", "km": stop.km, "moved": stop.moved_from or "—",
                }
                for one in output.routes
                for stop in one.stops
            ],
            evidence=["routes"],
        )
    ]  # fmt: skip


def left(output: RoutePlanningOutput) -> list[Table]:
    if not output.unserved:
        return []
    return [
        Table(
            title="Visites non planifiées",
            columns=[
                Column(key="visit", label="Visite"), Column(key="name", label="Client"), Column(key="priority", label="Priorité"),
                Column(key="reason", label="Ce qui l'empêche"), Column(key="mend", label="Ce qui y remédierait"),
            ],
            rows=[
                {"visit": one.visit, "name": one.name, "priority": one.priority, "reason": _capital(one.reason), "mend": one.mend}
                for one in output.unserved
            ],
            evidence=["left"],
        )
    ]  # fmt: skip


def compared(output: RoutePlanningOutput) -> Table:
    rows = [("Tournées proposées", output.totals), ("Méthode simple (la plus proche)", output.simple)]
    if output.today and output.same:
        rows = [
            ("Tournées actuelles (visites communes)", output.today),
            ("Tournées proposées (visites communes)", output.same),
            *rows,
        ]
    return Table(
        title="Comparaison",
        columns=[
            Column(key="what", label="Tournées"), Column(key="visits", label="Visites"), Column(key="vehicles", label="Véhicules"),
            Column(key="km", label="Distance", unit="km"), Column(key="hours", label="Travail", unit="h"), Column(key="cost", label="Coût", unit="€"),
            Column(key="co2", label="CO₂ équivalent", unit="kg"), Column(key="broken", label="Règles non tenues"),
        ],
        rows=[
            {
                "what": what, "visits": one.visits, "vehicles": one.vehicles, "km": one.km, "hours": one.hours, "cost": one.cost, "co2": one.co2_kg,
                "broken": one.broken,
            }
            for what, one in rows
        ],
        evidence=["total", "simple", *(["compare"] if output.today else [])],
    )  # fmt: skip


def law() -> Table:
    factor, assumed = emission_source()
    rows = [{"rule": _capital(one.rule), "text": one.text} for one in sources()]
    rows += [
        {"rule": "Facteurs d'émission de CO₂ équivalent", "text": factor},
        {"rule": assumed, "text": "Hypothèse de Levier"},
    ]
    rows.append(
        {
            "rule": left_out(),
            "text": f"Règles relues dans les textes le {_day(checked_on())}, à relire avant le {_day(review_on())}",
        }
    )
    return Table(
        title="Règles et sources",
        columns=[Column(key="rule", label="Règle appliquée"), Column(key="text", label="Source")],
        rows=[dict(one) for one in rows],
        evidence=["cadre"],
    )


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
