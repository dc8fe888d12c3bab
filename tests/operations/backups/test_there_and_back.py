"""A company is backed up by the command while its database is open, lost, and restored; also from PostgreSQL."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.demo_home import DemoHome
from tests.durable.house import House, postgresql
from tests.server.house import copy_of

_COMPANY = """
    INSERT INTO accounts_company (name, slug, siren, naf, currency, is_demo, created)
    VALUES ('Menuiserie Roche', 'menuiserie-roche', '', '', 'EUR', false, now())
"""


def test_a_lost_company_comes_back_whole_on_another_machine(demo: DemoHome, tmp_path: Path) -> None:
    home = copy_of(demo, tmp_path / "home")
    (home.folder / "secret.key").write_text("a key of its own")
    held = sqlite3.connect(home.folder / "levier.sqlite3")
    held.execute("BEGIN IMMEDIATE")  # someone is writing meanwhile
    made = home.levier("backup", str(tmp_path / "elsewhere"), "--json")
    held.close()
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert told["counts"]["companies"] == 1
    assert told["counts"]["documents"] > 0
    originals = sorted(path for path in (home.folder / "documents").rglob("*") if path.is_file())
    kept = {path.relative_to(home.folder): path.read_bytes() for path in originals}

    other = DemoHome(tmp_path / "other")
    other.folder.mkdir()
    (other.folder / "models").symlink_to((demo.folder / "models").resolve(), target_is_directory=True)
    back = other.levier("restore", told["file"], "--json")
    assert back.returncode == 0, back.stderr
    assert json.loads(back.stdout)["journal_sound"] is True
    assert {name: (other.folder / name).read_bytes() for name in kept} == kept
    assert (other.folder / "secret.key").read_text() == "a key of its own"
    journal = other.levier("journal", "verify")
    assert journal.returncode == 0, journal.stdout
    asked = other.levier("search", "délai de retour d'un produit", "--json")
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["results"]

    # A second time: what is there is moved aside, not deleted.
    shutil.rmtree(other.folder / "documents")
    (other.folder / "mine.txt").write_text("à garder")
    again = json.loads(other.levier("restore", told["file"], "--json").stdout)
    assert (Path(again["aside"]) / "mine.txt").read_text() == "à garder"
    assert (other.folder / "documents").is_dir()

    damaged = tmp_path / "cut.tar.gz"
    damaged.write_bytes(Path(told["file"]).read_bytes()[:-2000])
    before = sorted(path.name for path in other.folder.iterdir())
    refused = other.levier("restore", str(damaged), "--yes")
    assert refused.returncode == 2
    assert "ne peut pas être reprise" in refused.stderr
    assert sorted(path.name for path in other.folder.iterdir()) == before


@pytest.mark.postgres
def test_a_postgresql_database_comes_back_in_an_empty_one_and_never_over_another(tmp_path: Path) -> None:
    if not shutil.which("pg_dump"):
        pytest.skip("needs pg_dump and pg_restore (package postgresql-client)")

    def levier(url: str, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DATABASE_URL": url, "LEVIER_HOME": str(tmp_path / "home")}
        return subprocess.run(
            [sys.executable, "-m", "levier", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def companies(url: str) -> list[tuple[str]]:
        with psycopg.connect(url) as base:
            return base.execute("SELECT name FROM accounts_company").fetchall()

    with postgresql() as url, postgresql() as empty:
        House(tmp_path / "home", url, module="tests.knowledge.process", settings="levier.server.settings")
        with psycopg.connect(url) as base:
            base.execute(_COMPANY)
        made = levier(url, "backup", str(tmp_path / "elsewhere"), "--json")
        assert made.returncode == 0, made.stderr
        told = json.loads(made.stdout)
        over = levier(url, "restore", told["file"], "--yes")
        assert over.returncode == 2
        assert "rien n'y est effacé" in over.stderr
        back = levier(empty, "restore", told["file"], "--json")
        assert back.returncode == 0, back.stderr
        assert companies(empty) == companies(url) == [("Menuiserie Roche",)]
