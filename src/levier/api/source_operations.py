"""The company's sources by REST: list, add, try, run, follow, pause, remove. Secrets go in and never come out."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.connectors import registry, services
from levier.connectors.models import Connection, Deletions, Schedule, Sync, ThingState
from levier.connectors.services import Wish
from levier.core.actor import EVERYONE

router = Router(tags=["Sources"])


class ConnectorShown(Schema):
    """A kind of source, and the JSON schema of its settings."""

    name: str
    title: str
    description: str
    gives: list[str]
    settings: dict[str, Any]


class SyncShown(Schema):
    """One run. ``problem``: what, where, mend."""

    id: int
    state: str
    started: datetime | None
    finished: datetime | None
    counts: dict[str, Any]
    problem: dict[str, str] | None
    note: str


class SourceShown(Schema):
    """A connection, without its secrets."""

    id: int
    name: str
    connector: str
    settings: dict[str, Any]
    readers: list[str]
    schedule: str
    deletions: str
    paused: bool
    waits_for: list[str]
    next_run: datetime | None
    documents: int
    faults: int
    last: SyncShown | None


class NewSource(Schema):
    """What is wanted. ``allow``: allow the addresses (needs the right to configure); ``internal``: the company's network."""

    connector: str = Field(title="Connecteur")
    name: str = Field(title="Nom", max_length=120)
    settings: dict[str, Any] = Field(title="Réglages, secrets compris")
    readers: list[str] = Field(default=[EVERYONE], title="Visible par")
    schedule: Literal["manual", "hour", "day", "week"] = Field(default="day", title="Passage")
    deletions: Literal["mirror", "keep"] = Field(default="mirror", title="Suppressions")
    data_class: str = Field(default="internal", title="Classe de données")
    bounds: dict[str, int] = Field(default={}, title="Limites d'un passage")
    allow: bool = Field(default=False, title="Autoriser")
    internal: bool = Field(default=False, title="Réseau interne")

    def wish(self) -> Wish:
        return Wish(
            self.name,
            self.readers,
            self.schedule,
            self.deletions,
            self.data_class,
            self.bounds,
            self.allow,
            self.internal,
        )


class CheckedShown(Schema):
    """What a try found."""

    ok: bool
    message: str
    details: list[tuple[str, str]]
    items: int | None
    size: int | None


class FaultShown(Schema):
    """Something that could not be read."""

    name: str
    address: str
    what: str
    mend: str


class Wanted(Schema):
    """``again``: what could not be read, too; ``confirm_deletions``: delete what went away at once from the source."""

    again: bool = False
    confirm_deletions: bool = False


@router.get(
    "/connectors", response={200: list[ConnectorShown], REFUSALS: Problem}, summary="Lister les connecteurs"
)
def connectors(request: HttpRequest) -> list[dict[str, Any]]:
    """Ceux qui sont installés, avec le schéma de leurs réglages."""
    services.connections(caller(request))
    return [
        {"name": name, "title": one.title, "description": one.description, "gives": list(one.gives),
         "settings": one.Settings.model_json_schema()}
        for name, one in registry.catalogue().items()
    ]  # fmt: skip


@router.get("", response={200: list[SourceShown], REFUSALS: Problem}, summary="Lister les sources")
def sources(request: HttpRequest) -> list[dict[str, Any]]:
    """Les sources de l'entreprise et leur état."""
    return [_shown(one) for one in services.connections(caller(request))]


@router.post("", response={201: SourceShown, REFUSALS: Problem}, summary="Ajouter une source")
def add(request: HttpRequest, given: NewSource) -> tuple[int, dict[str, Any]]:
    """Ses secrets sont chiffrés aussitôt et ne sont plus jamais rendus."""
    return 201, _shown(services.add(caller(request), given.connector, given.settings, given.wish()))


@router.post("/test", response={200: CheckedShown, REFUSALS: Problem}, summary="Essayer des réglages")
def check(request: HttpRequest, given: NewSource) -> Any:
    """Sans rien garder ni importer."""
    return services.check(caller(request), given.connector, given.settings, given.wish())


