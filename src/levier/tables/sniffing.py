"""Whether a file that comes in is a table, from its name and first bytes; light: the web process asks it of every file."""

import re
from pathlib import Path

SUFFIXES = frozenset({
    ".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet", ".json", ".jsonl", ".ndjson", ".ofx", ".qfx",
    ".cfonb", ".gz", ".bz2", ".xz",
})  # fmt: skip
"""Endings of files that are tables, in lower case; the content decides how they are read."""

_DOUBTFUL = frozenset({".txt", ".dat", ".asc", ".afb", ".120", ".cfo", ".prn", ".xml", ".zip", ".log", ""})
_CFONB = re.compile(rb"^\xef?\xbb?\xbf?\s*01\d{5}.{4}\d{5}[A-Z ]{3}[\d ].[0-9A-Z ]{11}", re.S)
_CAMT = (b"BkToCstmrStmt", b"BkToCstmrAcctRpt", b"BkToCstmrDbtCdtNtfctn")


def is_table(name: str, head: bytes) -> bool:
    """``head``: the first kilobytes. A .txt is a table when its first lines are cut alike by tabs, bars or semicolons; an
    archive when its first file is a table."""
    suffix = Path(name).suffix.lower()
    if suffix in SUFFIXES:
        return True
    if suffix not in _DOUBTFUL:
        return False
    if head.startswith(b"PK\x03\x04"):
        inside = head[30 : 30 + int.from_bytes(head[26:28], "little")].decode("utf-8", errors="replace")
        return Path(inside).suffix.lower() in SUFFIXES - {".json"}
    plain = head.replace(b"\0", b"")
    upper = plain[:4096].upper()
    if (
        any(mark in plain for mark in _CAMT)
        or b"OFXHEADER" in upper
        or b"<OFX>" in upper
        or _CFONB.match(plain)
    ):
        return True
    return suffix != ".xml" and _is_cut(plain)


def _is_cut(head: bytes) -> bool:
    """Whether the first two lines hold the same number of one separator, at least three."""
    lines = [line for line in head.replace(b"\r", b"\n").split(b"\n") if line.strip()][:2]
    if not lines:
        return False
    counts = [max((line.count(mark), mark) for mark in (b"\t", b"|", b";")) for line in lines]
    return counts[0][0] >= 3 and (len(counts) < 2 or counts[0] == counts[1] or counts[1][0] >= 3)


def looks_like_table(path: Path) -> bool:
    """The same of a file on disk; False when it cannot be read."""
    try:
        with path.open("rb") as file:
            return is_table(path.name, file.read(8192))
    except OSError:
        return False
