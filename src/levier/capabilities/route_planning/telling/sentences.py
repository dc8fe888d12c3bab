"""What the plan says, each sentence bound to its figure."""

from levier.capabilities.route_planning import (
    RoutePlanningInput,
    RoutePlanningOutput,
    Totals,
)
from levier.core.french.dates import format_long_date
from levier.core.french.numbers import format_money, format_number, format_percent
from levier.core.result import Sentence

_STEADY = 0.005


def saved_share(old: float, new: float) -> float | None:
    return round((old - new) / old, 3) if old else None


def headline(output: RoutePlanningOutput) -> Sentence:
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


def simple(output: RoutePlanningOutput) -> list[Sentence]:
    one = output.simple
    if not output.totals.visits or not one.visits:
        return []
    text = f"La méthode simple (aller chaque fois à la visite la plus proche) demande {format_number(one.km)}\u00a0km et {format_money(one.cost)} pour "
    text += f"{one.visits} visite{'s' if one.visits > 1 else ''}"
    text += _not_the_same(output.totals, one) if output.unserved else "."
    return [
        Sentence(text=f"Les équipages y travaillent {_worked(output.totals.hours)}.", evidence=["total_h"]),
        Sentence(text=text, evidence=["simple", "total"]),
    ]


def _not_the_same(ours: Totals, simple: Totals) -> str:
    """On a day that is too full the two do not serve the same visits: which serves more, and which ones."""
    told = ""
    if ours.visits != simple.visits:
        gap = abs(ours.visits - simple.visits)
        told = f", {gap} de {'moins' if ours.visits > simple.visits else 'plus'} que ces tournées"
    if ours.urgent != simple.urgent:
        return f"{told} : elle ne fait pas passer les urgentes d'abord ({simple.urgent} servie{'s' if simple.urgent > 1 else ''}, {ours.urgent} ici)."
    if ours.visits < simple.visits:
        return f"{told}, mais de moindre priorité."
    return f"{told or ', qui ne sont pas toutes les mêmes'}."


def comparison(output: RoutePlanningOutput, order: str) -> list[Sentence]:
    old, new = output.today, output.same
    if not old or not new:
        return []
    share = saved_share(old.km, new.km) or 0.0
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


def missing(output: RoutePlanningOutput) -> list[Sentence]:
    count = len(output.unserved)
    if not count:
        return []
    text = (
        "1 visite n'est pas planifiée : la règle qui l'empêche et le remède sont dits plus bas."
        if count == 1
        else f"{count} visites ne sont pas planifiées : la règle qui empêche chacune et le remède sont dits plus bas."
    )
    return [Sentence(text=text, evidence=["left"])]


def hypotheses(output: RoutePlanningOutput, given: RoutePlanningInput) -> list[str]:
    told = [f"Distances : {output.distances}."]
    if given.distances != "server":
        told = [
            f"Distances : {output.distances} (détour {format_number(given.detour)}, {format_number(given.town_speed)}\u00a0km/h en ville, "
            f"{format_number(given.road_speed)}\u00a0km/h sur route)."
        ]
    return told
