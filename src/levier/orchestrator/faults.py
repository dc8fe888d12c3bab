"""Any failure as one French sentence for the person; the details go to the server's log."""

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError

from levier.core.errors import LevierError, Unavailable
from levier.orchestrator.answer import Problem

_log = logging.getLogger(__name__)
_FULL = ("disk is full", "no space left", "disk full", "could not extend file")


class Broken(LevierError):
    """Something nobody expected; the server's log says what."""

    code = "panne"


def said(error: BaseException) -> LevierError:
    """The error to show: itself when it was written for people, otherwise what it amounts to."""
    if isinstance(error, LevierError):
        return error
    text = str(error).lower()
    if (isinstance(error, OSError) and error.errno == errno.ENOSPC) or any(sign in text for sign in _FULL):
        return Unavailable(
            "Le disque du serveur est plein",
            mend="Libérez de la place, puis posez de nouveau la demande : rien n'a été perdu.",
        )
    if isinstance(error, DatabaseError | InterfaceError):
        return Unavailable(
            "La base de données ne répond pas",
            mend="Vérifiez qu'elle fonctionne (« levier doctor »), puis posez de nouveau la demande.",
        )
    if isinstance(error, MemoryError):
        return Unavailable(
            "Le serveur manque de mémoire", mend="Restreignez la demande (période, produits), puis réessayez."
        )
    return Broken(
        "Levier s'est arrêté sur une erreur imprévue",
        mend="Réessayez ; si cela recommence, lancez « levier doctor » et voyez le journal du serveur.",
    )


def problem(error: BaseException) -> Problem:
    """The error as the answer keeps it. What is not for people is logged."""
    shown = said(error)
    if shown is not error:
        _log.error("a request failed", exc_info=error)
    return Problem(code=shown.code, message=shown.message, exit_status=shown.exit_status)


@contextmanager
def in_french() -> Iterator[None]:
    """Turn a failure of the machine (database, disk) into one for people; others pass unchanged."""
    try:
        yield
    except LevierError:
        raise
    except (DatabaseError, InterfaceError, OSError) as error:
        raise said(error) from error
