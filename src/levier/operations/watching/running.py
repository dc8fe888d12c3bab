"""Run a service: when its hour has come, or when somebody asks; then read what its request gave."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from levier.accounts.models import Membership
from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.operations.watching import clock
from levier.operations.watching.figures import data_of, figures_of
from levier.operations.watching.models import Purpose, Run, Service, ServiceSource, Setting
from levier.orchestrator import services as requests
from levier.orchestrator.models import Request
from levier.tables.models import Dataset

_log = logging.getLogger(__name__)
_LOST = timedelta(hours=2)
"""A run whose request never came (the machine stopped in between) is given up after that."""


def due(now: datetime) -> list[int]:
    """The services whose hour has come."""
    found = Service.objects.filter(paused=False, next_run__lte=now).order_by("next_run", "pk")
    return list(found.values_list("pk", flat=True))


def run_due(pk: int) -> int | None:
    """Start a service whose hour has come, once however many hours were missed; the number of its run."""
    now = timezone.now()
    with transaction.atomic():
        service = Service.objects.select_for_update().filter(pk=pk, paused=False, next_run__lte=now).first()
        if service is None or service.next_run is None:
            return None
        planned = service.next_run
        service.next_run = clock.next_after(
            now, service.every, service.hour, service.weekday, service.month_day
        )
        service.save(update_fields=["next_run"])
        made, new = Run.objects.get_or_create(
            service=service, setting=service.in_service, purpose=Purpose.SCHEDULED, planned=planned
        )
    return start(made, owner_of(service)).pk if new else None


def owner_of(service: Service) -> Actor | None:
    """Who answers for the service, with the role of today; None once they left the company."""
    found = (
        Membership.objects.select_related("user")
        .filter(company_id=service.company_id, user_id=service.owner_id or 0, user__is_active=True)
        .first()
    )
    return found.actor() if found else None


def run_now(service: Service, setting: Setting, purpose: Purpose, actor: Actor) -> Run:
    """Start a run with the rights of ``actor``."""
    made = Run.objects.create(service=service, setting=setting, purpose=purpose, planned=timezone.now())
    return start(made, actor)


def start(run: Run, actor: Actor | None) -> Run:
    """Submit its request; a refusal is kept as the run's end, in French."""
    if actor is None:
        return _refused(
            run, "La personne responsable n'est plus dans l'entreprise : choisissez-en une autre."
        )
    run.person_id = actor.person_id
    try:
        run.request = requests.submit_capability(actor, run.service.capability, run.setting.input).pk
    except LevierError as error:
        return _refused(run, error.message)
    run.save(update_fields=["request", "person"])
    return run


def _refused(run: Run, why: str) -> Run:
    run.status, run.problem, run.finished = "refused", why[:500], timezone.now()
    run.save()
    return run


def settle(company: int | None = None) -> list[int]:
    """Read the end of every run that is over; the services concerned."""
    waiting = Run.objects.filter(finished=None).select_related("service", "setting")
    if company is not None:
        waiting = waiting.filter(service__company_id=company)
    return sorted({run.service_id for run in waiting if _settled(run)})


def _settled(run: Run) -> bool:
    if run.request is None:
        if timezone.now() - run.planned < _LOST:
            return False
        _refused(run, "Le lancement a été interrompu avant de commencer ; le suivant aura lieu à son heure.")
        return True
    request = Request.objects.prefetch_related("steps").filter(pk=run.request).first()
    if request is None:
        run.status, run.finished = "erased", timezone.now()
        run.save()
        return True
    if not request.is_finished:
        return False
    run.status, run.problem, run.finished = (
        str(request.status),
        request.reason[:500],
        request.finished or timezone.now(),
    )
    run.seconds, run.cost = request.seconds, request.cost
    for step in request.steps.all():
        run.figures |= figures_of(step.output or {})
        run.data |= data_of(step.touched or [])
    if request.status == "partial" or (not run.problem and not run.good):
        answer = request.answer or {}
        told = [one.get("reason", "") for one in answer.get("unanswered", [])]
        run.problem = " ".join([run.problem, *told]).strip()[:500]
    with transaction.atomic():
        run.save()
        _keep_sources(run)
        if run.good and run.purpose != Purpose.BESIDE and not run.setting.figures and not run.setting.data:
            Setting.objects.filter(pk=run.setting_id).update(figures=run.figures, data=run.data)
    return True


def _keep_sources(run: Run) -> None:
    names = dict(
        Dataset.objects.filter(company_id=run.service.company_id, pk__in=run.data).values_list("pk", "name")
    )
    for number, name in names.items():
        ServiceSource.objects.get_or_create(
            service_id=run.service_id, dataset=number, defaults={"name": name}
        )
