"""Levier as an MCP server: each capability is a tool, and ``ask`` is the orchestrator.

Mounted at ``/mcp`` beside Django. Deny by default: every call carries ``Authorization: Bearer <token>``,
checked before the protocol reads a byte, and each tool runs with the rights the person has at that moment.
"""

import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cached_property
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import close_old_connections
from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import BaseModel, ConfigDict, Field
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from levier import __version__
from levier.api import limits
from levier.api.conversation import asked, finished, in_words
from levier.api.problems import problem
from levier.api.security import NotIdentified
from levier.capabilities import inputs, registry, running
from levier.capabilities.payload import payload, shape
from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.orchestrator.answer import Answer
from levier.policy import tokens

ASK = "ask"
_ACTOR = "levier.actor"
_log = logging.getLogger(__name__)


class Question(BaseModel):
    """The input of ``ask``."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(
        title="Demande", description="La demande, en français ou en anglais", min_length=1, max_length=4000
    )


class McpFace:
    """One MCP server and its ASGI application. ``running`` must be entered once while the application
    serves.
    """

    def __init__(self) -> None:
        self._server: Server[Any] = Server(
            "levier",
            version=__version__,
            title="Levier",
            instructions=(
                "Levier répond à partir des données et documents de l'entreprise, preuves à l'appui. "
                "« ask » prend une demande complexe en français ; les autres outils sont ses savoir-faire."
            ),
            on_list_tools=_list_tools,
            on_call_tool=_call_tool,
        )

    @cached_property
    def app(self) -> ASGIApp:
        """The application to mount at ``/mcp``."""
        inner = self._server.streamable_http_app(
            streamable_http_path="/",
            stateless_http=True,
            json_response=True,
            transport_security=_hosts(),
        )
        return _Identified(inner)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Serve until the context ends."""
        _ = self.app
        async with self._server.session_manager.run():
            yield


class _Identified:
    """Refuses, before anything is read, a call without a valid token; hands the actor on in the scope."""

    def __init__(self, inner: Starlette) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        try:
            actor = await _in_thread(_identify, scope)
        except LevierError as error:
            headers = {"WWW-Authenticate": "Bearer"} if error.http_status == 401 else {}
            refusal = JSONResponse(problem(error), status_code=error.http_status, headers=headers)
            await refusal(scope, receive, send)
            return
        await self._inner({**scope, _ACTOR: actor}, receive, send)


def _identify(scope: Scope) -> Actor:
    given = next((value for name, value in scope["headers"] if name == b"authorization"), b"").decode(
        "latin-1"
    )
    kind, _, secret = given.partition(" ")
    actor = tokens.actor_of(secret.strip()) if kind.lower() == "bearer" else None
    if actor is None:
        raise NotIdentified(
            "Cet appel n'est pas identifié", mend="Envoyez « Authorization: Bearer … » avec un jeton."
        )
    limits.spend(actor)
    return actor


async def _list_tools(ctx: Any, params: PaginatedRequestParams | None) -> ListToolsResult:
    reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    tools = [
        Tool(
            name=ASK,
            title="Demander à Levier",
            description="Répond à une demande complexe en français à partir des données et documents de l'entreprise.",
            input_schema=Question.model_json_schema(),
            output_schema=Answer.model_json_schema(),
            annotations=reads,
        )
    ]
    for capability in registry.catalogue().values():
        examples = " ".join(f"« {one} »" for one in list(capability.examples)[:3])
        tools.append(
            Tool(
                name=capability.name,
                title=capability.title,
                description=f"{capability.summary} {examples}".strip(),
                input_schema=capability.Input.model_json_schema(),
                output_schema=shape(capability).model_json_schema(),
                annotations=reads,
            )
        )
    return ListToolsResult(tools=tools)


async def _call_tool(ctx: Any, params: CallToolRequestParams) -> CallToolResult:
    actor: Actor = ctx.request.scope[_ACTOR]
    try:
        text, structured = await _in_thread(_work, actor, params.name, params.arguments or {})
    except LevierError as error:
        told = json.dumps(problem(error), ensure_ascii=False)
        return CallToolResult(
            content=[TextContent(text=error.message), TextContent(text=told)], is_error=True
        )
    except Exception:
        _log.exception("the tool %s failed", params.name)
        return CallToolResult(content=[TextContent(text="Levier a rencontré une panne.")], is_error=True)
    return CallToolResult(content=[TextContent(text=text)], structured_content=structured)


def _work(actor: Actor, name: str, arguments: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if name == ASK:
        question = inputs.read(Question, arguments)
        answer = finished(actor, asked(actor, question.text).pk)
        return in_words(answer), answer.model_dump(mode="json")
    ran = running.run(name, arguments, actor)
    return "\n".join(sentence.text for sentence in ran.output.sentences), payload(ran)


async def _in_thread(work: Callable[..., Any], *given: Any) -> Any:
    """Run blocking work (database, computation) aside; its connection is given back to the pool."""

    def alone() -> Any:
        try:
            return work(*given)
        finally:
            close_old_connections()

    return await sync_to_async(alone, thread_sensitive=False)()


def _hosts() -> TransportSecuritySettings:
    """Django's allowed hosts, so that the installation names them once."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host]
    if "*" in hosts:
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    return TransportSecuritySettings(
        allowed_hosts=[*hosts, *(f"{host}:*" for host in hosts)],
        allowed_origins=[
            f"{scheme}://{host}{port}"
            for scheme in ("http", "https")
            for host in hosts
            for port in ("", ":*")
        ],
    )


_face = McpFace()


def mcp_app() -> ASGIApp:
    """The application to mount at ``/mcp``."""
    return _face.app


@asynccontextmanager
async def mcp_lifespan() -> AsyncIterator[None]:
    """To be entered in the server's lifespan."""
    async with _face.running():
        yield
