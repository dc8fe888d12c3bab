"""Pseudonyms: identifiers are replaced before a text leaves the machine, and put back in what returns.

What is found by ``policy.personal`` (identifiers by their check digits, people by lists of names), and the names handed in
(customers, contacts of the company's own tables). A person's name that is in no list and has no title before it is **not**
recognised: what must never leave is not sent at all.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from levier.core.french.text import flatten
from levier.policy.personal import find

_TOKEN = re.compile(r"\[([A-Z]{3,9})_(\d+)\]")


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
        # What already looks like one of our tokens must come back as it was.
        taken = [match.span() for match in _TOKEN.finditer(text)]
        yield from ((start, end, "TEXTE") for start, end in taken)
        for one in find(text):
            if one.kind != "SENSIBLE" and not _meets((one.start, one.end), taken):
                taken.append((one.start, one.end))
                yield one.start, one.end, one.kind
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


def _meets(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)


def _names_pattern(names: list[str]) -> "re.Pattern[str] | None":
    if not names:
        return None
    return re.compile("|".join(rf"(?<!\w){re.escape(flatten(name))}(?!\w)" for name in names))
