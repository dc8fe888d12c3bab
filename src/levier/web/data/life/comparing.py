"""What changed between two versions of a document."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from levier.knowledge import reading
from levier.knowledge.lifecycle.comparing import compare
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs


@require_GET
@needs(Permission.SEE_DATA)
def differences(request: LevierRequest, document: int) -> HttpResponse:
    """``?avant=&apres=``: two versions; by default the last two."""
    listed = reading.get_document(request.actor, document)
    versions = reading.versions(request.actor, document)
    after = _number(request, "apres") or listed.version
    before = _number(request, "avant") or max(
        (one.number for one in versions if one.number < after), default=after
    )
    page = {
        "document": listed,
        "versions": versions,
        "before": before,
        "after": after,
        "found": compare(request.actor, document, before, after),
    }
    return render(request, "data/life/differences.html", page)


def _number(request: LevierRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isdigit() and len(text) < 10 else 0
