"""The box, an idea with its answer and its try, the lessons, the rules of the box."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.core.errors import BadInput, LevierError
from levier.method.ideas import answering, box
from levier.method.ideas.models import Answer, Outcome, Trial
from levier.method.roadmap.editing import Changed
from levier.policy.rights import Permission, may, require
from levier.web.access import LevierRequest, needs

_A_PAGE = 30


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def ideas(request: LevierRequest) -> HttpResponse:
    """The ideas, those that wait first; propose one."""
    typed = {name: request.POST.get(name, "") for name in ("title", "problem")}
    error: LevierError | None = None
    if request.method == "POST":
        try:
            made = box.propose(
                request.actor, typed["title"], typed["problem"], named=not request.POST.get("unnamed")
            )
        except LevierError as refused:
            error = refused
        else:
            messages.success(request, f"Merci. Une réponse est promise pour le {made.due:%d/%m/%Y}.")
            return redirect("ideas")
    today = request.company.today
    found = Paginator(box.by_need(box.ideas_of(request.actor)), _A_PAGE).get_page(request.GET.get("page"))
    page = {
        "page": found, "rows": [(one, one.is_late(today)) for one in found], "typed": typed, "error": error,
        "promise": box.promise_of(request.actor), "steers": may(request.actor, Permission.STEER),
    }  # fmt: skip
    return render(request, "method/ideas/list.html", page, status=error.http_status if error else 200)


@require_POST
@needs(Permission.ASK)
def vote(request: LevierRequest, idea: int) -> HttpResponse:
    """Give or take back one's voice."""
    given = box.vote(request.actor, idea)
    messages.success(request, "Votre voix est comptée." if given else "Votre voix est retirée.")
    return redirect("ideas")


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def idea(request: LevierRequest, idea: int) -> HttpResponse:
    """One idea: its answer, its try; those who lead answer, allow a try, conclude it."""
    found = box.idea_of(request.actor, idea)
    error: LevierError | None = None
    if request.method == "POST":
        require(request.actor, Permission.STEER)
        try:
            messages.success(request, _done(request, found.pk))
            return redirect("idea", idea=found.pk)
        except LevierError as refused:
            error = refused
            found = box.idea_of(request.actor, idea)
    page = {
        "idea": found, "trial": Trial.objects.filter(idea=found.pk).first(), "late": found.is_late(request.company.today),
        "answers": [one for one in Answer.choices if one[0]], "outcomes": [one for one in Outcome.choices if one[0]],
        "typed": request.POST, "error": error, "changed": isinstance(error, Changed), "steers": may(request.actor, Permission.STEER),
    }  # fmt: skip
    return render(request, "method/ideas/idea.html", page, status=error.http_status if error else 200)


def _done(request: LevierRequest, pk: int) -> str:
    """Do what the form asks; what to say of it. Raises LevierError."""
    typed, actor = request.POST, request.actor
    given: dict[str, Any] = {name: typed.get(name, "") for name in typed}

    def answered() -> str:
        sent = typed.get("revision", "")
        answering.answer(
            actor, pk, typed.get("answer", ""), typed.get("why", ""), int(sent) if sent.isdecimal() else None
        )
        return "La réponse est donnée."

    def tried() -> str:
        answering.start_trial(actor, pk, given)
        return "L'essai est autorisé."

    def concluded() -> str:
        answering.conclude(actor, pk, given)
        return "L'essai est conclu ; sa leçon est gardée parmi vos documents."

    ways: dict[str, Callable[[], str]] = {"answer": answered, "try": tried, "conclude": concluded}
    if typed.get("do") not in ways:
        raise BadInput("Cette action n'existe pas", mend="Utilisez les boutons de la page.")
    return ways[typed["do"]]()


@require_GET
@needs(Permission.ASK)
def lessons(request: LevierRequest) -> HttpResponse:
    """Every try that is over, those that failed too."""
    found = (
        Trial.objects.filter(idea__in=box.ideas_of(request.actor).values("pk"))
        .exclude(outcome="")
        .select_related("idea")
    )
    return render(request, "method/ideas/lessons.html", {"trials": found.order_by("-closed_on")})


@require_http_methods(["GET", "POST"])
@needs(Permission.STEER)
def rules(request: LevierRequest) -> HttpResponse:
    """How long an answer may take; what tries may cost."""
    kept = box.box_of(request.company.pk)
    names = ("days", "quarter_days", "quarter_money")
    typed: dict[str, Any] = {name: getattr(kept, name) for name in names}
    error: LevierError | None = None
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in names}
        try:
            answering.set_rules(request.actor, *typed.values())
        except LevierError as refused:
            error = refused
        else:
            messages.success(request, "Les règles de la boîte sont enregistrées.")
            return redirect("ideas")
    page = {"typed": typed, "error": error}
    return render(request, "method/ideas/rules.html", page, status=error.http_status if error else 200)
