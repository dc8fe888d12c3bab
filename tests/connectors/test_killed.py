"""A process killed (-9) in the middle of a run: the next run brings the rest, and nothing twice."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.embedding_model import model_folder  # noqa: F401
from tests.server.house import until

FILES = 8
_PREPARE = """
import sys, django; django.setup()
from levier.accounts.companies import create_company
from levier.accounts.models import Membership, User
from levier.connectors import services
user = User.objects.create_user("claire@martin.example", "une phrase de passe longue", name="Claire")
member = Membership.objects.create(user=user, company=create_company("Boulangerie Martin"), role="owner")
services.add(member.actor(), "watched-folder", {"path": sys.argv[1]}, services.Wish("Partage", allow=True))
"""


def levier(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "levier", *words]


def test_a_killed_run_is_taken_up_where_it_was(tmp_path: Path, model_folder: Path) -> None:  # noqa: F811
    home, share = tmp_path / "home", tmp_path / "partage"
    home.mkdir()
    share.mkdir()
    (home / "models").symlink_to(model_folder.parent.resolve(), target_is_directory=True)
    for number in range(FILES):
        text = "\n\n".join(
            f"Article {part} de la fiche {number} : le four est contrôlé." for part in range(20)
        )
        (share / f"fiche-{number:02d}.md").write_text(f"# Fiche {number}\n\n{text}")
    environment = {**os.environ, "LEVIER_HOME": str(home), "DJANGO_SETTINGS_MODULE": "levier.server.settings"}
    environment.pop("DATABASE_URL", None)

    def done(*command: str) -> str:
        told = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=240
        )
        assert told.returncode == 0, told.stderr[-2000:]
        return told.stdout

    done(*levier(home, "manage", "migrate", "--verbosity", "0"))
    done(sys.executable, "-c", _PREPARE, str(share))

    def count(query: str) -> int:
        base = sqlite3.connect(home / "levier.sqlite3", timeout=20)
        try:
            return int(base.execute(query).fetchone()[0])
        finally:
            base.close()

    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            levier(home, "connect", "sync", "Partage"),
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    until(lambda: count("SELECT count(*) FROM connectors_thing") >= 2 or process.poll() is not None)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    before = count("SELECT count(*) FROM knowledge_document")
    assert 1 < before < FILES
    told = done(*levier(home, "connect", "sync", "Partage"))
    assert "ajoutés" in told
    assert count("SELECT count(*) FROM knowledge_document") == FILES
    assert count("SELECT count(*) FROM knowledge_documentversion") == FILES
    assert count("SELECT count(*) FROM connectors_thing") == FILES
