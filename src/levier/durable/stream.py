"""What runs tell while they run: kept in the database, replayed from any point, read by many without a
thread each.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from django.db import DatabaseError, IntegrityError, connections, transaction
from django.db.models import Max

from levier.durable.models import Event

POLL = 0.1
"""Seconds between two looks for news, whatever the number of readers."""
END = "levier.end"
"""Key and type of the last event of a run; readers stop there and do not show it."""
_FINISHED_LOOK = 2.0
_TRIES = 20
_T = TypeVar("_T")


def publish(run_id: str, event: dict[str, Any], *, key: str | None = None) -> int:
    """Add an event to the run and give its number, from 1. With ``key``, telling it again gives the first
    number.

    ``event`` is plain JSON with a ``type``.
    """
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                mine = Event.objects.filter(run=run_id)
                if key is not None and (told := mine.filter(key=key).first()):
                    return told.seq
                seq = (mine.aggregate(last=Max("seq"))["last"] or 0) + 1
                Event.objects.create(run=run_id, seq=seq, key=key, body=event)
                return seq
        except IntegrityError:  # PostgreSQL: another step of the run told something at the same moment
            continue
    raise RuntimeError(f"run {run_id}: could not publish an event")


def close(run_id: str) -> None:
    """Tell readers that nothing more will come."""
    publish(run_id, {"type": END}, key=END)


def forget(run_id: str) -> None:
    """Delete what a run told."""
    Event.objects.filter(run=run_id).delete()


def fetch(run_id: str, after: int = 0) -> list[dict[str, Any]]:
    """The events told so far after number ``after``, each with its ``seq`` (the closing one included)."""
    rows = Event.objects.filter(run=run_id, seq__gt=after).order_by("seq").values_list("seq", "body")
    return [{"seq": seq, **body} for seq, body in rows]


def events(
    run_id: str, after: int = 0, *, finished: Callable[[str], bool], timeout: float | None = None
) -> Iterator[dict[str, Any]]:
    """The events of a run after number ``after``, as they come, until it ends (or ``timeout`` seconds)."""
    deadline = time.monotonic() + timeout if timeout is not None else None
    looked = time.monotonic()
    over = False
    while True:
        news = fetch(run_id, after)
        for event in news:
            if event["type"] == END:
                return
            after = event["seq"]
            yield event
        if over and not news:
            return
        now = time.monotonic()
        if deadline is not None and now > deadline:
            return
        if now - looked > _FINISHED_LOOK:
            over, looked = finished(run_id), now
        time.sleep(POLL)


async def aevents(
    run_id: str, after: int = 0, *, finished: Callable[[str], bool]
) -> AsyncIterator[dict[str, Any]]:
    """As :func:`events`, for the web process: readers share one thread and one look at the database."""
    watch = _watch()
    looked = time.monotonic()
    over = False
    with watch.reading(run_id) as news:
        while True:
            found = await watch.ask(fetch, run_id, after)
            for event in found:
                if event["type"] == END:
                    return
                after = event["seq"]
                yield event
            if over and not found:
                return
            await news.beyond(after, _FINISHED_LOOK)
            if time.monotonic() - looked > _FINISHED_LOOK:
                over, looked = await watch.ask(finished, run_id), time.monotonic()


class _News:
    """How far a run has told, for the readers of this event loop."""

    def __init__(self) -> None:
        self.readers = 0
        self._last = 0
        self._changed = asyncio.Event()

    def tell(self, last: int) -> None:
        if last > self._last:
            self._last = last
            self._changed.set()
            self._changed = asyncio.Event()

    async def beyond(self, after: int, at_most: float) -> None:
        """Wait until something after ``after`` was told, or ``at_most`` seconds."""
        if self._last > after:
            return
        try:
            async with asyncio.timeout(at_most):
                await self._changed.wait()
        except TimeoutError:
            return


class _Reading:
    def __init__(self, watch: "_Watch", run_id: str) -> None:
        self._watch, self._run = watch, run_id

    def __enter__(self) -> _News:
        news = self._watch.news.setdefault(self._run, _News())
        news.readers += 1
        self._watch.wake()
        return news

    def __exit__(self, *fault: object) -> None:
        news = self._watch.news[self._run]
        news.readers -= 1
        if not news.readers:
            del self._watch.news[self._run]


class _Watch:
    """One look at the database for all the runs that are being read in an event loop."""

    def __init__(self) -> None:
        self.news: dict[str, _News] = {}
        self._task: asyncio.Task[None] | None = None

    def reading(self, run_id: str) -> _Reading:
        return _Reading(self, run_id)

    def wake(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._look())

    async def ask(self, question: Callable[..., _T], *given: Any) -> _T:
        return await asyncio.get_running_loop().run_in_executor(_thread(), _asked, question, given)

    async def _look(self) -> None:
        while self.news:
            for run, last in (await self.ask(_last, list(self.news))).items():
                if run in self.news:
                    self.news[run].tell(last)
            await asyncio.sleep(POLL)


_watches: WeakKeyDictionary[asyncio.AbstractEventLoop, _Watch] = WeakKeyDictionary()
_executor: ThreadPoolExecutor | None = None
_lock = threading.Lock()


def _watch() -> _Watch:
    return _watches.setdefault(asyncio.get_running_loop(), _Watch())


def _thread() -> ThreadPoolExecutor:
    """The one thread that reads events for this process; it keeps its database connection."""
    global _executor  # noqa: PLW0603 - one per process, made when first needed
    with _lock:
        if _executor is None:
            _executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="levier-events")
        return _executor


def stop_reading() -> None:
    """Give back the thread and its connection (at the end of the process)."""
    global _executor  # noqa: PLW0603
    with _lock:
        if _executor is not None:
            _executor.submit(connections.close_all)
            _executor.shutdown(wait=True)
            _executor = None


def _asked(question: Callable[..., _T], given: tuple[Any, ...]) -> _T:
    try:
        return question(*given)
    except DatabaseError:  # the next look takes a new connection
        connections.close_all()
        raise


def _last(runs: list[str]) -> dict[str, int]:
    rows = Event.objects.filter(run__in=runs).order_by().values("run").annotate(last=Max("seq"))
    return {row["run"]: row["last"] for row in rows}
