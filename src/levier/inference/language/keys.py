"""Keys of model servers: kept in a file that only its owner reads, or in the environment; never in the database or a log."""

import os
import re
from pathlib import Path

from django.conf import settings

from levier.core.errors import BadInput, Unavailable


def store(name: str, key: str) -> str:
    """Write the key to ``HOME/keys/<name>`` (mode 600) and give back the reference to keep (« file:name »)."""
    if not re.fullmatch(r"[\w\-]{1,80}", name):
        raise BadInput(
            f"« {name} » ne peut pas nommer une clé", mend="Lettres, chiffres, « - » et « _ » seulement."
        )
    path = _folder() / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(key.strip())
    return f"file:{name}"


def read(reference: str) -> str:
    """The key a reference points to; "" for no reference. Raises Unavailable when it is not there."""
    if not reference:
        return ""
    kind, _, name = reference.partition(":")
    key = os.environ.get(name, "") if kind == "env" else _from_file(name) if kind == "file" else ""
    if not key:
        raise Unavailable(
            f"La clé du modèle est introuvable ({kind}:{name})",
            mend="Saisissez-la de nouveau dans Réglages, Modèles.",
        )
    return key


def forget(reference: str) -> None:
    """Erase a stored key."""
    kind, _, name = reference.partition(":")
    if kind == "file" and name:
        (_folder() / Path(name).name).unlink(missing_ok=True)


def _from_file(name: str) -> str:
    try:
        return (_folder() / Path(name).name).read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _folder() -> Path:
    return Path(settings.HOME) / "keys"
