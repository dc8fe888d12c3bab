"""Files that come inside a file: named safely, counted, bounded, written in a folder that is not theirs to choose."""

import re
import unicodedata
from pathlib import Path

from levier.knowledge.parsing import limits
from levier.knowledge.parsing.structure import Attachment

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f<>:\"|?*]")
_TRASH = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._|\.git/|winmail\.dat$)|\.(?:p7s|asc|sig)$",
    re.IGNORECASE,
)


class Unpacked:
    """What is taken out of a mail or an archive. ``folder`` None: the list only, nothing is written."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.kept: list[Attachment] = []
        self.notes: list[str] = []
        self._total = 0
        self._names: set[str] = set()

    def note(self, words: str) -> None:
        """Say something once."""
        if words not in self.notes and len(self.notes) < 20:
            self.notes.append(words)

    def keep(self, name: str, data: bytes) -> bool:
        """Take a file, unless a bound is reached, which is said; empty and system files are left out."""
        name = safe_name(name)
        if not data or is_trash(name):
            return False
        if len(self.kept) >= limits.MOST_ENTRIES:
            self.note(f"Seuls les {limits.MOST_ENTRIES} premiers fichiers joints ont été lus.")
            return False
        if len(data) > limits.MOST_PART or self._total + len(data) > limits.MOST_UNPACKED:
            self.note(f"«\u00a0{name}\u00a0» est trop gros\u00a0: il a été laissé de côté.")
            return False
        self._total += len(data)
        name = self._unique(name)
        stored = f"{len(self.kept):05d}"
        if self.folder is not None:
            (self.folder / stored).write_bytes(data)
        self.kept.append(Attachment(name, stored, len(data)))
        return True

    def _unique(self, name: str) -> str:
        stem, dot, extension = name.rpartition(".")
        unique, number = name, 2
        while unique in self._names:
            unique = f"{stem or extension} ({number}){dot if stem else ''}{extension if stem else ''}"
            number += 1
        self._names.add(unique)
        return unique


def safe_name(name: str) -> str:
    """A path inside an archive as a harmless name: no « .. », no drive, no root, « / » between folders, 200 letters."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    name = re.sub(r"^[A-Za-z]:", "", name)
    parts = [_FORBIDDEN.sub("_", part).strip() for part in name.split("/")]
    parts = [part for part in parts if part.strip(". ")]
    name = "/".join(parts[-6:])
    return name if len(name) <= 200 else name[-200:].lstrip("/")


def is_trash(name: str) -> bool:
    """Files that systems leave beside documents."""
    return not name or bool(_TRASH.search(name))
