"""Boards by REST: list, read the figures, explain a change, follow thresholds, change them."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from levier.accounts.models import Company
from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.capabilities.live_dashboard.explaining import explain
from levier.capabilities.live_dashboard.shapes import Change, Figure
from levier.operations.boards import alerts as board_alerts
from levier.operations.boards import printing, services, tiles
from levier.operations.boards.models import Board, BoardAlert, Tile
from levier.operations.boards.reading import BoardTables
from levier.operations.boards.showing import Shown, shown, wanted

router = Router(tags=["Tableaux de bord"])


class BoardShown(Schema):
    """A board; ``revision`` is to be given back when it is changed."""

    id: int
    name: str
    purpose: str
    readers: str
    revision: int
    tiles: int


class TileShown(Schema):
    """An indicator with its figure, or why it has none. ``side``: the threshold it is past (« low », « high »), else empty."""

    id: int
    measure: str
    revision: int
    target: float | None
    low: float | None
    high: float | None
    side: str
    figure: Figure | None
    problem: str


class BoardGiven(Schema):
    """A new board."""

    name: str = Field(max_length=80)
    purpose: str = Field(default="", max_length=200)
    readers: Literal["", "all", "managers", "accounting", "owners", "me"] = ""
    usual: bool = Field(default=True, description="Avec les indicateurs habituels de vos tableaux")


class BoardChanged(Schema):
    """What changes of a board. ``revision``: the one that was read."""

    revision: int
    name: str = Field(max_length=80)
    purpose: str = Field(default="", max_length=200)
    readers: Literal["", "all", "managers", "accounting", "owners", "me"] = ""


class TileGivenSchema(Schema):
    """An indicator: « sales.revenue ». Rates are given in per cent, figures in French or English writing."""

    measure: str
    grain: Literal["week", "month", "quarter", "year"] = "month"
    which: Literal["current", "last"] = "current"
    dataset: int | None = None
    dimension: str = ""
    members: list[str] = []
    target: str = ""
    low: str = ""
    high: str = ""
    margin: str = "5"
    watch_breaks: bool = False

    def given(self) -> tiles.TileGiven:
        """As the services take it."""
        return tiles.TileGiven(
            **self.model_dump(exclude={"members", "revision"}), members=tuple(self.members)
        )


class TileChanged(TileGivenSchema):
    """The same, with the revision that was read."""

    revision: int


class BoardAlertShown(Schema):
    """A threshold crossed or a break found."""

    id: int
    board: int
    tile: int
    sort: str
    title: str
    text: str
    value: float | None
    limit: float | None
    unit: str
    raised: datetime
    ended: datetime | None


@router.get("", response={200: list[BoardShown], REFUSALS: Problem}, summary="Lister les tableaux de bord")
def listing(request: HttpRequest) -> list[dict[str, Any]]:
    """Those shared with the person."""
    actor = caller(request)
    return [_board(actor, one) for one in services.visible(actor).prefetch_related("readers")]


@router.post("", response={200: BoardShown, REFUSALS: Problem}, summary="Créer un tableau de bord")
def create(request: HttpRequest, given: BoardGiven) -> dict[str, Any]:
    """With the usual indicators of the tables there are, or empty."""
    actor = caller(request)
    return _board(actor, services.create(actor, given.name, given.readers, given.purpose, usual=given.usual))


@router.get(
    "/alerts",
    response={200: list[BoardAlertShown], REFUSALS: Problem},
    summary="Lister les alertes des tableaux de bord",
)
def alerts(request: HttpRequest, waiting: bool = False, limit: int = 100) -> list[dict[str, Any]]:
    """Latest first; ``waiting``: only those not read."""
    found = board_alerts.alerts_of(caller(request), waiting=waiting)
    return [_alert(one) for one in found[: max(1, min(limit, 1000))]]


@router.post(
    "/alerts/{number}",
    response={200: BoardAlertShown, REFUSALS: Problem},
    summary="Marquer une alerte comme lue",
)
def seen(request: HttpRequest, number: int) -> dict[str, Any]:
    """For the person who calls only."""
    return _alert(board_alerts.see(caller(request), number))


@router.get("/{board}", response={200: list[TileShown], REFUSALS: Problem}, summary="Lire un tableau de bord")
def read(request: HttpRequest, board: int) -> list[dict[str, Any]]:
    """Its indicators with their figures, those of the tables the person may read."""
    actor = caller(request)
    found = services.get(actor, board)
    return [_tile(one) for one in shown(actor, services.tiles_of(actor, found))]


@router.put(
    "/{board}",
    response={200: BoardShown, REFUSALS: Problem, 409: Problem},
    summary="Renommer ou partager un tableau de bord",
)
def change(request: HttpRequest, board: int, given: BoardChanged) -> dict[str, Any]:
    """409 when somebody changed it after it was read."""
    actor = caller(request)
    return _board(
        actor,
        services.change(
            actor, board, given.revision, name=given.name, purpose=given.purpose, readers=given.readers
        ),
    )


@router.delete("/{board}", response={204: None, REFUSALS: Problem}, summary="Supprimer un tableau de bord")
def remove(request: HttpRequest, board: int) -> tuple[int, None]:
    """The data stay."""
    services.remove(caller(request), board)
    return 204, None


@router.get(
    "/{board}/pdf", response={200: None, REFUSALS: Problem}, summary="Imprimer un tableau de bord (PDF)"
)
def paper(request: HttpRequest, board: int) -> HttpResponse:
    """As the person sees it."""
    actor = caller(request)
    found = services.get(actor, board)
    company = Company.objects.get(pk=actor.company_id)
    data = printing.printed(found, shown(actor, services.tiles_of(actor, found)), company.name, company.today)
    return HttpResponse(data, content_type="application/pdf")


@router.post("/{board}/tiles", response={200: TileShown, REFUSALS: Problem}, summary="Ajouter un indicateur")
def add(request: HttpRequest, board: int, given: TileGivenSchema) -> dict[str, Any]:
    """At the end of the board."""
    actor = caller(request)
    return _one(actor, tiles.add(actor, board, given.given()))


@router.put(
    "/{board}/tiles/{tile}",
    response={200: TileShown, REFUSALS: Problem, 409: Problem},
    summary="Régler un indicateur",
)
def change_tile(request: HttpRequest, board: int, tile: int, given: TileChanged) -> dict[str, Any]:
    """Its measure, period, target and thresholds; 409 when somebody changed it after it was read."""
    actor = caller(request)
    return _one(actor, tiles.change(actor, board, tile, given.revision, given.given()))


@router.delete(
    "/{board}/tiles/{tile}",
    response={204: None, REFUSALS: Problem, 409: Problem},
    summary="Retirer un indicateur",
)
def remove_tile(request: HttpRequest, board: int, tile: int, revision: int) -> tuple[int, None]:
    """409 when somebody changed it after it was read."""
    tiles.remove(caller(request), board, tile, revision)
    return 204, None


@router.get(
    "/{board}/tiles/{tile}/change",
    response={200: Change, REFUSALS: Problem},
    summary="Expliquer l'évolution d'un indicateur",
)
def explained(
    request: HttpRequest, board: int, tile: int, against: Literal["previous", "year"] = "previous"
) -> Change:
    """Shared out exactly by each axis, and by what the figure is made of."""
    actor = caller(request)
    found = tiles.get(actor, board, tile)
    return explain(BoardTables(actor), _today(actor.company_id), wanted(found), against)


def _today(company: int) -> date:
    return Company.objects.get(pk=company).today


def _board(actor: Any, one: Board) -> dict[str, Any]:
    return {
        "id": one.pk, "name": one.name, "purpose": one.purpose, "readers": services.readers_of(actor, one), "revision": one.revision,
        "tiles": len(services.tiles_of(actor, one)),
    }  # fmt: skip


def _one(actor: Any, tile: Tile) -> dict[str, Any]:
    return _tile(shown(actor, [tile])[0])


def _tile(one: Shown) -> dict[str, Any]:
    tile = one.tile
    return {
        "id": tile.pk, "measure": f"{tile.kind}.{tile.measure}", "revision": tile.revision, "target": tile.target, "low": tile.low,
        "high": tile.high, "side": one.side, "figure": one.figure, "problem": one.problem.what if one.problem is not None else "",
    }  # fmt: skip


def _alert(one: BoardAlert) -> dict[str, Any]:
    return {
        "id": one.pk, "board": one.board_id, "tile": one.tile_id, "sort": str(one.sort), "title": one.title, "text": one.text,
        "value": one.value, "limit": one.limit, "unit": one.unit, "raised": one.raised, "ended": one.ended,
    }  # fmt: skip
