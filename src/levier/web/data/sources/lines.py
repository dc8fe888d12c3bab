"""What the pages say of a connection: its state in a word and a colour, its last run in a sentence."""

from dataclasses import dataclass
from typing import Any

from levier.connectors import registry, services
from levier.connectors.models import Connection, Schedule, Sync, SyncState, ThingState
from levier.connectors.running.tally import seconds_each
from levier.core.errors import NotFound
from levier.core.french.numbers import NBSP, format_number
from levier.web.data.readers import in_words
from levier.web.icons import known


@dataclass(frozen=True)
class Line:
    """A connection as the list and its page show it."""

    connection: Connection
    title: str
    icon: str
    tone: str
    word: str
    status_icon: str
    sync: Sync | None
    running: bool
    documents: int
    faults: int
    tables: int
    readers: str
    schedule: str


@dataclass(frozen=True)
class Choice:
    """A connector as the pages show it (templates would call a class)."""

    name: str
    title: str
    description: str
    icon: str
    help: str
    network: bool


def choice(connector: Any) -> Choice:
    """What a connector says of itself."""
    return Choice(
        connector.name,
        connector.title,
        connector.description,
        known(connector.icon),
        connector.help,
        connector.network,
    )


def line(connection: Connection) -> Line:
    """Counts and state of a connection, as of now."""
    try:
        connector: Any = registry.get(connection.connector)
        title, icon = connector.title, known(connector.icon)
    except NotFound:
        title, icon = connection.connector, "plug"
    sync = services.last_sync(connection)
    running = sync is not None and sync.finished is None
    tone, word, status_icon = _state(connection, sync)
    things = connection.things
    return Line(
        connection=connection,
        title=title,
        icon=icon,
        tone=tone,
        word=word,
        status_icon=status_icon,
        sync=sync,
        running=running,
        documents=things.exclude(document=None).values("document").distinct().count(),
        faults=things.filter(state=ThingState.FAULT).count() + connection.tables.exclude(fault=None).count(),
        tables=connection.tables.exclude(dataset=None).count() + things.exclude(dataset=None).count(),
        readers=in_words(connection.readers),
        schedule=Schedule(connection.schedule).label,
    )


def _state(connection: Connection, sync: Sync | None) -> tuple[str, str, str]:
    if connection.leaving:
        return "none", "Suppression en cours", "loader"
    if services.waits_for_approval(connection):
        return "warn", "À autoriser", "shield-lock"
    if sync is not None and sync.finished is None:
        return "info", "En attente" if sync.state == SyncState.WAITING else "En cours", "refresh"
    if connection.paused:
        return "none", "En pause", "hourglass"
    if sync is None:
        return "info", "Jamais lancée", "circle-dashed"
    return {
        SyncState.DONE: ("good", "À jour", "circle-check"),
        SyncState.PARTIAL: ("info", "À continuer", "hourglass"),
        SyncState.STOPPED: ("none", "Arrêtée", "player-stop"),
    }.get(SyncState(sync.state), ("bad", "En échec", "alert-circle"))


def counted(counts: dict[str, int]) -> str:
    """« 12 ajoutés, 3 mis à jour, 1 supprimé, 2 non lus » ; « rien de nouveau »."""
    words = (
        ("added", "ajouté", "ajoutés"),
        ("updated", "mis à jour", "mis à jour"),
        ("removed", "supprimé", "supprimés"),
        ("kept", "gardé malgré sa suppression à la source", "gardés malgré leur suppression à la source"),
        ("faults", "non lu", "non lus"),
    )
    parts = [f"{format_number(counts[key])}{NBSP}{one if counts[key] < 2 else many}"
             for key, one, many in words if counts.get(key)]  # fmt: skip
    changed = counts.get("tables_added", 0) + counts.get("tables_updated", 0)
    if changed:
        parts.append(f"{format_number(changed)}{NBSP}tableau{'x' if changed > 1 else ''} mis à jour")
    if counts.get("tables_faults"):
        parts.append(f"{counts['tables_faults']}{NBSP}tableau(x) non lu(s)")
    return ", ".join(parts) or "rien de nouveau"


def about_how_long(items: int | None, connection: Connection | None = None) -> str:
    """« environ 1 200 éléments, 8 min » for what a try counted; empty for nothing or little."""
    if not items:
        return ""
    each = seconds_each(connection) if connection is not None else 0.4
    seconds = items * each
    rounded = items if items < 100 else round(items, -1 if items < 1000 else -2)
    time = "moins d'une minute" if seconds < 60 else f"{format_number(round(seconds / 60))}{NBSP}min"
    if seconds >= 5400:
        time = f"{format_number(round(seconds / 3600, 1))}{NBSP}h"
    return f"Premier passage : environ {format_number(rounded)}{NBSP}éléments, {time}"
