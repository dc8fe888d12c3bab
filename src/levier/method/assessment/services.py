"""An assessment from its opening to its closing, by any face: page, command, API."""

import math
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max

from levier.accounts.models import Company, Membership
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.core.french.numbers import format_count
from levier.method.assessment import scoring
from levier.method.assessment.measuring import measured_items
from levier.method.assessment.models import Answer, Assessment, TableOwner
from levier.method.assessment.referential import Question, levels, questionnaire
from levier.method.assessment.shape import Snapshot
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.models import Dataset

_ENOUGH = 0.6
"""Share of the questions that somebody must have answered before an assessment may be closed."""


@dataclass(frozen=True)
class Asked:
    """A question as one person sees it. ``level``: what they answered, None when they have not yet; 0: they do not know."""

    question: Question
    pillar: str
    level: int | None


def open_assessment(actor: Actor) -> Assessment | None:
    """The assessment that people are answering, if there is one."""
    require(actor, Permission.ASK)
    return Assessment.objects.visible_to(actor).filter(closed=None).first()


def closed_assessments(actor: Actor) -> list[Assessment]:
    """The closed ones, last first."""
    require(actor, Permission.STEER)
    return list(Assessment.objects.visible_to(actor).filter(closed__isnull=False))


def get_closed(actor: Actor, number: int) -> Assessment:
    """A closed assessment by its number. Raises NotFound."""
    require(actor, Permission.STEER)
    found = Assessment.objects.visible_to(actor).filter(number=number, closed__isnull=False).first()
    if found is None:
        raise NotFound(
            f"Le diagnostic n° {number} n'existe pas", mend="La page « Diagnostic » liste les vôtres."
        )
    return found


def begin(actor: Actor) -> Assessment:
    """Open an assessment; the one already open is given back. Raises NotAllowed."""
    require(actor, Permission.STEER)
    if found := open_assessment(actor):
        return found
    company = Company.objects.get(pk=actor.company_id)
    last = Assessment.objects.visible_to(actor).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            made = Assessment.objects.create(
                company=company, number=last + 1, opened_by_id=actor.person_id, opened=company.today
            )
            journal.record(
                actor.company_id, actor.person_id, "assessment.opened", f"assessment:{made.number}"
            )
    except IntegrityError:  # somebody opened one at the same time: it is theirs we answer
        return Assessment.objects.visible_to(actor).get(closed=None)
    return made


def asked_of(actor: Actor) -> list[Asked]:
    """The questions for this person, in the order of the pillars, with what they already answered. Raises NotFound."""
    found = _open(actor)
    given = dict(
        Answer.objects.filter(assessment=found, person_id=actor.person_id).values_list("question", "level")
    )
    return [
        Asked(one, levels().pillar_of(one.dimension).name, given.get(one.name)) for one in questions(actor)
    ]


def questions(actor: Actor) -> list[Question]:
    """What has to be asked in this company: a question that a measure answers is not asked."""
    measured = Dataset.objects.filter(company_id=actor.company_id, current__gt=0).exists()
    order = [part.name for pillar in levels().pillars for part in pillar.dimensions]
    return sorted(questionnaire().asked(measured=measured), key=lambda one: order.index(one.dimension))


def answer(actor: Actor, question: str, level: int) -> Answer:
    """Keep what the person answers, at once: leaving loses nothing. ``level`` 1–5, 0 for « je ne sais pas ».

    Raises BadInput (unknown question, level out of bounds), NotFound (no assessment is open).
    """
    found = _open(actor)
    one = questionnaire().named(question)
    if not 0 <= level <= len(one.options):
        raise BadInput(
            f"La réponse « {level} » n'existe pas",
            where=f"question « {one.label} »",
            mend="Choisissez de 1 à 5, ou 0 pour « je ne sais pas ».",
        )
    kept, _ = Answer.objects.update_or_create(
        assessment=found,
        person_id=actor.person_id,
        question=question,
        defaults={"level": level, "role": actor.role.value},
    )
    return kept


def result(actor: Actor) -> Snapshot:
    """What is known today: measures of what the person may see, and everybody's answers together. Raises NotAllowed.

    Once closed, an assessment keeps answering for skills and processes until the next one is opened: ``answered_on`` says so.
    """
    require(actor, Permission.STEER)
    every = Assessment.objects.visible_to(actor)
    return _computed(actor, every.filter(closed=None).first() or every.first())


