"""What people do with connections: add, allow, try, start, stop, pause, change, delete. Light: no parser is loaded.

Whoever may import prepares a connection; a person who may configure allows the places it goes to. Names of what a
connection brought are shown to its readers only.
"""

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from levier import durable
from levier.connectors import queue, registry, trying
from levier.connectors.contract import Checked, ConnectorSettings
from levier.connectors.faults import Forbidden
from levier.connectors.models import Connection, Deletions, Schedule, SourceTable, Sync, Thing, ThingState
from levier.connectors.outside.door import Door, Place, shown
from levier.connectors.running.opening import approved_places, settings_of
from levier.connectors.secrets import open_sealed, seal
from levier.connectors.settings_form import BadSettings, parse
from levier.core.actor import EVERYONE, Actor, Role
from levier.core.errors import BadInput, NotFound, Unavailable
from levier.knowledge.models import DATA_CLASSES, Document, DocumentReader, Source
from levier.policy import destinations, journal
from levier.policy.destinations import DataClass
from levier.policy.rights import Permission, may, require
from levier.tables.models import DatasetGrant

TRY_SECONDS = 45.0
_BOUNDS = {"items": 1_000_000, "megabytes": 1_000_000, "minutes": 24 * 60, "file_megabytes": 50,
           "kilobytes_per_second": 1_000_000}  # fmt: skip


@dataclass(frozen=True)
class Wish:
    """What a person wants of a connection, beside the connector's own settings.

    ``allow``: the person allows the places (needs the right to configure); ``internal``: on the company's own network.
    """

    name: str
    readers: Sequence[str] = (EVERYONE,)
    schedule: str = Schedule.DAY
    deletions: str = Deletions.MIRROR
    data_class: str = "internal"
    bounds: Mapping[str, int] = field(default_factory=dict)
    allow: bool = False
    internal: bool = False


def connections(actor: Actor) -> list[Connection]:
    """The company's connections. Raises NotAllowed."""
    require(actor, Permission.IMPORT)
    return list(Connection.objects.filter(company_id=actor.company_id).select_related("person"))


def get(actor: Actor, connection_id: int) -> Connection:
    """Raises NotAllowed, NotFound."""
    require(actor, Permission.IMPORT)
    found = Connection.objects.filter(company_id=actor.company_id, pk=connection_id).first()
    if found is None:
        raise NotFound("Cette source n'existe pas, ou a été supprimée")
    return found


def named(actor: Actor, name: str) -> Connection:
    """A connection by its name or its number. Raises NotAllowed, NotFound."""
    mine = connections(actor)
    for one in mine:
        if one.name.casefold() == name.casefold() or str(one.pk) == name:
            return one
    known = ", ".join(f"« {one.name} »" for one in mine)
    raise NotFound(
        f"La source « {name} » n'existe pas", mend=f"Sources : {known}." if known else "Aucune source encore."
    )


def reads(actor: Actor, connection: Connection) -> bool:
    """Whether the person may see the names of what it brings."""
    return bool(actor.readers & set(connection.readers)) or connection.person_id == actor.person_id


def add(actor: Actor, connector: str, given: Mapping[str, Any], wish: Wish) -> Connection:
    """A new connection, not yet run. Raises NotAllowed, NotFound, BadInput (BadSettings)."""
    require(actor, Permission.IMPORT)
    shape = registry.get(connector)
    settings = parse(shape.Settings, given)
    name = _name(actor, wish.name)
    places = shape.places(settings)
    with transaction.atomic():
        approved = _allowed(actor, places, name, wish.internal) if wish.allow else []
        try:
            made = Connection.objects.create(
                company_id=actor.company_id, person_id=actor.person_id, connector=connector, name=name,
                settings=settings.plain(), secrets=seal(actor.company_id, settings.secrets()), approved=approved,
                internal=wish.allow and wish.internal, **_common(actor, wish),
            )  # fmt: skip
        except IntegrityError:
            raise _taken(name) from None
        details = {
            "source": made.pk,
            "connector": connector,
            "places": shown(places),
            "readers": made.readers,
        }
        journal.record(actor.company_id, actor.person_id, "source.added", name, details)
    return made


