"""How much a call may send, refused before it fills the disk: Django keeps a whole body before any view is asked.

Only the addresses that take files accept much, and only from a call that says who it is.
"""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ORDINARY = 12 * 1024 * 1024
FILES = 2 * 1024 * 1024 * 1024
_TAKE_FILES = ("/donnees/importer/", "/demarrage/", "/api/v1/datasets")
_PROGRAMS = ("/api/", "/v1/", "/mcp", "/boutique/")
_WHAT = "Le contenu envoyé est trop volumineux"
_MEND = "Envoyez-le en plusieurs fois."


def most(scope: Scope) -> int:
    """The bytes that this call may send."""
    names = dict(scope.get("headers", []))
    known = b"authorization" in names or b"sessionid=" in names.get(b"cookie", b"")
    return FILES if known and str(scope.get("path", "")).startswith(_TAKE_FILES) else ORDINARY


def limited(app: App) -> App:
    """``app``, where a call that sends too much gets a 413 in French, whether it announces its length or not."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        limit = most(scope)
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > limit:
            await _refuse(scope, send)
            return
        received, answering, over = 0, False, False

        async def counted() -> MutableMapping[str, Any]:
            nonlocal received, over
            message = await receive()
            received += len(message.get("body", b""))
            over = over or received > limit
            # Whoever reads is told that the caller went away: nothing half read is worked on.
            return {"type": "http.disconnect"} if over else message

        async def sent(message: MutableMapping[str, Any]) -> None:
            nonlocal answering
            answering = True
            await send(message)

        await app(scope, counted, sent)
        if over and not answering:
            await _refuse(scope, send)

    return guarded


async def _refuse(scope: Scope, send: Send) -> None:
    if str(scope.get("path", "")).startswith(_PROGRAMS):
        told = {"code": "trop-volumineux", "what": _WHAT, "where": "", "mend": _MEND}
        kind, body = "application/json", json.dumps(told, ensure_ascii=False).encode()
    else:
        page = f'<!doctype html><html lang="fr"><title>Envoi refusé · Levier</title><h1>{_WHAT}</h1><p>{_MEND}</p></html>'
        kind, body = "text/html; charset=utf-8", page.encode()
    headers = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
