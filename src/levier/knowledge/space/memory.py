"""The spaces kept in this process's memory, the oldest forgotten first.

Nothing here decides rights: the documents a person may read are asked of the database for each search (``rights.py``).
"""

import secrets
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from levier.knowledge.models import SearchState

if TYPE_CHECKING:
    from levier.knowledge.space.reading import Space

_MOST_COMPANIES = 16
_lock = threading.Lock()
_spaces: "OrderedDict[tuple[int, str], Space]" = OrderedDict()


def space_of(company: int, embedder: str) -> "Space":
    """The company's space; when its passages have changed since, only those that came or went are read."""
    # Reading loads scipy: only a process that searches pays for it.
    from levier.knowledge.space.reading import read  # noqa: PLC0415

    drawn = SearchState.objects.filter(company=company).values_list("drawn", flat=True).first() or 0
    key = (company, embedder)
    with _lock:
        known = _spaces.get(key)
        if known is None or known.drawn != drawn:
            known = read(company, embedder, drawn, known)
            _spaces[key] = known
        _spaces.move_to_end(key)
        while len(_spaces) > _MOST_COMPANIES:
            _spaces.popitem(last=False)
    return known


def changed(company: int) -> None:
    """Mark a change, inside the caller's transaction: every process will look at its space again."""
    SearchState.objects.update_or_create(company_id=company, defaults={"drawn": secrets.randbits(62)})


def forget(company: int) -> None:
    """Drop the company's words and vectors from this process's memory at once."""
    with _lock:
        for key in [key for key in _spaces if key[0] == company]:
            del _spaces[key]
