"""Put a backup back. What was there is moved aside, never deleted; a failure half-way puts it back."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from levier.accounts.models import Company
from levier.core.errors import BadInput, LevierError, Unavailable
from levier.durable import living_workers
from levier.operations.backups import archive, postgresql
from levier.operations.backups.keeping import OF_THE_MACHINE, RESTORED
from levier.operations.backups.making import DUMP
from levier.policy import journal

_ASIDE, _COMING = RESTORED


@dataclass(frozen=True)
class Restored:
    """``aside``: where the former data lies, None when there was none; ``sound``: the journal's chain is whole."""

    manifest: archive.Manifest
    aside: Path | None
    sound: bool


def restore(path: Path) -> Restored:
    """Check the backup whole, put its files and database in place of this installation's, bring them up to date.

    Raises BadInput (a damaged archive, another kind of database), Unavailable (Levier is running, no room).
    """
    manifest = archive.read(path)
    _possible(manifest)
    home, stamp = Path(settings.HOME), timezone.now().strftime("%Y%m%d-%H%M%S")
    coming, aside = home / f"{_COMING}{stamp}", home / f"{_ASIDE}{stamp}"
    try:
        coming.mkdir(parents=True, mode=0o700)
        archive.unpack(path, coming, manifest)
        if manifest.database == "postgresql":
            postgresql.load(coming / DUMP)
            (coming / DUMP).unlink()
        connection.close()
        _exchange(home, coming, aside)
    finally:
        shutil.rmtree(coming, ignore_errors=True)
    call_command("migrate", verbosity=0, interactive=False)
    for company in Company.objects.all():
        journal.record(company.pk, None, "backup.restored", path.name, {"made": manifest.made})
    return Restored(manifest, aside if aside.exists() else None, journal.verify().ok)


def _possible(manifest: archive.Manifest) -> None:
    if manifest.database != connection.vendor:
        needed, here = _TOLD.get(manifest.database, manifest.database), _TOLD[connection.vendor]
        raise BadInput(
            f"Cette sauvegarde vient d'une base {needed}, et Levier est réglé ici pour {here}",
            mend="Réglez DATABASE_URL comme sur l'installation d'origine (rien pour SQLite), puis recommencez.",
        )
    if connection.vendor == "sqlite" and living_workers():
        raise Unavailable(
            "Levier est en marche sur ces données",
            mend="Arrêtez « levier serve » et les « levier worker », puis recommencez.",
        )
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shutil.disk_usage(home).free < manifest.size * 1.1:
        raise Unavailable(
            f"Il faut {manifest.size / 1024**2:.0f} Mo libres pour reprendre cette sauvegarde",
            where=str(home), mend="Libérez de la place, puis recommencez.",
        )  # fmt: skip


_TOLD = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def _exchange(home: Path, coming: Path, aside: Path) -> None:
    """Move what is there aside and what comes in: renames on one disk, undone in reverse if one fails."""
    leaving = [
        path for path in home.iterdir()
        if path.name not in OF_THE_MACHINE and not path.name.startswith(RESTORED) and path != coming
    ]  # fmt: skip
    moves = [(path, aside / path.name) for path in leaving]
    moves += [(path, home / path.name) for path in coming.iterdir()]
    done: list[tuple[Path, Path]] = []
    if leaving:
        aside.mkdir(mode=0o700)
    try:
        for source, target in moves:
            source.rename(target)
            done.append((source, target))
    except OSError as error:
        for source, target in reversed(done):
            target.rename(source)
        raise LevierError(
            f"Les données n'ont pas pu être échangées ({error.strerror}) : tout est resté comme avant",
            where=str(home), mend="Vérifiez vos droits sur ce dossier, puis recommencez.",
        ) from error  # fmt: skip
