"""Files of a dataset version on disk: written aside then renamed, or not at all."""

import errno
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from django.conf import settings

from levier.core.errors import Unavailable

_FULL = (errno.ENOSPC, errno.EDQUOT)


def folder_of(company_id: int, dataset_id: int) -> Path:
    """Where the versions of a dataset live."""
    return Path(settings.HOME) / "tables" / str(company_id) / str(dataset_id)


def relative(path: Path) -> str:
    """A path as the database keeps it: from the data folder, so that the folder may move."""
    return path.relative_to(settings.HOME).as_posix()


def safe_name(name: str) -> str:
    """A file name that no file system refuses."""
    return re.sub(r"[^\w.\-]+", "_", Path(name).name)[-120:] or "fichier"


def require_space(data_size: int) -> None:
    """Raises Unavailable when the disk cannot hold the original and its version."""
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(home).free < 2 * data_size + 20 * 1024**2:
        raise _disk_full()


@contextmanager
def written_files() -> Iterator[Callable[[Path, Callable[[Path], object]], Path]]:
    """Write several files or none: ``write(target, writer)`` writes aside, flushes and renames.

    When the block fails, every file it wrote is removed. A full disk becomes Unavailable, in French.
    """
    done: list[Path] = []

    def write(target: Path, writer: Callable[[Path], object]) -> Path:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f".{target.name}.{uuid.uuid4().hex}.part")
        try:
            writer(aside)
            with aside.open("rb+") as file:
                os.fsync(file.fileno())
            existed = target.exists()
            aside.replace(target)
        finally:
            aside.unlink(missing_ok=True)
        if not existed:
            done.append(target)
        return target

    try:
        yield write
    except BaseException as fault:
        for path in done:
            path.unlink(missing_ok=True)
        if _is_full(fault):
            raise _disk_full() from fault
        raise


def write_parquet(frame: pl.DataFrame) -> Callable[[Path], None]:
    """A writer of the frame as Parquet (zstd)."""

    def writer(path: Path) -> None:
        frame.write_parquet(path, compression="zstd", compression_level=3, statistics=True)

    return writer


def _is_full(fault: BaseException) -> bool:
    if isinstance(fault, OSError) and fault.errno in _FULL:
        return True
    return isinstance(fault, pl.exceptions.PolarsError) and "No space left" in str(fault)


def _disk_full() -> Unavailable:
    return Unavailable(
        "Le disque de Levier est plein : rien n'a été importé",
        where=str(settings.HOME),
        mend="Libérez de la place puis recommencez l'import.",
    )
