"""Ideas, votes, tries and their lessons. What was tried in vain is kept as well as what worked."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.core.actor import Actor


class Answer(models.TextChoices):
    WAITING = "", "attend une réponse"
    TRY = "try", "à essayer"
    PROJECT = "project", "dans la feuille de route"
    LATER = "later", "plus tard"
    NO = "no", "pas retenue"


class Outcome(models.TextChoices):
    RUNNING = "", "en cours"
    WORKED = "worked", "a marché"
    FAILED = "failed", "n'a pas marché"
    UNCLEAR = "unclear", "n'a pas permis de conclure"


class IdeaBox(models.Model):
    """How a company runs its box. ``days``: within which every idea has its answer; ``quarter_days`` and
    ``quarter_money``: what may be spent on tries in a quarter."""

    company = models.OneToOneField(Company, on_delete=models.CASCADE, related_name="+")
    days = models.PositiveSmallIntegerField("délai de réponse", default=15)
    quarter_days = models.DecimalField("jours par trimestre", max_digits=5, decimal_places=1, default=5)
    quarter_money = models.DecimalField("budget par trimestre", max_digits=10, decimal_places=2, default=500)

    def __str__(self) -> str:
        return f"{self.company} : {self.days} jours"


class IdeaQuerySet(models.QuerySet["Idea"]):
    def visible_to(self, actor: Actor) -> "IdeaQuerySet":
        """Those of the person's company."""
        return self.filter(company_id=actor.company_id)


class Idea(models.Model):
    """``author`` is None for an idea given without a name: nobody can find out. ``due``: the day its answer is promised."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="ideas")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    title = models.CharField("idée", max_length=150)
    problem = models.TextField("ce qu'elle améliore", max_length=2_000)
    proposed_on = models.DateField("proposée le")
    due = models.DateField("réponse promise pour le")
    answer = models.CharField(
        "réponse", max_length=10, choices=Answer.choices, default=Answer.WAITING, blank=True
    )
    why = models.TextField("pourquoi", max_length=1_000, blank=True)
    answered_on = models.DateField("répondue le", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager["Idea"]] = IdeaQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-proposed_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def is_late(self, today: date) -> bool:
        """Whether its answer was promised for a day that has passed."""
        return not self.answer and self.due < today


class Vote(models.Model):
    """One a person and an idea. Who voted is not shown."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["idea", "person"], name="one_vote_a_person_and_idea")
        ]

    def __str__(self) -> str:
        return f"{self.idea_id}"


class Trial(models.Model):
    """A try with a limit of time and money, and what was learned. ``document``: of the lesson, among the company's own."""

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="trial")
    question = models.CharField("ce qu'on veut savoir", max_length=300)
    sign = models.CharField("à quoi on le verra", max_length=300)
    start = models.DateField("début")
    end = models.DateField("fin")
    days = models.DecimalField("jours de travail au plus", max_digits=5, decimal_places=1)
    money = models.DecimalField("dépense au plus", max_digits=10, decimal_places=2, default=0)
    outcome = models.CharField(
        "résultat", max_length=10, choices=Outcome.choices, default=Outcome.RUNNING, blank=True
    )
    lesson = models.TextField("leçon", max_length=2_000, blank=True)
    spent_days = models.DecimalField("jours passés", max_digits=6, decimal_places=1, null=True, blank=True)
    spent_money = models.DecimalField("dépense faite", max_digits=10, decimal_places=2, null=True, blank=True)
    closed_on = models.DateField("conclu le", null=True, blank=True)
    document = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-start", "-pk"]

    def __str__(self) -> str:
        return self.question

    @property
    def over(self) -> bool:
        """Whether it cost more time or money than allowed."""
        return (self.spent_days or 0) > self.days or (self.spent_money or 0) > self.money

    @property
    def length(self) -> timedelta:
        """From its first to its last day."""
        return self.end - self.start
