"""What the plan says: French sentences bound to computed figures, tables, the map, signals, and files to print."""

from collections.abc import Sequence

from levier.capabilities.route_planning import (
    PauseOut,
    RouteOut,
    RoutePlanningInput,
    RoutePlanningOutput,
    StopOut,
    Totals,
    Unserved,
)
from levier.capabilities.route_planning.assembling import Assembled, Hours
from levier.capabilities.route_planning.comparing import co2, cost
from levier.capabilities.route_planning.drawing import bars, route_map
from levier.capabilities.route_planning.impossible import Reason, window
from levier.capabilities.route_planning.problem import PRIORITIES, Place, Schedule
from levier.capabilities.route_planning.reading.hours import written
from levier.capabilities.route_planning.reading.visits import Visit
from levier.capabilities.route_planning.rules import checked_on, emission_source, left_out, review_on, sources
from levier.core.evidence import Computed
from levier.core.french.dates import format_long_date
from levier.core.french.numbers import format_money, format_number, format_percent
from levier.core.result import Column, Download, Sentence, Signal, Table

_WHY = {"lunch": "pause de midi", "driving": "pause de conduite", "work": "pause légale"}
_DRIFT = 0.25
_STEADY = 0.005


def tell(
    output: RoutePlanningOutput, given: RoutePlanningInput, notices: Sequence[str], order: str, hours: Hours
) -> RoutePlanningOutput:
    """``output`` with its words. ``order``: what the order of today's routes comes from."""
    output.evidence = [*_figures(output), _setting(output, given, hours)]
    output.sentences = [_headline(output), *_simple(output), *_comparison(output, order), *_missing(output)]
    output.sentences += [
        Sentence(text=text, kind="notice", evidence=["cadre"])
        for text in (*notices, *_hypotheses(output, given))
    ]
    output.tables = [_vehicles(output), *_stops(output), *_left(output), _compared(output), _law()]
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


def routes_of(made: Assembled, schedules: Sequence[Schedule]) -> list[RouteOut]:
    """The routes as the output bears them."""
    problem = made.problem
    found = []
    for one in schedules:
        who = problem.vehicles[one.vehicle]
        depot, end = problem.places[who.start], problem.places[who.end]
        stops = []
        for rank, call in enumerate(one.calls, 1):
            stop, visit, place = (
                problem.stops[call.stop],
                made.visits[call.stop],
                problem.places[problem.stops[call.stop].place],
            )
            stops.append(
                StopOut(
                    rank=rank, visit=visit.key, name=visit.name, address=visit.where, latitude=place.latitude, longitude=place.longitude,
                    arrive=written(call.arrive), begin=written(call.begin), leave=written(call.leave), window=window(stop),
                    km=round(call.metres / 1000, 1), load=visit.load, skill=visit.skill,
                    comment=" ".join(part for part in (visit.phone, visit.comment) if part),
                    moved_from=stop.before if stop.before and stop.before != who.key else "",
                )
            )  # fmt: skip
        found.append(
            RouteOut(
                vehicle=who.key, label=who.label, driver=who.driver, leaves=written(one.leaves), returns=written(one.returns),
                km=round(one.metres / 1000, 1), driving_hours=round(one.driving / 3600, 1), hours=round(one.work / 3600, 1),
                waiting_minutes=round(one.waiting / 60), cost=round(cost(problem, one), 2), co2_kg=round(co2(problem, one), 1),
                load=round(sum(stop.load for stop in stops), 2), capacity=None if who.capacity is None else who.capacity / made.scale,
                depot=(depot.latitude, depot.longitude), end=(end.latitude, end.longitude), stops=stops,
                pauses=[
                    PauseOut(before=pause.before + 1, start=written(pause.start), minutes=round(pause.length / 60), why=_WHY[pause.why])
                    for pause in one.pauses
                ],
                back_km=round(one.back_metres / 1000, 1),
            )
        )  # fmt: skip
    return found


def unserved_of(left: Sequence[tuple[Visit, Reason, Place | None]]) -> list[Unserved]:
    """The visits nobody makes, the urgent first."""
    return [
        Unserved(
            visit=visit.key, name=visit.name, priority=PRIORITIES[visit.priority], reason=reason.why, mend=reason.mend, kind=reason.kind,
            latitude=place.latitude if place else None, longitude=place.longitude if place else None,
        )
        for visit, reason, place in sorted(left, key=lambda one: (one[0].priority, one[0].order))
    ]  # fmt: skip


