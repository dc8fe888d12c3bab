"""The gains of the company, net of everything; what it spends; one task in detail with its next three years."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.capabilities import registry
from levier.core.errors import BadInput, LevierError
from levier.core.french.numbers import format_money, parse_number
from levier.core.result import Chart, Series
from levier.indicators.measuring import timing
from levier.indicators.measuring.models import Rhythm, Spending, Way
from levier.method.earning import earned
from levier.method.earning_report import report
from levier.method.roadmap.evaluating import assumptions_of
from levier.operations.gains import keeping, net
from levier.operations.gains.projecting import Projection, project
from levier.policy.rights import Permission, may
from levier.web import results
from levier.web.access import LevierRequest, needs


@require_GET
@needs(Permission.SEE_DATA)
def gains(request: LevierRequest) -> HttpResponse:
    """Hours and euros over the days asked."""
    error = None
    try:
        start, end = read_day(request.GET.get("du", ""), "Du"), read_day(request.GET.get("au", ""), "Au")
        every = earned(request.actor, start, end)
    except LevierError as refused:
        error, every = refused, earned(request.actor)
    found = every.gains
    page = {
        "found": found,
        "every": every,
        "low": found.interval[0],
        "high": found.interval[1],
        "timed": any(one.saved for one in found.tasks),
        "error": error,
        "steers": may(request.actor, Permission.STEER),
    }
    return render(request, "indicators/gains/index.html", page, status=error.http_status if error else 200)


@require_GET
@needs(Permission.STEER)
def gains_pdf(request: LevierRequest) -> HttpResponse:
    """The same on paper, with the three years to come."""
    start, end = read_day(request.GET.get("du", ""), "Du"), read_day(request.GET.get("au", ""), "Au")
    answer = HttpResponse(report(request.actor, start, end), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="gains-{request.company.slug}.pdf"'
    return answer


@require_http_methods(["GET", "POST"])
@needs(Permission.SEE_DATA)
def gains_task(request: LevierRequest, task: str) -> HttpResponse:
    """One task: timed files, and for those who steer the next three years. A POST adds a timed file, or takes one back."""
    known = registry.get(task)
    form, error = request.POST, None
    if request.method == "POST":
        try:
            if form.get("retirer", "").isdigit():
                timing.remove(request.actor, int(form["retirer"]))
            else:
                timing.add(
                    request.actor, known.name, form.get("way", ""), read_number(form.get("minutes", ""), "Minutes"),
                    checking=read_number(form.get("checking") or "0", "Contrôle"),
                    wrong={"yes": True, "no": False}.get(form.get("wrong", "")), day=read_day(form.get("day", ""), "Jour"),
                )  # fmt: skip
            return redirect("gains_task", task)
        except LevierError as refused:
            error = refused
    found = net.gains(request.actor)
    gain = next((one for one in found.tasks if one.task == known.name), None)
    projected, lacking = _projected(request, known.name)
    page = {
        "capability": known,
        "gain": gain,
        "timed": timing.of(request.actor, known.name)[:12],
        "ways": Way.choices,
        "projected": projected,
        "lacking": lacking,
        "tornado": results.chart(_tornado(projected)) if projected else None,
        "error": error,
        "typed": form if error else {},
        "steers": may(request.actor, Permission.STEER),
    }
    return render(request, "indicators/gains/task.html", page, status=error.http_status if error else 200)


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def gains_costs(request: LevierRequest) -> HttpResponse:
    """What is spent; a POST adds a line, or takes one back."""
    if request.method != "POST":
        return _costs(request)
    form = request.POST
    try:
        if form.get("retirer", "").isdigit():
            keeping.remove_cost(request.actor, int(form["retirer"]))
        else:
            start = read_day(form.get("start", ""), "À partir du") or request.company.today
            keeping.add_cost(
                request.actor, label=form.get("label", ""), kind=form.get("kind", ""), rhythm=form.get("rhythm", ""),
                amount=Decimal(str(read_number(form.get("amount", ""), "Montant"))), start=start,
                end=read_day(form.get("end", ""), "Jusqu'au"), task=form.get("task", ""),
            )  # fmt: skip
    except LevierError as error:
        return _costs(request, error=error)
    return redirect("gains_costs")


@require_POST
@needs(Permission.STEER)
def gains_assume(request: LevierRequest) -> HttpResponse:
    """The cost of an hour, and the discount rate."""
    form = request.POST
    seen = form.get("revision", "0")
    try:
        hour = form.get("hour_cost", "")
        keeping.assume(
            request.actor, hour_cost=Decimal(str(read_number(hour, "Coût d'une heure"))) if hour else None,
            discount=read_number(form.get("discount") or "8", "Taux") / 100, revision=int(seen) if seen.isdigit() else -1,
        )  # fmt: skip
    except LevierError as error:
        return _costs(request, error=error)
    messages.success(request, "Les hypothèses sont enregistrées.")
    return redirect("gains_costs")


def _costs(request: LevierRequest, *, error: LevierError | None = None) -> HttpResponse:
    titles = [(name, one.title) for name, one in registry.catalogue().items()]
    assumptions = keeping.assumptions(request.actor)
    page = {
        "costs": [(one, dict(titles).get(one.task, "tous")) for one in keeping.costs(request.actor)],
        "assumptions": assumptions,
        "hour": None if assumptions.hour_cost is not None else assumptions_of(request.actor)["hourly-cost"],
        "kinds": Spending.choices,
        "rhythms": Rhythm.choices,
        "tasks": titles,
        "error": error,
        "typed": request.POST if error else {},
        "today": request.company.today,
    }
    return render(request, "indicators/gains/costs.html", page, status=error.http_status if error else 200)


def _projected(request: LevierRequest, task: str) -> tuple[Projection | None, LevierError | None]:
    if not may(request.actor, Permission.STEER):
        return None, None
    try:
        return project(request.actor, task), None
    except LevierError as error:
        return None, error


def _tornado(projected: Projection) -> Chart:
    """The net present value when one driver alone moves: the widest bars on top."""
    swings = projected.tornado[::-1]
    widest = projected.tornado[0]
    return Chart(
        title=f"Le résultat tient surtout à « {widest.label.lower()} » : de {format_money(widest.bad, projected.currency, 0)} à {format_money(widest.good, projected.currency, 0)}",
        x=[swing.label for swing in swings],
        unit=projected.currency,
        layout="horizontal",
        y_label="Valeur actuelle nette sur trois ans",
        series=[
            Series(
                name="Au plus défavorable",
                kind="bar",
                y=[round(swing.bad) for swing in swings],
                role="baseline",
            ),
            Series(
                name="Au plus favorable", kind="bar", y=[round(swing.good) for swing in swings], role="main"
            ),
        ],
    )


def read_number(text: str, field: str) -> float:
    """As French people write it. Raises BadInput naming the field."""
    try:
        return float(parse_number(text))
    except BadInput as error:
        raise BadInput(error.what, where=f"champ {field}", mend=error.mend) from None


def read_day(text: str, field: str) -> date | None:
    """None when empty. Raises BadInput naming the field."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"« {text} » n'est pas une date qui existe", where=f"champ {field}") from None
