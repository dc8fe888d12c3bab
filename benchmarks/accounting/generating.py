"""A FEC as long as wanted: a real one repeated, with its entry numbers, pieces and days shifted."""

import gzip
from datetime import date, timedelta
from pathlib import Path

REAL = (
    Path(__file__).resolve().parents[3] / "shared" / "data" / "accounting_fr" / "111111111FEC20221231.txt.gz"
)
_NUMBER, _PIECE, _DAYS = 2, 8, (3, 9)


def repeated(lines: int) -> bytes:
    """At least ``lines`` lines; each copy has its own entry numbers and letterings and days moved by up to 28 days."""
    header, *rows = gzip.decompress(REAL.read_bytes()).decode().splitlines()
    split = [row.split("|") for row in rows]
    numbers = max(int(row[_NUMBER]) for row in split) + 1
    made = [header]
    copy = 0
    while len(made) <= lines:
        shift = timedelta(days=copy % 29)
        for row in split:
            cells = list(row)
            cells[_NUMBER] = f"{int(row[_NUMBER]) + copy * numbers:08d}"
            cells[_PIECE] = f"{row[_PIECE]}-{copy}"
            for place in _DAYS:
                day = date(int(row[place][:4]), int(row[place][4:6]), int(row[place][6:]))
                cells[place] = (day + shift).strftime("%Y%m%d")
            if cells[13]:
                cells[13] = f"{cells[13]}{copy}"
            made.append("|".join(cells))
        copy += 1
    return ("\r\n".join(made[: lines + 1]) + "\r\n").encode("iso8859-15", errors="replace")
