"""Ask for an archive, follow it, fetch it. The web process imports this module: nothing here is heavy."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from levier import durable
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.operations.exporting.models import Export
from levier.orchestrator import faults
from levier.policy.rights import Permission, require

KEPT = timedelta(hours=24)
"""An archive holds everything: it does not lie about for longer."""


def ask(actor: Actor) -> Export:
    """Start writing an archive; one that is being written already is given back. Raises NotAllowed, Unavailable."""
    require(actor, Permission.MANAGE_COMPANY)
    waiting = _mine(actor).filter(finished=None, created__gt=timezone.now() - KEPT).first()
    if waiting:
        return waiting
    with faults.in_french():
        export = Export.objects.create(company_id=actor.company_id, person_id=actor.person_id)
        durable.start("export", export.run, {"export": export.pk})
    return export


def latest(actor: Actor) -> Export | None:
    """The person's last archive that can still be fetched, or is on its way."""
    require(actor, Permission.MANAGE_COMPANY)
    return _mine(actor).filter(created__gt=timezone.now() - KEPT).first()


def fetch(actor: Actor, export_id: int) -> Path:
    """The archive, for the one person who asked for it. Raises NotAllowed, NotFound."""
    require(actor, Permission.MANAGE_COMPANY)
    export = _mine(actor).filter(pk=export_id).first()
    path = path_of(export) if export else None
    if path is None or not path.is_file():
        raise NotFound("Cette archive n'existe plus", mend="Demandez-en une nouvelle.")
    return path


def path_of(export: Export) -> Path:
    return Path(settings.HOME) / "exports" / f"{export.run}.zip"


def _mine(actor: Actor):  # type: ignore[no-untyped-def]
    return Export.objects.filter(company_id=actor.company_id, person_id=actor.person_id)
