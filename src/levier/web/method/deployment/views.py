"""The services, one service with its upkeep, its settings, a candidate; ways of installing; what to plug."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.accounts.models import Membership
from levier.capabilities import registry
from levier.core.errors import BadInput, LevierError
from levier.method.deployment import checklist as plugging
from levier.method.deployment import costing, deploying, ringing, runbook, versions
from levier.method.deployment.promising import promises_of
from levier.operations.boards.locking import Conflict
from levier.operations.watching import clock, looking, running
from levier.operations.watching.models import Every, Service
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.capabilities import cards, forms
from levier.web.results import chart as shown_chart

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_HOW = (
    "title",
    "owner",
    "every",
    "hour",
    "weekday",
    "month_day",
    "watched",
    "stale_days",
    "most_seconds",
    "most_cost",
    "notes",
)


@require_GET
@needs(Permission.STEER)
def deployment(request: LevierRequest) -> HttpResponse:
    """What is in service, and what is ready to be."""
    found = list(deploying.services_of(request.actor))
    running.settle(request.company.pk)
    ready = [card for family in cards.families(request.actor) for card in family.cards if card.ready]
    page = {
        "services": [
            (one, _hours(one), one.alerts.filter(ended=None).count(), one.runs.first()) for one in found
        ],
        "ready": ready,
        "alerts": ringing.alerts_of(request.actor, waiting=True)[:5],
    }
    return render(request, "method/deployment/list.html", page)


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def add(request: LevierRequest, name: str) -> HttpResponse:
    """Put a capability in service: its input, who answers for it, when it runs."""
    kind = registry.get(name)
    fields, error, status = forms.blank(kind.Input, _texts(request.GET)), None, 200
    typed = {
        "title": kind.title,
        "every": "week",
        "hour": "6",
        "weekday": "0",
        "month_day": "1",
        "watched": "1",
        "owner": str(request.user.pk),
    }
    whole = ""
    if request.method == "POST":
        typed = {one: request.POST.get(one, "") for one in _HOW}
        found = forms.read(kind.Input, _texts(request.POST))
        fields, whole, status = forms.typed(kind.Input, _texts(request.POST), found.errors), found.whole, 422
        if found.good:
            try:
                made = deploying.deploy(request.actor, name, found.given, typed)
            except LevierError as refused:
                error, status = refused, refused.http_status
            else:
                messages.success(
                    request, f"« {made.title} » est en service ; son premier lancement sert de repère."
                )
                return redirect("deployment_service", service=made.pk)
    page = {
        "kind": kind,
        "fields": fields,
        "whole": whole,
        "typed": typed,
        "error": error,
        **_choices(request),
    }
    return render(request, "method/deployment/add.html", page, status=status)


@require_GET
@needs(Permission.STEER)
def service(request: LevierRequest, service: int) -> HttpResponse:
    """One service: its alerts, runs, figures, drift, versions, candidate."""
    running.settle(request.company.pk)
    return _service(request, deploying.service_of(request.actor, service))


def _service(request: LevierRequest, found: Service, error: LevierError | None = None) -> HttpResponse:
    comparison = versions.comparison_of(found)
    setting = found.in_service
    last = next((one for one in found.runs.filter(setting=setting).exclude(status="") if one.good), None)
    figures = [
        (figure["label"], looking.shown(figure), looking.shown(last.figures[name]) if last and name in last.figures else "—",
         looking.shown({**figure, "value": figure["limit"]}) if figure["limit"] is not None else "—")
        for name, figure in setting.figures.items()
    ]  # fmt: skip
    page = {
        "service": found, "hours": _hours(found), "setting": setting, "error": error, "comparison": comparison,
        "lines": _beside(comparison), "alerts": found.alerts.filter(ended=None), "past_alerts": found.alerts.exclude(ended=None)[:5],
        "runs": found.runs.select_related("setting")[:10], "versions": found.settings.select_related("decided_by", "made_by"),
        "figures": figures, "promises": promises_of(request.actor, found), "mine": request.actor.person_id, "typed": request.POST,
    }  # fmt: skip
    return render(request, "method/deployment/service.html", page, status=error.http_status if error else 200)


def _beside(comparison: versions.Comparison | None) -> list[tuple[str, str, str, str, bool]]:
    if comparison is None:
        return []

    def said(value: float | None, unit: str) -> str:
        return "—" if value is None else looking.shown({"value": value, "unit": unit})

    return [
        (one.label, said(one.in_service, one.unit), said(one.candidate, one.unit), one.verdict, one.passed)
        for one in comparison.lines
    ]


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def settings(request: LevierRequest, service: int) -> HttpResponse:
    """Who answers for it, when it runs, its limits, its notes; what two people type is not lost."""
    found = deploying.service_of(request.actor, service)
    typed: dict[str, Any] = {one: getattr(found, one, "") for one in _HOW}
    typed |= {"owner": str(found.owner_id or ""), "watched": "1" if found.watched else ""}
    typed |= {one: "" if typed[one] is None else typed[one] for one in _HOW}
    error: LevierError | None = None
    revision = found.revision
    if request.method == "POST":
        typed = {one: request.POST.get(one, "") for one in _HOW}
        try:
            deploying.change(request.actor, service, typed, _revision(request))
        except LevierError as refused:
            error = refused
            revision = refused.revision if isinstance(refused, Conflict) else _revision(request)
        else:
            messages.success(request, "Le réglage est enregistré.")
            return redirect("deployment_service", service=service)
    page = {"service": found, "typed": typed, "revision": revision, "error": error, **_choices(request)}
    return render(
        request, "method/deployment/settings.html", page, status=error.http_status if error else 200
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def candidate(request: LevierRequest, service: int) -> HttpResponse:
    """A candidate: the input of the one in service, changed or not."""
    found = deploying.service_of(request.actor, service)
    kind = registry.get(found.capability)
    now = found.in_service.input
    fields = forms.blank(kind.Input, lambda name: _as_texts(now, name))
    error: LevierError | None = None
    whole, status, revision = "", 200, found.revision
    if request.method == "POST":
        read = forms.read(kind.Input, _texts(request.POST))
        fields, whole, status = forms.typed(kind.Input, _texts(request.POST), read.errors), read.whole, 422
        if read.good:
            try:
                versions.try_candidate(request.actor, service, read.given, _revision(request))
            except LevierError as refused:
                error, status = refused, refused.http_status
                revision = refused.revision if isinstance(refused, Conflict) else revision
            else:
                messages.success(request, "Les deux versions tournent sur les mêmes données.")
                return redirect("deployment_service", service=service)
    page = {
        "service": found,
        "kind": kind,
        "fields": fields,
        "whole": whole,
        "revision": revision,
        "error": error,
    }
    return render(request, "method/deployment/candidate.html", page, status=status)


@require_GET
@needs(Permission.STEER)
def paper(request: LevierRequest, service: int) -> HttpResponse:
    """The runbook, as PDF."""
    answer = HttpResponse(runbook.paper(request.actor, service), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="conduite-{service}.pdf"'
    return answer


@require_POST
@needs(Permission.STEER)
def act(request: LevierRequest, service: int) -> HttpResponse:
    """One button of a service's page."""
    found = deploying.service_of(request.actor, service)
    try:
        messages.success(request, _done(request, service))
    except LevierError as refused:
        return _service(request, deploying.service_of(request.actor, found.pk), refused)
    return (
        redirect("deployment")
        if request.POST.get("do") == "withdraw"
        else redirect("deployment_service", service=service)
    )


