"""A watched folder: what is there comes once, what changes comes again, what leads elsewhere is refused."""

import os
from pathlib import Path

import pytest
from django.conf import settings as site

from levier.connectors.contract import State
from levier.connectors.faults import Forbidden, Refused
from levier.connectors.outside.door import Door, Place
from levier.connectors.running.budget import Budget
from levier.connectors.watched_folder import FolderSettings, WatchedFolder
from levier.core.errors import BadInput
from tests.connectors.seen import door, run


def settings(path: Path | str, **more: object) -> FolderSettings:
    return FolderSettings.model_validate({"path": str(path), **more})


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "partage"
    (folder / "Qualité" / "2026").mkdir(parents=True)
    (folder / "note.md").write_text("# Note")
    (folder / "Qualité" / "procédure.md").write_text("# Procédure")
    (folder / "Qualité" / "2026" / "note.md").write_text("# Autre note")
    return folder


def test_files_come_with_their_place_and_their_day_and_only_once(share: Path) -> None:
    first = run(WatchedFolder, settings(share))
    assert set(first.items) == {"note.md", "Qualité/procédure.md", "Qualité/2026/note.md"}
    assert first.items["note.md"].content == b"# Note"
    assert first.items["note.md"].dated is not None
    again = run(WatchedFolder, settings(share), first)
    assert not again.items
    assert not again.removed
    assert not again.faults


def test_changed_renamed_and_deleted_files_are_followed(share: Path) -> None:
    first = run(WatchedFolder, settings(share))
    (share / "note.md").write_text("# Note, revue")
    (share / "Qualité" / "procédure.md").rename(share / "Qualité" / "procédure de garde.md")
    (share / "Qualité" / "2026" / "note.md").unlink()
    second = run(WatchedFolder, settings(share), first)
    assert set(second.items) == {"note.md", "Qualité/procédure de garde.md"}
    assert set(second.removed) == {"Qualité/procédure.md", "Qualité/2026/note.md"}


def test_hidden_temporary_and_unreadable_types_are_left(share: Path) -> None:
    for name in (".caché.md", "~$contrat.docx", "copie.md.part", "Thumbs.db", "logiciel.exe", "vidéo.mp4"):
        (share / name).write_text("x")
    (share / ".git").mkdir()
    (share / ".git" / "config.txt").write_text("x")
    seen = run(WatchedFolder, settings(share))
    assert len(seen.items) == 3
    details = dict(WatchedFolder(door(WatchedFolder, settings(share))).test(settings(share)).details)
    assert details["Autres fichiers, laissés de côté"] == "2"


def test_a_link_that_leads_out_is_told_and_not_followed(share: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe")
    (share / "lien.txt").symlink_to(secret)
    (share / "dossier").symlink_to(tmp_path, target_is_directory=True)
    (share / "interne.md").symlink_to(share / "note.md")
    seen = run(WatchedFolder, settings(share))
    assert set(seen.faults) == {"lien.txt", "dossier"}
    assert "hors du dossier" in seen.faults["lien.txt"].what
    assert not [item for item in seen.items.values() if b"mot de passe" in bytes(item.content)]  # type: ignore[arg-type]
    again = run(WatchedFolder, settings(share), seen)
    assert not again.removed
    assert not again.faults, "told once"


def test_hostile_names_make_keys_that_every_database_keeps(share: Path) -> None:
    folder = os.fsencode(share)
    for name in (
        b"\xff\xfe.txt",
        b"a\nb.txt",
        "\u202efdp.txt".encode(),
        b"-rf.txt",
        b"%2e%2e.txt",
        "é.txt".encode(),
    ):
        (Path(os.fsdecode(folder)) / os.fsdecode(name)).write_bytes(b"contenu")
    os.mkfifo(share / "tube.txt")
    seen = run(WatchedFolder, settings(share))
    assert len(seen.items) == 3 + 6
    assert not seen.faults
    for key, item in seen.items.items():
        key.encode(), item.name.encode()
        assert "\n" not in item.name
        assert "\u202e" not in item.name


def test_patterns_choose(share: Path) -> None:
    (share / "tarif.txt").write_text("x")
    assert set(run(WatchedFolder, settings(share, patterns=["*.TXT"])).items) == {"tarif.txt"}
    kept = run(WatchedFolder, settings(share, unwanted=["Qualité/*"])).items
    assert set(kept) == {"note.md", "tarif.txt"}
    assert set(run(WatchedFolder, settings(share, recursive=False)).items) == {"note.md", "tarif.txt"}


def test_a_file_too_big_is_a_fault_that_is_not_read_again(share: Path) -> None:
    (share / "gros.txt").write_bytes(b"x" * 2000)
    budget = Budget(file_bytes=1000)
    seen = run(WatchedFolder, settings(share), budget=budget)
    assert "dépasse" in seen.faults["gros.txt"].what
    assert not run(WatchedFolder, settings(share), seen, budget=Budget(file_bytes=1000)).faults


def test_a_folder_that_is_gone_deletes_nothing(share: Path) -> None:
    first = run(WatchedFolder, settings(share))
    share.rename(share.with_name("ailleurs"))
    with pytest.raises(Refused, match="n'existe pas"):
        run(WatchedFolder, settings(share), first)


@pytest.mark.skipif(os.getuid() == 0, reason="root opens every folder")
def test_a_closed_folder_is_a_fault_and_what_it_held_stays(share: Path) -> None:
    first = run(WatchedFolder, settings(share))
    (share / "Qualité").chmod(0)
    try:
        second = run(WatchedFolder, settings(share), first)
    finally:
        (share / "Qualité").chmod(0o755)
    assert set(second.faults) == {"Qualité"}
    assert not second.removed


@pytest.mark.parametrize("path", ["/", "/etc", "/proc/self", "relatif", "/tmp/../etc/ssl", "/root/.ssh"])
def test_folders_of_the_system_are_refused(path: str) -> None:
    with pytest.raises(BadInput):
        WatchedFolder.places(settings(path))


def test_the_folder_of_levier_itself_is_refused() -> None:
    for path in (Path(site.HOME), Path(site.HOME) / "documents", Path(site.HOME).parent):
        with pytest.raises(BadInput, match=r"Levier lui-même|système"):
            WatchedFolder.places(settings(path))


def test_only_the_allowed_folder_is_opened(share: Path, tmp_path: Path) -> None:
    elsewhere = Door(1, (Place.folder(tmp_path / "autre"),))
    with pytest.raises(Forbidden):
        list(WatchedFolder(elsewhere).changes(settings(share), State(), Budget()))


def test_five_thousand_files_come_once_even_when_the_run_is_cut(tmp_path: Path) -> None:
    for number in range(5000):
        folder = tmp_path / "gros" / f"{number % 50:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.txt").write_text(f"fichier {number}")
    cut = run(WatchedFolder, settings(tmp_path / "gros"), most=1800)
    rest = run(WatchedFolder, settings(tmp_path / "gros"), cut)
    assert len(cut.items) == 1800
    assert len(rest.items) == 3200
    assert not run(WatchedFolder, settings(tmp_path / "gros"), rest).items


def test_a_run_stops_at_its_bounds_and_says_which(share: Path) -> None:
    assert "volume" in run(WatchedFolder, settings(share), budget=Budget(bytes=5)).spent
    assert "durée" in run(WatchedFolder, settings(share), budget=Budget(seconds=0)).spent
