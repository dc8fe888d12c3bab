"""The ASGI application: Django, the MCP server beside it, and the durable library's life tied to the process's.

Django has no lifespan protocol, so a small dispatcher hands ``lifespan`` and ``/mcp`` to a Starlette application and
everything else to Django.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")

from django.core.asgi import get_asgi_application

_django = get_asgi_application()

from starlette.applications import Starlette

from levier.api.mcp import mcp_app, mcp_lifespan
from levier.durable import launch, shutdown
from levier.server.bodies import limited


@contextlib.asynccontextmanager
async def _lifespan(_: Starlette) -> AsyncIterator[None]:
    await asyncio.to_thread(launch, "web")
    try:
        async with mcp_lifespan():
            yield
    finally:
        await asyncio.to_thread(shutdown)


_beside = Starlette(lifespan=_lifespan)
_beside.mount("/mcp", mcp_app())


async def _dispatched(scope: Any, receive: Any, send: Any) -> None:
    """Dispatch one ASGI connection."""
    if scope["type"] == "lifespan" or scope.get("path", "").startswith("/mcp"):
        await _beside(scope, receive, send)
    else:
        await _django(scope, receive, send)


application = limited(_dispatched)
