"""What people asked, how it was answered, and what each step did."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import TextChoices


class RequestStatus(TextChoices):
    QUEUED = "queued", "en attente"
    RUNNING = "running", "en cours"
    ANSWERED = "answered", "répondu"
    PARTIAL = "partial", "répondu en partie"
    UNANSWERED = "unanswered", "sans réponse"
    CLARIFY = "clarify", "à préciser"
    FAILED = "failed", "n'a pas abouti"
    CANCELLED = "cancelled", "annulé"


class StepStatus(TextChoices):
    WAITING = "waiting", "en attente"
    RUNNING = "running", "en cours"
    DONE = "done", "fait"
    FAILED = "failed", "n'a pas abouti"


def _new_run() -> str:
    return f"request-{uuid.uuid4()}"


class Conversation(models.Model):
    """Requests of one person that follow each other."""

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="conversations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="conversations"
    )
    title = models.CharField("titre", max_length=120)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created"]

    def __str__(self) -> str:
        return self.title


class Request(models.Model):
    """One request of a person in a company; ``run`` is its durable run. ``today`` is the company's date
    then.
    """

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="requests")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="requests")
    run = models.CharField(max_length=60, unique=True, default=_new_run, editable=False)
    text = models.TextField("demande")
    today = models.DateField("date de l'entreprise")
    created = models.DateTimeField("posée", auto_now_add=True)
    finished = models.DateTimeField("finie", null=True)
    status = models.CharField("état", max_length=12, choices=RequestStatus, default=RequestStatus.QUEUED)
    reason = models.TextField("raison", blank=True)
    plan = models.JSONField("plan", null=True)
    answer = models.JSONField("réponse", null=True)
    seconds = models.FloatField("durée (s)", default=0)
    cost = models.FloatField("coût (€)", default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["company", "person", "-created"], name="request_own_history")
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_finished(self) -> bool:
        return self.status not in (RequestStatus.QUEUED, RequestStatus.RUNNING)


class StepRecord(models.Model):
    """One step of a request: what it was given, what it gave, what it touched, how long, how much."""

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField("étape", max_length=20)
    position = models.PositiveSmallIntegerField()
    capability = models.CharField("savoir-faire", max_length=100)
    label = models.CharField("libellé", max_length=300)
    question = models.CharField("question", max_length=20)
    status = models.CharField("état", max_length=10, choices=StepStatus, default=StepStatus.WAITING)
    reason = models.TextField("raison", blank=True)
    input = models.JSONField("entrée", default=dict)
    output = models.JSONField("sortie", null=True)
    touched = models.JSONField("lu", default=list)
    seconds = models.FloatField("durée (s)", default=0)
    cost = models.FloatField("coût (€)", default=0)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["position"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "step"], name="one_record_per_step")
        ]

    def __str__(self) -> str:
        return f"{self.step} · {self.label}"

    def shown(self) -> dict[str, Any]:
        """The step as the answer's ``plan`` shows it."""
        return {
            "id": self.step,
            "capability": self.capability,
            "label": self.label,
            "question": self.question,
            "input": self.input,
            "status": self.status,
            "reason": self.reason,
            "seconds": self.seconds,
            "cost": self.cost,
        }


class Feedback(models.Model):
    """Whether an answer was useful to the person who asked, and why not."""

    company = models.ForeignKey("accounts.Company", on_delete=models.CASCADE, related_name="+")
    request = models.OneToOneField(Request, on_delete=models.CASCADE, related_name="feedback")
    useful = models.BooleanField("utile")
    note = models.TextField("remarque", blank=True)
    correction = models.TextField("ce qui aurait été juste", blank=True)
    created = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return "utile" if self.useful else "pas utile"
