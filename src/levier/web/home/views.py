"""« Accueil »: what needs me today, the last answers, one suggested next step; and the help page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs
from levier.web.home import today


@require_GET
@needs()
def home(request: LevierRequest) -> HttpResponse:
    """What a person sees first."""
    page = {"today": today.today(request.actor), "may_ask": may(request.actor, Permission.ASK)}
    return render(request, "home/home.html", page)


@require_GET
@needs()
def help_page(request: LevierRequest) -> HttpResponse:
    """How to ask, how to read a proof, the keys of the keyboard."""
    return render(request, "home/help.html", {})
