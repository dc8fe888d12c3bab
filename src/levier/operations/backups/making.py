"""Make a backup while Levier works: the databases as they are at one moment, then the files, which never change."""

import json
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from levier import __version__
from levier.accounts.models import Company, User
from levier.core.errors import BadInput, Unavailable
from levier.knowledge.models import Document
from levier.operations.backups import archive, postgresql
from levier.operations.backups.keeping import (
    LAST,
    OF_THE_MACHINE,
    OWN_FOLDER,
    RESTORED,
    Backup,
    forget_old,
    name_at,
)
from levier.tables.models import DatasetVersion

Progress = Callable[[int, int, str], None]
DUMP = "levier.pgdump"
_LEFT_OUT = OF_THE_MACHINE | {LAST}
_DATABASES = ("levier.sqlite3", "durable.sqlite3")


@dataclass(frozen=True)
class Made:
    """A backup that was written, then read again whole. ``beside``: it lies on the same disk as the data."""

    backup: Backup
    manifest: archive.Manifest
    beside: bool
    forgotten: int


def make(
    folder: Path, *, keep: int | None = None, progress: Progress = lambda done, total, note: None
) -> Made:
    """Write a backup in ``folder``, verify it, and forget all but the ``keep`` last ones.

    Raises BadInput for a folder that cannot be used, Unavailable when a database is damaged or cannot be read. Nothing
    half-written is left.
    """
    if keep is not None and keep < 1:
        raise BadInput("Il faut garder au moins une sauvegarde", where="--keep", mend="Donnez 1 ou plus.")
    home, moment = Path(settings.HOME), timezone.now()
    _usable(folder, home)
    target = folder / name_at(moment)
    partial = target.with_suffix(".partial")
    manifest = archive.Manifest(
        __version__, moment.isoformat(timespec="seconds"), connection.vendor, _counts()
    )
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".levier-") as passing:
            taken = [*_snapshots(home, Path(passing)), *_files(home, folder)]
            with archive.writing(partial, manifest) as add:
                for done, (path, name) in enumerate(taken):
                    progress(done, len(taken), name)
                    add(path, name)
        archive.read(partial)
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
    made = Backup(target, moment, target.stat().st_size)
    _remember(home, made)
    beside = folder.stat().st_dev == home.stat().st_dev
    return Made(made, manifest, beside, forget_old(folder, keep) if keep else 0)


def _usable(folder: Path, home: Path) -> None:
    inside = folder.resolve().is_relative_to(home.resolve())
    if inside and folder.resolve() != (home / OWN_FOLDER).resolve():
        raise BadInput(
            "Ce dossier est celui des données elles-mêmes", where=str(folder),
            mend="Choisissez-en un ailleurs : un autre disque, un partage du réseau.",
        )  # fmt: skip
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadInput(
            "Ce dossier ne peut pas être créé", where=str(folder), mend="Vérifiez le chemin et vos droits."
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BadInput(
            "Vous ne pouvez pas écrire dans ce dossier", where=str(folder), mend="Vérifiez vos droits."
        )


def _counts() -> dict[str, int]:
    models = {"companies": Company, "people": User, "documents": Document, "table_versions": DatasetVersion}
    return {name: model._default_manager.count() for name, model in models.items()}


def _snapshots(home: Path, passing: Path) -> Iterator[tuple[Path, str]]:
    for name in _DATABASES:
        if (home / name).exists():
            _copy_of(home / name, passing / name)
            yield passing / name, name
    if connection.vendor == "postgresql":
        postgresql.dump(passing / DUMP)
        yield passing / DUMP, DUMP


def _copy_of(path: Path, target: Path) -> None:
    """SQLite's online backup: one consistent state, whoever writes meanwhile (https://sqlite.org/backup.html)."""
    source, copy = (
        sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30),
        sqlite3.connect(target),
    )
    try:
        source.backup(copy)
        said = str(copy.execute("PRAGMA integrity_check(1)").fetchone()[0])
    finally:
        source.close()
        copy.close()
    if said != "ok":
        raise Unavailable(
            f"La base {path.name} est abîmée ({said}) : une sauvegarde de plus ne servirait à rien",
            mend="Gardez la dernière sauvegarde saine, arrêtez Levier et lancez « levier doctor ».",
        )
    target.chmod(0o600)


def _files(home: Path, folder: Path) -> Iterator[tuple[Path, str]]:
    apart = {folder.resolve(), *((home / name).resolve() for name in _LEFT_OUT)}
    for place, folders, names in os.walk(home):
        here = Path(place)
        folders[:] = sorted(
            name for name in folders
            if (here / name).resolve() not in apart and not (here == home and name.startswith((*RESTORED, ".")))
        )  # fmt: skip
        for name in sorted(names):
            path = here / name
            if here == home and (name in _LEFT_OUT or name.startswith(_DATABASES) or name.endswith(".log")):
                continue
            if path.is_file() and not path.is_symlink():
                yield path, path.relative_to(home).as_posix()


def _remember(home: Path, made: Backup) -> None:
    told = {"path": str(made.path.resolve()), "made": made.made.isoformat(), "bytes": made.size}
    coming = home / f".{LAST}"
    coming.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    os.replace(coming, home / LAST)


def last(home: Path | None = None) -> Backup | None:
    """The last backup that this installation made, wherever it went; None when there is none."""
    try:
        told = json.loads(((home or Path(settings.HOME)) / LAST).read_text(encoding="utf-8"))
        return Backup(Path(told["path"]), datetime.fromisoformat(told["made"]), int(told["bytes"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
