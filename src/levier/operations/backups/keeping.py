"""Where backups lie, how they are named, and which are kept."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from levier.core.errors import BadInput

OWN_FOLDER = "sauvegardes"
LAST = "last-backup.json"
OF_THE_MACHINE = frozenset({"models", "static", "executors", OWN_FOLDER})
"""What is made again when it is missing, or belongs to this machine alone: neither saved nor moved."""
RESTORED = ("avant-restauration-", ".restauration-")
_NAME = re.compile(r"levier-(\d{8}-\d{6})Z\.tar\.gz")
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Backup:
    """One file. ``size``: bytes."""

    path: Path
    made: datetime
    size: int


@dataclass(frozen=True)
class Nightly:
    """Backups made every night: where, and how many are kept."""

    folder: Path
    keep: int


def nightly() -> Nightly | None:
    """As ``LEVIER_BACKUPS`` (a folder) and ``LEVIER_BACKUPS_KEPT`` (14) say; None without the first."""
    given = os.environ.get("LEVIER_BACKUPS", "")
    if not given:
        return None
    kept = os.environ.get("LEVIER_BACKUPS_KEPT", "14")
    if not kept.isdecimal() or int(kept) < 1:
        raise BadInput(
            f"« {kept} » n'est pas un nombre de sauvegardes",
            where="LEVIER_BACKUPS_KEPT",
            mend="Donnez 1 ou plus.",
        )
    return Nightly(Path(given).expanduser(), int(kept))


def default_folder() -> Path:
    """Where a backup goes when nothing is said."""
    found = nightly()
    return found.folder if found else Path(settings.HOME) / OWN_FOLDER


def name_at(moment: datetime) -> str:
    """The name of a backup made at that moment: in UTC, so that names sort by age whatever the season."""
    return f"levier-{moment.astimezone(UTC).strftime(_STAMP)}Z.tar.gz"


def found(folder: Path) -> list[Backup]:
    """The backups of a folder, the latest first; files of another name are not Levier's."""
    if not folder.is_dir():
        return []
    named = ((path, _NAME.fullmatch(path.name)) for path in folder.iterdir())
    return sorted(
        (
            Backup(path, datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), path.stat().st_size)
            for path, match in named
            if match
        ),
        key=lambda one: one.made,
        reverse=True,
    )


def forget_old(folder: Path, keep: int) -> int:
    """Delete all but the ``keep`` latest backups; gives how many went."""
    old = found(folder)[keep:]
    for one in old:
        one.path.unlink(missing_ok=True)
    return len(old)
