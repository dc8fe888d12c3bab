"""The turns of a conversation before a request, so that « et pour le mois suivant ? » can be understood."""

from levier.orchestrator.models import Request, RequestStatus
from levier.orchestrator.planning.plan import Plan
from levier.orchestrator.running.machinery import Earlier

REMEMBERED = 5


def turns_before(request: Request) -> list[Earlier]:
    """The last turns of the same person's conversation, oldest first; what failed is not part of it."""
    before = (
        Request.objects.filter(
            conversation_id=request.conversation_id,
            company_id=request.company_id,
            person_id=request.person_id,
            pk__lt=request.pk,
        )
        .exclude(status__in=[RequestStatus.FAILED, RequestStatus.CANCELLED])
        .order_by("-pk")[:REMEMBERED]
    )
    return [Earlier(turn.text, Plan.model_validate(turn.plan) if turn.plan else None) for turn in before][
        ::-1
    ]
