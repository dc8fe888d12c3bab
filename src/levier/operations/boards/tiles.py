"""Tiles: add, change, move, remove, each checked in French before anything is written."""

import math
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError, NotFound
from levier.core.french.numbers import parse_number
from levier.core.measures import Filter, MeasureQuery
from levier.operations.boards import services
from levier.operations.boards.locking import check_revision
from levier.operations.boards.models import Board, Tile, Watch
from levier.operations.boards.reading import BoardTables
from levier.policy import journal

GRAINS = {"week": "la semaine", "month": "le mois", "quarter": "le trimestre", "year": "l'année"}
WHICH = {"current": "en cours", "last": "dernière période complète"}
_LARGEST = 1e15


@dataclass(frozen=True)
class TileGiven:
    """What a form, the API or the command says of a tile. Figures may be written in French; empty: none."""

    measure: str
    grain: str = "month"
    which: str = "current"
    dataset: int | None = None
    dimension: str = ""
    members: tuple[str, ...] = ()
    target: str = ""
    low: str = ""
    high: str = ""
    margin: str = "5"
    watch_breaks: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


def add(actor: Actor, board: int, given: TileGiven) -> Tile:
    """A tile at the end of the board. Raises NotAllowed, NotFound, BadInput."""
    found = services.editable(actor, board)
    if found.tiles.count() >= services.MOST_TILES:
        raise BadInput(
            f"Ce tableau de bord a déjà {services.MOST_TILES} indicateurs",
            mend="Retirez-en un, ou créez un autre tableau.",
        )
    values = checked(actor, given)
    with transaction.atomic():
        last = found.tiles.aggregate(last=Max("place"))["last"]
        tile = Tile.objects.create(
            board=found,
            place=0 if last is None else last + 1,
            changed_by_id=actor.person_id,
            watched_by_id=actor.person_id,
            **values,
        )
        _changed(actor, found, "board.tile-added", tile)
    return tile


def get(actor: Actor, board: int, tile: int) -> Tile:
    """Raises NotAllowed, NotFound (the same for a tile the person may not see as for none)."""
    found = (
        Tile.objects.visible_to(actor)
        .filter(board=services.get(actor, board), pk=tile)
        .select_related("board", "watch")
        .first()
    )
    if found is None:
        raise NotFound("Cet indicateur n'est plus sur ce tableau de bord", mend="Rouvrez le tableau de bord.")
    return found


def change(actor: Actor, board: int, tile: int, revision: int, given: TileGiven) -> Tile:
    """Raises NotAllowed, NotFound, BadInput, Conflict."""
    found = services.editable(actor, board)
    get(actor, board, tile)
    values = checked(actor, given)
    with transaction.atomic():
        locked = Tile.objects.select_for_update().select_related(None).get(pk=tile)
        check_revision(locked, revision, "Cet indicateur")
        moved = any(
            getattr(locked, name) != values[name]
            for name in ("kind", "measure", "dataset", "grain", "which", "filters", "low", "high")
        )
        for name, value in values.items():
            setattr(locked, name, value)
        locked.revision += 1
        locked.changed, locked.changed_by_id, locked.watched_by_id = (
            timezone.now(),
            actor.person_id,
            actor.person_id,
        )
        locked.save()
        if moved:
            Watch.objects.filter(tile=locked).delete()
            locked.alerts.filter(ended=None).update(ended=timezone.now())
        _changed(actor, found, "board.tile-changed", locked)
    return locked


def move(actor: Actor, board: int, tile: int, steps: int) -> None:
    """Up (negative) or down among the tiles the person sees. Raises NotAllowed, NotFound."""
    found = services.editable(actor, board)
    get(actor, board, tile)
    seen = [one.pk for one in services.tiles_of(actor, found)]
    here = seen.index(tile)
    there = max(0, min(len(seen) - 1, here + steps))
    if here == there:
        return
    with transaction.atomic():
        order = list(
            Tile.objects.select_for_update()
            .filter(board=found)
            .order_by("place", "pk")
            .values_list("pk", flat=True)
        )
        order.remove(tile)
        target = order.index(seen[there])
        order.insert(target + (1 if there > here else 0), tile)
        for place, pk in enumerate(order):
            Tile.objects.filter(pk=pk).update(place=place)
        _changed(actor, found, "board.tile-moved", None)


def remove(actor: Actor, board: int, tile: int, revision: int) -> None:
    """Raises NotAllowed, NotFound, Conflict (it was changed since it was seen)."""
    found = services.editable(actor, board)
    get(actor, board, tile)
    with transaction.atomic():
        locked = Tile.objects.select_for_update().get(pk=tile)
        check_revision(locked, revision, "Cet indicateur")
        _changed(actor, found, "board.tile-removed", locked)
        locked.delete()


