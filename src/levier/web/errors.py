"""Pages for what no view could answer: the machine failing (database away, disk full) and faults of ours.

They stand alone — no session, no person, no database is read to draw them.
"""

import logging
import sys

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.views.defaults import bad_request as unreadable
from django.views.defaults import page_not_found

from levier.core.errors import BadInput, LevierError, NotFound
from levier.core.machine import machine_fault

_log = logging.getLogger(__name__)
_PROGRAMS = ("/api/", "/v1/")
_RETRY_SECONDS = 10


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's ``handler500``: 503 when the machine failed, 500 when Levier did."""
    error = sys.exc_info()[1]
    fault = machine_fault(error) if error is not None else None
    if fault is not None:
        return unavailable(request, fault)
    if request.path.startswith(_PROGRAMS):
        return _json(
            LevierError("Levier a rencontré une panne", mend="Le détail est dans le journal du serveur.")
        )
    return HttpResponse(loader.render_to_string("500.html"), status=500)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's ``handler404``: a page for people, a problem in JSON for programs."""
    if request.path.startswith(_PROGRAMS):
        return _json(NotFound("Cette adresse n'existe pas", mend="Voyez « /api/v1/docs »."))
    return page_not_found(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's ``handler400``: the same for a call that cannot be read."""
    if request.path.startswith(_PROGRAMS):
        fault = BadInput(
            "Cet appel ne peut pas être lu", mend="Vérifiez le nom du site et le contenu envoyé."
        )
        fault.http_status = 400
        return _json(fault)
    return unreadable(request, exception)


def unavailable(request: HttpRequest, fault: LevierError) -> HttpResponse:
    """What is down and how to mend it, as a page, a fragment for a running page, or JSON for a program."""
    _log.error("%s: %s", request.path, fault.message)
    if request.path.startswith(_PROGRAMS):
        return _json(fault)
    page = loader.render_to_string("503.html", {"error": fault})
    return HttpResponse(page, status=503, headers={"Retry-After": str(_RETRY_SECONDS)})


def _json(error: LevierError) -> JsonResponse:
    body = {"code": error.code, "what": error.what, "where": error.where, "mend": error.mend}
    return JsonResponse(body, status=error.http_status, json_dumps_params={"ensure_ascii": False})
