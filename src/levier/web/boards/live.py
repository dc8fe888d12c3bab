"""A board's changes as server-sent events."""

from asgiref.sync import sync_to_async
from django.http import HttpResponseBase
from django.views.decorators.http import require_GET

from levier.operations.boards import services
from levier.operations.boards.live import changes
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.streaming import event_stream


@require_GET
@needs(Permission.RUN)
async def events(request: LevierRequest, board: int) -> HttpResponseBase:
    """« changed » each time the board, or a table the person sees, is no longer as the page says it knows it (``vu``)."""
    await sync_to_async(services.get)(request.actor, board)
    known = request.GET.get("vu", "")[:40]
    return event_stream(request, lambda after: changes(request.actor, board, known))
