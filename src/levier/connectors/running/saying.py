"""Any failure of a source as one French sentence; what nobody expected is logged without its text."""

import logging

from levier.connectors.models import Connection
from levier.core.errors import LevierError, Unavailable
from levier.core.machine import machine_fault

_log = logging.getLogger(__name__)


def said(error: Exception, connection: Connection | None) -> LevierError:
    """The error to show; what nobody expected is logged, by its kind and its place only."""
    if isinstance(error, LevierError):
        return error
    if (fault := machine_fault(error)) is not None:
        return fault
    # Only the kind of error is logged: its text may hold what a server or a library was given, a password included.
    frames = error.__traceback__
    while frames is not None and frames.tb_next is not None:
        frames = frames.tb_next
    where = f"{frames.tb_frame.f_code.co_filename}:{frames.tb_lineno}" if frames else "?"
    _log.error(
        "connection %s failed: %s at %s",
        connection.pk if connection else "tried",
        type(error).__name__,
        where,
    )
    return Unavailable(
        "Levier s'est arrêté sur une erreur imprévue en lisant cette source",
        mend="Elle sera réessayée ; si cela recommence, voyez le journal du serveur et lancez « levier doctor ».",
    )
