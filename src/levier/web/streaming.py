"""What a run tells, as server-sent events; a browser that reconnects says what it has and gets the rest."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse


def event_stream(
    request: HttpRequest, events: Callable[[int], AsyncIterator[dict[str, Any]]]
) -> StreamingHttpResponse:
    """``events(after)`` gives the events after that number. A last event « fin » tells that nothing more will come."""
    after = request.headers.get("Last-Event-ID") or request.GET.get("after") or "0"
    told = events(int(after) if after.isdigit() else 0)
    response = StreamingHttpResponse(_written(told), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Accel-Buffering"] = "no"
    return response


async def _written(events: AsyncIterator[dict[str, Any]]) -> AsyncIterator[str]:
    yield "retry: 1000\n\n"
    async for event in events:
        yield f"id: {event['seq']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"
    yield "event: fin\ndata: {}\n\n"
