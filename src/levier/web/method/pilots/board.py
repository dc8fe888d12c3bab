"""The board of a pilot: its cards by column, its sprints and their demonstrations."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from levier.core.errors import LevierError
from levier.method.pilots import board, finding
from levier.method.pilots.models import Column, Pilot
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.method.pilots.acting import day


@require_http_methods(["GET", "POST"])
@needs(Permission.SEE_DATA)
def pilot_board(request: LevierRequest, pilot: int) -> HttpResponse:
    """The board; a POST adds a card."""
    found = finding.get(request.actor, pilot)
    if request.method != "POST":
        return _page(request, found)
    form = request.POST
    try:
        board.add(
            request.actor, pilot, form.get("title", ""), note=form.get("note", ""), mvp=bool(form.get("mvp"))
        )
    except LevierError as error:
        return _page(request, found, error=error)
    return redirect("pilot_board", pilot)


@require_POST
@needs(Permission.SEE_DATA)
def pilot_card(request: LevierRequest, pilot: int, card: int) -> HttpResponse:
    """Move, edit or remove a card. A conflict shows what is kept and what was typed, side by side."""
    form = request.POST
    seen = form.get("revision", "")
    revision = int(seen) if seen.isdigit() else -1
    try:
        if column := form.get("column"):
            board.move(request.actor, pilot, card, column, revision)
        elif form.get("retirer"):
            board.remove(request.actor, pilot, card, revision)
        else:
            board.edit(
                request.actor, pilot, card, revision, title=form.get("title", ""), note=form.get("note", ""),
                mvp=bool(form.get("mvp")),
            )  # fmt: skip
    except LevierError as error:
        return _page(request, finding.get(request.actor, pilot), error=error, card=card)
    return redirect("pilot_board", pilot)


@require_POST
@needs(Permission.SEE_DATA)
def pilot_shown(request: LevierRequest, pilot: int, number: int) -> HttpResponse:
    """The demonstration of a sprint took place."""
    form = request.POST
    try:
        board.shown(request.actor, pilot, number, form.get("said", ""), day(form.get("day", ""), "Date"))
    except LevierError as error:
        return _page(request, finding.get(request.actor, pilot), error=error, sprint=number)
    messages.success(request, "La démonstration est notée.")
    return redirect("pilot_board", pilot)


def _page(
    request: LevierRequest, found: Pilot, *, error: LevierError | None = None, card: int = 0, sprint: int = 0
) -> HttpResponse:
    lanes = board.lanes(found)
    cards = [one for lane in lanes for one in lane.cards]
    wanted = [one for one in cards if one.mvp]
    page: dict[str, Any] = {
        "pilot": found,
        "tone": found.tone[0],
        "icon": found.tone[1],
        "lanes": lanes,
        "columns": Column.choices,
        "any": bool(cards),
        "mvp": len(wanted),
        "mvp_done": sum(one.column == Column.DONE for one in wanted),
        "sprints": found.sprints.all(),
        "today": request.company.today,
        "team": finding.in_team(request.actor, found),
        "error": error,
        "typed": request.POST if error else {},
        "conflict": card,
        "sprint": sprint,
    }
    return render(request, "method/pilots/board.html", page, status=error.http_status if error else 200)
