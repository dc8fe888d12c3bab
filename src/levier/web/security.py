"""What a page may load: this site only. The browser itself refuses any request to another host."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponseBase

# Styles may be written in place (bars, charts and allauth's QR code do); with images, fonts and requests kept to this
# site they cannot carry anything out. Scripts may not.
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


class ContentSecurityPolicy:
    """Adds the policy, and « for this person only », to every answer that does not say its own."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        if iscoroutinefunction(self.get_response):
            return self._acall(request)
        return _guarded(self.get_response(request))

    async def _acall(self, request: HttpRequest) -> HttpResponseBase:
        return _guarded(await self.get_response(request))


def _guarded(response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    # A page belongs to the person who asked for it: no proxy keeps it for the next one. Static files say otherwise.
    response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
