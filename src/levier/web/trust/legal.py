"""« Textes »: the legal facts with their sources, and the rules of classification."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from levier.governance.legal.ai_act import book, classify
from levier.governance.legal.facts import facts
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs


@require_GET
@needs(Permission.GOVERN)
def texts(request: LevierRequest) -> HttpResponse:
    """Every fact, and every common use with its class."""
    today = timezone.localdate()
    shown = {
        "facts": [(one, one.state(today), one.in_force(today)) for one in facts()],
        "cases": [(one, classify(one.answers)) for one in book().use_cases],
        "rules": book().rules,
        "tab": "legal",
    }
    return render(request, "trust/legal.html", shown)
