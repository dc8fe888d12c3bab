"""What a folder holds: files worth reading, without following a link that leaves it."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from levier.connectors.files import is_readable, is_temporary, wanted

_QUICK_SECONDS = 4.0
_QUICK_MOST = 20_000
_DEEPEST = 40


@dataclass(frozen=True)
class Found:
    """A regular file. ``key``: its path within the folder, with « / »; ``modified`` in seconds."""

    key: str
    name: str
    path: bytes
    size: int
    modified: float
    mark: str


@dataclass
class Listing:
    """``outside``: links that lead out; ``closed``: folders that cannot be opened; ``cut``: not everything was seen."""

    files: list[Found] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    skipped: int = 0
    cut: bool = False


def listing(
    root: Path, patterns: Sequence[str], unwanted: Sequence[str], *, recursive: bool, quick: bool = False
) -> Listing:
    """The files below ``root``, in the order of their names. Raises OSError when the folder itself cannot be read."""
    found = Listing()
    until = time.monotonic() + _QUICK_SECONDS
    top = os.fsencode(root)
    waiting: list[tuple[bytes, int]] = [(top, 0)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            if folder == top:
                raise
            found.closed.append(_key(folder, top))
            continue
        for entry in inside:
            if quick and (time.monotonic() > until or len(found.files) >= _QUICK_MOST):
                found.cut = True
                return found
            _place(entry, top, patterns, unwanted, found)
            if recursive and depth < _DEEPEST and _is_folder(entry):
                waiting.append((entry.path, depth + 1))
    found.files.sort(key=lambda one: one.key)
    return found


def _place(
    entry: os.DirEntry[bytes], top: bytes, patterns: Sequence[str], unwanted: Sequence[str], found: Listing
) -> None:
    key = _key(entry.path, top)
    name = key.rsplit("/", 1)[-1]
    if is_temporary(name):
        return
    if entry.is_symlink():
        if not os.path.realpath(entry.path).startswith(os.path.join(os.path.realpath(top), b"")):
            found.outside.append(key)
        return
    if not entry.is_file(follow_symlinks=False):
        return
    if not wanted(key, patterns, unwanted):
        return
    if not is_readable(name):
        found.skipped += 1
        return
    try:
        about = entry.stat(follow_symlinks=False)
    except OSError:  # gone between the listing and now
        return
    mark = f"{about.st_size}-{about.st_mtime_ns}"
    found.files.append(Found(key, name, entry.path, about.st_size, about.st_mtime, mark))


def _is_folder(entry: os.DirEntry[bytes]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not is_temporary(os.fsdecode(entry.name))


def _key(path: bytes, top: bytes) -> str:
    """The path within the folder as text that every database keeps, different for different files."""
    return os.path.relpath(path, top).decode("utf-8", "backslashreplace")
