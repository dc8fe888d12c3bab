"""JSON: an array of objects, one object per line, or an object whose lists are tables; one level of nesting is flattened."""

import json
import math
from collections.abc import Iterable
from typing import Any

import polars as pl

from levier.core.errors import BadInput
from levier.tables.importing.encoding import decode
from levier.tables.importing.raw import BrokenLine, RawTable, unique_headers

LABEL = "JSON"
_LARGEST = 200 * 1024 * 1024
_EXACT = 2**53
Record = dict[str, Any]


def sniff(data: bytes, name: str) -> bool:
    """By its first characters: « [{ », « {" » or « [[ »."""
    head = data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    joined = b"".join(head.split())[:3]
    return joined.startswith((b"[{", b'{"', b"[[")) or joined in (b"[]", b"{}")


def read(data: bytes, name: str) -> list[RawTable]:
    """The lists of objects of the file. Raises BadInput when it is broken, too big or holds no table."""
    if len(data) > _LARGEST:
        raise BadInput(
            f"Ce fichier JSON dépasse {_LARGEST // 1024**2} Mo",
            where=name,
            mend="Exportez-le en CSV, ou par période.",
        )
    text, _ = decode(data)
    whole = _parsed(text)
    if whole is not None:
        tables = [_table(title, rows, range(1, len(rows) + 1), []) for title, rows in _lists(whole)]
    else:
        tables = _by_line(text, name)
    tables = [table for table in tables if table.frame.width]
    if not tables:
        raise BadInput(
            "Ce fichier JSON ne contient aucune liste d'objets",
            where=name,
            mend="Attendu : [{…}, {…}] ou un objet par ligne.",
        )
    return tables


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except RecursionError:
        raise BadInput(
            "Ce fichier JSON est imbriqué sans fin", mend="Exportez une liste d'objets simples."
        ) from None
    except ValueError:
        return None


def _by_line(text: str, name: str) -> list[RawTable]:
    rows: list[Record] = []
    lines: list[int] = []
    broken: list[BrokenLine] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        found = _parsed(line)
        if isinstance(found, dict):
            rows.append(found)
            lines.append(number)
        else:
            broken.append(BrokenLine(number, [line[:1000]], "ligne JSON illisible"))
    if not rows or len(broken) > len(rows):
        raise BadInput("Ce fichier JSON est coupé ou endommagé", where=name, mend="Refaites l'export.")
    return [_table("", rows, lines, broken)]


def _lists(whole: Any) -> list[tuple[str, list[Record]]]:
    """Every list of objects: the file itself, or those under the keys of its object (two levels down at most)."""
    if isinstance(whole, list):
        if whole and all(isinstance(row, list) for row in whole):
            whole = _headed(whole)
        rows = [row for row in whole if isinstance(row, dict)]
        return [("", rows)] if rows else []
    if not isinstance(whole, dict):
        return []
    found = [
        (str(key), [row for row in value if isinstance(row, dict)])
        for key, value in whole.items()
        if isinstance(value, list) and any(isinstance(row, dict) for row in value)
    ]
    if not found:
        for key, value in whole.items():
            if isinstance(value, dict):
                found += [(f"{key} {title}".strip(), rows) for title, rows in _lists(value)]
    return sorted(found, key=lambda pair: -len(pair[1])) or [("", [whole])]


def _headed(rows: list[list[Any]]) -> list[Record]:
    names = unique_headers([str(cell) for cell in rows[0]])
    return [dict(zip(names, row, strict=False)) for row in rows[1:]]


def _table(title: str, rows: list[Record], lines: Iterable[int], broken: list[BrokenLine]) -> RawTable:
    left: set[str] = set()
    flat = [_flat(row, left) for row in rows]
    columns: dict[str, None] = {}
    for row in flat:
        columns.update(dict.fromkeys(row))
    names = list(columns)
    series = [
        _column([row.get(name) for row in flat]).alias(shown)
        for name, shown in zip(names, unique_headers(names), strict=True)
    ]
    notes = [f"Listes laissées de côté : {', '.join(sorted(left)[:6])}."] if left else []
    where = f", liste « {title} »" if title else ""
    return RawTable(
        pl.DataFrame(series),
        pl.Series("ligne", list(lines), dtype=pl.Int64),
        f"JSON{where}",
        ".",
        broken,
        notes,
        title,
    )


def _flat(row: Record, left: set[str]) -> Record:
    """« {"client": {"nom": …}} » becomes « client nom »; a list of words is joined; a list of objects is left aside."""
    flat: Record = {}
    for key, value in row.items():
        if isinstance(value, dict):
            for inner, deep in value.items():
                if isinstance(deep, dict | list):
                    left.add(f"« {key} {inner} »")
                else:
                    flat[f"{key} {inner}"] = deep
        elif isinstance(value, list):
            if any(isinstance(part, dict | list) for part in value):
                left.add(f"« {key} »")
            else:
                flat[str(key)] = ", ".join(str(part) for part in value if part is not None)
        else:
            flat[str(key)] = value
    return flat


def _column(values: list[Any]) -> pl.Series:
    """Numbers or booleans when every value is one; else text. A whole number that a float cannot hold stays text."""
    filled = [value for value in values if value is not None and value != ""]
    numbers = [value for value in filled if type(value) in (int, float)]
    exact = all(math.isfinite(v) if isinstance(v, float) else abs(v) < _EXACT for v in numbers)
    if filled and len(numbers) == len(filled) and exact:
        return pl.Series([float(v) if v is not None and v != "" else None for v in values], dtype=pl.Float64)
    if filled and all(type(value) is bool for value in filled):
        return pl.Series([v if v != "" else None for v in values], dtype=pl.Boolean)
    return pl.Series([_text(value) for value in values], dtype=pl.String)


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        written = repr(value)
        return f"{written}e0" if "e" not in written and len(written.partition(".")[2]) == 3 else written
    return str(value)