def _done(request: LevierRequest, pk: int) -> str:
    typed, actor = request.POST, request.actor
    why = typed.get("why", "")

    def ran() -> str:
        deploying.run_now(actor, pk)
        return "Le savoir-faire tourne ; son résultat sera dans vos demandes."

    def looked() -> str:
        raised = ringing.look_now(actor, pk)
        return (
            f"{raised} nouvelle{'s' if raised > 1 else ''} alerte{'s' if raised > 1 else ''}."
            if raised
            else "Rien de nouveau à signaler."
        )

    def paused(wanted: bool) -> str:
        deploying.set_paused(actor, pk, wanted, _revision(request))
        return "Les lancements sont suspendus." if wanted else "Les lancements reprennent."

    def decided(promoted: bool) -> str:
        done = versions.decide(actor, pk, promoted, why, _revision(request))
        return f"La version {done.number} est {done.get_state_display()}."

    def back() -> str:
        number = typed.get("version", "")
        done = versions.roll_back(
            actor, pk, int(number) if number.isdecimal() else 0, _revision(request), why
        )
        return f"La version {done.number} est de nouveau en service."

    def seen() -> str:
        number = typed.get("alert", "")
        ringing.see(actor, int(number) if number.isdecimal() else 0)
        return "L'alerte est notée comme lue."

    def withdrawn() -> str:
        deploying.withdraw(actor, pk, why, _revision(request))
        return "Le savoir-faire n'est plus en service ; ses résultats restent dans les demandes."

    ways: dict[str, Callable[[], str]] = {
        "run": ran, "look": looked, "pause": lambda: paused(True), "resume": lambda: paused(False), "promote": lambda: decided(True),
        "refuse": lambda: decided(False), "rollback": back, "see": seen, "withdraw": withdrawn,
    }  # fmt: skip
    if typed.get("do") not in ways:
        raise BadInput("Cette action n'existe pas", mend="Utilisez les boutons de la page.")
    return ways[typed["do"]]()


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def options(request: LevierRequest) -> HttpResponse:
    """The ways of installing, and the prices they rest on, which the company may replace."""
    error: LevierError | None = None
    if request.method == "POST":
        typed = request.POST
        try:
            costing.set_price(
                request.actor,
                typed.get("key", ""),
                typed.get("low", ""),
                typed.get("high", ""),
                typed.get("source", ""),
                _revision(request),
            )
        except LevierError as refused:
            error = refused
        else:
            messages.success(request, "Votre prix est pris en compte.")
            return redirect("deployment_options")
    found = costing.options(request.actor)
    today = request.company.today
    page = {
        "found": found, "chart": shown_chart(found.chart), "error": error, "typed": request.POST if error else {},
        "review_due": found.review_on < today,
    }  # fmt: skip
    return render(request, "method/deployment/options.html", page, status=error.http_status if error else 200)


