"""« Accueil »: what needs me today, the last answers, one suggested next step; and the help page."""

from django.http import HttpResponse
from django.shortcuts import render

from levier.web.access import LevierRequest, needs


@needs()
def home(request: LevierRequest) -> HttpResponse:
    """What a person sees first."""
    return render(request, "home/home.html", {})


@needs()
def help_page(request: LevierRequest) -> HttpResponse:
    """How to ask, how to read a proof, the keys of the keyboard."""
    return render(request, "home/help.html", {})
