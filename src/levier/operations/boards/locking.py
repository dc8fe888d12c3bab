"""Two people who edit the same thing: the second is told what the first did, and loses nothing of what was typed."""

from typing import Any

from django.utils import timezone

from levier.core.errors import LevierError


class Conflict(LevierError):
    """Somebody changed the thing after it was opened. ``revision``: the one now in use."""

    code = "modifié-entre-temps"
    http_status = 409
    exit_status = 2

    def __init__(self, what: str, *, revision: int, where: str = "", mend: str = "") -> None:
        super().__init__(what, where=where, mend=mend)
        self.revision = revision


def check_revision(thing: Any, revision: int, name: str) -> None:
    """Raises Conflict, saying who changed it and when, unless ``revision`` is still that of the thing (locked)."""
    if thing.revision == revision:
        return
    who = str(thing.changed_by) if thing.changed_by_id else "quelqu'un"
    when = timezone.localtime(thing.changed).strftime("%d/%m/%Y à %H:%M")
    raise Conflict(
        f"{name} a été modifié par {who} le {when}, après que vous l'avez ouvert",
        revision=thing.revision,
        mend="Rien n'est perdu : votre saisie est ci-dessous. Comparez, puis enregistrez de nouveau pour la garder.",
    )
