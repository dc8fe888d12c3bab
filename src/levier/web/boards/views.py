"""Read boards: the list, a board, one indicator with where its change comes from, its lines, the alerts, the PDF."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from levier.capabilities.live_dashboard.explaining import explain
from levier.capabilities.live_dashboard.shapes import Change
from levier.capabilities.live_dashboard.telling import chart as drawn
from levier.capabilities.live_dashboard.telling import waterfall
from levier.capabilities.live_dashboard.words import amount, break_words, capital, moved, where_from
from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.core.french.numbers import format_percent
from levier.operations.boards import alerts as board_alerts
from levier.operations.boards import live, printing, services, tiles, watching
from levier.operations.boards.models import Board, Tile
from levier.operations.boards.reading import BoardTables
from levier.operations.boards.rows import lines_of
from levier.operations.boards.showing import shown, wanted
from levier.policy.rights import Permission, may
from levier.tables.models import Dataset
from levier.web import results
from levier.web.access import LevierRequest, needs
from levier.web.boards.cards import card, compared

_SPLITS = 6


@require_GET
@needs(Permission.RUN)
def boards(request: LevierRequest) -> HttpResponse:
    """Every board shared with the person."""
    found = list(services.visible(request.actor).prefetch_related("readers"))
    ringing = watching.boards_with_alerts(request.actor)
    lines = [
        (one, len(services.tiles_of(request.actor, one)), ringing.get(one.pk, 0), _shared(request.actor, one))
        for one in found
    ]
    page = {
        "lines": lines,
        "tables": Dataset.objects.visible_to(request.actor).filter(current__gt=0).exists(),
        "may_import": may(request.actor, Permission.IMPORT),
        "unseen": watching.unseen(request.actor),
        "steers": may(request.actor, Permission.STEER),
    }
    return render(request, "boards/index.html", page)


@require_GET
@needs(Permission.RUN)
def board(request: LevierRequest, board: int) -> HttpResponse:
    """One board; with ``X-Fragment: tiles``, only its tiles, for the page that follows its data."""
    page = board_page(request.actor, services.get(request.actor, board))
    template = "boards/tiles.html" if request.headers.get("X-Fragment") == "tiles" else "boards/board.html"
    return render(request, template, page)


def board_page(actor: Actor, found: Board) -> dict[str, Any]:
    """What both templates write."""
    stamp = live.stamp(actor, found.pk)
    every = services.tiles_of(actor, found)
    cards = [card(one) for one in shown(actor, every)]
    waiting = board_alerts.alerts_of(actor, waiting=True).filter(board=found, ended=None)
    return {
        "board": found, "cards": cards, "stamp": stamp, "may_edit": services.may_edit(actor, found), "shared": _shared(actor, found),
        "alerts": list(waiting[:3]), "more_alerts": max(0, waiting.count() - 3),
    }  # fmt: skip


@require_GET
@needs(Permission.RUN)
def tile(request: LevierRequest, board: int, tile: int) -> HttpResponse:
    """One indicator: its curve, and where its change comes from."""
    one = tiles.get(request.actor, board, tile)
    tables = BoardTables(request.actor)
    found = shown(request.actor, [one], tables)[0]
    page: dict[str, Any] = {
        "board": one.board, "tile": one, "card": card(found), "may_edit": services.may_edit(request.actor, one.board),
        "against": "year" if request.GET.get("face") == "an" else "previous",
        "past": board_alerts.alerts_of(request.actor).filter(tile=one)[:5],
    }  # fmt: skip
    if found.figure is not None:
        figure = found.figure
        page["definition"] = figure.definition
        page["chart"] = results.chart(drawn(figure, target=one.target)) if len(figure.series) > 2 else None
        page["compared"] = compared(figure)
        page["breaks"] = [break_words(each, figure.unit) for each in figure.breaks]
        page["searched"] = figure.searched
        page["has_year"] = figure.last_year is not None
        page |= _explained(request, one, tables, page["against"])
    return render(request, "boards/tile.html", page)


def _explained(request: LevierRequest, one: Tile, tables: BoardTables, against: Any) -> dict[str, Any]:
    try:
        change = explain(tables, request.company.today, wanted(one), against)
    except LevierError as error:
        return {"unexplained": error.message}
    lines = reverse("board_tile_rows", args=[one.board_id, one.pk])
    splits = [_split(change, split, lines) for split in change.splits[:_SPLITS]]
    factors = [
        {"title": each.title, "method": each.method, "parts": _parts(change, each.parts, "")}
        for each in change.factors
    ]
    first = change.splits[0] if change.splits else None
    return {
        "change": change,
        "before": amount(change.before, change.unit),
        "now": amount(change.now, change.unit),
        "difference": moved(change.difference, change.unit) or amount(0, change.unit),
        "total": _signed(change.difference, change.unit),
        "splits": splits,
        "factors": factors,
        "finding": where_from(change, first) if first is not None else "",
        "bars": results.chart(waterfall(change, first)) if first is not None else None,
    }


@dataclass(frozen=True)
class PartLine:
    """A line of a table of parts, written."""

    name: str
    before: str
    now: str
    change: str
    share: str
    own: str
    weight: str
    address: str


def _split(change: Change, split: Any, lines: str) -> dict[str, Any]:
    return {
        "label": split.label, "plural": split.plural, "finding": _after_axis(where_from(change, split), split.label), "members": split.members,
        "parts": _parts(change, split.parts, f"{lines}?axe={split.dimension}"), "ratio": any(one.rate is not None for one in split.parts),
    }  # fmt: skip


def _after_axis(finding: str, axis: str) -> str:
    """The finding as it is read after « Par pays »: its own « Par pays, » is left out."""
    return capital(finding.removeprefix(f"Par {axis}, "))


def _parts(change: Change, parts: Any, lines: str) -> list[PartLine]:
    unit = change.unit
    return [
        PartLine(
            name=one.name, before=amount(one.before, unit, decimals=2), now=amount(one.now, unit, decimals=2),
            change=_signed(one.change, unit), share=format_percent(one.share, 0) if one.share is not None else "—",
            own=_signed(one.rate, unit), weight=_signed(one.mix, unit),
            address=f"{lines}&{urlencode({'valeur': one.name})}" if lines and not one.rest and one.now else "",
        )
        for one in parts
    ]  # fmt: skip


def _signed(value: float | None, unit: str) -> str:
    if value is None:
        return "—"
    if unit == "%":
        return moved(value, unit)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{amount(abs(value), unit, decimals=2)}"


@require_GET
@needs(Permission.RUN)
def rows(request: LevierRequest, board: int, tile: int) -> HttpResponse:
    """The lines behind the figure, those of one member when it is named."""
    one = tiles.get(request.actor, board, tile)
    asked = request.GET.get("page", "1")
    dimension, member = request.GET.get("axe", "")[:60], request.GET.get("valeur", "")[:300]
    found = lines_of(
        request.actor, one, int(asked) if asked.isdigit() else 1, dimension=dimension, member=member
    )
    page = {
        "board": one.board, "tile": one, "lines": found, "label": capital(found.figure.label), "member": member,
        "value": amount(found.figure.value, found.figure.unit),
        "table": results.grid("", found.headings, [list(row) for row in found.rows]),
        "kept": urlencode({"axe": dimension, "valeur": member}) if member else "",
    }  # fmt: skip
    return render(request, "boards/rows.html", page)


@require_GET
@needs(Permission.RUN)
def paper(request: LevierRequest, board: int) -> HttpResponse:
    """The board as the person sees it, on paper."""
    found = services.get(request.actor, board)
    seen = shown(request.actor, services.tiles_of(request.actor, found))
    data = printing.printed(found, seen, request.company.name, request.company.today)
    response = HttpResponse(data, content_type="application/pdf")
    name = slugify(found.name) or "tableau-de-bord"
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{name}-{request.company.today:%Y-%m-%d}.pdf"'
    )
    return response


@require_GET
@needs(Permission.RUN)
def alerts(request: LevierRequest) -> HttpResponse:
    """Thresholds crossed and breaks found, those not read yet first."""
    every = request.GET.get("voir") == "toutes"
    found = board_alerts.alerts_of(request.actor, waiting=not every)
    page = {
        "alerts": found[:100],
        "every": every,
        "unseen": watching.unseen(request.actor),
        "any": board_alerts.alerts_of(request.actor).exists(),
    }
    return render(request, "boards/alerts.html", page)


@require_POST
@needs(Permission.RUN)
def alerts_seen(request: LevierRequest) -> HttpResponse:
    """The person read one alert, or all of them."""
    number = request.POST.get("alerte", "")
    if number.isdigit():
        board_alerts.see(request.actor, int(number))
    else:
        count = board_alerts.see_all(request.actor)
        messages.success(
            request,
            f"{count} alerte{'s' if count > 1 else ''} marquée{'s' if count > 1 else ''} comme lue{'s' if count > 1 else ''}.",
        )
    return redirect("board_alerts")


def _shared(actor: Actor, found: Board) -> str:
    key = services.readers_of(actor, found)
    return (
        f"Partagé avec {services.READERS[key]}"
        if key not in ("", "me")
        else "Vu de vous seul"
        if key == "me"
        else "Partagé avec certaines personnes"
    )
