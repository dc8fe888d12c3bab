"""Where Levier keeps its data: ``LEVIER_HOME``, else ``var/`` of a source checkout, else the user's data folder."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def data_folder() -> Path:
    """The folder that holds the database, the files and the models; created on first use."""
    if given := os.environ.get("LEVIER_HOME"):
        return Path(given).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file():
        return checkout / "var"
    base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "levier"


def secret_key(home: Path) -> str:
    """The site's secret: ``LEVIER_SECRET_KEY``, else a random one kept in a file only its owner can read."""
    if given := os.environ.get("LEVIER_SECRET_KEY"):
        return given
    path = home / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        home.mkdir(parents=True, exist_ok=True)
        key = get_random_secret_key()
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(key)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        return key
