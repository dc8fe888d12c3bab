"""Change boards: create, name, share, delete; add, change, move and remove indicators."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from levier.core.errors import LevierError
from levier.operations.boards import services, tiles
from levier.operations.boards.locking import Conflict
from levier.operations.boards.models import Board, Tile
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.boards.choices import choices, typed_of
from levier.web.boards.views import board_page


@require_POST
@needs(Permission.RUN)
def create(request: LevierRequest) -> HttpResponse:
    """A new board, with the first indicators of the tables there are unless an empty one is asked."""
    name = request.POST.get("name", "").strip() or "Tableau de bord"
    made = services.create(
        request.actor, name, request.POST.get("readers", ""), usual=request.POST.get("empty") != "oui"
    )
    messages.success(
        request, f"« {made.name} » est prêt : ajoutez, retirez ou déplacez ses indicateurs comme vous voulez."
    )
    return redirect("board", made.pk)


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN)
def edit(request: LevierRequest, board: int) -> HttpResponse:
    """Its name, its purpose, its readers, and the order of its indicators."""
    found = services.editable(request.actor, board)
    if request.method != "POST":
        return _edit_page(request, found)
    given = {name: request.POST.get(name, "") for name in ("name", "purpose", "readers")}
    try:
        services.change(request.actor, board, _number(request, "revision"), **given)
    except LevierError as error:
        return _edit_page(request, found, typed=given, error=error)
    messages.success(request, "Le tableau de bord est enregistré.")
    return redirect("board", board)


def _edit_page(
    request: LevierRequest,
    found: Board,
    *,
    typed: dict[str, str] | None = None,
    error: LevierError | None = None,
) -> HttpResponse:
    found.refresh_from_db()
    readers = services.readers_of(request.actor, found)
    options = [
        (key, words)
        for key, words in services.READERS.items()
        if key in ("me", readers) or (may(request.actor, Permission.SHARE) and key in request.actor.readers)
    ]
    page: dict[str, Any] = board_page(request.actor, found) | {
        "typed": typed or {"name": found.name, "purpose": found.purpose, "readers": readers},
        "options": [("", "certaines personnes (inchangé)"), *options] if not readers else options,
        "error": error,
        "conflict": isinstance(error, Conflict),
    }
    return render(request, "boards/edit.html", page, status=error.http_status if error else 200)


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN)
def remove(request: LevierRequest, board: int) -> HttpResponse:
    """Ask for the name, then delete."""
    found = services.editable(request.actor, board)
    if request.method != "POST":
        return render(request, "boards/remove.html", {"board": found, "count": found.tiles.count()})
    if request.POST.get("name", "").strip() != found.name:
        page = {
            "board": found,
            "count": found.tiles.count(),
            "wrong": True,
            "typed": request.POST.get("name", ""),
        }
        return render(request, "boards/remove.html", page, status=422)
    name = services.remove(request.actor, board)
    messages.success(request, f"« {name} » est supprimé. Vos tableaux de données sont intacts.")
    return redirect("boards")


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN)
def tile_add(request: LevierRequest, board: int) -> HttpResponse:
    """Choose an indicator and how it is followed."""
    found = services.editable(request.actor, board)
    if request.method != "POST":
        return _tile_page(request, found, None, typed_of(None) | {"measure": request.GET.get("mesure", "")})
    try:
        made = tiles.add(request.actor, board, _given(request))
    except LevierError as error:
        return _tile_page(request, found, None, _typed(request), error=error)
    messages.success(request, "L'indicateur est ajouté au tableau de bord.")
    return redirect(f"/indicateurs/tableaux/{board}/#indicateur-{made.pk}")


@require_http_methods(["GET", "POST"])
@needs(Permission.RUN)
def tile_edit(request: LevierRequest, board: int, tile: int) -> HttpResponse:
    """Its period, its target, its thresholds; told when somebody else changed it meanwhile, and nothing typed is lost."""
    found = services.editable(request.actor, board)
    one = tiles.get(request.actor, board, tile)
    if request.method != "POST":
        return _tile_page(request, found, one, typed_of(one))
    try:
        tiles.change(request.actor, board, tile, _number(request, "revision"), _given(request))
    except LevierError as error:
        return _tile_page(request, found, tiles.get(request.actor, board, tile), _typed(request), error=error)
    messages.success(request, "L'indicateur est enregistré.")
    return redirect("board_tile", board, tile)


@require_POST
@needs(Permission.RUN)
def tile_move(request: LevierRequest, board: int, tile: int) -> HttpResponse:
    """One place up or down."""
    tiles.move(request.actor, board, tile, -1 if request.POST.get("vers") == "haut" else 1)
    return redirect(f"/indicateurs/tableaux/{board}/modifier/#ordre")


@require_POST
@needs(Permission.RUN)
def tile_remove(request: LevierRequest, board: int, tile: int) -> HttpResponse:
    """Take it off the board; the data stay."""
    try:
        tiles.remove(request.actor, board, tile, _number(request, "revision"))
    except Conflict as error:
        messages.warning(
            request,
            f"{error.what} : il n'a pas été retiré. Regardez-le, puis retirez-le de nouveau s'il le faut.",
        )
    else:
        messages.success(request, "L'indicateur est retiré du tableau de bord.")
    return redirect("board_edit", board)


def _tile_page(
    request: LevierRequest,
    board: Board,
    tile: Tile | None,
    typed: dict[str, Any],
    *,
    error: LevierError | None = None,
) -> HttpResponse:
    page = {
        "board": board, "tile": tile, "typed": typed, "error": error, "conflict": isinstance(error, Conflict),
        "theirs": typed_of(tile) if isinstance(error, Conflict) else None, **choices(request.actor),
        "grains": tiles.GRAINS.items(), "which": tiles.WHICH.items(),
    }  # fmt: skip
    return render(request, "boards/tile_form.html", page, status=error.http_status if error else 200)


_TEXTS = ("measure", "grain", "which", "dimension", "members", "target", "low", "high", "margin")


def _typed(request: LevierRequest) -> dict[str, Any]:
    return {name: request.POST.get(name, "") for name in _TEXTS} | {
        "watch_breaks": request.POST.get("watch_breaks") == "oui"
    }


def _given(request: LevierRequest) -> tiles.TileGiven:
    typed = _typed(request)
    measure, _, dataset = typed["measure"].partition("@")
    return tiles.TileGiven(
        measure=measure, dataset=int(dataset) if dataset.isdigit() else None, grain=typed["grain"] or "month", which=typed["which"] or "current",
        dimension=typed["dimension"], members=tuple(typed["members"].splitlines()), target=typed["target"], low=typed["low"],
        high=typed["high"], margin=typed["margin"] or "5", watch_breaks=typed["watch_breaks"],
    )  # fmt: skip


def _number(request: LevierRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isdigit() else 0
