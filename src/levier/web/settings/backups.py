"""Backups: when the last was made, where they go, and the two commands. An installation may hold several companies: their
backup is the administrator's, never downloaded from a page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from levier.operations.backups.health import OLD
from levier.operations.backups.keeping import nightly
from levier.operations.backups.making import last
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs


@require_GET
@needs(Permission.CONFIGURE)
def backups(request: LevierRequest) -> HttpResponse:
    """The state of backups."""
    made = last()
    shown = {
        "last": made,
        "gone": made is not None and not made.path.exists(),
        "old": made is not None and timezone.now() - made.made > OLD,
        "nightly": nightly(),
        "tab": "backups",
    }
    return render(request, "settings/backups.html", shown)
