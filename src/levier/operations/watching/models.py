"""A capability in service: its settings as versions, its runs, and what its watch found."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings as site
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from levier.accounts.models import Company
from levier.core.actor import Actor, Role
from levier.tables.models import Dataset


class Every(models.TextChoices):
    MANUAL = "manual", "À la main"
    DAY = "day", "Tous les jours"
    WEEK = "week", "Toutes les semaines"
    MONTH = "month", "Tous les mois"


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, actor: Actor) -> "ServiceQuerySet":
        """Those of the company made of tables the person may read, all of them. Once a table is deleted, only who answers
        for the service and those who own the company still see it."""
        sources = ServiceSource.objects.filter(service=OuterRef("pk"))
        there = Dataset.objects.filter(company_id=actor.company_id).values("pk")
        readable = Dataset.objects.visible_to(actor).values("pk")
        found = self.filter(
            ~Exists(sources.filter(dataset__in=there).exclude(dataset__in=readable)),
            company_id=actor.company_id,
        )
        if actor.role == Role.OWNER:
            return found
        return found.filter(~Exists(sources.exclude(dataset__in=there)) | Q(owner_id=actor.person_id))


class Service(models.Model):
    """A capability deployed. ``owner``: who answers for it; it runs with this person's rights. ``number``: the version of its
    setting in service. ``next_run``: None when it runs by hand. ``stale_days``, ``most_seconds``, ``most_cost``: limits the
    company chose, else they are measured. ``notes``: what people added to the runbook. ``promised``: what the roadmap estimated
    the day it was deployed: ``day``, and ``low``, ``central``, ``high`` in money a year."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="services")
    capability = models.CharField("savoir-faire", max_length=100)
    title = models.CharField("nom", max_length=120)
    owner = models.ForeignKey(site.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    every = models.CharField("fréquence", max_length=6, choices=Every.choices, default=Every.WEEK)
    hour = models.PositiveSmallIntegerField("heure", default=6)
    weekday = models.PositiveSmallIntegerField("jour de la semaine", default=0)
    month_day = models.PositiveSmallIntegerField("jour du mois", default=1)
    next_run = models.DateTimeField("prochain lancement", null=True)
    paused = models.BooleanField("suspendu", default=False)
    watched = models.BooleanField("surveillé", default=True)
    stale_days = models.PositiveSmallIntegerField("données trop anciennes après", null=True)
    most_seconds = models.FloatField("durée au plus", null=True)
    most_cost = models.FloatField("coût au plus", null=True)
    notes = models.TextField("consignes", blank=True, max_length=4_000)
    number = models.PositiveIntegerField(default=1)
    looked = models.DateTimeField(null=True)
    drift = models.JSONField(default=list)
    promised = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=1)
    changed = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        site.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects: ClassVar[models.Manager["Service"]] = ServiceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["title", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "title"], name="one_service_per_title")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def in_service(self) -> "Setting":
        """The version that runs."""
        found: Setting = self.settings.get(number=self.number)
        return found


class ServiceSource(models.Model):
    """A table the service reads: who may not read it does not see the service. Kept after the table is deleted."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="sources")
    dataset = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["service", "dataset"], name="one_source_per_service")
        ]

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    SERVICE = "service", "en service"
    CANDIDATE = "candidate", "candidate"
    REFUSED = "refused", "refusée"
    PAST = "past", "remplacée"


class Setting(models.Model):
    """One version of a service's setting. ``figures``: those of its first run, name → {label, value, limit, unit, better};
    ``data``: what that run read, dataset → version: what later data is compared with."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="settings")
    number = models.PositiveIntegerField()
    input = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SERVICE)
    why = models.CharField("pourquoi", max_length=500, blank=True)
    figures = models.JSONField(default=dict)
    data = models.JSONField(default=dict)
    made = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(site.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        site.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["service", "number"], name="one_setting_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.service}, version {self.number}"


class Purpose(models.TextChoices):
    FIRST = "first", "mise en service"
    SCHEDULED = "scheduled", "à l'heure dite"
    MANUAL = "manual", "à la main"
    CANDIDATE = "candidate", "version candidate"
    BESIDE = "beside", "version en service, pour comparer"


class Run(models.Model):
    """One run of a setting. ``request``: the request that holds its result, which its owner may erase. ``status``: empty
    while it runs, else that of the request, « refused » when it could not start, « erased »."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="runs")
    setting = models.ForeignKey(Setting, on_delete=models.CASCADE, related_name="runs")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    planned = models.DateTimeField()
    request = models.PositiveBigIntegerField(null=True)
    person = models.ForeignKey(site.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    status = models.CharField(max_length=12, blank=True)
    problem = models.CharField(max_length=500, blank=True)
    seconds = models.FloatField(default=0)
    cost = models.FloatField(default=0)
    figures = models.JSONField(default=dict)
    data = models.JSONField(default=dict)
    finished = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["service", "setting", "purpose", "planned"], name="one_run_per_moment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.setting} · {self.planned:%d/%m/%Y %H:%M}"

    @property
    def good(self) -> bool:
        return self.status in ("answered", "partial")

    @property
    def said(self) -> str:
        """Its status in a word."""
        return {
            "": "en cours", "answered": "réussi", "partial": "réussi en partie", "unanswered": "sans réponse", "clarify": "à préciser",
            "failed": "échoué", "cancelled": "annulé", "refused": "n'a pas pu partir", "erased": "résultat effacé",
        }[self.status]  # fmt: skip


class Sort(models.TextChoices):
    DRIFT = "drift", "les données ont changé"
    ERROR = "error", "le résultat se dégrade"
    STALE = "stale", "données anciennes"
    FAILURE = "failure", "échec"
    SLOW = "slow", "durée"
    COST = "cost", "coût"


class AlertQuerySet(models.QuerySet["ServiceAlert"]):
    def visible_to(self, actor: Actor) -> "AlertQuerySet":
        """Those of services the person may see."""
        return self.filter(service__in=Service.objects.visible_to(actor))


class ServiceAlert(models.Model):
    """A limit crossed, told once; ``ended``: when it came back. ``subject``: the column, the figure or the table."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="alerts")
    sort = models.CharField(max_length=8, choices=Sort.choices)
    subject = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    text = models.CharField(max_length=500)
    value = models.FloatField(null=True)
    limit = models.FloatField(null=True)
    raised = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)
    seen: Any = models.ManyToManyField(site.AUTH_USER_MODEL, related_name="+")

    objects: ClassVar[models.Manager["ServiceAlert"]] = AlertQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-raised", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["service", "sort", "subject"],
                condition=Q(ended=None),
                name="one_open_alert_per_subject",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ServiceMail(models.Model):
    """A mail owed for an alert; written with it, so that it goes once, even after a crash."""

    alert = models.ForeignKey(ServiceAlert, on_delete=models.CASCADE, related_name="mails")
    person = models.ForeignKey(site.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sent = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["alert", "person"], name="one_mail_per_service_alert")
        ]

    def __str__(self) -> str:
        return f"{self.alert} → {self.person}"


def day_of(moment: datetime) -> date:
    """The local day of a moment."""
    return timezone.localtime(moment).date()
