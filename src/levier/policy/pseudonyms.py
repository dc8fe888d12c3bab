"""Pseudonyms: identifiers are replaced before a text leaves the machine, and put back in what returns.

Rules only, each with its check digits where the identifier has some: e-mail, IBAN, NIR, SIRET, SIREN, French VAT number,
bank card, telephone, « M. Dupont », and the names handed in (customers, contacts of the company's own tables). A person's
name that is in no list and has no title before it is **not** recognised: what must never leave is not sent at all.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from stdnum import iban, luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nir, siren, siret, tva

from levier.core.french.text import flatten

_SP = r"[ \u00a0\u202f.\-]?"
_TOKEN = re.compile(r"\[([A-Z]{3,9})_(\d+)\]")


def _valid(check: Callable[[str], str]) -> Callable[[str], bool]:
    def passes(text: str) -> bool:
        try:
            check(re.sub(r"[\s.\-]", "", text))
        except ValidationError:
            return False
        return True

    return passes


def _always(_: str) -> bool:
    return True


_RULES: tuple[tuple[str, "re.Pattern[str]", Callable[[str], bool]], ...] = (
    ("TEXTE", _TOKEN, _always),  # what already looks like one of our tokens must come back as it was
    ("EMAIL", re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+"), _always),
    ("IBAN", re.compile(rf"\b[A-Z]{{2}}\d{{2}}(?:{_SP}[A-Z0-9]){{11,30}}\b", re.IGNORECASE), _valid(iban.validate)),
    ("NIR", re.compile(rf"(?<!\d)[1-478]{_SP}\d\d{_SP}\d\d{_SP}[\dAB]{{2}}{_SP}\d{{3}}{_SP}\d{{3}}{_SP}\d\d(?!\d)"), _valid(nir.validate)),
    ("TVA", re.compile(rf"\bFR{_SP}[0-9A-Z]{{2}}(?:{_SP}\d){{9}}(?!\d)", re.IGNORECASE), _valid(tva.validate)),
    ("CARTE", re.compile(rf"(?<!\d)(?:\d{_SP}){{15}}\d(?!\d)"), _valid(luhn.validate)),
    ("SIRET", re.compile(rf"(?<!\d)(?:\d{_SP}){{13}}\d(?!\d)"), _valid(siret.validate)),
    ("TEL", re.compile(rf"(?<![\d+])(?:\+33{_SP}(?:\(0\){_SP})?|0033{_SP}|0)[1-9](?:{_SP}\d\d){{4}}(?!\d)"), _always),
    ("SIREN", re.compile(rf"(?<!\d)(?:\d{_SP}){{8}}\d(?!\d)"), _valid(siren.validate)),
    (
        "PERSONNE",
        re.compile(r"(?:(?<=\bM\. )|(?<=\bMme )|(?<=\bMlle )|(?<=\bMaître )|(?<=\bDr )|(?<=\bMonsieur )|(?<=\bMadame ))"
                   r"[A-ZÀ-Ý][\w’'\-]+(?:[ \-][A-ZÀ-Ý][\w’'\-]+){0,3}"),
        _always,
    ),
)  # fmt: skip


class Vault:
    """Keeps what was hidden, for one exchange. The same value always gets the same token, so that a model can reason on it.

    Args:
        names: names to hide wherever they stand, whatever their case and accents (people, customers).
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = sorted({name.strip() for name in names if len(name.strip()) > 2}, key=len, reverse=True)
        self._pattern = _names_pattern(self._names)
        self._tokens: dict[str, str] = {}
        self._values: dict[str, str] = {}

    @property
    def hidden(self) -> int:
        """How many different values were hidden."""
        return len(self._values)

    def hide(self, text: str) -> str:
        """The text with each identifier replaced by its token (« [IBAN_1] »)."""
        out, place = [], 0
        for start, end, kind in sorted(self._found(text)):
            out += [text[place:start], self._token(kind, text[start:end])]
            place = end
        return "".join([*out, text[place:]])

    def restore(self, text: str) -> str:
        """The text with its tokens replaced by what they stand for; an unknown token is left as it is."""
        return _TOKEN.sub(lambda match: self._values.get(match.group(), match.group()), text)

    def restore_all(self, value: Any) -> Any:
        """The same, through the strings of lists and dictionaries."""
        if isinstance(value, str):
            return self.restore(value)
        if isinstance(value, list):
            return [self.restore_all(inner) for inner in value]
        if isinstance(value, dict):
            return {self.restore(key): self.restore_all(inner) for key, inner in value.items()}
        return value

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        taken: list[tuple[int, int]] = []
        for kind, pattern, valid in _RULES:
            for match in pattern.finditer(text):
                start, end = match.start(), _valid_end(text, match, valid)
                if end > start and not _meets((start, end), taken):
                    taken.append((start, end))
                    yield start, end, kind
        if self._pattern is not None:
            for match in self._pattern.finditer(flatten(text)):
                if not _meets(match.span(), taken):
                    taken.append(match.span())
                    yield (*match.span(), "NOM")

    def _token(self, kind: str, value: str) -> str:
        if value not in self._tokens:
            number = 1 + sum(token.startswith(f"[{kind}_") for token in self._values)
            token = f"[{kind}_{number}]"
            self._tokens[value], self._values[token] = token, value
        return self._tokens[value]


def _valid_end(text: str, match: "re.Match[str]", valid: Callable[[str], bool]) -> int:
    """Where the identifier stops: an IBAN followed by capitals (« … 606 BIC AGRI ») is read to its own end."""
    if valid is _always:
        return match.end()
    for end in range(match.end(), match.start() + 8, -1):
        inside = text[end - 1].isalnum() and text[end : end + 1].isalnum()
        if not inside and valid(text[match.start() : end]):
            return end
    return match.start()


def _meets(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _names_pattern(names: list[str]) -> "re.Pattern[str] | None":
    if not names:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(flatten(name))}(?!\w)" for name in names))