@router.get("/{source}", response={200: SourceShown, REFUSALS: Problem}, summary="Voir une source")
def source(request: HttpRequest, source: int) -> dict[str, Any]:
    """Son état, son dernier passage et le prochain."""
    return _shown(services.get(caller(request), source))


@router.post(
    "/{source}/approve", response={200: SourceShown, REFUSALS: Problem}, summary="Autoriser une source"
)
def approve(request: HttpRequest, source: int, internal: bool = False) -> dict[str, Any]:
    """Réservé à qui peut régler les destinations."""
    return _shown(services.approve(caller(request), source, internal=internal))


@router.post("/{source}/test", response={200: CheckedShown, REFUSALS: Problem}, summary="Essayer une source")
def check_saved(request: HttpRequest, source: int) -> Any:
    """Telle qu'elle est enregistrée."""
    return services.check_saved(caller(request), source)


@router.post("/{source}/sync", response={202: SyncShown, REFUSALS: Problem}, summary="Lancer un passage")
def sync(request: HttpRequest, source: int, given: Wanted) -> tuple[int, Sync]:
    """Il se poursuit sans l'appelant ; suivez-le avec « Voir une source »."""
    found = services.start(
        caller(request), source, removals_confirmed=given.confirm_deletions, again=given.again
    )
    return 202, found


@router.post("/{source}/stop", response={200: SourceShown, REFUSALS: Problem}, summary="Arrêter le passage")
def stop(request: HttpRequest, source: int) -> dict[str, Any]:
    """Ce qui est arrivé est gardé."""
    services.stop(caller(request), source)
    return _shown(services.get(caller(request), source))


@router.post("/{source}/pause", response={200: SourceShown, REFUSALS: Problem}, summary="Mettre en pause")
def pause(request: HttpRequest, source: int) -> dict[str, Any]:
    """Plus de passage tant qu'elle n'est pas reprise."""
    services.pause(caller(request), source)
    return _shown(services.get(caller(request), source))


@router.post("/{source}/resume", response={200: SourceShown, REFUSALS: Problem}, summary="Reprendre")
def resume(request: HttpRequest, source: int) -> dict[str, Any]:
    """Les passages reprennent."""
    services.resume(caller(request), source)
    return _shown(services.get(caller(request), source))


@router.get(
    "/{source}/faults", response={200: list[FaultShown], REFUSALS: Problem}, summary="Ce qui n'a pas été lu"
)
def faults(request: HttpRequest, source: int) -> list[dict[str, str]]:
    """Les 200 plus récents ; rien pour qui n'est pas lecteur de la source."""
    actor = caller(request)
    kept = services.get(actor, source)
    if not services.reads(actor, kept):
        return []
    found = kept.things.filter(state=ThingState.FAULT).order_by("-changed")[:200]
    return [
        {
            "name": one.name,
            "address": one.address,
            "what": (one.fault or {}).get("what", ""),
            "mend": (one.fault or {}).get("mend", ""),
        }
        for one in found
    ]


@router.delete("/{source}", response={204: None, REFUSALS: Problem}, summary="Supprimer une source")
def remove(request: HttpRequest, source: int, contents: bool = False) -> tuple[int, None]:
    """``contents`` : avec ce qu'elle a apporté."""
    services.remove(caller(request), source, with_contents=contents)
    return 204, None


def _shown(kept: Connection) -> dict[str, Any]:
    return {
        "id": kept.pk, "name": kept.name, "connector": kept.connector, "settings": kept.settings, "readers": kept.readers,
        "schedule": Schedule(kept.schedule).value, "deletions": Deletions(kept.deletions).value, "paused": kept.paused,
        "waits_for": [place.address for place in services.waits_for_approval(kept)], "next_run": kept.next_run,
        "documents": kept.things.exclude(document=None).values("document").distinct().count(),
        "faults": kept.things.filter(state=ThingState.FAULT).count(), "last": services.last_sync(kept),
    }  # fmt: skip