def change(actor: Actor, connection_id: int, given: Mapping[str, Any], wish: Wish) -> Connection:
    """Change settings. A secret left empty stays, unless the places change: it must not follow to another server."""
    connection = get(actor, connection_id)
    shape = registry.get(connection.connector)
    settings = _with_kept_secrets(connection, shape.Settings, given)
    places = shape.places(settings)
    before = [tuple(one) for one in connection.approved]
    with transaction.atomic():
        if wish.allow:
            connection.approved = _allowed(actor, places, connection.name, wish.internal)
            connection.internal = wish.internal
        elif any((place.kind, place.address) not in before for place in places):
            connection.internal = False
        if wish.name.strip() and wish.name.strip() != connection.name:
            if connection.syncs.filter(finished=None).exists():
                raise BadInput(
                    "La source ne change pas de nom pendant un passage",
                    mend="Arrêtez-le, ou attendez sa fin.",
                )
            _rename(actor, connection, wish.name)
        readers = list(connection.readers)
        for name, value in _common(actor, wish, connection).items():
            setattr(connection, name, value)
        connection.settings, connection.secrets = settings.plain(), seal(actor.company_id, settings.secrets())
        connection.blocked, connection.failures = False, 0
        connection.next_run = (
            timezone.now() if connection.schedule != Schedule.MANUAL and ready(connection) else None
        )
        connection.save()
        if readers != connection.readers:
            _open_to(connection)
        details = {"source": connection.pk, "places": shown(places), "readers": connection.readers}
        journal.record(actor.company_id, actor.person_id, "source.changed", connection.name, details)
    return connection


def approve(actor: Actor, connection_id: int, *, internal: bool = False) -> Connection:
    """Allow a connection to go where its settings say. Raises NotAllowed without the right to configure."""
    require(actor, Permission.CONFIGURE)
    connection = get(actor, connection_id)
    places = registry.get(connection.connector).places(settings_of(connection))
    with transaction.atomic():
        connection.approved, connection.internal = (
            _allowed(actor, places, connection.name, internal),
            internal,
        )
        connection.blocked, connection.failures = False, 0
        connection.save(update_fields=["approved", "internal", "blocked", "failures"])
    return connection


def waits_for_approval(connection: Connection) -> list[Place]:
    """The places that no administrator allowed yet, or that the company's destinations no longer allow."""
    try:
        places = registry.get(connection.connector).places(settings_of(connection))
    except (NotFound, BadInput):
        return []
    return [
        place
        for place in places
        if [place.kind, place.address] not in connection.approved
        or (
            place.outside
            and not destinations.may_go("public", place.address, company_id=connection.company_id)
        )
    ]


def ready(connection: Connection) -> bool:
    """Whether it may run."""
    return not connection.paused and not connection.leaving and not waits_for_approval(connection)


def check(
    actor: Actor, connector: str, given: Mapping[str, Any], wish: Wish, connection_id: int | None = None
) -> Checked:
    """The test button. Raises what the settings or the source are wrong about, and NotAllowed."""
    require(actor, Permission.IMPORT)
    shape = registry.get(connector)
    connection = get(actor, connection_id) if connection_id else None
    settings = (
        _with_kept_secrets(connection, shape.Settings, given) if connection else parse(shape.Settings, given)
    )
    places = shape.places(settings)
    internal = wish.internal
    if wish.allow:
        _allowed(actor, places, wish.name, wish.internal)
    else:
        approved = [tuple(one) for one in connection.approved] if connection else []
        missing = [place for place in places if (place.kind, place.address) not in approved]
        if missing:
            can = may(actor, Permission.CONFIGURE)
            mend = ("Cochez « J'autorise Levier à lire cette source »." if can
                    else "Enregistrez la source : un dirigeant l'autorisera, puis vous pourrez l'essayer.")  # fmt: skip
            raise Forbidden("Cette source n'est pas encore autorisée", where=shown(missing), mend=mend)
        internal = bool(connection and connection.internal)
    full = {**settings.plain(), **settings.secrets()}
    payload = trying.packed(actor.company_id, connector, full, Door(actor.company_id, places, internal))
    return trying.unpacked(_in_worker(payload))


def check_saved(actor: Actor, connection_id: int) -> Checked:
    """Try a connection as it is kept."""
    connection = get(actor, connection_id)
    return check(actor, connection.connector, connection.settings, Wish(connection.name), connection_id)


