"""The form of a backup: a compressed tar of files, and last its manifest, which names each file, its size and its hash."""

import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, cast

from levier.core.errors import BadInput

FORMAT = 1
MANIFEST = "levier-backup.json"


@dataclass
class Manifest:
    """What a backup holds. ``files``: name → [bytes, SHA-256]; ``made``: ISO 8601 with its zone; ``counts``: for people."""

    levier: str
    made: str
    database: str
    counts: dict[str, int]
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def size(self) -> int:
        """Bytes once unpacked."""
        return sum(size for size, _ in self.files.values())


@contextmanager
def writing(path: Path, manifest: Manifest) -> Iterator[Callable[[Path, str], None]]:
    """Gives a function that adds a file under a name; the manifest, told of each, closes the archive.

    The file at ``path`` must not exist, and is readable by its owner alone. A file deleted a moment ago is left out.
    """
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with tarfile.open(fileobj=file, mode="w:gz", compresslevel=1) as tar:
            yield lambda source, name: _add(tar, manifest, source, name)
            told = json.dumps(asdict(manifest), ensure_ascii=False).encode()
            info = tarfile.TarInfo(MANIFEST)
            info.size = len(told)
            tar.addfile(info, io.BytesIO(told))
        file.flush()
        os.fsync(file.fileno())


def _add(tar: tarfile.TarFile, manifest: Manifest, source: Path, name: str) -> None:
    try:
        file = source.open("rb")
    except FileNotFoundError:
        return
    with file:
        info = tar.gettarinfo(arcname=name, fileobj=file)
        info.uname = info.gname = ""
        watched = _Hashed(file)
        tar.addfile(info, watched)
    manifest.files[name] = (info.size, watched.hash.hexdigest())


def read(path: Path) -> Manifest:
    """Read the whole backup and check every byte against its manifest. Raises BadInput when it cannot be trusted."""
    found: dict[str, tuple[int, str]] = {}
    told: bytes | None = None
    with _opened(path) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.isfile() else None
            if file is None:
                raise _untrusted(path, f"« {member.name} » n'est pas un fichier")
            if member.name == MANIFEST:
                told = file.read()
            else:
                found[member.name] = (member.size, _digest(file))
    if told is None:
        raise _untrusted(path, "sa fin manque : la copie a été interrompue")
    manifest = _manifest(told, path)
    wrong = sorted(name for name in {*found, *manifest.files} if found.get(name) != manifest.files.get(name))
    if wrong:
        raise _untrusted(path, f"« {wrong[0]} » n'est plus tel qu'il a été sauvegardé")
    return manifest


def unpack(path: Path, folder: Path, manifest: Manifest) -> None:
    """Write the files of a backup that was read below ``folder``."""
    with tarfile.open(path, "r:gz") as tar:
        for member in tar:
            if member.name in manifest.files:
                tar.extract(member, folder, filter="data")


@contextmanager
def _opened(path: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(path, "r:gz") as tar:
            yield tar
    except FileNotFoundError as error:
        raise BadInput("Ce fichier n'existe pas", where=str(path), mend="Vérifiez son nom.") from error
    except IsADirectoryError as error:
        raise BadInput("C'est un dossier", where=str(path), mend="Nommez l'archive elle-même.") from error
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise _untrusted(path, "l'archive est illisible ou incomplète") from error


def _digest(file: IO[bytes]) -> str:
    return hashlib.file_digest(cast(io.BufferedReader, file), "sha256").hexdigest()


def _manifest(told: bytes, path: Path) -> Manifest:
    try:
        given = json.loads(told)
        form = int(given["format"])
        files = {str(name): (int(size), str(digest)) for name, (size, digest) in given["files"].items()}
        manifest = Manifest(str(given["levier"]), str(given["made"]), str(given["database"]), dict(given["counts"]), files, form)  # fmt: skip
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _untrusted(path, "son inventaire est illisible") from error
    if form > FORMAT:
        raise BadInput(
            f"Cette sauvegarde vient d'une version plus récente de Levier ({manifest.levier})",
            where=str(path),
            mend="Mettez Levier à jour, puis recommencez.",
        )
    return manifest


def _untrusted(path: Path, why: str) -> BadInput:
    return BadInput(
        f"Cette sauvegarde ne peut pas être reprise : {why}",
        where=str(path),
        mend="Prenez-en une autre (« levier backup --list » les montre).",
    )


class _Hashed:
    """A file that is hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.hash.update(block)
        return block
