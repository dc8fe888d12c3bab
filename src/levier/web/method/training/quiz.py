"""The quiz and one's own results."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from levier.core.errors import LevierError
from levier.method.training.quiz import taking
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.method import forms


@require_http_methods(["GET", "POST"])
@needs(Permission.ASK)
def take(request: LevierRequest) -> HttpResponse:
    """The person's next quiz."""
    error: LevierError | None = None
    if request.method == "POST":
        try:
            made = taking.send(request.actor, forms.number(request, "number"), request.POST.dict())
            return redirect("training_attempt", attempt=made.pk)
        except LevierError as refused:
            error = refused
    sheet = taking.sheet_of(request.actor)
    rows = [(one, list(enumerate(one.choices)), request.POST.get(one.name, "")) for one in sheet.questions]
    return render(
        request,
        "method/training/quiz.html",
        {"sheet": sheet, "rows": rows, "error": error},
        status=forms.status(error),
    )


@require_GET
@needs(Permission.ASK)
def result(request: LevierRequest, attempt: int) -> HttpResponse:
    """Each answer with its explanation, for who took it."""
    found = taking.attempt_of(request.actor, attempt)
    rows = [
        {
            **one,
            "good": one["chosen"] == one["right"],
            "right_words": one["choices"][one["right"]],
            "said": one["choices"][one["chosen"]],
        }
        for one in found.sheet
    ]
    page = {"one": found, "rows": rows, "needed": taking.needed(found.total)}
    return render(request, "method/training/result.html", page)
