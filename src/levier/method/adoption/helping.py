"""The help desk: anyone asks, who steers answers, and how well that goes is measured."""

from dataclasses import dataclass
from statistics import median

from django.db import transaction

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.method.adoption.models import Ticket, TicketQuerySet
from levier.method.holding import fresh
from levier.method.ideas.box import written
from levier.orchestrator.models import Request, RequestStatus
from levier.policy import journal
from levier.policy.rights import Permission, require

_LEFT = (RequestStatus.UNANSWERED, RequestStatus.FAILED, RequestStatus.PARTIAL)
_MOST_WAITING = 20
_SHOWN = 5


def tickets_of(actor: Actor) -> TicketQuerySet:
    """One's own; all for those who steer. Raises NotAllowed."""
    require(actor, Permission.ASK)
    found: TicketQuerySet = Ticket.objects.visible_to(actor).select_related("author", "answered_by")
    return found


def ticket_of(actor: Actor, pk: int) -> Ticket:
    """Raises NotAllowed, NotFound."""
    found = tickets_of(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Cette question n'existe pas, ou n'est pas la vôtre", mend="Revenez à l'aide.")
    return found


def left_unanswered(actor: Actor) -> list[Request]:
    """The person's own last requests that « Demander » could not answer and that are not questions yet."""
    asked = Ticket.objects.filter(author_id=actor.person_id, request__isnull=False).values("request")
    mine = Request.objects.filter(company_id=actor.company_id, person_id=actor.person_id, status__in=_LEFT)
    return list(mine.exclude(pk__in=asked)[:_SHOWN])


def ask(actor: Actor, question: str, detail: str = "", request: int | None = None) -> Ticket:
    """Put a question; ``request``: one's own unanswered request that it comes from. Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.ASK)
    if request is not None:
        own = Request.objects.filter(
            pk=request, company_id=actor.company_id, person_id=actor.person_id
        ).first()
        if own is None:
            raise NotFound(
                "Cette demande n'existe pas, ou n'est pas la vôtre", mend="Écrivez votre question vous-même."
            )
        if Ticket.objects.filter(request=request).exists():
            raise BadInput(
                "Cette demande est déjà une question", mend="Suivez-la dans la liste de vos questions."
            )
        question = question or (own.text if len(own.text) <= 200 else own.text[:199] + "…")
        detail = detail or (own.text if len(own.text) > 200 else "")
    question = written(question, "question", 200)
    if len(detail) > 2_000:
        raise BadInput(
            "Ces précisions sont trop longues", where="précisions", mend="Tenez-vous à 2 000 caractères."
        )
    mine = Ticket.objects.filter(
        company_id=actor.company_id, author_id=actor.person_id, answered_on__isnull=True
    )
    if mine.count() >= _MOST_WAITING:
        raise BadInput(f"{_MOST_WAITING} de vos questions attendent déjà", mend="Attendez quelques réponses.")
    made = Ticket.objects.create(
        company_id=actor.company_id, author_id=actor.person_id, question=question, detail=detail.strip(), request=request,
        asked_on=Company.objects.get(pk=actor.company_id).today,
    )  # fmt: skip
    journal.record(actor.company_id, actor.person_id, "help.asked", f"n° {made.pk}")
    return made


def answer(actor: Actor, pk: int, text: str, revision: int | None = None) -> Ticket:
    """Answer, or answer anew. Raises NotAllowed, NotFound, BadInput, Changed."""
    require(actor, Permission.STEER)
    text = written(text, "réponse", 4_000)
    with transaction.atomic():
        found = ticket_of(actor, pk)
        fresh(found, revision, found.question)
        if found.answered_on is None:
            found.answered_on = Company.objects.get(pk=actor.company_id).today
        found.answer, found.answered_by_id, found.solved = text, actor.person_id, None
        found.revision += 1
        found.save()
        journal.record(actor.company_id, actor.person_id, "help.answered", f"n° {pk}")
    return found


def judge(actor: Actor, pk: int, *, solved: bool) -> Ticket:
    """Whether the answer solved it: only who asked may say. Raises NotAllowed, NotFound, BadInput."""
    found = ticket_of(actor, pk)
    if found.author_id != actor.person_id:
        raise NotAllowed(
            "Seule la personne qui a posé la question peut dire si elle est résolue", mend="Demandez-le-lui."
        )
    if not found.answered_on:
        raise BadInput("Cette question n'a pas encore de réponse", mend="Attendez-la.")
    found.solved = solved
    found.save(update_fields=["solved"])
    return found


@dataclass(frozen=True)
class Desk:
    """How the help desk does. ``waiting``: without an answer, or with one that did not help. ``usual_days``: median days to a first answer; ``solved``: share (0–1) of the questions whose
    author said whether they were solved (``judged`` of them), None when nobody said; ``known``: made into knowledge."""

    asked: int
    waiting: int
    usual_days: float | None
    judged: int
    solved: float | None
    known: int


def desk_of(actor: Actor) -> Desk:
    """Measured on every question of the company. Raises NotAllowed."""
    require(actor, Permission.ASK)
    every = list(Ticket.objects.filter(company_id=actor.company_id))
    days = [(one.answered_on - one.asked_on).days for one in every if one.answered_on]
    judged = [one.solved for one in every if one.solved is not None]
    return Desk(
        len(every), sum(one.answered_on is None or one.solved is False for one in every), median(days) if days else None, len(judged),
        sum(judged) / len(judged) if judged else None, sum(one.document is not None for one in every),
    )  # fmt: skip
