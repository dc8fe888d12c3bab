"""Any failure as one French sentence for the person; the details go to the server's log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from levier.core.errors import LevierError
from levier.core.machine import machine_fault
from levier.orchestrator.answer import Problem

_log = logging.getLogger(__name__)


class Broken(LevierError):
    """Something nobody expected; the server's log says what."""

    code = "panne"


def said(error: BaseException) -> LevierError:
    """The error to show: itself when it was written for people, otherwise what it amounts to."""
    if isinstance(error, LevierError):
        return error
    if (fault := machine_fault(error)) is not None:
        return fault
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
    except Exception as error:  # core.machine tells which of the libraries' errors are the machine's
        if (fault := machine_fault(error)) is None:
            raise
        raise fault from error
