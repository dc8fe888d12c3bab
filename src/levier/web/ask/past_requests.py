"""The person's past requests: found again, page by page, and the turns of a conversation."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from levier.core.actor import Actor
from levier.orchestrator import services
from levier.orchestrator.models import Request, StepRecord
from levier.web.ask import turns

_A_PAGE = 12


def page(actor: Actor, search: str, number: str) -> tuple[list[turns.Past], str]:
    """The lines of one page, last first, and the address of the next page (empty at the end)."""
    found = Paginator(services.history(actor, search), _A_PAGE).get_page(number)
    following = ""
    if found.has_next():
        query = {"cherche": search} if search else {}
        query["page"] = str(found.next_page_number())
        following = f"{reverse('ask')}?{urlencode(query)}#historique"
    return [turns.past(one) for one in found.object_list], following


def of_conversation(actor: Actor, request: Request) -> list[Request]:
    """The person's requests of that conversation, in the order they were asked."""
    return list(services.history(actor).filter(conversation_id=request.conversation_id).reverse())


def last_of(actor: Actor, conversation: str) -> Request | None:
    """The last request of one of the person's conversations."""
    if not conversation.isdigit():
        return None
    return services.history(actor).filter(conversation_id=int(conversation)).first()


def step_records(actor: Actor, request_id: int) -> dict[str, StepRecord]:
    """What each step was given and gave, by step."""
    return {record.step: record for record in services.steps(actor, request_id)}
