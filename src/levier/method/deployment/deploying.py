"""Put a capability in service, change who answers for it and when it runs, suspend it, withdraw it."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from levier.accounts.models import Membership
from levier.capabilities import inputs, registry
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.method.deployment.promising import promised
from levier.method.pilots.models import State
from levier.method.roadmap.models import Stage, UseCase
from levier.method.typed import amount
from levier.operations.boards.locking import check_revision
from levier.operations.watching import clock, running
from levier.operations.watching.models import (
    Every,
    Purpose,
    Run,
    Service,
    ServiceQuerySet,
    ServiceSource,
    Setting,
)
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.access import current_version


def services_of(actor: Actor) -> ServiceQuerySet:
    """Those the person may see. Raises NotAllowed."""
    require(actor, Permission.STEER)
    found: ServiceQuerySet = Service.objects.visible_to(actor).select_related("owner", "changed_by")
    return found


def service_of(actor: Actor, pk: int) -> Service:
    """Raises NotAllowed, NotFound."""
    found = services_of(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound(
            "Ce savoir-faire n'est pas en service, ou ses tableaux ne vous sont pas ouverts",
            mend="Revenez à « Déploiement ».",
        )
    return found


def deploy(actor: Actor, capability: str, given: Mapping[str, Any], how: Mapping[str, Any]) -> Service:
    """Put ``capability`` in service with the input ``given``; ``how``: ``title``, ``owner``, ``every``, ``hour``, ``weekday``,
    ``month_day`` … It runs at once, and that run is what later ones are compared with. Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.STEER)
    kind = registry.get(capability)
    typed = inputs.read(kind.Input, given).model_dump(mode="json", include=set(given))
    settled = _how(actor, {"title": kind.title, **how}) | {"promised": promised(actor, capability)}
    with transaction.atomic():
        if Service.objects.filter(company_id=actor.company_id, title__iexact=settled["title"]).exists():
            raise _taken(settled["title"])
        service = Service.objects.create(
            company_id=actor.company_id, capability=capability, changed_by_id=actor.person_id, **settled
        )
        setting = Setting.objects.create(service=service, number=1, input=typed, made_by_id=actor.person_id)
        _first_sources(service, kind)
        _out_of_pilot(actor, capability)
        _journal(actor, service, "deployed", {"capability": capability, "version": 1})
    who = running.owner_of(service)
    first = Run.objects.create(
        service=service, setting=setting, purpose=Purpose.FIRST, planned=timezone.now()
    )
    running.start(first, who)
    return service


def _out_of_pilot(actor: Actor, capability: str) -> None:
    """The road map's project is deployed with it, unless a pilot of it still goes on."""
    projects = UseCase.objects.visible_to(actor).filter(
        capability=capability, stage__in=[Stage.RETAINED, Stage.PILOT]
    )
    projects.exclude(pilots__state__in=[State.PREPARING, State.RUNNING]).update(stage=Stage.DEPLOYED)


def _first_sources(service: Service, kind: registry.AnyCapability) -> None:
    """The tables it will read, as far as its needs tell; the first run tells the rest."""
    who = running.owner_of(service)
    for need in kind.needs:
        version = current_version(who, need.kind) if who and need.kind not in ("any", "documents") else None
        if version is not None:
            ServiceSource.objects.get_or_create(
                service=service, dataset=version.dataset_id, defaults={"name": version.dataset.name}
            )


def change(actor: Actor, pk: int, how: Mapping[str, Any], revision: int) -> Service:
    """Change its name, who answers for it, its hours, its limits, its notes. Raises NotAllowed, NotFound, BadInput, Conflict
    (somebody changed it in between)."""
    service_of(actor, pk)
    settled = _how(actor, how)
    try:
        with transaction.atomic():
            service = locked(pk, revision)
            for name, value in settled.items():
                setattr(service, name, value)
            touch(service, actor)
            _journal(actor, service, "service-changed", {"every": service.every, "owner": service.owner_id})
    except IntegrityError:
        raise _taken(settled["title"]) from None
    return service


def locked(pk: int, revision: int) -> Service:
    """The service, locked. Raises Conflict unless ``revision`` is still its own. Within a transaction."""
    service = Service.objects.select_for_update().get(pk=pk)
    check_revision(service, revision, f"« {service.title} »")
    return service


def touch(service: Service, actor: Actor) -> None:
    """Keep a change."""
    service.revision += 1
    service.changed, service.changed_by_id = timezone.now(), actor.person_id
    service.save()


