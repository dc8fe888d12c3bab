"""The recipe of a run: open the door, ask what changed, put each thing in its place, mirror what went away, plan the
next. It never raises for what a source does; a killed run is taken up again where it was.
"""

import time
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from levier.accounts.models import Membership
from levier.connectors import registry
from levier.connectors.contract import Change, Fault, Item, Progress, Removed, Rows, State
from levier.connectors.faults import Refused, passing, scrubbed
from levier.connectors.models import Connection, Sync, SyncState, ThingState
from levier.connectors.running import planning
from levier.connectors.running.budget import Budget, Spent, Stopped
from levier.connectors.running.documents import Documents
from levier.connectors.running.opening import door_of, settings_of
from levier.connectors.running.saying import said
from levier.connectors.running.tally import Tally
from levier.core.actor import Actor, Role
from levier.core.machine import database_away
from levier.policy import journal

MASS = 20
"""From so many things that went away at once, more than half of all, a person is asked before they are deleted here."""
_LOOK_EVERY = 1.0


def run(sync_id: int) -> dict[str, Any]:
    """Do one run. When it ended before a crash, its end stays as it is."""
    sync = Sync.objects.select_related("connection").filter(pk=sync_id).first()
    if sync is None or sync.finished is not None:
        return {}
    if sync.started is None:
        sync.started = timezone.now()
    sync.state = SyncState.RUNNING
    sync.save(update_fields=["state", "started"])
    connection, tally = sync.connection, Tally(sync)
    secrets: tuple[str, ...] = ()
    state, problem, note, may_pass = SyncState.DONE, None, "", True
    try:
        settings = settings_of(connection)
        secrets = tuple(settings.secrets().values())
        _bring(sync, connection, settings, tally, secrets)
    except Stopped:
        state = SyncState.STOPPED
    except Spent as bound:
        state, note = SyncState.PARTIAL, str(bound)
    except Exception as error:
        if database_away(error):
            raise
        shown = said(error, connection)
        state, may_pass = SyncState.FAILED, passing(shown)
        problem = {name: scrubbed(getattr(shown, name), secrets) for name in ("what", "where", "mend")}
    _end(connection, tally, state, problem, note, may_pass)
    return {"state": str(state)}


def _bring(sync: Sync, connection: Connection, settings: Any, tally: Tally, secrets: tuple[str, ...]) -> None:
    """Everything that the connector tells, one thing at a time."""
    connector = registry.get(connection.connector)(door_of(connection, settings))
    budget = _budget(connection, sync)
    actor = acting_for(connection)
    desk = _Desk(connection, Documents(connection, actor, secrets), tally, budget, actor, secrets)
    known = connection.things.exclude(mark="").exclude(state=ThingState.KEPT).values_list("key", "mark")
    for change in connector.changes(settings, State(dict(known), dict(connection.state)), budget):
        desk.take(change)
        tally.tell()
    desk.mirror(confirmed=sync.removals_confirmed)
    _forget_mended(sync)


def _forget_mended(sync: Sync) -> None:
    """Faults without a mark (a closed folder, a table, a page that did not answer) that this whole run did not meet."""
    sync.connection.things.filter(
        state=ThingState.FAULT, mark="", document=None, dataset=None, changed__lt=sync.started
    ).delete()


