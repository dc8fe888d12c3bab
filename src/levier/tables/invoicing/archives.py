"""Invoices inside a ZIP: read one by one, bounded in number and size."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from levier.core.errors import BadInput
from levier.tables.invoicing.apart import LARGEST

MOST_FILES = 2000
MOST_BYTES = 600 * 1024 * 1024


def is_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def files_in(data: bytes, where: str) -> Iterator[tuple[bytes, str]]:
    """Each file of the archive with its name, folders left out. Raises BadInput for a bomb or a broken archive.

    Sizes are those really unpacked, whatever the archive declares.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MOST_FILES:
                raise _too_much(where)
            held = 0
            for member in members:
                name = PurePosixPath(member.filename.replace("\\", "/")).name
                if not name or member.filename.startswith("__MACOSX/"):
                    continue
                with archive.open(member) as file:
                    content = file.read(LARGEST + 1)
                held += len(content)
                if len(content) > LARGEST or held > MOST_BYTES:
                    raise _too_much(where)
                yield content, name
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as fault:
        raise BadInput(
            "Cette archive ZIP est endommagée ou protégée par un mot de passe",
            where=where,
            mend="Refaites-la sans mot de passe, ou déposez ses fichiers directement.",
        ) from fault


def _too_much(where: str) -> BadInput:
    return BadInput(
        f"Cette archive contient trop de fichiers ou de trop gros fichiers ({MOST_FILES} fichiers, "
        f"{MOST_BYTES // 1024**2} Mo au plus)",
        where=where,
        mend="Déposez les factures en plusieurs archives.",
    )
