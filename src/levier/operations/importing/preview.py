"""The part of a table that its check page reads: all of it while that takes a second or two, else its beginning."""

from pathlib import Path

MOST = 24 * 1024 * 1024
"""Bytes of a text table that a page may read while a person waits (about 250 000 lines of sales, two seconds)."""
_UNCUTTABLE = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"PAR1",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"[",
    b"{",
    b"<",
    b"OFXHEADER",
)


def preview_of(path: Path) -> tuple[Path, bool]:
    """The file to read for a preview, and whether it is only the beginning of ``path``.

    Workbooks and compressed files cannot be cut; their size is limited when they arrive.
    """
    if path.stat().st_size <= MOST:
        return path, False
    beginning = path.parent / "apercu" / path.name
    if not beginning.is_file():
        with path.open("rb") as file:
            head = file.read(MOST)
        if head.startswith(_UNCUTTABLE) or b"\x00" in head[:4096]:
            return path, False
        beginning.parent.mkdir(exist_ok=True)
        beginning.write_bytes(head[: head.rfind(b"\n") + 1] or head)
    return beginning, True
