"""Reading a file of a watched folder: the very file that was listed, whole, and nothing else."""

import os
import stat
from pathlib import Path

from django.conf import settings

from levier.core.errors import BadInput

_NEVER = ("/proc", "/sys", "/dev", "/etc", "/boot", "/run", "/root/.ssh", "/var/lib", "/var/log")


class Moving(Exception):
    """The file changed while it was read."""


def check_allowed(path: str) -> Path:
    """The folder as an absolute path. Raises BadInput for a folder of the system, or of Levier itself."""
    folder = Path(path).expanduser()
    if "\x00" in path or not folder.is_absolute():
        raise BadInput(
            f"« {path[:200]} » n'est pas le chemin complet d'un dossier",
            where="champ Dossier",
            mend="Écrivez-le depuis la racine, par exemple /srv/partage.",
        )
    real = folder.resolve()
    home = Path(settings.HOME).resolve()
    if real == Path("/") or any(real.is_relative_to(one) for one in _NEVER):
        raise BadInput(
            "Ce dossier est celui du système",
            where="champ Dossier",
            mend="Choisissez un dossier qui ne contient que des documents de l'entreprise.",
        )
    if real.is_relative_to(home) or home.is_relative_to(real):
        raise BadInput(
            "Ce dossier contient les données de Levier lui-même",
            where="champ Dossier",
            mend="Choisissez un autre dossier.",
        )
    return real


def read(path: bytes, most: int) -> bytes:
    """All the bytes of a regular file. Raises OSError, Moving, BadInput (no regular file, or grown too big)."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode):
            raise BadInput("Ce n'est pas un fichier ordinaire")
        data = file.read(most + 1)
        after = os.fstat(file.fileno())
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise Moving
    if len(data) > most:
        raise BadInput(f"Le fichier dépasse {most // 1024**2}\u00a0Mo", mend="Découpez-le.")
    return data
