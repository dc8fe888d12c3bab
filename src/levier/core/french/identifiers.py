"""French business identifiers, checked by their keys: SIREN, SIRET (Luhn), VAT number, IBAN (mod 97)."""

import re
from dataclasses import dataclass
from typing import Literal

from stdnum import iban as stdnum_iban
from stdnum.exceptions import ValidationError
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret
from stdnum.fr import tva as stdnum_tva

Kind = Literal["siren", "siret", "vat", "iban"]

_CHECKS = {"siren": stdnum_siren, "siret": stdnum_siret, "vat": stdnum_tva, "iban": stdnum_iban}
_SPACES = re.compile(r"[\s.\-]")


def compact(text: str) -> str:
    """The identifier without spaces, dots and hyphens, in capitals."""
    return _SPACES.sub("", text).upper()


def is_valid(kind: Kind, text: str) -> bool:
    """True when ``text`` is a well-formed identifier of this kind with a right key."""
    candidate = compact(text)
    if kind == "vat" and not candidate.startswith("FR"):
        return False
    try:
        _CHECKS[kind].validate(candidate)
    except ValidationError:
        return False
    return True


def is_siren(text: str) -> bool:
    """Nine digits with a right Luhn key."""
    return is_valid("siren", text)


def is_siret(text: str) -> bool:
    """Fourteen digits with a right key (La Poste's own rule included)."""
    return is_valid("siret", text)


def is_vat(text: str) -> bool:
    """A French VAT number with a right key."""
    return is_valid("vat", text)


def is_iban(text: str) -> bool:
    """An IBAN of any country with a right key."""
    return is_valid("iban", text)


def format_siren(text: str) -> str:
    """« 732 829 320 »."""
    digits = compact(text)
    return " ".join(digits[i : i + 3] for i in range(0, 9, 3))


@dataclass(frozen=True)
class FoundIdentifier:
    """An identifier read in a text, with a right key."""

    kind: Kind
    value: str
    start: int
    end: int
    raw: str


_PATTERNS: tuple[tuple[Kind, "re.Pattern[str]"], ...] = (
    ("iban", re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,4})?\b")),
    ("vat", re.compile(r"\bFR[ \u00a0]?[0-9A-Z]{2}[ \u00a0]?\d{3}[ \u00a0]?\d{3}[ \u00a0]?\d{3}\b")),
    ("siret", re.compile(r"(?<!\d)\d{3}[ \u00a0]?\d{3}[ \u00a0]?\d{3}[ \u00a0]?\d{5}(?!\d)")),
    ("siren", re.compile(r"(?<!\d)\d{3}[ \u00a0]?\d{3}[ \u00a0]?\d{3}(?!\d)")),
)


def find_identifiers(text: str) -> list[FoundIdentifier]:
    """Identifiers with a right key, in order; a VAT number hides the SIREN inside it."""
    found: list[FoundIdentifier] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            if is_valid(kind, match.group()):
                found.append(
                    FoundIdentifier(kind, compact(match.group()), match.start(), match.end(), match.group())
                )
    return sorted(found, key=lambda identifier: identifier.start)
