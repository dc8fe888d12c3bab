"""Who is concerned, what they are told, who stands by, who asked for help."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.policy.rights import Permission, may


class Level(models.IntegerChoices):
    LOW = 1, "faible"
    MIDDLE = 2, "moyen"
    HIGH = 3, "fort"


class Stance(models.IntegerChoices):
    AGAINST = -2, "s'oppose"
    DOUBTS = -1, "réservé"
    NEUTRAL = 0, "neutre"
    FOR = 1, "favorable"
    CARRIES = 2, "entraîne les autres"


class Channel(models.TextChoices):
    MEETING = "meeting", "réunion"
    TALK = "talk", "entretien"
    MAIL = "mail", "courriel"
    POSTER = "poster", "affichage"
    DEMO = "demo", "démonstration"


class StakeholderQuerySet(models.QuerySet["Stakeholder"]):
    def visible_to(self, actor: Actor) -> "StakeholderQuerySet":
        """Those of the company, for those who steer; nobody else may read what is thought of people."""
        return self.filter(company_id=actor.company_id) if may(actor, Permission.STEER) else self.none()


class Stakeholder(models.Model):
    """A person or a group. ``power`` on the project, ``interest`` in it; ``stance`` today, and the one hoped for.

    What is thought of a named person is personal data: erased on ``keep_until``, and never written to the journal.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="stakeholders")
    name = models.CharField("nom", max_length=120)
    is_group = models.BooleanField("groupe", default=True)
    power = models.PositiveSmallIntegerField("influence", choices=Level.choices, default=Level.MIDDLE)
    interest = models.PositiveSmallIntegerField("intérêt", choices=Level.choices, default=Level.MIDDLE)
    stance = models.SmallIntegerField("position", choices=Stance.choices, default=Stance.NEUTRAL)
    wanted = models.SmallIntegerField("position souhaitée", choices=Stance.choices, default=Stance.FOR)
    actions = models.TextField("actions", max_length=1_000, blank=True)
    origin = models.CharField("origine", max_length=200, blank=True)
    keep_until = models.DateField("effacé le")
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager["Stakeholder"]] = StakeholderQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-power", "-interest", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "name"], name="one_stakeholder_per_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def to_win(self) -> int:
        """How many steps the stance must move: what the actions are for."""
        return max(0, self.wanted - self.stance)


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> "MessageQuerySet":
        """Those of the company, for those who steer."""
        return self.filter(company_id=actor.company_id) if may(actor, Permission.STEER) else self.none()


class Message(models.Model):
    """A line of the communication plan. ``why`` comes first on the page and in the message; ``origin``: what the draft was made of."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    audience = models.CharField("à qui", max_length=120)
    why = models.TextField("pourquoi", max_length=1_000)
    body = models.TextField("message", max_length=2_000)
    channel = models.CharField("moyen", max_length=10, choices=Channel.choices, default=Channel.MEETING)
    due = models.DateField("prévu le")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    origin = models.CharField("origine", max_length=200, blank=True)
    sent_on = models.DateField("dit le", null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager["Message"]] = MessageQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "pk"]

    def __str__(self) -> str:
        return f"{self.audience}, {self.due:%d/%m/%Y}"

    def is_late(self, today: date) -> bool:
        """Whether it should have been said already."""
        return self.sent_on is None and self.due < today


class Ambassador(models.Model):
    """Someone who offered to help colleagues: one volunteers, one is never named. ``capability``: what with (empty: anything)."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    capability = models.CharField("savoir-faire", max_length=60, blank=True)
    since = models.DateField("depuis")

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "person"], name="one_ambassador_per_person")
        ]

    def __str__(self) -> str:
        return str(self.person)


class StoryQuerySet(models.QuerySet["Story"]):
    def visible_to(self, actor: Actor) -> "StoryQuerySet":
        """The published ones of the company; one's own; all for those who steer."""
        ours = self.filter(company_id=actor.company_id)
        if may(actor, Permission.STEER):
            return ours
        return ours.filter(models.Q(published=True) | models.Q(author=actor.person_id))


class Story(models.Model):
    """What changed in somebody's work, in their words. Its author may take it back at any time."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    title = models.CharField("titre", max_length=150)
    text = models.TextField("récit", max_length=2_000)
    capability = models.CharField("savoir-faire", max_length=60, blank=True)
    published = models.BooleanField("publié", default=False)
    told_on = models.DateField("raconté le")

    objects: ClassVar[models.Manager["Story"]] = StoryQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-told_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, actor: Actor) -> "TicketQuerySet":
        """One's own; all those of the company for those who steer."""
        ours = self.filter(company_id=actor.company_id)
        return ours if may(actor, Permission.STEER) else ours.filter(author=actor.person_id)


class Ticket(models.Model):
    """A question to the help desk. ``request``: the unanswered one it comes from; ``solved``: what who asked said of the answer
    (None: nothing yet); ``document``: of the approved knowledge made from it."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    question = models.CharField("question", max_length=200)
    detail = models.TextField("précisions", max_length=2_000, blank=True)
    request = models.BigIntegerField(null=True, blank=True)
    asked_on = models.DateField("posée le")
    answer = models.TextField("réponse", max_length=4_000, blank=True)
    answered_on = models.DateField("répondue le", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    solved = models.BooleanField("résolue", null=True, blank=True)
    document = models.BigIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[models.Manager["Ticket"]] = TicketQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_on", "-pk"]

    def __str__(self) -> str:
        return self.question
