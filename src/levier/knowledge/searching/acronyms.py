"""Acronyms: a list of French business life, and those that documents explain, « société d'intérêt collectif (SIC) »."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from levier.core.french.text import fold, index_terms, is_stopword

FILE = Path(__file__).with_name("acronyms.txt")
_MOST_LETTERS = 8
_AFTER = re.compile(
    r"(?P<long>[^\W\d_][\w’' -]{4,90}?)\s*\(\s*(?:ci-après\s+)?«?\s*(?P<short>[A-ZÀ-Ý][A-ZÀ-Ýa-z&]{1,7})\s*»?\s*\)"
)
_BEFORE = re.compile(r"\b(?P<short>[A-ZÀ-Ý]{2,8})\s*\(\s*(?P<long>[^\W\d_][\w’' -]{4,90}?)\s*\)")


@cache
def usual() -> dict[str, str]:
    """The list: folded acronym → what it stands for."""
    found = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            short, long = line.split(":", 1)
            found[fold(short.strip())] = long.strip()
    return found


def explained(text: str) -> Iterator[tuple[str, str]]:
    """Acronyms that a text explains, with the words they stand for; only where the letters agree."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            short = match["short"]
            if sum(char.isupper() for char in short) >= 2 and (long := _words_of(short, match["long"])):
                yield short, long


def _words_of(short: str, long: str) -> str | None:
    """The last words of ``long`` whose first letters make ``short``; little words (« de », « d' ») count only when the
    others do not do.
    """
    words = [match.span() for match in re.finditer(r"[^\W_]+", long)]
    telling = [span for span in words if not is_stopword(long[slice(*span)].lower())]
    letters = [char for char in fold(short) if char.isalnum()]
    for some in (telling, words):
        tail = some[-len(letters) :]
        if [fold(long[start:end])[:1] for start, end in tail] == letters:
            kept = long[tail[0][0] :].strip(" -'’")
            return kept if len(kept) > len(short) and " " in kept else None
    return None


def expansion_terms(long: str) -> frozenset[str]:
    """Index terms of what an acronym stands for."""
    return frozenset(index_terms(long))


def is_short(word: str) -> bool:
    """Whether a word may be an acronym at all."""
    return 2 <= len(word) <= _MOST_LETTERS and word.isalpha()
