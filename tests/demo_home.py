"""A real data folder with the demo company, made once for the whole test run by the command a person would type."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from filelock import FileLock


@dataclass(frozen=True)
class DemoHome:
    """The folder, and how to run ``levier`` in it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return {**kept, "LEVIER_HOME": str(self.folder), "COLUMNS": "160"}

    def levier(
        self, *arguments: str, before: Sequence[str] = (), given: str | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end; ``before`` is put before it (``unshare --net``), ``given`` is its input."""
        return subprocess.run(
            [*before, sys.executable, "-m", "levier", *arguments],
            env=self.environment, input=given, capture_output=True, text=True, timeout=280, check=False,
        )  # fmt: skip


def empty_home(folder: Path) -> DemoHome:
    """A data folder where nothing was ever started; the models, slow to build, are those of this test run."""
    folder.mkdir(parents=True, exist_ok=True)
    models = Path(os.environ["LEVIER_HOME"]) / "models"
    (folder / "models").symlink_to(models.resolve(), target_is_directory=True)
    return DemoHome(folder)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoHome:
    """The demo company, installed by ``levier demo --no-ask``; shared by the processes of a parallel run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    home = DemoHome(shared / "demo-home")
    with FileLock(shared / "demo-home.lock"):
        if not (home.folder / "done").exists():
            empty_home(home.folder)
            made = home.levier("demo", "--no-ask")
            assert made.returncode == 0, made.stderr[-3000:]
            (home.folder / "done").touch()
    return home
