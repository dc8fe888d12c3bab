"""The list of pilots, and the page of each: where it stands, what was measured, what is to decide."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import LevierError, NotEnoughData, NotFound
from levier.core.french.numbers import format_quantity
from levier.core.result import Chart, Series
from levier.indicators.effects import TooFew
from levier.indicators.measuring import timing
from levier.indicators.measuring.models import Way
from levier.method.pilots import finding
from levier.method.pilots.baseline import LEAST_TIMED
from levier.method.pilots.criteria import criteria
from levier.method.pilots.deciding import reasons_known
from levier.method.pilots.drawing import next_way
from levier.method.pilots.effect import Measured, effect_of
from levier.method.pilots.models import Design, Pilot, State, Verdict
from levier.method.pilots.running import runs_of
from levier.method.pilots.smart import letters
from levier.method.pilots.telling import communication
from levier.method.pilots.worth import worth_of
from levier.policy.rights import Permission, may
from levier.web import results
from levier.web.access import LevierRequest, needs


@require_GET
@needs(Permission.SEE_DATA)
def pilots(request: LevierRequest) -> HttpResponse:
    """Every pilot of the company."""
    found = [(one, *one.tone, _where(one)) for one in finding.visible(request.actor)]
    page = {"pilots": found, "steers": may(request.actor, Permission.STEER)}
    return render(request, "method/pilots/index.html", page)


@require_GET
@needs(Permission.SEE_DATA)
def pilot(request: LevierRequest, pilot: int) -> HttpResponse:
    """One pilot."""
    return one(request, finding.get(request.actor, pilot))


def one(
    request: LevierRequest, found: Pilot, *, error: LevierError | None = None, typed: Any = None
) -> HttpResponse:
    """The page of a pilot; with ``error``, what was refused and what was ``typed``."""
    measured, trouble = _measured(request.actor, found)
    checked = criteria(request.actor, found)
    timed = timing.of(request.actor, found.capability)
    without = sum(one.way == Way.WITHOUT for one in timed)
    page = {
        "pilot": found,
        "tone": found.tone[0],
        "icon": found.tone[1],
        "error": error,
        "typed": typed or {},
        "criteria": checked,
        "met": sum(one.met for one in checked),
        "smart": letters(found),
        "measured": measured,
        "trouble": trouble,
        "waiting": isinstance(trouble, NotEnoughData),
        "worth": worth_of(request.actor, found, measured) if measured else None,
        "chart": results.chart(_chart(found, measured)) if measured and measured.points else None,
        "capability": _capability(found),
        "runs": runs_of(request.actor, found),
        "remarks": found.remarks.select_related("person", "run")[:20],
        "decisions": found.decisions.select_related("by"),
        "verdicts": Verdict.choices,
        "timed": timed[:12],
        "timed_without": without,
        "timed_with": sum(one.way == Way.WITH for one in timed),
        "ways": Way.choices,
        "drawn": next_way(found) if found.design == Design.SPLIT and found.state == State.RUNNING else None,
        "settings": f"?{urlencode(found.given, doseq=True)}" if found.given else "",
        "reasons": reasons_known(found, measured),
        "to_time": found.state == State.PREPARING
        and not found.way.on_tables
        and not found.baseline
        and without < LEAST_TIMED,
        "steers": may(request.actor, Permission.STEER),
        "team": finding.in_team(request.actor, found),
        "preparing": found.state == State.PREPARING,
        "running": found.state == State.RUNNING,
    }
    return render(request, "method/pilots/pilot.html", page, status=error.http_status if error else 200)


@require_GET
@needs(Permission.SEE_DATA)
def pilot_paper(request: LevierRequest, pilot: int) -> HttpResponse:
    """The one-page communication, as PDF."""
    found = finding.get(request.actor, pilot)
    answer = HttpResponse(communication(request.actor, found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="pilote-{found.pk}.pdf"'
    return answer


def _measured(actor: Actor, found: Pilot) -> tuple[Measured | None, LevierError | None]:
    if found.state == State.PREPARING:
        return None, None
    try:
        return effect_of(actor, found), None
    except LevierError as error:
        return None, error
    except TooFew as few:
        return None, LevierError(str(few))


def _where(found: Pilot) -> str:
    if decided := found.decisions.first():
        return decided.effect.get("said", "")
    if found.state == State.PREPARING:
        return found.plan.get("said") or "Le point de départ reste à mesurer."
    known = found.baseline
    return f"Point de départ : {format_quantity(round(known['value'], 2), known['unit'])}" if known else ""


def _capability(found: Pilot) -> Any:
    try:
        return registry.get(found.capability)
    except NotFound:
        return None


def _chart(found: Pilot, measured: Measured) -> Chart:
    """The series, the pilot's periods or files apart, and in grey what would have been without it on average."""
    points = measured.points[-60:]
    tables = found.way.on_tables
    names = ("Sans le pilote", "Pendant le pilote", "Attendu sans le pilote (moyenne)") if tables else (
        "Sans Levier", "Avec Levier, contrôle compris", "Moyenne sans Levier"
    )  # fmt: skip
    off: list[float | None] = [None if on else value for _, value, on in points]
    during: list[float | None] = [value if on else None for _, value, on in points]
    without: list[float | None] = [measured.effect.without if on else None for _, _, on in points]
    return Chart(
        title=_title(measured, [one for one in during if one is not None], tables=tables),
        x=[start for start, _, _ in points]
        if tables
        else [str(place) for place in range(1, len(points) + 1)],
        x_label=found.get_grain_display().capitalize() if tables else "Dossier chronométré",
        y_label=measured.label,
        unit=measured.unit,
        series=[
            Series(name=names[0], y=off, role="history", kind="line" if tables else "point"),
            Series(name=names[1], y=during, role="main", kind="point"),
            Series(name=names[2], y=without, role="baseline", kind="line"),
        ],
    )


def _title(measured: Measured, during: list[float], *, tables: bool) -> str:
    mean = sum(during) / len(during)
    now, without = (format_quantity(round(one, 2), measured.unit) for one in (mean, measured.effect.without))
    if not tables:
        return f"{measured.label} : {now} en moyenne avec Levier, {without} sans"
    return f"{measured.label} : {now} en moyenne pendant le pilote, {without} attendus sans lui"
