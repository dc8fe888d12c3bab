import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from starlette.applications import Starlette

from levier.api.mcp import McpFace
from levier.capabilities import registry
from levier.policy import tokens
from levier.tables.importing import import_file
from tests.cast import Person
from tests.orchestrator import scripted as script
from tests.orchestrator.conftest import scripted  # noqa: F401

URL = "http://localhost/mcp/"
pytestmark = pytest.mark.django_db(transaction=True)


def talk(person: Person | str | None, words: Callable[[Client], Awaitable[Any]]) -> Any:
    """Run ``words`` with a real MCP client over HTTP, as ``person`` (or with a given secret)."""
    secret = tokens.create(person.actor, "mcp")[1] if isinstance(person, Person) else person

    async def conversation() -> Any:
        async with _served(secret) as http, Client(streamable_http_client(URL, http_client=http)) as client:
            return await words(client)

    return asyncio.run(conversation())


def refused(headers: dict[str, str], host: str = "localhost") -> httpx2.Response:
    """The raw answer to a first message."""

    async def one() -> httpx2.Response:
        async with _served(None) as http:
            first = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
            accept = {"accept": "application/json, text/event-stream"}
            return await http.post(f"http://{host}/mcp/", json=first, headers={**accept, **headers})

    return asyncio.run(one())


class _served:
    """An HTTP client wired to a server of our own."""

    def __init__(self, secret: str | None) -> None:
        self._face = McpFace()
        app = Starlette()
        app.mount("/mcp", self._face.app)
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        self._http = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), headers=headers, timeout=60)
        self._running = self._face.running()

    async def __aenter__(self) -> httpx2.AsyncClient:
        await self._running.__aenter__()
        return self._http

    async def __aexit__(self, *error: Any) -> None:
        await self._http.aclose()
        await self._running.__aexit__(*error)


def test_each_capability_is_a_tool_with_its_real_schemas(employee: Person) -> None:
    async def words(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in talk(employee, words)}
    assert set(tools) == {"ask", *registry.catalogue()}
    forecast = tools["sales-forecast"]
    assert forecast.title == "Prévision des ventes"
    assert forecast.input_schema["properties"]["horizon"]["maximum"] == 104
    assert set(forecast.output_schema["required"]) == {"output", "evidence", "sentences", "seconds", "cost"}


def test_nobody_is_let_in_without_a_valid_token(company: Any) -> None:
    for headers in ({}, {"Authorization": "Bearer levier_wrong"}, {"Authorization": "Basic abc"}):
        response = refused(headers)
        assert response.status_code == 401
        assert response.json()["code"] == "non-identifié"
        assert response.headers["www-authenticate"] == "Bearer"


def test_another_host_name_is_refused(owner: Person) -> None:
    _, secret = tokens.create(owner.actor, "mcp")
    assert refused({"Authorization": f"Bearer {secret}"}, host="evil.example").status_code == 421


def test_a_tool_gives_structured_output_to_who_may_and_nothing_to_a_stranger(
    owner: Person, employee: Person, stranger: Person, sales_file: Path
) -> None:
    import_file(owner.actor, sales_file)

    async def words(client: Client) -> Any:
        return await client.call_tool("sales-forecast", {"horizon": 4})

    found = talk(employee, words)
    assert not found.is_error
    assert found.structured_content["output"]["horizon"] == 4
    assert "prévoyons" in found.content[0].text
    denied = talk(stranger, words)
    assert denied.is_error
    assert "ventes" in denied.content[0].text


def test_a_wrong_argument_is_told_in_french(owner: Person) -> None:
    async def words(client: Client) -> Any:
        return await client.call_tool("sales-forecast", {"horizon": 0})

    found = talk(owner, words)
    assert found.is_error
    assert "« Horizon »" in found.content[0].text


def test_the_orchestrator_is_a_tool(owner: Person, scripted: None) -> None:  # noqa: F811
    async def words(client: Client) -> Any:
        return await client.call_tool("ask", {"text": script.SALES})

    found = talk(owner, words)
    assert not found.is_error, found.content
    assert found.structured_content["status"] == "answered"
    assert "1 500,50" in found.content[0].text.replace("\u202f", " ")
