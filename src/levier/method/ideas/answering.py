"""What those who lead do with an idea: answer it with a reason, allow a try, close it with its lesson."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_money, format_number
from levier.knowledge.adding import add_text
from levier.method.ideas.box import box_of, idea_of, written
from levier.method.ideas.models import Answer, Idea, IdeaBox, Outcome, Trial
from levier.method.roadmap.editing import Changed
from levier.method.roadmap.models import UseCase
from levier.method.typed import amount, day
from levier.policy import journal
from levier.policy.rights import Permission, require

LESSONS = "Leçons apprises"
"""The source of the company's documents that holds the lessons."""
_DAYS = Decimal(1_000)


def answer(actor: Actor, pk: int, given: str, why: str, revision: int | None = None) -> Idea:
    """Answer an idea, always with a reason. « project » puts it in the roadmap as a candidate. Raises NotAllowed, NotFound,
    BadInput, Changed (somebody answered in between)."""
    require(actor, Permission.STEER)
    idea_of(actor, pk)
    if given not in Answer.values or not given:
        raise BadInput(
            "Choisissez une réponse", where="réponse", mend="À essayer, feuille de route, plus tard ou non."
        )
    why = written(why, "pourquoi", 1_000)
    with transaction.atomic():
        idea = Idea.objects.select_for_update().get(pk=pk)
        if revision is not None and revision != idea.revision:
            raise Changed(
                "Quelqu'un a répondu à cette idée entre-temps", where=idea.title,
                mend="Lisez sa réponse ; la vôtre est encore dans le formulaire.",
            )  # fmt: skip
        if given == Answer.PROJECT:
            _in_the_roadmap(actor, idea)
        idea.answer, idea.why, idea.answered_by_id = given, why, actor.person_id
        idea.answered_on = Company.objects.get(pk=actor.company_id).today
        idea.revision += 1
        idea.save()
        journal.record(
            actor.company_id, actor.person_id, "idea.answered", idea.title, {"idea": pk, "answer": given}
        )
    return idea


def _in_the_roadmap(actor: Actor, idea: Idea) -> None:
    UseCase.objects.get_or_create(
        company_id=actor.company_id, title=idea.title, defaults={"problem": idea.problem}
    )


