"""The help desk: ask, answer, say whether it helped, make it known."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from levier.core.errors import LevierError
from levier.method.adoption import helping, knowing
from levier.method.roadmap.editing import Changed
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.method import forms

_A_PAGE = 30


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def desk(request: LevierRequest) -> HttpResponse:
    """One's questions (all of them for those who steer); ask one."""
    actor = request.actor
    typed = {name: request.POST.get(name, "") for name in ("question", "detail")}
    error: LevierError | None = None
    if request.method == "POST":
        try:
            made = helping.ask(actor, typed["question"], typed["detail"], forms.number(request, "request"))
        except LevierError as refused:
            if refused.http_status == 404:
                raise
            error = refused
        else:
            messages.success(request, "Votre question est posée.")
            return redirect("help_ticket", ticket=made.pk)
    page = {
        "page": Paginator(helping.tickets_of(actor), _A_PAGE).get_page(request.GET.get("page")), "desk": helping.desk_of(actor),
        "left": helping.left_unanswered(actor), "typed": typed, "error": error, "steers": may(actor, Permission.STEER),
        "me": actor.person_id, "source": knowing.SOURCE,
    }  # fmt: skip
    return render(request, "method/adoption/desk.html", page, status=forms.status(error))


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def ticket(request: LevierRequest, ticket: int) -> HttpResponse:
    """One question and its answer."""
    actor, error = request.actor, None
    found = helping.ticket_of(actor, ticket)
    if request.method == "POST":
        error = _act(request, found.pk)
        if error is None:
            return redirect("help_ticket", ticket=found.pk)
        found = helping.ticket_of(actor, ticket)
    page = {
        "one": found, "typed": request.POST, "error": error, "changed": isinstance(error, Changed),
        "steers": may(actor, Permission.STEER), "mine": found.author_id == actor.person_id, "source": knowing.SOURCE,
        "answering": not found.answered_on or found.solved is False or isinstance(error, Changed),
    }  # fmt: skip
    return render(request, "method/adoption/ticket.html", page, status=forms.status(error))


def _act(request: LevierRequest, pk: int) -> LevierError | None:
    actor, typed = request.actor, request.POST

    def answered() -> str:
        helping.answer(actor, pk, typed.get("answer", ""), forms.revision(request))
        return "La réponse est donnée."

    def solved() -> str:
        helping.judge(actor, pk, solved=True)
        return "Merci : la question est résolue."

    def not_solved() -> str:
        helping.judge(actor, pk, solved=False)
        return "C'est noté : une autre réponse est attendue."

    def approved() -> str:
        knowing.approve(actor, pk, typed.get("title", ""), typed.get("text", ""), forms.revision(request))
        return f"La réponse est approuvée : « Demander » la retrouve dans « {knowing.SOURCE} »."

    return forms.done(
        request, {"answer": answered, "solved": solved, "unsolved": not_solved, "approve": approved}
    )
