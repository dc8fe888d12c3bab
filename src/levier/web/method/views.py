"""« Méthode »: where the company stands, step by step, and the one step to take next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from levier.method.steps import Progress, stages
from levier.policy.rights import Permission, may
from levier.web.access import LevierRequest, needs


@require_GET
@needs(Permission.ASK)
def method(request: LevierRequest) -> HttpResponse:
    """The five steps; the next is the first one that is not done."""
    found = stages(request.actor)
    after = next((one for one in found if one.standing.progress is not Progress.DONE), found[-1])
    page = {"stages": found, "following": after, "steers": may(request.actor, Permission.STEER)}
    return render(request, "method/index.html", page)
