"""What every request knows: the person's companies, the one they act in, and the page an error becomes."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation

from levier.accounts.companies import memberships_of
from levier.accounts.models import Membership, User
from levier.core.errors import LevierError
from levier.core.machine import machine_fault
from levier.web.errors import unavailable

COMPANY_IN_SESSION = "company"
_OF_NOBODY = "/boutique/"
"""What shops read: the same for everyone, so neither session nor account is looked at."""
_OPEN_BEFORE_SETUP = ("/demarrage/", "/static/", "/api/", "/v1/", "/mcp")


class CurrentCompany:
    """Sets ``request.memberships``, ``request.company`` and ``request.actor`` (None for anonymous people).

    The company is the one chosen in the session, else the first by name. While the installation has no
    account at all, every page leads to the first-start wizard.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        if iscoroutinefunction(self.get_response):
            return self._acall(request)
        return self._prepare(request) or self.get_response(request)

    async def _acall(self, request: HttpRequest) -> HttpResponseBase:
        answer = await sync_to_async(self._prepare, thread_sensitive=True)(request)
        return answer or await self.get_response(request)

    def _prepare(self, request: HttpRequest) -> HttpResponseBase | None:
        if request.path.startswith(_OF_NOBODY):
            request.memberships, request.company, request.actor = [], None, None  # type: ignore[attr-defined]
            return None
        user = request.user
        memberships = memberships_of(user) if isinstance(user, User) or user.is_authenticated else []
        chosen = _chosen(memberships, request.session.get(COMPANY_IN_SESSION)) if memberships else None
        request.memberships = memberships  # type: ignore[attr-defined]
        request.company = chosen.company if chosen else None  # type: ignore[attr-defined]
        request.actor = chosen.actor() if chosen else None  # type: ignore[attr-defined]
        if user.is_authenticated:
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        elif not request.path.startswith(_OPEN_BEFORE_SETUP) and not User.objects.exists():
            return redirect("setup")
        return None


def _chosen(memberships: list[Membership], slug: str | None) -> Membership:
    return next((m for m in memberships if m.company.slug == slug), memberships[0])


class ErrorPages:
    """Turns an error meant for a person (``core.errors``) into a page that says what, where and how to
    mend it.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, LevierError):
            fault = machine_fault(exception)
            return unavailable(request, fault) if fault is not None else None
        template = "errors/card.html" if getattr(request, "htmx", False) else "errors/page.html"
        return render(request, template, {"error": exception}, status=exception.http_status)
