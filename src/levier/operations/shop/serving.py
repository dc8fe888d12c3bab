"""What the web process answers to shops: rows kept a few seconds, editions kept in bounded memory."""

import threading
import time
import zipfile
import zlib
from collections import OrderedDict
from dataclasses import dataclass

from levier.core.errors import LevierError, NotFound
from levier.operations.shop.files import Published, path_of, read
from levier.operations.shop.models import Health, Publication
from levier.operations.shop.proposing import Goal, Proposed, propose

FRESH_SECONDS = 5.0
"""A pause or a withdrawal is obeyed after this at most, in every web process."""
_DAMAGED = (OSError, EOFError, ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error)
_MOST_ROWS = 512
_MOST_BYTES = 64 * 1024 * 1024


class NothingYet(LevierError):
    """Nothing is learned yet, or its file cannot be read."""

    code = "pas-encore-appris"
    http_status = 503
    exit_status = 1


@dataclass(frozen=True)
class Row:
    """What is asked of a publication at each call. ``edition`` 0: none yet."""

    id: int
    open: bool
    origins: frozenset[str]
    edition: int


_lock = threading.Lock()
_rows: OrderedDict[str, tuple[float, Row | None]] = OrderedDict()
_editions: OrderedDict[tuple[int, int], Published] = OrderedDict()


def row_of(key: str) -> Row:
    """The publication of that key. Raises NotFound when it does not exist, is paused or was withdrawn."""
    now = time.monotonic()
    with _lock:
        kept = _rows.get(key)
    if kept is None or now - kept[0] > FRESH_SECONDS:
        kept = (now, _asked(key))
        with _lock:
            _rows[key] = kept
            _rows.move_to_end(key)
            while len(_rows) > _MOST_ROWS:
                _rows.popitem(last=False)
    row = kept[1]
    if row is None or not row.open:
        raise NotFound("Cette publication n'existe pas, ou elle est suspendue")
    return row


def proposed(row: Row, seen: list[str], number: int, goal: Goal) -> list[Proposed]:
    """Raises NothingYet."""
    return propose(_edition(row), seen, number, goal)


def forget() -> None:
    """Read everything again at the next call (what was just changed here shows at once in this process)."""
    with _lock:
        _rows.clear()


def _asked(key: str) -> Row | None:
    found = Publication.objects.filter(key=key).first()
    if found is None:
        return None
    is_open = found.health not in (Health.PAUSED, Health.REVOKED)
    return Row(found.pk, is_open, frozenset(found.origins), found.edition)


def _edition(row: Row) -> Published:
    asked = (row.id, row.edition)
    with _lock:
        kept = _editions.get(asked)
        if kept is not None:
            _editions.move_to_end(asked)
            return kept
    if not row.edition:
        raise NothingYet(
            "Rien n'est encore appris pour cette boutique", mend="Réessayez dans quelques minutes."
        )
    try:
        kept = read(path_of(*asked))
    except _DAMAGED as error:
        raise NothingYet(
            "Ce qui a été appris ne peut pas être lu", mend="Lancez « Apprendre maintenant » dans Levier."
        ) from error
    with _lock:
        for old in [one for one in _editions if one[0] == row.id]:
            del _editions[old]
        _editions[asked] = kept
        while len(_editions) > 1 and sum(one.size for one in _editions.values()) > _MOST_BYTES:
            _editions.popitem(last=False)
    return kept