def start_trial(actor: Actor, pk: int, given: dict[str, Any]) -> Trial:
    """Allow a try (``question``, ``sign``, ``start``, ``end``, ``days``, ``money``). Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.STEER)
    idea = idea_of(actor, pk)
    if Trial.objects.filter(idea=idea).exists():
        raise BadInput(f"« {idea.title} » a déjà son essai", mend="Concluez-le, ou proposez une autre idée.")
    if idea.answer != Answer.TRY:
        raise BadInput(
            "On n'essaie que ce qui a été retenu « à essayer »",
            where=idea.title,
            mend="Répondez d'abord à l'idée.",
        )
    start, end = day(given.get("start"), "début"), day(given.get("end"), "fin")
    if end <= start:
        raise BadInput(
            f"L'essai finirait le {format_date(end)}, avant d'avoir commencé", where="fin",
            mend=f"Choisissez une date après le {format_date(start)}.",
        )  # fmt: skip
    days, money = (
        amount(given.get("days"), "jours de travail", below=_DAYS),
        amount(given.get("money") or 0, "dépense"),
    )
    if not days:
        raise BadInput(
            "Un essai demande du temps",
            where="jours de travail",
            mend="Écrivez au moins une demi-journée : 0,5.",
        )
    _within_quarter(actor, start, days, money)
    trial = Trial.objects.create(
        idea=idea, question=written(given.get("question", ""), "ce qu'on veut savoir", 300),
        sign=written(given.get("sign", ""), "à quoi on le verra", 300), start=start, end=end, days=days, money=money,
    )  # fmt: skip
    journal.record(
        actor.company_id, actor.person_id, "idea.trial", idea.title, {"days": str(days), "money": str(money)}
    )
    return trial


def _within_quarter(actor: Actor, start: date, days: Decimal, money: Decimal) -> None:
    """Raises BadInput when what is set apart for tries this quarter would be exceeded."""
    company = Company.objects.get(pk=actor.company_id)
    box = box_of(company.pk)
    first = date(start.year, 3 * ((start.month - 1) // 3) + 1, 1)
    after = date(first.year + first.month // 10, (first.month + 2) % 12 + 1, 1)
    spent = Trial.objects.filter(idea__company=company, start__gte=first, start__lt=after).aggregate(
        days=Sum(Coalesce("spent_days", "days")), money=Sum(Coalesce("spent_money", "money"))
    )
    left_days = box.quarter_days - (spent["days"] or 0)
    left_money = box.quarter_money - (spent["money"] or 0)
    if days > left_days or money > left_money:
        raise BadInput(
            f"Il reste {format_number(float(max(left_days, Decimal(0))))} jours et"
            f" {format_money(float(max(left_money, Decimal(0))), company.currency)} pour les essais de ce trimestre",
            where="temps et dépense",
            mend="Réduisez l'essai, attendez le trimestre suivant, ou relevez le budget des essais.",
        )


def conclude(actor: Actor, pk: int, given: dict[str, Any]) -> Trial:
    """Close a try: ``outcome``, ``lesson``, ``spent_days``, ``spent_money``. Its lesson joins the company's documents, so that
    a question finds it. Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.STEER)
    idea = idea_of(actor, pk)
    trial = Trial.objects.filter(idea=idea).first()
    if trial is None or trial.outcome:
        raise BadInput(
            "Il n'y a pas d'essai à conclure",
            where=idea.title,
            mend="Son essai est conclu, ou n'a pas commencé.",
        )
    if given.get("outcome") not in Outcome.values or not given.get("outcome"):
        raise BadInput(
            "Dites ce que l'essai a donné",
            where="résultat",
            mend="A marché, n'a pas marché ou sans conclusion.",
        )
    trial.outcome = given["outcome"]
    trial.lesson = written(given.get("lesson", ""), "leçon", 2_000)
    trial.spent_days = amount(given.get("spent_days"), "jours passés", below=_DAYS)
    trial.spent_money = amount(given.get("spent_money") or 0, "dépense faite")
    trial.closed_on = Company.objects.get(pk=actor.company_id).today
    added = add_text(
        actor,
        f"Leçon : {idea.title}",
        _told(idea, trial),
        source=LESSONS,
        dated=trial.closed_on,
        data_class="internal",
    )
    trial.document = added.document_id
    trial.save()
    journal.record(
        actor.company_id, actor.person_id, "idea.concluded", idea.title, {"outcome": str(trial.outcome)}
    )
    return trial


def _told(idea: Idea, trial: Trial) -> str:
    return (
        f"{idea.problem}\n\nCe que nous voulions savoir : {trial.question}\nÀ quoi nous l'aurions vu : {trial.sign}\n\n"
        f"L'essai {Outcome(trial.outcome).label}. {trial.lesson}\n\n"
        f"Du {format_date(trial.start)} au {format_date(trial.closed_on or trial.end)},"
        f" {format_number(float(trial.spent_days or 0))} jours de travail."
    )


def set_rules(actor: Actor, days: Any, quarter_days: Any, quarter_money: Any) -> IdeaBox:
    """How long an answer may take, and what tries may cost in a quarter. Raises NotAllowed, BadInput."""
    require(actor, Permission.STEER)
    within = amount(days, "délai de réponse")
    if not 1 <= within <= 90 or within != int(within):
        raise BadInput(
            "Le délai de réponse va de 1 à 90 jours", where="délai de réponse", mend="Écrivez par exemple 15."
        )
    box, _ = IdeaBox.objects.update_or_create(
        company_id=actor.company_id,
        defaults={
            "days": int(within),
            "quarter_days": amount(quarter_days, "jours par trimestre", below=_DAYS),
            "quarter_money": amount(quarter_money, "budget par trimestre"),
        },
    )
    journal.record(actor.company_id, actor.person_id, "idea.rules", "boîte à idées", {"days": box.days})
    return box
