"""The disk is full, really: a small file system of its own, filled to the last byte, then freed."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.demo_home import DemoHome
from tests.server.house import copy_of

ALMOST_NOTHING = 300_000
HEAD = "date;code article;désignation;quantité;prix unitaire;client;pays\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 48 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a small file system")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Take every byte that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return filler


def sales(folder: Path) -> Path:
    """Sales whose table needs more room than a few kilobytes."""
    path = folder / "ventes-2012.csv"
    lines = (
        f"{day % 28 + 1:02d}/{day % 12 + 1:02d}/2012;Z{day};Article {day};{day % 7 + 1};2,50;C{day};France\n"
        for day in range(9000)
    )
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def test_nothing_is_half_written_and_all_works_again_once_there_is_room(
    demo: DemoHome, small_disk: Path, tmp_path: Path
) -> None:
    home = copy_of(demo, small_disk / "home")
    table, note = sales(tmp_path), tmp_path / "note.txt"
    note.write_text(
        "La cantine ferme le vendredi à quatorze heures pour tous les salariés.", encoding="utf-8"
    )
    before = home.levier("ask", "Quel est le chiffre d'affaires d'avril ?", "--json")
    assert before.returncode == 0, before.stderr

    filler = fill(small_disk)
    asked = home.levier("ask", "Quel est le chiffre d'affaires de mai ?")
    imported = home.levier("import", str(table), str(note))
    for refused in (asked, imported):
        assert refused.returncode == 1, refused.stdout
        assert "disque" in refused.stderr.lower(), refused.stderr
        assert "Traceback" not in refused.stderr + refused.stdout
        assert all(line.startswith("✗") for line in refused.stderr.splitlines())

    os.truncate(filler, filler.stat().st_size - ALMOST_NOTHING)  # the database opens, the table has no room
    imported = home.levier("import", str(table))
    assert imported.returncode == 1, imported.stdout
    assert "disque" in imported.stderr.lower(), imported.stderr

    os.unlink(filler)
    found = list((home.folder / "tables").rglob("*")) + list((home.folder / "documents").rglob("*"))
    assert not [path for path in found if "tmp" in path.name or path.stat().st_size == 0]
    again = home.levier("ask", "Quel est le chiffre d'affaires d'avril ?", "--json")
    assert json.loads(again.stdout)["answer"] == json.loads(before.stdout)["answer"]
    done = home.levier("import", str(table), str(note), "--json")
    assert done.returncode == 0, done.stderr
    assert [one["kind"] for one in json.loads(done.stdout)] == ["sales", "document"]
    assert home.levier("journal", "verify").returncode == 0
