"""What everyone does with the box: propose, vote, read; and how well the company keeps its promise to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db import transaction
from django.db.models import Count, Exists, OuterRef

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.method.ideas.models import Idea, IdeaBox, IdeaQuerySet, Trial, Vote
from levier.policy import journal
from levier.policy.rights import Permission, require

_MOST_WAITING = 20
"""Ideas of one person that wait at the same time: beyond, nobody could answer them."""


def box_of(company: int) -> IdeaBox:
    """The company's rules, or the usual ones."""
    return IdeaBox.objects.filter(company_id=company).first() or IdeaBox(company_id=company)


def propose(actor: Actor, title: str, problem: str, *, named: bool = True) -> Idea:
    """Put an idea in the box. Raises NotAllowed, BadInput."""
    require(actor, Permission.ASK)
    company = Company.objects.get(pk=actor.company_id)
    title, problem = written(title, "idée", 150), written(problem, "ce qu'elle améliore", 2_000)
    mine = Idea.objects.visible_to(actor).filter(answer="")
    if mine.filter(title__iexact=title).exists():
        raise BadInput(
            f"L'idée « {title} » attend déjà une réponse",
            where="idée",
            mend="Votez pour elle, ou donnez-lui un autre titre.",
        )
    if mine.filter(author_id=actor.person_id).count() >= _MOST_WAITING:
        raise BadInput(
            f"{_MOST_WAITING} de vos idées attendent déjà une réponse", mend="Attendez-en quelques-unes."
        )
    idea = Idea.objects.create(
        company=company, author_id=actor.person_id if named else None, title=title, problem=problem,
        proposed_on=company.today, due=company.today + timedelta(days=box_of(company.pk).days),
    )  # fmt: skip
    journal.record(
        actor.company_id, actor.person_id if named else None, "idea.proposed", title, {"idea": idea.pk}
    )
    return idea


def vote(actor: Actor, pk: int) -> bool:
    """Give one's voice to an idea, or take it back; whether it is given now. Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.ASK)
    idea = idea_of(actor, pk)
    if idea.answer:
        raise BadInput(
            f"« {idea.title} » a déjà sa réponse", mend="Votez pour une idée qui attend la sienne."
        )
    with transaction.atomic():
        gone, _ = Vote.objects.filter(idea=idea, person_id=actor.person_id).delete()
        if not gone:
            Vote.objects.get_or_create(idea=idea, person_id=actor.person_id)
    return not gone


def ideas_of(actor: Actor) -> IdeaQuerySet:
    """Those of the company, with ``voices`` and whether the person voted (``voted``)."""
    require(actor, Permission.ASK)
    own = Vote.objects.filter(idea=OuterRef("pk"), person_id=actor.person_id)
    found: IdeaQuerySet = (
        Idea.objects.visible_to(actor)
        .select_related("author", "answered_by", "trial")
        .annotate(voices=Count("votes"), voted=Exists(own))
    )
    return found


def idea_of(actor: Actor, pk: int) -> Idea:
    """Raises NotFound."""
    found = ideas_of(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Cette idée n'existe pas", mend="Revenez à la boîte à idées.")
    return found


@dataclass(frozen=True)
class Promise:
    """How the company answers. ``in_time``: share (0–1) of the answers promised until today that came in time, None when
    none was; ``usual_days``: median days to an answer; ``late``: still waiting beyond their day."""

    days: int
    proposed: int
    waiting: int
    late: int
    in_time: float | None
    promised: int
    usual_days: float | None
    trials: int
    failed: int


def promise_of(actor: Actor) -> Promise:
    """Measured on every idea of the company."""
    company = Company.objects.get(pk=actor.company_id)
    every = list(ideas_of(actor))
    answered = [idea for idea in every if idea.answered_on]
    promised = [idea for idea in every if idea.answered_on or idea.due < company.today]
    kept = [idea for idea in answered if idea.answered_on and idea.answered_on <= idea.due]
    trials = Trial.objects.filter(idea__company=company.pk)
    return Promise(
        box_of(company.pk).days,
        len(every),
        sum(not idea.answer for idea in every),
        sum(idea.is_late(company.today) for idea in every),
        len(kept) / len(promised) if promised else None,
        len(promised),
        median([(idea.answered_on - idea.proposed_on).days for idea in answered if idea.answered_on])
        if answered
        else None,
        trials.count(),
        trials.filter(outcome="failed").count(),
    )


def written(text: str, where: str, longest: int) -> str:
    """Words a person typed. Raises BadInput when there are none, or too many."""
    words = " ".join(text.split()) if longest <= 300 else text.strip()
    if not words:
        raise BadInput("Il manque quelques mots", where=where, mend="Écrivez-les.")
    if len(words) > longest:
        raise BadInput(
            f"Ce texte est trop long ({len(words)} caractères)", where=where, mend=f"Tenez-vous à {longest}."
        )
    return words


def by_need(ideas: Iterable[Idea]) -> list[Idea]:
    """Those that wait first, the most wanted before; then the answered ones, the latest before."""
    return sorted(
        ideas,
        key=lambda idea: (
            bool(idea.answer),
            -getattr(idea, "voices", 0) if not idea.answer else 0,
            -(idea.answered_on or idea.proposed_on).toordinal(),
        ),
    )
