"""Any failure of a command as one French sentence on standard error."""

import os
from typing import NoReturn

from rich.console import Console
from rich.text import Text

from levier.core.errors import LevierError, Unavailable
from levier.core.machine import machine_fault


def tell(errors: Console, sentence: str) -> None:
    """One sentence on standard error."""
    errors.print(Text("✗ ", style="red").append(sentence, style="default"))


def for_people(error: Exception) -> LevierError:
    """Any failure as one French sentence: what was written for people, a failure of the machine, or a fault of ours."""
    if isinstance(error, LevierError):
        return error
    if (fault := machine_fault(error)) is not None:
        return fault
    if isinstance(error, OSError):
        return Unavailable(
            f"Le système a refusé une opération : {os.strerror(error.errno) if error.errno else error}",
            where=str(error.filename or ""),
            mend="Vérifiez que le fichier ou le dossier existe et que vous y avez droit.",
        )
    return LevierError(
        f"Levier s'est arrêté sur une erreur imprévue : {type(error).__name__}, {str(error)[:300] or 'sans détail'}",
        mend="Relancez avec LEVIER_DEBUG=1 pour en voir le détail, et signalez-la.",
    )


class Terminal(Console):
    """Standard output whose reader may leave (« | head »): the command ends there, without a word."""

    def on_broken_pipe(self) -> NoReturn:
        raise BrokenPipeError
