"""What to plug, by the software a company already has: each item ticked by what exists, never by a person's word."""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from levier.connectors.models import Connection
from levier.core.actor import Actor
from levier.knowledge.reading import readable_documents
from levier.policy.rights import Permission, require
from levier.tables.kinds import kind_named
from levier.tables.models import Dataset


@dataclass(frozen=True)
class Item:
    """A thing to plug. ``proof``: what ticks it (the table or the source found)."""

    label: str
    done: bool
    proof: str
    address: str = ""


@dataclass(frozen=True)
class Software:
    """A software and its items. ``seen``: something of it is there; ``how``: where to find its export or its key."""

    key: str
    name: str
    how: str
    items: list[Item]
    seen: bool

    @property
    def done(self) -> int:
        return sum(one.done for one in self.items)


@lru_cache(maxsize=1)
def known() -> list[dict[str, Any]]:
    """The software that Levier knows how to plug, as data (software.json)."""
    found: list[dict[str, Any]] = json.loads(
        files(__package__).joinpath("software.json").read_text(encoding="utf-8")
    )
    return found


def checklist(actor: Actor) -> list[Software]:
    """The company's own software first. Raises NotAllowed."""
    require(actor, Permission.STEER)
    connections = list(Connection.objects.filter(company_id=actor.company_id, leaving=False))
    tables: dict[str, list[Dataset]] = {}
    for one in Dataset.objects.visible_to(actor).filter(current__gt=0):
        tables.setdefault(one.kind, []).append(one)
    documents = readable_documents(actor).count()
    found = [_software(one, connections, tables, documents) for one in known()]
    return sorted(found, key=lambda one: (not one.seen, -one.done / max(len(one.items), 1), one.name))


def _software(
    about: dict[str, Any], connections: list[Connection], tables: dict[str, list[Dataset]], documents: int
) -> Software:
    items: list[Item] = []
    linked = [one for one in connections if one.connector == about.get("connector")]
    if about.get("connector"):
        proof = ", ".join(f"« {one.name} »" + (" (suspendue)" if one.paused else "") for one in linked)
        items.append(Item("Relier la source, pour que rien ne soit recopié", bool(linked), proof, "sources"))
    for kind in about["kinds"]:
        there = tables.get(kind, [])
        proof = ", ".join(f"« {one.name} », version {one.current}" for one in there[:3])
        items.append(Item(f"Importer : {kind_named(kind).label.lower()}", bool(there), proof, "data"))
    if about.get("documents"):
        proof = f"{documents} documents lisibles" if documents else ""
        items.append(Item("Importer les documents", bool(documents), proof, "data"))
    return Software(about["key"], about["name"], about["how"], items, bool(linked))