def set_paused(actor: Actor, pk: int, paused: bool, revision: int) -> Service:
    """Suspend its hours, or take them up again. Raises NotAllowed, NotFound, Conflict."""
    service_of(actor, pk)
    with transaction.atomic():
        service = locked(pk, revision)
        service.paused = paused
        service.next_run = None if paused else _next(service.__dict__)
        touch(service, actor)
        _journal(actor, service, "service-paused" if paused else "service-resumed", {})
    return service


def withdraw(actor: Actor, pk: int, why: str, revision: int) -> None:
    """Take it out of service: its hours, versions and alerts go; the results stay as requests, and the journal keeps why."""
    service_of(actor, pk)
    if not why.strip():
        raise BadInput("Il manque la raison du retrait", where="raison", mend="Quelques mots suffisent.")
    with transaction.atomic():
        service = locked(pk, revision)
        _journal(actor, service, "service-withdrawn", {"why": why.strip()[:500]})
        service.delete()


def run_now(actor: Actor, pk: int) -> Run:
    """Run the version in service now, as the person. Raises NotAllowed, NotFound, BadInput."""
    service = service_of(actor, pk)
    made = running.run_now(service, service.in_service, Purpose.MANUAL, actor)
    if made.status == "refused":
        raise BadInput("Ce savoir-faire n'a pas pu partir", where=service.title, mend=made.problem)
    return made


def _how(actor: Actor, how: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed about a service, checked. Raises BadInput."""
    title = " ".join(str(how.get("title") or "").split())
    if not title or len(title) > 120:
        raise BadInput(
            "Il faut un nom de 120 caractères au plus",
            where="nom",
            mend="Par exemple « Prévision du lundi ».",
        )
    every = str(how.get("every") or Every.WEEK)
    hours = {
        name: _whole(how.get(name), default, name)
        for name, default in (("hour", 6), ("weekday", 0), ("month_day", 1))
    }
    clock.check(every, **hours)
    found: dict[str, Any] = {
        "title": title, "every": every, **hours, "owner_id": _owner(actor, how.get("owner")),
        "watched": how.get("watched", True) in (True, "1", "on", "true"), "notes": str(how.get("notes") or "").strip()[:4_000],
        "stale_days": None, "most_seconds": None, "most_cost": None,
    }  # fmt: skip
    for name, label in (
        ("stale_days", "âge des données"),
        ("most_seconds", "durée au plus"),
        ("most_cost", "coût au plus"),
    ):
        if how.get(name) not in (None, ""):
            value = float(amount(how.get(name), label))
            found[name] = round(value) if name == "stale_days" else value
    if found["stale_days"] is not None and not 1 <= found["stale_days"] <= 3_650:
        raise BadInput(
            "L'âge des données va de 1 à 3 650 jours",
            where="âge des données",
            mend="Laissez vide pour le mesurer.",
        )
    return found | {"next_run": _next(found)}


def _next(given: Mapping[str, Any]) -> Any:
    return clock.next_after(
        timezone.now(), given["every"], given["hour"], given["weekday"], given["month_day"]
    )


_LABELS = {"hour": "heure", "weekday": "jour de la semaine", "month_day": "jour du mois"}


def _whole(typed: Any, default: int, name: str) -> int:
    if typed in (None, ""):
        return default
    try:
        return int(str(typed))
    except ValueError:
        raise BadInput(
            f"« {typed} » n'est pas un nombre entier", where=_LABELS[name], mend="Écrivez par exemple 6."
        ) from None


def _owner(actor: Actor, typed: Any) -> int:
    if typed in (None, ""):
        return actor.person_id
    found = Membership.objects.filter(company_id=actor.company_id, user__is_active=True)
    chosen = (
        found.filter(user_id=int(typed)).first()
        if str(typed).isdecimal()
        else found.filter(user__email=str(typed)).first()
    )
    if chosen is None:
        raise BadInput(
            "La personne responsable n'est pas dans l'entreprise",
            where="responsable",
            mend="Choisissez quelqu'un de la liste.",
        )
    return int(chosen.user_id)


def _taken(title: str) -> BadInput:
    return BadInput(
        f"« {title} » est déjà en service",
        where="nom",
        mend="Donnez un autre nom, ou changez celui qui existe.",
    )


def _journal(actor: Actor, service: Service, action: str, details: dict[str, Any]) -> None:
    journal.record(
        actor.company_id,
        actor.person_id,
        f"deployment.{action}",
        service.title,
        {"service": service.pk, **details},
    )
