"""A body too big is refused before it is kept, announced or not."""

import asyncio
from typing import Any

import pytest

from levier.server import bodies
from levier.server.asgi import application


def call(
    path: str,
    sizes: list[int],
    *,
    announced: bytes | None = None,
    headers: list[tuple[bytes, bytes]] | None = None,
    app: Any = None,
) -> tuple[int, bytes, int]:
    """Send chunks of ``sizes`` bytes; the status, the body, and how many chunks were asked for."""
    left, told = list(sizes), []

    async def receive() -> dict[str, Any]:
        if not left:
            await asyncio.Event().wait()  # the caller stays, silent
        size = left.pop(0)
        return {"type": "http.request", "body": b"x" * size, "more_body": bool(left)}

    async def send(message: Any) -> None:
        told.append(message)

    given = [(b"host", b"localhost"), *(headers or [])] + (
        [(b"content-length", announced)] if announced else []
    )
    scope = {"type": "http", "method": "POST", "path": path, "headers": given, "query_string": b""}

    async def whole() -> None:
        await (app or bodies.limited(reader))(scope, receive, send)

    asyncio.run(whole())
    body = b"".join(message.get("body", b"") for message in told)
    return told[0]["status"], body, len(sizes) - len(left)


async def reader(scope: Any, receive: Any, send: Any) -> None:
    """Reads all, then answers; gives up, as Django does, when the caller goes away."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"lu"})


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "ORDINARY", 10)
    monkeypatch.setattr(bodies, "FILES", 30)


def test_what_fits_passes() -> None:
    assert call("/demander/", [5, 5]) == (200, b"lu", 2)


@pytest.mark.parametrize("announced", [b"11", b"-1", b"beaucoup"])
def test_an_announced_body_too_big_is_not_read_at_all(announced: bytes) -> None:
    status, body, read = call("/demander/", [5], announced=announced)
    assert (status, read) == (413, 0)
    assert "trop volumineux" in body.decode()


def test_a_body_that_hides_its_length_is_cut() -> None:
    status, body, read = call("/api/v1/requests", [6, 6, 6, 6])
    assert (status, read) == (413, 2)
    assert b'"trop-volumineux"' in body


def test_files_are_taken_only_from_who_says_who_they_are() -> None:
    assert call("/donnees/importer/", [20])[0] == 413
    assert call("/donnees/importer/", [20], headers=[(b"cookie", b"sessionid=x")])[0] == 200
    assert call("/api/v1/datasets", [20], headers=[(b"authorization", b"Bearer x")])[0] == 200
    assert call("/compte/connexion/", [20], headers=[(b"cookie", b"sessionid=x")])[0] == 413


@pytest.mark.parametrize("path", ["/compte/connexion/", "/v1/models", "/mcp/"])
def test_the_site_itself_is_guarded(path: str) -> None:
    assert call(path, [6], announced=b"11", app=application)[0] == 413


def test_what_fits_reaches_the_site() -> None:
    assert call("/static/levier/levier.js", [0], app=application)[0] == 405  # static files are only read