@require_GET
@needs(Permission.STEER)
def checklist(request: LevierRequest) -> HttpResponse:
    """What to plug, software by software."""
    return render(
        request, "method/deployment/checklist.html", {"software": plugging.checklist(request.actor)}
    )


def _choices(request: LevierRequest) -> dict[str, Any]:
    people = Membership.objects.filter(company=request.company, user__is_active=True).select_related("user")
    return {
        "people": [(str(one.user_id), str(one.user)) for one in people], "everies": Every.choices,
        "days": [(str(number), name) for number, name in enumerate(_DAYS)],
    }  # fmt: skip


def _hours(one: Service) -> str:
    return clock.words(one.every, one.hour, one.weekday, one.month_day)


def _revision(request: LevierRequest) -> int:
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() else 0


def _texts(given: Any) -> forms.Texts:
    return lambda name: [str(text) for text in given.getlist(name)]


def _as_texts(given: dict[str, Any], name: str) -> list[str]:
    """A stored input as a form's texts: periods as their two ends, lists as lines, lines as JSON."""
    import json  # noqa: PLC0415

    for edge in ("start", "end"):
        base = name.removesuffix(f"_{edge}")
        if base != name and isinstance(given.get(base), dict):
            return [str(given[base].get(edge, ""))]
    value = given.get(name)
    if value is None:
        return []
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, list):
        return (
            [json.dumps(value)]
            if any(isinstance(one, dict) for one in value)
            else [str(one) for one in value]
        )
    return [json.dumps(value) if isinstance(value, dict) else str(value)]
