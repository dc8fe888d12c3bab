"""Why a visit finds no place, and what would mend it: each rule tried alone, on the schedules themselves."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from levier.capabilities.route_planning.problem import DAY, Fault, Problem, Schedule, Stop
from levier.capabilities.route_planning.reading.hours import written
from levier.capabilities.route_planning.scheduling import schedule, soonest
from levier.core.french.numbers import format_number

_TRIED = 12
_FAR = 6 * 3600
"""Seconds missing beyond which no longer day would help: the line itself must be wrong."""


@dataclass(frozen=True)
class Reason:
    """The rule, in French, and what would mend it. ``kind``: skill, load, window, hours, vehicle or full."""

    kind: str
    why: str
    mend: str


def explain(problem: Problem, routes: Sequence[Sequence[int]], index: int, scale: float = 1.0) -> Reason:
    """The reason of one visit left out; ``scale``: units of load of the problem in one unit of the table."""
    stop = problem.stops[index]
    able = [number for number, one in enumerate(problem.vehicles) if one.may_visit(stop)]
    if not able:
        return _nobody(problem, stop)
    fitting = [one for one in able if (most := problem.vehicles[one].capacity) is None or stop.load <= most]
    if not fitting:
        largest = max(problem.vehicles[one].capacity or 0 for one in able)
        return Reason(
            "load",
            f"sa quantité ({_load(stop.load, scale)}) dépasse la plus grande capacité ({_load(largest, scale)})",
            "Partagez-la en plusieurs passages, ou ajoutez un véhicule plus grand.",
        )
    alone = {one: schedule(problem, one, [index]) for one in fitting}
    possible = [one for one, found in alone.items() if not found.faults]
    if not possible:
        return _too_far(problem, stop, alone)
    return _full(problem, routes, index, possible, scale)


def _nobody(problem: Problem, stop: Stop) -> Reason:
    if stop.vehicle:
        who = next((one for one in problem.vehicles if one.key == stop.vehicle), None)
        if who is None:
            return Reason(
                "vehicle",
                f"elle est verrouillée sur « {stop.vehicle} », qui ne roule pas ce jour",
                "Déverrouillez-la, ou rendez ce véhicule disponible.",
            )
        return Reason(
            "skill",
            f"elle est verrouillée sur « {who.label} », qui n'a pas la compétence « {stop.skill or ', '.join(sorted(stop.skills))} »",
            "Déverrouillez-la, ou ajoutez cette compétence à ce véhicule.",
        )
    wanted = stop.skill or ", ".join(sorted(stop.skills))
    return Reason(
        "skill",
        f"aucun véhicule du jour n'a la compétence « {wanted} »",
        f"Ajoutez « {wanted} » aux compétences d'un véhicule, ou faites appel à quelqu'un qui l'a.",
    )


def _too_far(problem: Problem, stop: Stop, alone: dict[int, Schedule]) -> Reason:
    """Even a vehicle that would visit nobody else breaks a rule."""
    vehicle, best = min(alone.items(), key=lambda one: sum(fault.amount for fault in one[1].faults))
    who = problem.vehicles[vehicle]
    late = next((fault for fault in best.faults if fault.kind == "late"), None)
    if late:
        first = best.calls[0].begin
        if stop.latest <= who.opens:
            # Most often a morning window on a day planned anew at noon: nobody can leave earlier.
            return Reason(
                "window",
                f"son créneau finit à {written(stop.latest)}, quand aucun véhicule ne peut encore partir ({written(who.opens)} au plus tôt)",
                f"Proposez au client {written(first)} ou plus tard ; si elle est déjà faite, marquez-la « terminée ».",
            )
        return Reason(
            "window",
            f"même seule, on n'y arrive qu'à {written(first)}, après la fin de son créneau ({written(stop.latest)})",
            f"Déplacez son créneau à {written(first)} ou plus tard, ou faites partir "
            f"« {who.label} » {_minutes(late.amount)} plus tôt.",
        )
    fault = max(best.faults, key=lambda one: one.amount)
    words = {
        "return": f"même seule, elle ferait rentrer « {who.label} » à {written(best.returns)}, après {written(who.closes)}",
        "span": f"même seule, la journée de « {who.label} » dépasserait l'amplitude permise",
        "work": f"même seule, elle ferait dépasser la durée de travail permise ({_minutes(problem.limits(who).work)})",
        "driving": f"même seule, elle ferait dépasser le temps de conduite permis ({_minutes(problem.limits(who).driving or 0)})",
    }
    return Reason(
        "hours",
        words.get(fault.kind, "aucun véhicule ne peut la faire dans sa journée"),
        f"Il manque {_minutes(fault.amount)} : avancez son créneau, allongez la journée, ou partez d'un dépôt plus proche."
        if fault.amount < _FAR
        else "Vérifiez ses coordonnées et sa durée : aucune journée de travail n'y suffirait.",
    )


def _full(
    problem: Problem, routes: Sequence[Sequence[int]], index: int, possible: Sequence[int], scale: float
) -> Reason:
    """A vehicle could come, but not with what the others already have: the nearest miss is told."""
    stop = problem.stops[index]
    short: list[tuple[int, str, str, str]] = []
    roomy = []
    for vehicle in possible:
        who = problem.vehicles[vehicle]
        load = sum(problem.stops[one].load for one in routes[vehicle]) + stop.load
        if who.capacity is None or load <= who.capacity:
            roomy.append(vehicle)
            continue
        over = load - who.capacity
        short.append(
            (
                10**9 + over,
                "load",
                f"« {who.label} » serait trop chargé de {_load(over, scale)}",
                "Ajoutez un véhicule, ou répartissez les quantités sur un autre jour.",
            )
        )
    free = replace(stop, earliest=0, latest=DAY)
    loose = replace(problem, stops=(*problem.stops[:index], free, *problem.stops[index + 1 :]))
    for vehicle, rank in _least_detours(problem, routes, roomy, index):
        who, route = problem.vehicles[vehicle], routes[vehicle]
        tried = soonest(problem, vehicle, [*route[:rank], index, *route[rank:]])
        missing = sum(fault.amount for fault in tried.faults)
        if not missing:
            continue
        short.append((missing, "full", *_missed(problem, vehicle, tried, index)))
        moved = soonest(loose, vehicle, [*route[:rank], index, *route[rank:]])
        if not moved.faults:
            begin = next(call.begin for call in moved.calls if call.stop == index)
            short.append(
                (
                    0,
                    "window",
                    f"son créneau ({window(stop)}) tombe quand tous les véhicules sont pris",
                    f"À {written(begin)}, « {who.label} » pourrait la faire : proposez ce moment au client.",
                )
            )
    if not short:
        return Reason(
            "full",
            "tous les véhicules sont pleins",
            "Ajoutez un véhicule, ou déplacez des visites à un autre jour.",
        )
    best = min(short, key=lambda one: (one[0], one[2]))
    return Reason(best[1], best[2], best[3])


def _least_detours(
    problem: Problem, routes: Sequence[Sequence[int]], vehicles: Sequence[int], index: int
) -> list[tuple[int, int]]:
    """(vehicle, rank) of the places where the detour is the least; each vehicle has one at least, as far as there is room."""
    here = problem.stops[index].place
    found: list[tuple[bool, int, int, int]] = []
    for vehicle in vehicles:
        who = problem.vehicles[vehicle]
        places = [who.start, *(problem.stops[one].place for one in routes[vehicle]), who.end]
        detours = [
            int(problem.seconds[before, here] + problem.seconds[here, after] - problem.seconds[before, after])
            for before, after in itertools.pairwise(places)
        ]
        best = min(detours)
        found += [(detour > best, detour, vehicle, rank) for rank, detour in enumerate(detours)]
    return [(vehicle, rank) for _, _, vehicle, rank in sorted(found)[:_TRIED]]


def _missed(problem: Problem, vehicle: int, tried: Schedule, index: int) -> tuple[str, str]:
    who = problem.vehicles[vehicle]
    fault = max(tried.faults, key=_weight)
    lacking = _minutes(sum(one.amount for one in tried.faults if one.kind == fault.kind))
    if fault.kind == "late" and fault.stop == index:
        return (
            f"« {who.label} », le plus proche de pouvoir, arriverait {lacking} après la fin de son créneau",
            f"Prolongez son créneau de {lacking}, ou ajoutez un véhicule.",
        )
    if fault.kind == "late" and fault.stop is not None:
        other = problem.stops[fault.stop].label
        return (
            f"« {who.label} », le plus proche de pouvoir, serait alors en retard de {lacking} chez « {other} »",
            f"Prolongez de {lacking} le créneau de « {other} », ou ajoutez un véhicule.",
        )
    what = {
        "return": f"« {who.label} », le plus proche de pouvoir, rentrerait {lacking} après la fin de son service",
        "work": f"« {who.label} », le plus proche de pouvoir, dépasserait de {lacking} la durée de travail permise",
        "span": f"« {who.label} », le plus proche de pouvoir, dépasserait de {lacking} l'amplitude permise",
        "driving": f"« {who.label} », le plus proche de pouvoir, dépasserait de {lacking} le temps de conduite permis",
    }
    mend = (
        f"Allongez sa journée de {lacking}, ou ajoutez un véhicule."
        if fault.kind == "return"
        else "Ajoutez un véhicule, ou déplacez une visite à un autre jour."
    )
    return what.get(fault.kind, "aucun véhicule n'a de place"), mend


def _weight(fault: Fault) -> int:
    return fault.amount


def window(stop: Stop) -> str:
    """« 08:00 – 10:00 », empty when any time suits."""
    if stop.earliest <= 0 and stop.latest >= DAY:
        return ""
    if stop.latest >= DAY:
        return f"à partir de {written(stop.earliest)}"
    if stop.earliest <= 0:
        return f"avant {written(stop.latest)}"
    return f"{written(stop.earliest)} – {written(stop.latest)}"


def _load(value: int, scale: float) -> str:
    return format_number(round(value / scale, 2))


def _minutes(value: int) -> str:
    minutes = max(-(-value // 60), 1)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes}\u00a0min"
    return f"{hours}\u00a0h\u00a0{rest:02d}" if rest else f"{hours}\u00a0h"
