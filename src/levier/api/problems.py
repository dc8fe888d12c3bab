"""Errors of the API: one shape for all, in French — what is wrong, where, how to mend it."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from levier.api.security import NotIdentified
from levier.capabilities import registry
from levier.capabilities.input_errors import refusal
from levier.core.errors import BadInput, LevierError, NotFound
from levier.core.machine import machine_fault

_log = logging.getLogger(__name__)
REFUSALS = frozenset({401, 403, 404, 413, 422, 429, 500, 503})


class Problem(Schema):
    """What went wrong. ``code`` is stable; the sentences are for people."""

    code: str
    what: str
    where: str = ""
    mend: str = ""


class TooLarge(LevierError):
    """The body is larger than the installation accepts."""

    code = "trop-volumineux"
    http_status = 413
    exit_status = 2


class Broken(LevierError):
    """A fault of Levier itself; details are in the server's log."""

    code = "panne"


def problem(error: LevierError) -> dict[str, str]:
    """The error as plain JSON."""
    return {"code": error.code, "what": error.what, "where": error.where, "mend": error.mend}


def speak_problems(api: NinjaAPI, shape: Callable[[LevierError], dict[str, Any]] = problem) -> None:
    """Make every error of ``api`` say what, where and how to mend it, in the JSON of ``shape``."""

    def answer(error: LevierError) -> HttpResponse:
        response = JsonResponse(
            shape(error), status=error.http_status, json_dumps_params={"ensure_ascii": False}
        )
        if error.http_status == 401:
            response["WWW-Authenticate"] = "Bearer"
        return response

    @api.exception_handler(LevierError)
    def _ours(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(error)

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(_refused(request, error))

    @api.exception_handler(AuthenticationError)
    def _stranger(request: HttpRequest, error: Any) -> HttpResponse:
        mend = "Envoyez « Authorization: Bearer … » avec un jeton, ou connectez-vous."
        return answer(NotIdentified("Cet appel n'est pas identifié", mend=mend))

    @api.exception_handler(Http404)
    def _absent(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(NotFound("Cette adresse n'existe pas"))

    @api.exception_handler(RequestDataTooBig)
    def _large(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(TooLarge("Le contenu envoyé est trop volumineux", mend="Envoyez-le en plusieurs fois."))

    @api.exception_handler(MultiPartParserError)
    @api.exception_handler(SuspiciousOperation)
    def _suspicious(request: HttpRequest, error: Any) -> HttpResponse:
        fault = BadInput("Cet appel ne peut pas être lu", mend="Vérifiez la forme de ce qui est envoyé.")
        fault.http_status = 400
        return answer(fault)

    @api.exception_handler(HttpError)
    def _http(request: HttpRequest, error: Any) -> HttpResponse:
        fault = BadInput(
            "Le contenu envoyé n'est pas du JSON lisible", mend="Vérifiez sa forme et son encodage."
        )
        fault.http_status = error.status_code
        return answer(fault)

    @api.exception_handler(Exception)
    def _fault(request: HttpRequest, error: Any) -> HttpResponse:
        _log.error("the API failed on %s", request.path, exc_info=error)
        if (fault := machine_fault(error)) is not None:
            return answer(fault)
        return answer(
            Broken("Levier a rencontré une panne", mend="Le détail est dans le journal du serveur.")
        )


def _refused(request: HttpRequest, error: ValidationError) -> LevierError:
    """The validation's errors with the French labels of the capability called, where one was."""
    model = registry.catalogue().get(request.path.rstrip("/").rsplit("/", 1)[-1])
    told = [{**one, "loc": _place(one.get("loc", ()))} for one in error.errors]
    return refusal(model.Input if model else Schema, told)


def _place(loc: Any) -> tuple[Any, ...]:
    """The field's path, without « body » and the name of the operation's parameter."""
    parts = [part for part in loc if part not in {"body", "query", "path", "form", "file"}]
    return tuple(parts[1:] if len(parts) > 1 and parts[0] == "given" else parts)