def start(actor: Actor, connection_id: int, *, removals_confirmed: bool = False, again: bool = False) -> Sync:
    """Run now; the run under way, if there is one. ``again``: read again what could not be read.

    Raises Forbidden while a place waits for approval.
    """
    connection = get(actor, connection_id)
    if missing := waits_for_approval(connection):
        raise Forbidden("Cette source attend l'accord d'un dirigeant", where=shown(missing),
                        mend="Un dirigeant ouvre cette page et choisit « Autoriser ».")  # fmt: skip
    if again:
        connection.things.filter(state=ThingState.FAULT).update(mark="")
        connection.tables.exclude(fault=None).update(imported="")
    connection.paused = connection.blocked = False
    connection.save(update_fields=["paused", "blocked"])
    return queue.start(connection, actor.person_id, removals_confirmed=removals_confirmed)


def stop(actor: Actor, connection_id: int) -> None:
    """Ask the run under way to stop: what it brought stays, the next one goes on from there."""
    connection = get(actor, connection_id)
    if queue.stop(connection):
        journal.record(actor.company_id, actor.person_id, "source.stopped", connection.name)


def pause(actor: Actor, connection_id: int) -> None:
    """No run by itself until it is resumed."""
    connection = get(actor, connection_id)
    queue.stop(connection)
    connection.paused = True
    connection.save(update_fields=["paused"])
    journal.record(actor.company_id, actor.person_id, "source.paused", connection.name)


def resume(actor: Actor, connection_id: int) -> None:
    """Runs by its schedule again, from now."""
    connection = get(actor, connection_id)
    connection.paused = connection.blocked = False
    connection.next_run = timezone.now() if connection.schedule != Schedule.MANUAL else None
    connection.save(update_fields=["paused", "blocked", "next_run"])
    journal.record(actor.company_id, actor.person_id, "source.resumed", connection.name)


def remove(actor: Actor, connection_id: int, *, with_contents: bool) -> None:
    """Delete a connection and its secrets; with all that it brought, or leaving that where it is."""
    connection = get(actor, connection_id)
    details = {"source": connection.pk, "contents": with_contents}
    with transaction.atomic():
        connection.leaving, connection.secrets, connection.next_run = True, "", None
        connection.save(update_fields=["leaving", "secrets", "next_run"])
        journal.record(actor.company_id, actor.person_id, "source.removed", connection.name, details)
    queue.stop(connection)
    payload = {"connection": connection.pk, "contents": with_contents, "person": actor.person_id}
    if durable.launched() is None:
        from levier.connectors.running.removing import remove_all  # noqa: PLC0415 - heavy, and no worker is there

        remove_all(payload)
    else:
        durable.start("connector-removal", f"removal-{connection.pk}-{time.time_ns()}", payload)


def last_sync(connection: Connection) -> Sync | None:
    """The run under way, else the last one."""
    found = connection.syncs.order_by("-pk").first()
    return queue.settled(found) if found else None


async def aevents(actor: Actor, connection_id: int, after: int = 0) -> AsyncIterator[dict[str, Any]]:
    """What the last run tells, until it ends."""
    sync = await Sync.objects.filter(
        connection_id=connection_id, connection__company_id=actor.company_id
    ).order_by("-pk").afirst()  # fmt: skip
    if sync is not None:
        async for event in durable.aevents(sync.run, after):
            yield event


def _in_worker(payload: dict[str, Any]) -> dict[str, Any]:
    """In the worker from the web process, else here."""
    if durable.launched() != "web":
        return trying.tried(payload)
    run = f"try-{time.time_ns()}-{payload['company']}"
    durable.start("connector-test", run, payload)
    try:
        return durable.wait(run, timeout=TRY_SECONDS)
    except TimeoutError:
        durable.cancel(run)
        raise Unavailable(
            "L'essai n'a pas abouti à temps",
            mend="Le serveur est très lent, ou tous les travailleurs de Levier sont occupés : réessayez.",
        ) from None
    except (durable.RunFailed, durable.RunCancelled):
        raise Unavailable("L'essai s'est interrompu", mend="Réessayez.") from None
    finally:
        durable.forget(run)


def _allowed(actor: Actor, places: Sequence[Place], label: str, internal: bool) -> list[list[str]]:
    """An administrator's word for these places: on the network, they become destinations of the company."""
    require(actor, Permission.CONFIGURE)
    for place in places:
        if place.outside and not destinations.may_go("public", place.address, company_id=actor.company_id):
            mine = destinations.destinations(actor.company_id)
            there = next((one for one in mine if one.address == place.address), None)
            destinations.allow(
                actor, place.address, [*(there.data_classes if there else ()), DataClass.PUBLIC],
                purpose=there.purpose if there else "connector", label=(there.label if there else "") or label[:120],
                pseudonymised=there.pseudonymised if there else (DataClass.PERSONAL,),
            )  # fmt: skip
    details = {"places": shown(places), "internal": internal}
    journal.record(actor.company_id, actor.person_id, "source.approved", label[:200], details)
    return approved_places(tuple(places))


