"""What is kept, what is refused, what the doctor says."""

import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from levier.core.errors import BadInput, LevierError, Unavailable
from levier.operations.backups import archive, keeping, making, restoring
from levier.operations.backups.health import backups
from levier.operations.health import State
from tests.cast import Person


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """A data folder of its own; the test's database stays where it is."""
    settings.HOME = tmp_path / "home"
    (settings.HOME / "models").mkdir(parents=True)
    (settings.HOME / "models" / "big").write_bytes(b"0" * 100)
    (settings.HOME / "documents").mkdir()
    (settings.HOME / "documents" / "cgv.pdf").write_bytes(b"%PDF")
    base = sqlite3.connect(settings.HOME / "durable.sqlite3")
    base.execute("CREATE TABLE runs (id TEXT)")
    base.close()
    return Path(settings.HOME)


pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("owner")
def test_only_the_last_ones_are_kept_and_other_files_are_left_alone(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    (folder / "levier-notes.txt").write_text("à moi")
    for days in (1, 2, 3):
        (folder / keeping.name_at(datetime.now(UTC) - timedelta(days=days))).write_bytes(b"old")
    made = making.make(folder, keep=2)
    assert (made.forgotten, len(keeping.found(folder)), made.beside) == (2, 2, True)
    assert (folder / "levier-notes.txt").exists()
    assert set(made.manifest.files) == {"documents/cgv.pdf", "durable.sqlite3"}
    assert made.manifest.counts["people"] == 1
    assert [
        path.name for path in folder.iterdir() if "partial" in path.name or path.name.startswith(".")
    ] == []


@pytest.mark.usefixtures("home")
def test_the_doctor_wants_one_younger_than_a_week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert backups().state is State.WARNING
    made = making.make(tmp_path / "disk")
    assert backups().state is State.OK
    monkeypatch.setattr(timezone, "now", lambda: made.backup.made + timedelta(days=8))
    assert "8 jours" in backups().says
    made.backup.path.unlink()
    assert "n'est plus à sa place" in backups().says


def test_a_damaged_database_is_said_and_nothing_half_written_stays(home: Path, tmp_path: Path) -> None:
    base = sqlite3.connect(home / "durable.sqlite3")
    base.executemany("INSERT INTO runs VALUES (?)", [(f"run-{number}" * 50,) for number in range(2000)])
    base.commit()
    base.close()
    with (home / "durable.sqlite3").open("r+b") as file:
        file.seek(5 * 4096)
        file.write(os.urandom(3 * 4096))
    with pytest.raises((Unavailable, sqlite3.DatabaseError)):
        making.make(tmp_path / "disk")
    assert list((tmp_path / "disk").iterdir()) == []


@pytest.mark.usefixtures("home")
def test_a_folder_within_the_data_and_keeping_none_are_refused(home: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="celui des données"):
        making.make(home / "documents")
    with pytest.raises(BadInput, match="au moins une"):
        making.make(tmp_path / "disk", keep=0)
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="ne peut pas être créé"):
        making.make(tmp_path / "file" / "below")


def test_a_failure_half_way_through_a_restoration_leaves_all_as_it_was(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Person
) -> None:
    made = making.make(tmp_path / "disk")
    (home / "documents" / "new.pdf").write_bytes(b"since")
    renamed, real = [], Path.rename

    def failing(self: Path, target: Path) -> Path:
        renamed.append(self.name)
        if len(renamed) == 3:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    monkeypatch.setattr(restoring, "living_workers", lambda: 0)
    monkeypatch.setattr("levier.operations.backups.restoring.connection.close", lambda: None)
    with pytest.raises(LevierError, match="tout est resté comme avant"):
        restoring.restore(made.backup.path)
    assert (home / "documents" / "new.pdf").read_bytes() == b"since"
    assert not list(home.glob(".restauration-*"))


@pytest.mark.usefixtures("home")
def test_a_backup_of_another_kind_of_database_or_a_running_levier_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = making.make(tmp_path / "disk")
    monkeypatch.setattr(restoring, "living_workers", lambda: 1)
    with pytest.raises(Unavailable, match="en marche"):
        restoring.restore(made.backup.path)
    other = archive.Manifest("0.1", "2026-11-23T01:00:00+00:00", "oracle", {})
    with archive.writing(tmp_path / "other.tar.gz", other):
        pass
    with pytest.raises(BadInput, match="base oracle"):
        restoring.restore(tmp_path / "other.tar.gz")


def test_the_nightly_folder_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert keeping.nightly() is None
    monkeypatch.setenv("LEVIER_BACKUPS", "/srv/backups")
    assert keeping.nightly() == keeping.Nightly(Path("/srv/backups"), 14)
    monkeypatch.setenv("LEVIER_BACKUPS_KEPT", "zero")
    with pytest.raises(BadInput, match="LEVIER_BACKUPS_KEPT"):
        keeping.nightly()