def checked(actor: Actor, given: TileGiven) -> dict[str, Any]:
    """The columns of the tile. Raises BadInput, NotFound: what is wrong, where, how to mend it."""
    kind, _, name = given.measure.partition(".")
    tables = BoardTables(actor)
    facts = tables.facts(kind, given.dataset) if kind and name else None
    if facts is None:
        raise BadInput(
            "Aucun indicateur n'est choisi, ou son tableau ne vous est pas accessible",
            where="indicateur",
            mend="Choisissez-en un dans la liste.",
        )
    measure = tables.model(kind).measure(name)
    if given.grain not in GRAINS:
        raise BadInput(
            "Cette période n'existe pas", where="période", mend=f"Choisissez : {', '.join(GRAINS.values())}."
        )
    if given.which not in WHICH:
        raise BadInput(
            "Ce choix de période n'existe pas",
            where="période",
            mend="Choisissez la période en cours ou la dernière complète.",
        )
    filters = _filters(tables, kind, given)
    tables.query(
        MeasureQuery(kind=kind, measures=[name], dataset=given.dataset, filters=filters, today=_today(actor))
    )
    percent = measure.unit == "%"
    target, low, high = (
        figure(text, where, percent=percent)
        for text, where in ((given.target, "objectif"), (given.low, "seuil bas"), (given.high, "seuil haut"))
    )
    margin = figure(given.margin, "marge avant une nouvelle alerte", percent=True)
    if margin is None or not 0 <= margin <= 0.5:
        raise BadInput(
            "La marge va de 0 à 50 %",
            where="marge avant une nouvelle alerte",
            mend="Laissez 5 % si vous hésitez.",
        )
    if low is not None and high is not None and low >= high:
        raise BadInput(
            "Le seuil bas n'est pas sous le seuil haut",
            where="seuils",
            mend="Échangez-les, ou n'en gardez qu'un.",
        )
    return {
        "kind": kind, "measure": name, "dataset": given.dataset, "dataset_name": facts.title if given.dataset else "",
        "grain": given.grain, "which": given.which, "filters": [one.model_dump() for one in filters], "target": target, "low": low,
        "high": high, "margin": margin, "watch_breaks": given.watch_breaks,
    }  # fmt: skip


def figure(text: str, where: str, *, percent: bool = False) -> float | None:
    """A figure typed in French; a rate is typed in per cent (« 95 » or « 95 % ») and kept as a ratio. None when empty. Raises BadInput."""
    text = text.strip()
    if not text:
        return None
    try:
        value = float(parse_number(text.replace("%", "").strip()))
    except (ValueError, ArithmeticError, LevierError):
        raise BadInput(
            f"« {text[:40]} » n'est pas un nombre", where=where, mend="Écrivez par exemple 12 500 ou 12,5."
        ) from None
    if not math.isfinite(value) or abs(value) > _LARGEST:
        raise BadInput(f"« {text[:40]} » est trop grand", where=where, mend="Vérifiez le nombre de zéros.")
    return value / 100 if percent else value


def _filters(tables: BoardTables, kind: str, given: TileGiven) -> list[Filter]:
    members = [" ".join(one.split()) for one in given.members if one.strip()]
    if not given.dimension:
        if members:
            raise BadInput(
                "Dites de quoi il s'agit : produit, client, pays …",
                where="restreindre à",
                mend="Choisissez un axe, ou videz les valeurs.",
            )
        return []
    axis = tables.model(kind).dimension(given.dimension)
    if not members:
        raise BadInput(
            f"Aucune valeur n'est donnée pour « {axis.label} »",
            where="restreindre à",
            mend="Écrivez-en une par ligne, ou retirez l'axe.",
        )
    return [Filter(dimension=given.dimension, values=members[:50])]


def _today(actor: Actor) -> Any:
    from levier.accounts.models import Company  # noqa: PLC0415

    return Company.objects.get(pk=actor.company_id).today


def _changed(actor: Actor, board: Board, action: str, tile: Tile | None) -> None:
    locked = Board.objects.select_for_update().get(pk=board.pk)
    services.touch(actor, locked)
    details: dict[str, object] = {"board": board.pk}
    if tile is not None:
        details |= {"indicator": f"{tile.kind}.{tile.measure}"}
    journal.record(actor.company_id, actor.person_id, action, board.name[:200], details)
