"""The surveys of the company, and the page that a customer opens from a link: no account, no cookie, one answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.core.errors import BadInput, LevierError
from levier.indicators.surveys import limits, services
from levier.indicators.surveys.models import Question, Survey
from levier.policy.rights import Permission, may, require
from levier.web.access import LevierRequest, needs
from levier.web.indicators.gains.views import read_day


@require_http_methods(["GET", "POST"])
@needs(Permission.SEE_DATA)
def surveys(request: LevierRequest) -> HttpResponse:
    """Every survey with what it says; a POST makes one."""
    if request.method != "POST":
        return _list(request)
    require(request.actor, Permission.STEER)
    form = request.POST
    try:
        closes = read_day(form.get("closes", ""), "Fin")
        if closes is None:
            raise BadInput("Il manque la fin de l'enquête", where="champ Fin")
        made = services.create(
            request.actor, title=form.get("title", ""), question=form.get("question", ""), closes=closes,
            about=form.get("about", ""), message=form.get("message", ""),
        )  # fmt: skip
    except LevierError as error:
        return _list(request, error=error)
    return redirect("survey", made.pk)


@require_GET
@needs(Permission.SEE_DATA)
def survey(request: LevierRequest, survey: int) -> HttpResponse:
    """One survey: what was answered, and to whom it may still be sent."""
    return _one(request, services.get(request.actor, survey))


@require_POST
@needs(Permission.STEER)
def survey_send(request: LevierRequest, survey: int) -> HttpResponse:
    """Write to the addresses; or make links to hand over."""
    site = f"{request.scheme}://{request.get_host()}"
    form = request.POST
    try:
        if count := form.get("links", ""):
            made = services.links(request.actor, survey, int(count) if count.isdigit() else 0, site)
            return _one(request, services.get(request.actor, survey), links=made)
        sent = services.invite(
            request.actor, survey, form.get("addresses", "").replace(",", " ").replace(";", " ").split(), site
        )
    except LevierError as error:
        return _one(request, services.get(request.actor, survey), error=error)
    messages.success(request, f"{sent} invitation{'s' if sent > 1 else ''} envoyée{'s' if sent > 1 else ''}.")
    return redirect("survey", survey)


@csrf_exempt  # the signed link is the right to answer, once; nobody is logged in here
@require_http_methods(["GET", "POST"])
def survey_answer(request: HttpRequest, link: str) -> HttpResponse:
    """What a customer sees. Nothing is read of them but the note and the words they give."""
    try:
        limits.spend(link)
        invitation = services.invited(link)
        if request.method == "POST":
            services.reply(link, request.POST.get("note", ""), request.POST.get("comment", ""))
            return render(request, "indicators/surveys/thanks.html", {"survey": invitation.survey})
    except LevierError as error:
        found = None if error.http_status != 422 else invitation.survey
        page = {
            "error": error,
            "survey": found,
            "typed": request.POST,
            "open": _may_answer(link) if found else False,
        }
        return render(request, "indicators/surveys/answer.html", page, status=error.http_status)
    shown = {"survey": invitation.survey, "open": _may_answer(link)}
    return render(request, "indicators/surveys/answer.html", shown)


def _may_answer(link: str) -> bool:
    invitation = services.invited(link)
    return not invitation.answered and invitation.survey.closes >= invitation.survey.company.today


def _list(request: LevierRequest, *, error: LevierError | None = None) -> HttpResponse:
    page = {
        "lines": [(one, services.results(one)) for one in services.visible(request.actor)],
        "questions": Question.choices,
        "steers": may(request.actor, Permission.STEER),
        "today": request.company.today,
        "error": error,
        "typed": request.POST if error else {},
    }
    return render(request, "indicators/surveys/index.html", page, status=error.http_status if error else 200)


def _one(
    request: LevierRequest, found: Survey, *, links: list[str] | None = None, error: LevierError | None = None
) -> HttpResponse:
    page = {
        "survey": found,
        "results": services.results(found),
        "links": links,
        "over": found.closes < request.company.today,
        "steers": may(request.actor, Permission.STEER),
        "error": error,
        "typed": request.POST if error else {},
    }
    return render(request, "indicators/surveys/survey.html", page, status=error.http_status if error else 200)