def _common(actor: Actor, wish: Wish, connection: Connection | None = None) -> dict[str, Any]:
    schedule, deletions = str(wish.schedule), str(wish.deletions)
    if schedule not in Schedule.values or deletions not in Deletions.values:
        raise BadInput(
            "Ce choix n'existe pas", where="fréquence ou suppressions", mend="Choisissez dans la liste."
        )
    if wish.data_class not in dict(DATA_CLASSES):
        raise BadInput("Cette classe de données n'existe pas", mend="Choisissez dans la liste.")
    known = {"all", "managers", "accounting", "owners", f"person:{actor.person_id}"}
    known |= set(connection.readers) if connection else set()
    readers = list(dict.fromkeys(wish.readers))
    if not readers or not set(readers) <= known:
        raise BadInput(
            "Ce groupe de lecteurs n'existe pas", where="champ Visible par", mend="Choisissez dans la liste."
        )
    bounds = {name: int(value) for name, value in wish.bounds.items() if value}
    for name, value in bounds.items():
        if name not in _BOUNDS or not 0 < value <= _BOUNDS[name]:
            raise BadInput(
                "Cette limite n'est pas possible",
                where=f"limite {name}",
                mend=f"De 1 à {_BOUNDS.get(name, 0)}.",
            )
    return {
        "readers": readers,
        "schedule": schedule,
        "deletions": deletions,
        "data_class": wish.data_class,
        "bounds": bounds,
    }


def _name(actor: Actor, typed: str) -> str:
    name = " ".join(typed.split())[:120]
    if not name:
        raise BadSettings({"name": "à remplir"}, {"name": "Nom de la source"})
    if Source.objects.filter(company_id=actor.company_id, name__iexact=name).exists():
        raise _taken(name)
    if Connection.objects.filter(company_id=actor.company_id, name__iexact=name).exists():
        raise _taken(name)
    return name


def _taken(name: str) -> BadInput:
    return BadSettings(
        {"name": f"« {name} » est déjà le nom d'une source ; choisissez-en un autre"},
        {"name": "Nom de la source"},
    )


def _rename(actor: Actor, connection: Connection, typed: str) -> None:
    before, connection.name = connection.name, _name(actor, typed)
    Source.objects.filter(company_id=connection.company_id, name=before).update(name=connection.name)


def _with_kept_secrets(
    connection: Connection, shape: type[ConnectorSettings], given: Mapping[str, Any]
) -> ConnectorSettings:
    """The settings typed, with the secrets kept for those left empty. Raises BadSettings."""
    kept = open_sealed(connection.company_id, connection.secrets)
    typed = {name: value for name, value in given.items() if name not in shape.secret_names() or value}
    settings = parse(shape, {**kept, **typed})
    connector = registry.get(connection.connector)
    reused = [name for name in kept if name not in typed]
    before = parse(shape, {**connection.settings, **kept})
    if reused and connector.places(settings) != connector.places(before):
        labels = {name: one.title or name for name, one in shape.model_fields.items()}
        raise BadSettings(
            dict.fromkeys(reused, "à saisir de nouveau : l'adresse a changé, et un secret ne suit pas"),
            labels,
        )
    return settings


def _open_to(connection: Connection) -> None:
    """Open what was already brought to the readers of today."""
    documents = Document.objects.filter(company_id=connection.company_id, source__name=connection.name)
    DocumentReader.objects.filter(document__in=documents).delete()
    DocumentReader.objects.bulk_create(
        [DocumentReader(document_id=pk, token=token) for pk in documents.values_list("pk", flat=True)
         for token in connection.readers], batch_size=500,
    )  # fmt: skip
    fed: list[SourceTable | Thing] = [
        *connection.tables.exclude(dataset=None),
        *connection.things.exclude(dataset=None),
    ]
    for dataset in {one.dataset for one in fed if one.dataset is not None}:
        DatasetGrant.objects.filter(company_id=connection.company_id, dataset_id=dataset).delete()
        DatasetGrant.objects.bulk_create(
            DatasetGrant(company_id=connection.company_id, dataset_id=dataset, token=token)
            for token in connection.readers
        )


def is_owner(actor: Actor) -> bool:
    return actor.role == Role.OWNER
