"""What one does on a pilot's page: measure the start, begin, run, time a file, say what one thinks, decide."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from levier.core.errors import BadInput, LevierError
from levier.core.french.numbers import parse_number
from levier.indicators.measuring import timing
from levier.method.pilots import baseline, deciding, finding, running, starting
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.method.pilots import views


@require_POST
@needs(Permission.SEE_DATA)
def pilot_baseline(request: LevierRequest, pilot: int) -> HttpResponse:
    """Measure the starting point."""
    return _do(
        request, pilot, lambda: baseline.measure(request.actor, pilot), "Le point de départ est mesuré."
    )


@require_POST
@needs(Permission.STEER)
def pilot_start(request: LevierRequest, pilot: int) -> HttpResponse:
    """Begin."""
    return _do(request, pilot, lambda: starting.start(request.actor, pilot), "Le pilote a commencé.")


@require_POST
@needs(Permission.RUN)
def pilot_run(request: LevierRequest, pilot: int) -> HttpResponse:
    """Run the capability for real; its answer is followed like any other."""
    try:
        made = running.run_now(request.actor, pilot)
    except LevierError as error:
        return views.one(request, finding.get(request.actor, pilot), error=error, typed=request.POST)
    return redirect("ask_request", made.request)


@require_POST
@needs(Permission.RUN)
def pilot_time(request: LevierRequest, pilot: int) -> HttpResponse:
    """Add one file timed, or take one back."""
    found = finding.get(request.actor, pilot)
    form = request.POST

    def act() -> Any:
        if form.get("retirer"):
            return timing.remove(request.actor, int(form["retirer"]))
        return timing.add(
            request.actor, found.capability, form.get("way", ""), number(form.get("minutes", ""), "Minutes"),
            checking=number(form.get("checking") or "0", "Contrôle"),
            wrong={"yes": True, "no": False}.get(form.get("wrong", "")), day=day(form.get("day", ""), "Jour"),
        )  # fmt: skip

    return _do(
        request, pilot, act, "Chronométrage retiré." if form.get("retirer") else "Chronométrage enregistré."
    )


@require_POST
@needs(Permission.RUN)
def pilot_remark(request: LevierRequest, pilot: int) -> HttpResponse:
    """A thumb, a comment, a correction."""
    form = request.POST
    run = form.get("run", "")

    def act() -> Any:
        return running.remark(
            request.actor, pilot, useful={"yes": True, "no": False}.get(form.get("useful", "")),
            comment=form.get("comment", ""), correction=form.get("correction", ""), run=int(run) if run.isdigit() else None,
        )  # fmt: skip

    return _do(request, pilot, act, "Merci : l'équipe du pilote lira votre avis.")


@require_POST
@needs(Permission.STEER)
def pilot_decide(request: LevierRequest, pilot: int) -> HttpResponse:
    """Go, adjust, stop."""
    form = request.POST

    def act() -> Any:
        return deciding.decide(
            request.actor,
            pilot,
            form.get("verdict", ""),
            form.get("reasons", ""),
            day(form.get("until", ""), "Nouvelle fin"),
        )

    return _do(request, pilot, act, "La décision est enregistrée avec ses raisons.")


def _do(request: LevierRequest, pilot: int, act: Callable[[], Any], said: str) -> HttpResponse:
    try:
        act()
    except LevierError as error:
        return views.one(request, finding.get(request.actor, pilot), error=error, typed=request.POST)
    messages.success(request, said)
    return redirect("pilot", pilot)


def number(text: str, field: str) -> float:
    """A number as French people write it. Raises BadInput naming the field."""
    try:
        return float(parse_number(text))
    except BadInput as error:
        raise BadInput(error.what, where=f"champ {field}", mend=error.mend) from None


def day(text: str, field: str) -> date | None:
    """A date of a form, None when it is empty. Raises BadInput naming the field."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"« {text} » n'est pas une date qui existe",
            where=f"champ {field}",
            mend="Écrivez par exemple 2026-11-23.",
        ) from None
