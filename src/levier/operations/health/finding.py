"""One thing that was looked at, in what state it is, and how to mend it."""

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from levier.core.errors import LevierError
from levier.core.machine import machine_fault


class State(StrEnum):
    """``OPTIONAL``: absent, and Levier works without it."""

    OK = "ok"
    OPTIONAL = "optional"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """``says``: one French sentence; ``mend``: how to mend it, empty when there is nothing to do."""

    subject: str
    state: State
    says: str
    mend: str = ""


Check = Callable[[], Finding]


def examine(checks: Iterable[tuple[str, Check]]) -> Iterator[Finding]:
    """Run each check; one that fails itself is a finding, and the others still run."""
    for subject, check in checks:
        try:
            yield check()
        except LevierError as error:
            yield Finding(subject, State.BROKEN, f"{error.what.rstrip('.')}.", error.mend)
        except Exception as error:  # a broken part must not hide the health of the others
            if (fault := machine_fault(error)) is not None:
                yield Finding(subject, State.BROKEN, f"{fault.what}.", fault.mend)
                continue
            detail = traceback.format_exception_only(error)[-1].strip()
            yield Finding(
                subject,
                State.BROKEN,
                f"La vérification a échoué : {detail}.",
                "Consultez le journal du serveur.",
            )