def close(actor: Actor) -> Assessment:
    """Keep the result for ever. Raises NotFound (none open), BadInput (too few questions answered)."""
    require(actor, Permission.STEER)
    with transaction.atomic():
        found = Assessment.objects.select_for_update().visible_to(actor).filter(closed=None).first()
        if found is None:
            raise _none_open()
        snapshot = _computed(actor, found)
        if snapshot.answered < _ENOUGH * snapshot.asked:
            raise BadInput(
                f"Le diagnostic ne peut pas encore être clos : {format_count(snapshot.answered, 'réponse')} pour {snapshot.asked} questions",
                mend=f"Il en faut {math.ceil(_ENOUGH * snapshot.asked)} : répondez à d'autres questions, ou demandez-le à une autre personne.",
            )
        found.closed, found.snapshot = snapshot.made, snapshot.model_dump(mode="json")
        found.save()
        journal.record(
            actor.company_id, actor.person_id, "assessment.closed", f"assessment:{found.number}",
            {"score": snapshot.score, "level": snapshot.level},
        )  # fmt: skip
    return found


def snapshot_of(actor: Actor, assessment: Assessment) -> Snapshot:
    """The result kept, without what was measured on tables the person may not see."""
    require(actor, Permission.STEER)
    kept = Snapshot.model_validate(assessment.snapshot)
    seen = set(Dataset.objects.visible_to(actor).values_list("pk", flat=True))
    hidden: set[str] = set()
    for dimension in (part for pillar in kept.pillars for part in pillar.dimensions):
        for item in dimension.items:
            if not seen.issuperset(item.datasets):
                hidden.add(item.text)
                item.label, item.text, item.page, item.args, item.fixes = (
                    "Un tableau réservé", "Mesuré sur un tableau que vous ne voyez pas ou qui a été supprimé.", "", [], []
                )  # fmt: skip
    kept.strengths = [one for one in kept.strengths if one not in hidden]
    kept.weaknesses = [one for one in kept.weaknesses if one not in hidden]
    kept.actions = [one for one in kept.actions if seen.issuperset(one.datasets)]
    return kept


def name_owner(actor: Actor, dataset: int, person: int | None) -> None:
    """Say who answers for a table (None: nobody). Raises NotAllowed, NotFound, BadInput (not of the company)."""
    require(actor, Permission.STEER)
    table = Dataset.objects.visible_to(actor).filter(pk=dataset).first()
    if table is None:
        raise NotFound("Ce tableau n'existe pas ou ne vous est pas accessible")
    if (
        person is not None
        and not Membership.objects.filter(company_id=actor.company_id, user_id=person).exists()
    ):
        raise BadInput(
            "Cette personne ne fait pas partie de l'entreprise", mend="Choisissez-la dans la liste."
        )
    TableOwner.objects.filter(dataset=table).delete()
    if person is not None:
        TableOwner.objects.create(company_id=actor.company_id, dataset=table, person_id=person)
    journal.record(
        actor.company_id, actor.person_id, "dataset.owner", f"dataset:{table.pk}", {"person": person}
    )


def _computed(actor: Actor, found: Assessment | None) -> Snapshot:
    company = Company.objects.get(pk=actor.company_id)
    asked = questions(actor)
    answers = list(found.answers.values_list("question", "role", "level")) if found else []
    items = [*measured_items(actor), *scoring.answered_items(asked, answers)]
    pillars = scoring.pillars(items)
    score = scoring.overall(pillars)
    people = set(found.answers.values_list("person", "role")) if found else set()
    groups = [scoring.GROUPS[role] for _, role in people]
    return Snapshot(
        made=company.today, company=company.name, score=score, level=None if score is None else levels().of(score).level,
        pillars=pillars, strengths=scoring.strengths(items), weaknesses=scoring.weaknesses(items),
        divergences=scoring.divergences(asked, answers), actions=scoring.actions(items, pillars),
        respondents={group: groups.count(group) for group in ("managers", "team")}, answered_on=found.closed if found else None,
        answered=len({name for name, _, level in answers if level} & {one.name for one in asked}), asked=len(asked),
    )  # fmt: skip


def _open(actor: Actor) -> Assessment:
    found = open_assessment(actor)
    if found is None:
        raise _none_open()
    return found


def _none_open() -> NotFound:
    return NotFound(
        "Aucun diagnostic n'est ouvert", mend="Un responsable l'ouvre dans « Méthode », « Diagnostic »."
    )
