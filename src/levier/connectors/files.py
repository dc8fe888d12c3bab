"""Which files of a source are worth bringing in, by their names."""

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from levier.knowledge.parsing.endings import ENDINGS
from levier.tables.sniffing import SUFFIXES

READABLE = ENDINGS | (SUFFIXES - {".json", ".gz", ".bz2", ".xz"}) | {".xhtml"}
"""Endings of the files that can be read, as documents or as tables; the content decides how."""
_TEMPORARY = re.compile(
    r"^(?:\..*|~\$.*|.*~|.*\.(?:tmp|temp|part|partial|crdownload|download|swp|swo|bak|lock)|thumbs\.db|desktop\.ini|"
    r"\$recycle\.bin|system volume information|lost\+found|@eadir|#recycle|#snapshot|__macosx)$",
    re.IGNORECASE,
)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def is_temporary(name: str) -> bool:
    """Hidden, temporary or system file or folder, by its own name."""
    return bool(_TEMPORARY.match(name))


def is_readable(name: str) -> bool:
    """Whether the ending is one that Levier reads."""
    return PurePosixPath(name).suffix.lower() in READABLE


def wanted(path: str, patterns: Iterable[str], unwanted: Iterable[str] = ()) -> bool:
    """Whether a path (with « / ») matches a pattern and no unwanted one, whatever the case.

    A pattern without « / » is about the file's name alone; no pattern at all wants everything.
    """
    low, last = path.lower(), path.lower().rsplit("/", 1)[-1]

    def match(pattern: str) -> bool:
        pattern = pattern.lower().strip().lstrip("/")
        return fnmatchcase(low if "/" in pattern else last, pattern)

    given = [one for one in patterns if one.strip()]
    if any(match(one) for one in unwanted if one.strip()):
        return False
    return not given or any(match(one) for one in given)


def shown(name: str, most: int = 200) -> str:
    """A name safe to show: without control characters, marks that turn text round, nor half characters."""
    return _UNPRINTABLE.sub("�", name)[:most].strip() or "sans nom"
