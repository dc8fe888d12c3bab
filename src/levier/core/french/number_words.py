"""Numbers written in words: « vingt et un », « quatre-vingt-dix », « deux mille », « une douzaine », « un demi-million »."""

import re
from collections.abc import Iterator

_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "octante": 80, "huitante": 80, "nonante": 90,
}  # fmt: skip
_SCALES = {"mille": 1000, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9}
_GROUPS = {
    "dizaine": 10, "dizaines": 10, "douzaine": 12, "douzaines": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "centaines": 100, "millier": 1000,
    "milliers": 1000,
}  # fmt: skip
_ENGLISH = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_TOKEN = re.compile(r"[a-z]+")
_ARTICLES = frozenset({"un", "une"})
_NAMES_TOO = frozenset({"neuf"})


def read_words(flat: str) -> Iterator[tuple[int, int, int]]:
    """``(value, start, end)`` of each number in words in a text without accents and in lower case."""
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(flat)]
    index = 0
    while index < len(tokens):
        stop = _run(flat, tokens, index)
        if stop == index:
            index += 1
            continue
        chosen = [token[0] for token in tokens[index:stop]]
        if not (len(chosen) == 1 and (chosen[0] in _ARTICLES or chosen[0] in _NAMES_TOO)):
            yield _value(chosen), tokens[index][1], tokens[stop - 1][2]
        index = stop


def _run(flat: str, tokens: list[tuple[str, int, int]], index: int) -> int:
    """One past the last token of the number that begins at ``index`` (``index`` itself when none does)."""
    stop = index
    while stop < len(tokens):
        word = tokens[stop][0]
        if stop > index and not re.fullmatch(r"[ -]+", flat[tokens[stop - 1][2] : tokens[stop][1]]):
            break
        if word in _ENGLISH:
            return stop + 1 if stop == index else stop
        known = word in _UNITS or word in _SCALES or word in _GROUPS or word in {"cent", "cents"}
        joins = (
            word == "et" and stop > index and _is_one(tokens, stop + 1) and _ends_in_ten(tokens[stop - 1][0])
        )
        if not (known or joins):
            break
        if known and stop > index and not _may_follow(tokens[stop - 1][0], word):
            break
        if word in {"cent", "cents"} and stop == index + 1 and tokens[index][0] == "pour":
            break
        stop += 1
    if stop == index + 1 and tokens[index][0] in {"cent", "cents"} and _preceded_by_pour(tokens, index):
        return index
    return stop


def _preceded_by_pour(tokens: list[tuple[str, int, int]], index: int) -> bool:
    return index > 0 and tokens[index - 1][0] == "pour"


def _is_one(tokens: list[tuple[str, int, int]], index: int) -> bool:
    return index < len(tokens) and tokens[index][0] in {"un", "une", "onze"}


def _ends_in_ten(word: str) -> bool:
    return word in {"vingt", "trente", "quarante", "cinquante", "soixante", "septante", "octante", "nonante"}


def _may_follow(before: str, word: str) -> bool:
    """Grammar of French numerals, loosely: small after ten, cent after a unit, scale after anything."""
    if word in _SCALES or word in {"cent", "cents"} or word in _GROUPS:
        return before in _UNITS or before in {"cent", "cents"} or (before in _SCALES and word not in _GROUPS)
    if before == "et" or before in _SCALES or before in {"cent", "cents"}:
        return True
    if before == "quatre" and word in {"vingt", "vingts"}:
        return True
    ten, unit = _UNITS.get(before, 0), _UNITS.get(word, 99)
    if before in {"soixante", "vingt", "vingts"} and unit <= 19:
        return True
    if before == "dix" and 7 <= unit <= 9:
        return True
    return ten >= 20 and 1 <= unit <= 9


def _value(words: list[str]) -> int:
    total, current = 0, 0
    for word in words:
        if word == "et":
            continue
        if word in _ENGLISH:
            return _ENGLISH[word]
        if word in {"cent", "cents"}:
            current = max(current, 1) * 100
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
        elif word in _GROUPS:
            current = max(current, 1) * _GROUPS[word]
        elif word in {"vingt", "vingts"} and current % 100 == 4:
            current = current - 4 + 80
        else:
            current += _UNITS[word]
    return total + current
