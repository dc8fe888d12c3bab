"""How long an import will take, from how long earlier ones took on this very machine."""

from pathlib import PurePath
from statistics import median

from levier.operations.importing.models import Batch, FileState, ImportFile

_REMEMBERED = 200
_FEWEST = 3
_LEAST_SIZE = 2_000
"""Bytes below which a file takes the time of starting, whatever its size."""


def seconds_left(batch: Batch) -> float | None:
    """Seconds for the files of a batch that are not finished, None while too little is known of such files.

    By kind of file (extension): the median pace of the last files that were imported here, in seconds a byte.
    """
    waiting = [file for file in batch.files.all() if file.state in (FileState.WAITING, FileState.RUNNING)]
    paces = _paces()
    if not waiting or any(_kind(file.name) not in paces for file in waiting):
        return None
    return sum(max(file.size, _LEAST_SIZE) * paces[_kind(file.name)] for file in waiting)


def _paces() -> dict[str, float]:
    done = ImportFile.objects.filter(state=FileState.DONE).exclude(started=None).exclude(finished=None)
    known: dict[str, list[float]] = {}
    for name, size, started, finished in done.order_by("-finished").values_list(
        "name", "size", "started", "finished"
    )[:_REMEMBERED]:
        if started is not None and finished is not None:
            seconds = (finished - started).total_seconds()
            known.setdefault(_kind(name), []).append(seconds / max(size, _LEAST_SIZE))
    return {kind: median(paces) for kind, paces in known.items() if len(paces) >= _FEWEST}


def _kind(name: str) -> str:
    return PurePath(name).suffix.lower()
