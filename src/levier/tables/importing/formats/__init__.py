"""The formats Levier reads beyond text and workbooks: one module each; adding one is adding its line here.

A module has:

- ``LABEL``: the French name of the format;
- ``sniff(data: bytes, name: str) -> bool``: whether these bytes are of the format; ``data`` is the whole file (already
  uncompressed), ``name`` the name it goes by. Quick, never raises, never true by the name alone;
- ``read(data: bytes, name: str) -> list[RawTable]``: its tables, the main one first, with ``kind`` and ``mapping`` when
  the format fixes them. Raises BadInput.

The first that recognises a file reads it. A module outside of this folder (accounting, e-invoices) is named by its path
and loaded when a file is opened, so that it may itself import this room.
"""

from functools import cache
from importlib import import_module
from typing import Protocol, cast

from levier.tables.importing.raw import RawTable

MODULES: tuple[str, ...] = (
    "levier.tables.importing.formats.parquet",
    "levier.tables.importing.formats.cfonb",
    "levier.tables.importing.formats.ofx",
    "levier.tables.importing.formats.camt",
    "levier.tables.importing.formats.json_tables",
    "levier.tables.accounting.fec_format",
)


class Format(Protocol):
    """What a module of a format offers."""

    LABEL: str

    @staticmethod
    def sniff(data: bytes, name: str) -> bool: ...

    @staticmethod
    def read(data: bytes, name: str) -> list[RawTable]: ...


@cache
def formats() -> tuple[Format, ...]:
    """Every format, in the order they are tried."""
    return tuple(cast(Format, import_module(module)) for module in MODULES)


def format_of(data: bytes, name: str) -> Format | None:
    """The format that recognises the file, None when it is plain text or a workbook."""
    return next((found for found in formats() if found.sniff(data, name)), None)
