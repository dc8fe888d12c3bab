"""The name of a FEC: « SIRENFECAAAAMMJJ » (article A. 47 A-1 of the LPF, X): the company and the closing day."""

import re
from dataclasses import dataclass
from datetime import date

from levier.core.french.identifiers import is_siren

_NAME = re.compile(r"^(?P<siren>\d{9})FEC(?P<day>\d{8})(?P<rest>.*?)(?:\.[A-Za-z0-9]{1,5})*$", re.IGNORECASE)


@dataclass(frozen=True)
class FileName:
    """What the name says. ``conform``: it follows the rule to the letter; ``siren_valid``: its check digit is right."""

    name: str
    siren: str = ""
    closing: date | None = None
    conform: bool = False
    siren_valid: bool = False


def read_name(name: str) -> FileName:
    """The name read; an unreadable one gives empty parts, never an error."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    found = _NAME.match(plain)
    if not found:
        return FileName(plain)
    try:
        text = found["day"]
        closing = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return FileName(plain, found["siren"])
    if not 1980 <= closing.year <= 2100:
        return FileName(plain, found["siren"])
    return FileName(plain, found["siren"], closing, not found["rest"], is_siren(found["siren"]))
