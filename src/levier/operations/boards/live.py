"""An open board follows its data: a stamp of what it is made of, told when it changes."""

import asyncio
import time
from collections.abc import AsyncIterator
from hashlib import sha256
from threading import Lock
from typing import Any

from asgiref.sync import sync_to_async

from levier.core.actor import Actor
from levier.operations.boards import services
from levier.operations.boards.models import BoardAlert, Tile
from levier.tables.models import Dataset

EVERY = 0.5
"""Seconds between two looks; all the pages of a person share one look."""
LASTS = 600.0
_PING = 20.0
_lock = Lock()
_stamps: dict[tuple[int, int, int], tuple[float, str]] = {}


def stamp(actor: Actor, board: int) -> str:
    """A word that changes when the board, its tables as the person sees them, or its alerts do."""
    found = services.visible(actor).filter(pk=board).values_list("revision", flat=True).first()
    tiles = Tile.objects.filter(board_id=board).order_by("pk").values_list("pk", "revision")
    tables = Dataset.objects.visible_to(actor).order_by("pk").values_list("pk", "current")
    alerts = (
        BoardAlert.objects.visible_to(actor)
        .filter(board_id=board, ended=None)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    told = repr((found, list(tiles), list(tables), list(alerts)))
    return sha256(told.encode()).hexdigest()[:16]


def recent_stamp(actor: Actor, board: int) -> str:
    """The stamp, at most ``EVERY`` seconds old."""
    key, now = (actor.company_id, actor.person_id, board), time.monotonic()
    with _lock:
        kept = _stamps.get(key)
    if kept is not None and now - kept[0] < EVERY * 0.9:
        return kept[1]
    made = stamp(actor, board)
    with _lock:
        if len(_stamps) > 500:
            _stamps.clear()
        _stamps[key] = (now, made)
    return made


async def changes(actor: Actor, board: int, known: str) -> AsyncIterator[dict[str, Any]]:
    """``{"seq", "type": "changed", "stamp"}`` each time the board is no longer as ``known``; a « ping » now and then."""
    number, began, told = 0, time.monotonic(), time.monotonic()
    look = sync_to_async(recent_stamp)
    while time.monotonic() - began < LASTS:
        now = await look(actor, board)
        if now != known:
            known, told, number = now, time.monotonic(), number + 1
            yield {"seq": number, "type": "changed", "stamp": now}
        elif time.monotonic() - told > _PING:
            told, number = time.monotonic(), number + 1
            yield {"seq": number, "type": "ping", "stamp": now}
        await asyncio.sleep(EVERY)
