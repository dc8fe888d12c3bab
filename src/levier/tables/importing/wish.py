"""What an import is asked to do, and what it keeps of what it was given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from levier.tables.importing.how import How

Mode = Literal["replace", "append"]
Phase = Callable[[str], None]
"""Told in French what is done next; what it raises stops the import before anything is written."""


def _silent(what: str) -> None:
    return None


@dataclass(frozen=True)
class Wish:
    """``name``: the dataset, by default that of its kind. ``mapping``: field → column, an empty column leaves the field
    empty. ``readers``: of a new dataset; none: those of its kind. ``confirmed``: the person saw that most lines are set aside."""

    name: str | None = None
    kind: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    readers: Sequence[str] = ()
    mode: Mode = "replace"
    currency: str | None = None
    confirmed: bool = False
    dry_run: bool = False
    how: How = field(default_factory=How)
    source: str = ""
    phase: Phase = _silent


@dataclass(frozen=True)
class Original:
    """What came in: ``data`` as it was given (None when nothing is to be kept), ``name`` as it is shown, and ``mark``, a
    digest that tells the same content again."""

    data: bytes | None
    name: str
    mark: bytes