class _Desk:
    """Where each change goes."""

    def __init__(
        self, connection: Connection, documents: Documents, tally: Tally, budget: Budget, actor: Actor,
        secrets: tuple[str, ...],
    ) -> None:  # fmt: skip
        self._connection, self._documents, self._tally, self._budget = connection, documents, tally, budget
        self._actor, self._secrets = actor, secrets
        self._gone: list[str] = []
        self._tables: Any = None

    def take(self, change: Change) -> None:
        if isinstance(change, Progress):
            if change.cursor is not None:
                self._connection.state = change.cursor
                self._connection.save(update_fields=["state"])
            self._tally.progress(change.done, change.total, change.note, change.skipped)
        elif isinstance(change, Removed):
            self._gone.append(change.key)
        elif isinstance(change, Fault):
            self._documents.fault(change)
            self._tally.count("faults")
        elif isinstance(change.content, Rows):
            what, lines = self._rows(change.content)
            self._tally.count("tables_" + what if what else "")
            self._tally.count("rows", lines)
        else:
            self._item(change)

    def _item(self, item: Item) -> None:
        outcome = self._documents.take(item)
        self._tally.count(outcome)
        self._tally.count("bytes", len(item.content) if isinstance(item.content, bytes | str) else 0)
        if outcome != "same":
            self._budget.item()

    def _rows(self, rows: Rows) -> tuple[str, int]:
        if self._tables is None:
            from levier.connectors.running.tables import Tables  # noqa: PLC0415 - polars, only where tables come

            self._tables = Tables(self._connection, self._actor, self._secrets)
        found: tuple[str, int] = self._tables.take(rows)
        return found

    def mirror(self, *, confirmed: bool) -> None:
        """Delete here what went away there. A share that is not mounted looks empty: many at once are confirmed first."""
        here = self._connection.things.filter(state=ThingState.HERE).count()
        if len(self._gone) >= MASS and len(self._gone) > here / 2 and not confirmed:
            self._tally.count("held", len(self._gone))
            return
        for key in self._gone:
            self._budget.check()
            self._tally.count(self._documents.removed(key))


def acting_for(connection: Connection) -> Actor:
    """A connection acts for the company, by the person who set it up, else by an owner. Raises Refused without any."""
    members = Membership.objects.filter(company_id=connection.company_id, user__is_active=True)
    member = (
        members.filter(user_id=connection.person_id).first() if connection.person_id else None
    ) or members.filter(role=Role.OWNER).order_by("pk").first()
    if member is None:
        raise Refused("Plus personne dans l'entreprise ne peut porter cette source")
    return Actor(member.user_id, connection.name, connection.company_id, Role.OWNER)


def _budget(connection: Connection, sync: Sync) -> Budget:
    bounds = connection.bounds
    return Budget(
        items=int(bounds.get("items") or Budget.items),
        bytes=int(bounds.get("megabytes") or Budget.bytes // 1024**2) * 1024**2,
        seconds=float(bounds.get("minutes") or Budget.seconds / 60) * 60,
        file_bytes=min(int(bounds.get("file_megabytes") or 50), 50) * 1024**2,
        bandwidth=int(bounds.get("kilobytes_per_second") or 0) * 1024,
        stopped=_stop_asked(sync.pk),
    )


def _stop_asked(sync: int) -> Callable[[], bool]:
    """Looks at the database once a second at most."""
    looked, asked = 0.0, False

    def stopped() -> bool:
        nonlocal looked, asked
        if not asked and time.monotonic() - looked > _LOOK_EVERY:
            looked = time.monotonic()
            asked = (
                Sync.objects.filter(pk=sync, stop_asked=True).exists()
                or not Sync.objects.filter(pk=sync).exists()
            )
        return asked

    return stopped


def _end(
    connection: Connection,
    tally: Tally,
    state: SyncState,
    problem: dict[str, Any] | None,
    note: str,
    may_pass: bool,
) -> None:
    fresh = Connection.objects.filter(pk=connection.pk).first()
    if fresh is None:
        return
    planning.after(fresh, state, timezone.now(), passing=may_pass)
    fresh.save(update_fields=["failures", "blocked", "next_run"])
    tally.end(state, problem, note)
    told = {
        name: count
        for name, count in tally.counts.items()
        if name not in ("milliseconds", "expected", "estimate")
    }
    changed = any(
        told.get(name) for name in ("added", "updated", "removed", "tables_added", "tables_updated")
    )
    if changed or state == SyncState.FAILED:
        details = {
            "source": fresh.pk,
            "state": str(state),
            **told,
            **({"problem": problem["what"]} if problem else {}),
        }
        journal.record(
            fresh.company_id,
            tally.sync.asked_by_id,
            "source.synced",
            fresh.name[:200],
            details,
            key=tally.sync.run,
        )
