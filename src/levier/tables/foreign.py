"""Files that bear the name of a table and are none: told from their first bytes, and refused before anything reads them.

Light: the web process asks it of every file that is dropped.
"""

from levier.core.errors import BadInput

_KNOWN = (
    (b"SQLite format 3\0", "une base de données SQLite", "Reliez-la dans Données → Sources, « Base de données »."),
    (b"\x89PNG\r\n", "une image PNG", "Pour en lire le texte, redonnez-lui son nom en .png et déposez-la de nouveau."),
    (b"\xff\xd8\xff", "une photo JPEG", "Pour en lire le texte, redonnez-lui son nom en .jpg et déposez-la de nouveau."),
    (b"GIF8", "une image GIF", ""),
    (b"%PDF", "un PDF", "Redonnez-lui son nom en .pdf pour le lire comme document, ou exportez les données en CSV ou en XLSX."),
    (b"Rar!\x1a", "une archive RAR", "Décompressez-la et déposez le fichier qu'elle contient."),
    (b"7z\xbc\xaf", "une archive 7z", "Décompressez-la et déposez le fichier qu'elle contient."),
    (b"\x7fELF", "un programme", ""),
    (b"ID3", "un enregistrement sonore", ""),
)  # fmt: skip
_PAGE = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")
_WORKBOOK_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"PAR1")
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1a\x1b\x1f")
_MOST_CONTROLS = 0.01
"""Share of control characters above which bytes are no text: random ones have a tenth of them."""
_EXPORT = "Choisissez dans votre logiciel l'export en CSV ou en XLSX."


def check_not_foreign(head: bytes, where: str) -> None:
    """Raises BadInput, saying what it is, for the first bytes of a file that no reader of tables can read.

    Workbooks, Parquet, compressed files and texts of any encoding pass: their own readers judge them.
    """
    if head.startswith(_PACKED):
        return
    for magic, what, mend in _KNOWN:
        if head.startswith(magic) and not (magic.isalnum() and _is_text(head)):
            raise BadInput(
                f"Ce fichier n'est pas un tableau : c'est {what}", where=where, mend=mend or _EXPORT
            )
    beginning = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith(_PAGE):
        raise BadInput(
            "Ce fichier n'est pas un tableau : c'est une page web (HTML)",
            where=where,
            mend="Ouvrez-le dans un tableur et enregistrez-le en XLSX, puis déposez ce nouveau fichier.",
        )
    if beginning.startswith(b"<?xml") and _WORKBOOK_2003 in beginning:
        raise BadInput(
            "Ce fichier est un classeur XML d'Excel 2003, que Levier ne lit pas",
            where=where,
            mend="Ouvrez-le dans un tableur et enregistrez-le en XLSX, puis déposez ce nouveau fichier.",
        )
    if not _is_text(head):
        what = "un programme Windows" if head.startswith(b"MZ") else "un fichier binaire, pas du texte"
        raise BadInput(f"Ce fichier n'est pas un tableau : c'est {what}", where=where, mend=_EXPORT)


def _is_text(head: bytes) -> bool:
    if head.startswith(_MARKS) or is_wide(head):
        return True
    return len(head) - len(head.translate(None, _CONTROLS)) <= _MOST_CONTROLS * len(head)


def is_wide(head: bytes) -> bool:
    """Whether these bytes, without a byte-order mark, are UTF-16: every other one is nul, and the others are not."""
    even, odd = head[0:2000:2].count(0), head[1:2000:2].count(0)
    half = len(head[:2000]) / 2
    return max(even, odd) > 0.3 * half and min(even, odd) < 0.1 * half
