"""What is read of one day: its visits, its vehicles, and what is to be said of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from levier.capabilities.route_planning import RoutePlanningInput
from levier.capabilities.route_planning.assembling import Hours
from levier.capabilities.route_planning.impossible import Reason
from levier.capabilities.route_planning.problem import Place
from levier.capabilities.route_planning.reading import asked, fleet
from levier.capabilities.route_planning.reading import visits as lines
from levier.capabilities.route_planning.reading.fleet import Truck
from levier.capabilities.route_planning.reading.visits import Visit
from levier.core.capability import Context
from levier.core.errors import BadInput, NotEnoughData

_MOST_VISITS = 2_000


@dataclass
class Day:
    """What was read of one day, and what is to be said of it."""

    day: date
    visits: list[Visit]
    everything: list[Visit]
    fleet: list[Truck]
    trucks: list[Truck]
    notices: list[str] = field(default_factory=list)
    left: list[tuple[Visit, Reason, Place | None]] = field(default_factory=list)


def day_of(ctx: Context, frame: pl.DataFrame, given: RoutePlanningInput, hours: Hours) -> Day:
    """The visits and vehicles of the day. Raises NotEnoughData, BadInput."""
    day, notices = _which(lines.days(frame), given.day, ctx.today)
    everything, cancelled, repeated = lines.read(frame, day if lines.days(frame) else None)
    visits = [one for one in everything if not (hours.since and one.done)]
    if not visits:
        raise NotEnoughData(
            f"Aucune visite n'est à planifier le {day:%d/%m/%Y}",
            mend="Choisissez un autre jour, ou importez les visites de ce jour."
            + (" Elles sont toutes annulées." if cancelled else ""),
        )
    if len(visits) > _MOST_VISITS:
        raise BadInput(
            f"{len(visits)} visites le même jour : c'est plus que {_MOST_VISITS}",
            where="visites",
            mend="Séparez-les par agence ou par jour dans des tableaux différents.",
        )
    if repeated:
        notices.append(
            several(
                repeated,
                "ligne répétée à l'identique a été lue une seule fois",
                "lignes répétées à l'identique ont été lues une seule fois",
            )
        )
    if cancelled:
        notices.append(
            several(
                cancelled,
                "visite annulée ou reportée n'est pas planifiée",
                "visites annulées ou reportées ne sont pas planifiées",
            )
        )
    everyone = _fleet(ctx, given, everything, notices)
    down = fleet.broken(given.out_of_order or asked.broken_in(given.question, everyone), everyone)
    trucks = [one for one in everyone if one.key not in down]
    if not trucks:
        raise BadInput(
            "Il ne reste aucun véhicule",
            where="Véhicules en panne",
            mend="Laissez-en au moins un, ou replanifiez un autre jour.",
        )
    if down:
        notices.append(
            "La marchandise et l'outillage du véhicule en panne sont supposés remis aux autres : prévoyez où et quand."
        )
    if not any(one.skills is not None for one in trucks) and any(one.skills for one in visits):
        notices.append(
            "Vos véhicules n'ont pas de compétences écrites : tous sont supposés pouvoir faire toutes les visites."
        )
    return Day(day, visits, everything, everyone, trucks, notices)


def _which(days: Sequence[date], asked: date | None, today: date) -> tuple[date, list[str]]:
    """The day to plan. Raises NotEnoughData with the days there are."""
    if not days:
        return asked or today, [
            "Le tableau des visites n'a pas de date : toutes ses lignes sont planifiées le même jour."
        ]
    if asked is not None:
        if asked in days:
            return asked, []
        near = sorted(days, key=lambda one: abs((one - asked).days))[:3]
        raise NotEnoughData(
            f"Aucune visite le {asked:%d/%m/%Y}",
            where="Jour",
            mend=f"Vos visites les plus proches : {', '.join(f'{one:%d/%m/%Y}' for one in sorted(near))}.",
        )
    coming = [one for one in days if one >= today]
    if coming:
        return coming[0], []
    return days[-1], [
        "Aucune visite n'est prévue à partir d'aujourd'hui : c'est le dernier jour connu qui est planifié, pour comparer."
    ]


def _fleet(
    ctx: Context, given: RoutePlanningInput, visits: Sequence[Visit], notices: list[str]
) -> list[Truck]:
    table = optional(ctx, "vehicles")
    if table is not None:
        trucks, away = fleet.from_table(table)
        if away:
            notices.append(
                several(
                    len(away),
                    "véhicule vendu ou immobilisé reste au dépôt",
                    "véhicules vendus ou immobilisés restent au dépôt",
                )
            )
        empty = fleet.without_room(table)
        if empty:
            notices.append(
                f"Capacité nulle ou négative, lue comme inconnue et sans limite : {', '.join(empty[:5])}. Corrigez-la, ou retirez ces véhicules."
            )
        if trucks:
            return trucks
    if named := fleet.from_visits(visits):
        notices.append(
            "Les véhicules sont ceux que vos visites nomment ; importez votre tableau des véhicules pour leurs capacités et horaires."
        )
        return named
    if given.vehicles:
        return fleet.numbered(given.vehicles)
    raise NotEnoughData(
        "Levier ne sait pas combien de véhicules vous avez",
        mend="Importez votre tableau des véhicules, ou remplissez « Nombre de véhicules ».",
    )


def optional(ctx: Context, kind: str) -> pl.DataFrame | None:
    """The table of that kind, None where there is none."""
    if ctx.tables.facts(kind) is None:
        return None
    frame: pl.DataFrame = ctx.tables.frame(kind)
    return frame


def several(count: int, one: str, many: str) -> str:
    """« 1 ligne … » or « 3 lignes … »: the count and the sentence that agrees with it."""
    return f"{count} {one if count < 2 else many}."


__all__ = ["Day", "day_of", "optional", "several"]
