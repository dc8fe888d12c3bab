"""Take the quiz. Who took it sees each answer; those who steer see only whether it was passed."""

from collections.abc import Mapping
from dataclasses import dataclass

from levier.accounts.models import Company, Membership
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.method.training.models import Attempt
from levier.method.training.quiz.questions import Question, kept, questions
from levier.method.training.reference import quiz
from levier.method.training.tools import taught
from levier.policy.rights import Permission, require

_MOST_A_DAY = 10


@dataclass(frozen=True)
class Sheet:
    """A quiz to fill in. ``number``: which one of the person's it is; a form sent for another is refused."""

    number: int
    seed: str
    capabilities: dict[str, str]
    questions: list[Question]
    needed: int


def sheet_of(actor: Actor) -> Sheet:
    """The person's next quiz: the same each time it is opened, until it is sent. Raises NotAllowed."""
    require(actor, Permission.ASK)
    number = Attempt.objects.filter(company_id=actor.company_id, person_id=actor.person_id).count() + 1
    seed, tools = f"{actor.company_id}-{actor.person_id}-{number}", taught(actor)
    asked = questions(tools, seed)
    return Sheet(number, seed, tools, asked, needed(len(asked)))


def needed(total: int) -> int:
    """Right answers to pass: the pass mark, rounded up."""
    mark = round(quiz()["pass_mark"] * 100)
    return -(-total * mark // 100)


def send(actor: Actor, number: int | None, chosen: Mapping[str, str]) -> Attempt:
    """Correct and keep it. ``chosen``: name of the question → place of the choice. Raises NotAllowed, BadInput."""
    sheet = sheet_of(actor)
    if number is not None and number != sheet.number:
        raise BadInput(
            "Ce quiz a déjà été envoyé", where="quiz", mend="Voyez votre résultat, ou passez le suivant."
        )
    today = Company.objects.get(pk=actor.company_id).today
    mine = Attempt.objects.filter(company_id=actor.company_id, person_id=actor.person_id)
    if mine.filter(taken_on=today).count() >= _MOST_A_DAY:
        raise BadInput(
            f"{_MOST_A_DAY} essais aujourd'hui, c'est assez",
            where="quiz",
            mend="Relisez les explications et revenez demain.",
        )
    given = {one.name: _place(chosen.get(one.name), len(one.choices)) for one in sheet.questions}
    left = [i for i, one in enumerate(sheet.questions, 1) if given[one.name] is None]
    if left:
        raise BadInput(
            f"Il manque {'une réponse' if len(left) == 1 else f'{len(left)} réponses'}",
            where=f"question{'s' if len(left) > 1 else ''} {', '.join(map(str, left))}", mend="Répondez à chaque question.",
        )  # fmt: skip
    right = sum(given[one.name] == one.right for one in sheet.questions)
    return Attempt.objects.create(
        company_id=actor.company_id, person_id=actor.person_id, capabilities=sorted(sheet.capabilities), seed=sheet.seed,
        sheet=[kept(one, given[one.name]) for one in sheet.questions], right=right, total=len(sheet.questions),
        passed=right >= sheet.needed, taken_on=today,
    )  # fmt: skip


def attempts_of(actor: Actor) -> list[Attempt]:
    """The person's own, the last first. Raises NotAllowed."""
    require(actor, Permission.ASK)
    return list(Attempt.objects.filter(company_id=actor.company_id, person_id=actor.person_id))


def attempt_of(actor: Actor, pk: int) -> Attempt:
    """One of the person's own. Raises NotAllowed, NotFound."""
    require(actor, Permission.ASK)
    found = Attempt.objects.filter(pk=pk, company_id=actor.company_id, person_id=actor.person_id).first()
    if found is None:
        raise NotFound("Ce résultat n'existe pas, ou n'est pas le vôtre", mend="Revenez à la formation.")
    return found


@dataclass(frozen=True)
class Outcome:
    """What those who steer may know of someone's quiz."""

    person: int
    name: str
    passed: bool | None
    """None: not taken."""


def outcomes(actor: Actor) -> list[Outcome]:
    """Each member of the company: passed, not yet, or not taken; no score, no answer. Raises NotAllowed."""
    require(actor, Permission.STEER)
    best: dict[int, bool] = {}
    for person, passed in Attempt.objects.filter(company_id=actor.company_id).values_list(
        "person_id", "passed"
    ):
        best[person] = best.get(person, False) or passed
    members = Membership.objects.filter(company_id=actor.company_id).select_related("user")
    return sorted(
        (Outcome(one.user_id, str(one.user), best.get(one.user_id)) for one in members),
        key=lambda one: one.name,
    )


def _place(typed: str | None, choices: int) -> int | None:
    return int(typed) if typed is not None and str(typed).isdecimal() and int(typed) < choices else None
