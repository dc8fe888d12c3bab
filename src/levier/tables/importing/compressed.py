"""Files compressed by gzip, bzip2 or xz, and archives that hold one table."""

import bz2
import gzip
import lzma
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO, cast

from levier.core.errors import BadInput

_GZIP, _ZIP, _BZIP, _XZ = b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\x00"
_WORKBOOK_PARTS = ("[Content_Types].xml", "mimetype", "xl/", "content.xml", "META-INF/manifest.xml")
_NOT_TABLES = ("__MACOSX/", ".DS_Store", "Thumbs.db")


def is_compressed(data: bytes) -> bool:
    """Whether the table is inside: gzip, bzip2, xz, or an archive that is no workbook."""
    return data.startswith((_GZIP, _BZIP, _XZ)) or (data.startswith(_ZIP) and not _is_workbook(data))


def unpacked(data: bytes, where: str, largest: int) -> tuple[bytes, str]:
    """What is inside, of at most ``largest`` bytes, and its name.

    Raises BadInput when it is damaged, too big, protected, or holds several files.
    """
    if data.startswith(_ZIP):
        return _only_file(data, where, largest)
    opened: Callable[[BytesIO], BinaryIO] = cast(
        Callable[[BytesIO], BinaryIO],
        gzip.open if data.startswith(_GZIP) else bz2.open if data.startswith(_BZIP) else lzma.open,
    )
    try:
        with opened(BytesIO(data)) as file:
            plain = file.read(largest + 1)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError) as fault:
        raise BadInput(
            "Ce fichier compressé est endommagé", where=where, mend="Refaites l'export."
        ) from fault
    return _bounded(plain, where, largest), where.removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz")


def _only_file(data: bytes, where: str, largest: int) -> tuple[bytes, str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            inside = [
                part
                for part in archive.infolist()
                if not part.is_dir() and not any(mark in part.filename for mark in _NOT_TABLES)
            ]
            if len(inside) != 1:
                names = ", ".join(f"« {part.filename} »" for part in inside[:5]) or "rien"
                raise BadInput(
                    "Cette archive doit contenir un seul tableau",
                    where=where,
                    mend=f"Elle contient {names} : décompressez-la et importez les fichiers voulus.",
                )
            with archive.open(inside[0]) as file:
                plain = file.read(largest + 1)
    except RuntimeError as fault:  # what zipfile raises for a password
        raise BadInput(
            "Cette archive est protégée par un mot de passe",
            where=where,
            mend="Décompressez-la puis importez le fichier qu'elle contient.",
        ) from fault
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, ValueError) as fault:
        raise BadInput("Cette archive est endommagée", where=where, mend="Refaites l'export.") from fault
    return _bounded(plain, where, largest), inside[0].filename.replace("\\", "/").rsplit("/", 1)[-1]


def _bounded(plain: bytes, where: str, largest: int) -> bytes:
    if len(plain) > largest:
        raise BadInput(
            "Ce fichier est trop gros une fois décompressé", where=where, mend="Découpez-le par période."
        )
    if not plain:
        raise BadInput("Ce fichier compressé ne contient rien", where=where, mend="Refaites l'export.")
    return plain


def _is_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return True  # told as a damaged workbook: by far the commonest of damaged archives
    return any(name in _WORKBOOK_PARTS or name.startswith("xl/") for name in names)