def _figures(output: RoutePlanningOutput) -> list[Computed]:
    asked = output.totals.visits + len(output.unserved)
    found = [
        Computed(
            id="total", path="totals", title="Tournées proposées", value={**_told(output.totals), "visits_asked": asked, "day": output.day.isoformat()},
            method="recherche PyVRP, puis heures exactes de chaque tournée ; km, heures, coûts et CO₂ additionnés par véhicule",
        ),
        Computed(
            id="simple", path="simple", title="Méthode simple (toujours la visite la plus proche permise)", value=_told(output.simple),
            method="mêmes visites, mêmes règles, mêmes distances",
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
                value=abs(_share(old.km, new.km) or 0.0),
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


def _setting(output: RoutePlanningOutput, given: RoutePlanningInput, hours: Hours) -> Computed:
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
        "visits": one.visits, "vehicles": one.vehicles, "km": one.km, "driving_hours": one.driving_hours, "hours": one.hours,
        "euros": one.cost, "co2_kg": one.co2_kg, "rules_broken": one.broken,
    }  # fmt: skip


def _share(old: float, new: float) -> float | None:
    return round((old - new) / old, 3) if old else None


def _headline(output: RoutePlanningOutput) -> Sentence:
    one, asked = output.totals, output.totals.visits + len(output.unserved)
    if not one.visits:
        return Sentence(
            text=f"Aucune des {asked} visites du {format_long_date(output.day)} ne peut être planifiée.",
            evidence=["total"],
        )
    done = (
        f"les {asked} visites"
        if one.visits == asked and asked > 1
        else f"{one.visits} visite{'s' if one.visits > 1 else ''} sur {asked}"
    )
    text = (
        f"Le {format_long_date(output.day)}, {done} tien{'nent' if one.visits > 1 else 't'} dans {one.vehicles} tournée{'s' if one.vehicles > 1 else ''} : "
        f"{format_number(one.km)}\u00a0km, {format_money(one.cost)} et {format_number(one.co2_kg)}\u00a0kg de CO₂ équivalent."
    )
    return Sentence(text=text, evidence=["total"])


def _simple(output: RoutePlanningOutput) -> list[Sentence]:
    one = output.simple
    if not output.totals.visits or not one.visits:
        return []
    text = (
        f"La méthode simple (aller chaque fois à la visite la plus proche) demande {format_number(one.km)}\u00a0km pour "
        f"{one.visits} visite{'s' if one.visits > 1 else ''}."
    )
    return [
        Sentence(text=f"Les équipages y travaillent {_worked(output.totals.hours)}.", evidence=["total_h"]),
        Sentence(text=text, evidence=["simple"]),
    ]


def _comparison(output: RoutePlanningOutput, order: str) -> list[Sentence]:
    old, new = output.today, output.same
    if not old or not new:
        return []
    share = _share(old.km, new.km) or 0.0
    if abs(share) < _STEADY:
        text = f"Sur les mêmes {old.visits} visites, vos tournées actuelles font {format_number(old.km)}\u00a0km : le calcul ne fait pas mieux en kilomètres."
        told = [Sentence(text=text, evidence=["compare"])]
    else:
        way = "de moins" if share > 0 else "de plus"
        text = (
            f"Sur les mêmes {old.visits} visites, vos tournées actuelles font {format_number(old.km)}\u00a0km et celles-ci {format_number(new.km)}\u00a0km : "
            f"{format_number(abs(round(old.km - new.km, 1)))}\u00a0km {way}."
        )
        told = [
            Sentence(text=text, evidence=["compare"]),
            Sentence(text=f"Cela fait {format_percent(abs(share))} de kilomètres {way}.", evidence=["gain"]),
            Sentence(
                text=f"Vos tournées actuelles demandent {_worked(old.hours)} de travail.",
                evidence=["today_h"],
            ),
            Sentence(text=f"Celles-ci demandent {_worked(new.hours)}.", evidence=["same_h"]),
        ]
        euros, gas = round(old.cost - new.cost, 2), round(old.co2_kg - new.co2_kg, 1)
        if euros > 0 and gas > 0:
            told.append(
                Sentence(
                    text=f"Cela ferait {format_money(euros)} et {format_number(gas)}\u00a0kg de CO₂ équivalent de moins ce jour-là.",
                    evidence=["compare"],
                )
            )
    if old.broken:
        told.append(
            Sentence(
                text=f"Dans l'ordre actuel, {old.broken} règle{'s' if old.broken > 1 else ''} (créneau, horaire, capacité ou compétence) ne "
                f"ser{'aient' if old.broken > 1 else 'ait'} pas tenue{'s' if old.broken > 1 else ''} aux vitesses supposées.",
                evidence=["compare"],
            )
        )
    told.append(
        Sentence(
            text=f"Ordre retenu pour vos tournées actuelles : {order}.", kind="notice", evidence=["compare"]
        )
    )
    return told


def _worked(hours: float) -> str:
    return f"{format_number(hours)}\u00a0heure{'s' if hours >= 2 else ''}"


def _missing(output: RoutePlanningOutput) -> list[Sentence]:
    count = len(output.unserved)
    if not count:
        return []
    text = (
        "1 visite n'est pas planifiée : la règle qui l'empêche et le remède sont dits plus bas."
        if count == 1
        else f"{count} visites ne sont pas planifiées : la règle qui empêche chacune et le remède sont dits plus bas."
    )
    return [Sentence(text=text, evidence=["left"])]


def _hypotheses(output: RoutePlanningOutput, given: RoutePlanningInput) -> list[str]:
    told = [f"Distances : {output.distances}."]
    if given.distances != "server":
        told = [
            f"Distances : {output.distances} (détour {format_number(given.detour)}, {format_number(given.town_speed)}\u00a0km/h en ville, "
            f"{format_number(given.road_speed)}\u00a0km/h sur route)."
        ]
    return told


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


def _vehicles(output: RoutePlanningOutput) -> Table:
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


def _stops(output: RoutePlanningOutput) -> list[Table]:
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


def _left(output: RoutePlanningOutput) -> list[Table]:
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


def _compared(output: RoutePlanningOutput) -> Table:
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


def _law() -> Table:
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
