"""French words, to mend what a file lost: a hyphen at the end of a line, the spaces of a line.

``words.txt.gz``: words of the public texts of service-public.fr, the labour-law service and the CNIL (Licence
Ouverte 2.0), most frequent first.
"""

import functools
import gzip
import math
import re
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS_A_SPACE = 14
"""French has one space for about five letters; a paragraph with fewer than one for fourteen has lost them."""
_LONGEST = 24
_LEAST_GLUED = 12


@functools.cache
def ranks() -> dict[str, int]:
    """Word → its rank by frequency, from 1."""
    text = gzip.decompress((Path(__file__).parent / "words.txt.gz").read_bytes()).decode()
    return {word: rank for rank, word in enumerate(text.split(), 1)}


def mend_hyphen(before: str, line: str, mark: str) -> str:
    """Join two lines; a word cut at the end of the first one is put together, with its hyphen if it has one."""
    cut = before.rstrip()
    if (
        not cut.endswith((mark, "-", "\u2010", "\u00ad"))
        or not line[:1].isalpha()
        or len(cut) < 2
        or not cut[-2].isalpha()
    ):
        return f"{before} {line}"
    head, tail = cut[:-1].rstrip("-\u2010" + mark), line
    first = _WORD.findall(head)
    second = _WORD.match(tail)
    if not first or second is None or not tail[0].islower():
        return f"{head}-{tail}" if cut[-1] != mark else f"{head}{tail}"
    whole = (first[-1] + second[0]).lower()
    known = ranks()
    compound = whole not in known and first[-1].lower() in known and second[0].lower() in known
    # « peut-être », « rendez-vous », « est-il »: both halves are words and the whole is not.
    return f"{head}-{tail}" if compound else f"{head}{tail}"


def mend_glued(text: str) -> str:
    """Put spaces back in a paragraph that has lost them; any other text is returned as it is."""
    letters = sum(map(str.isalpha, text))
    if letters < 30 or text.count(" ") * _LETTERS_A_SPACE > letters:
        return text
    known = ranks()
    return re.sub(
        rf"[^\W\d_’']{{{_LEAST_GLUED},400}}",
        lambda found: found[0] if found[0].lower() in known else _split(found[0]),
        text,
    )


def _split(word: str) -> str:
    """The most likely words that make ``word`` (unigram model, Zipf's law); the word itself when none does."""
    known, lower = ranks(), word.lower()
    size = math.log(math.log(len(known)) + 0.58)  # Zipf: the word of rank r has the probability 1 / (r · Hn)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(math.inf, 0)] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            if math.isinf(best[start][0]):
                continue
            rank = known.get(lower[start:end])
            if rank is None or (end - start == 1 and lower[start] not in "àay"):
                continue
            cost = best[start][0] + math.log(rank) + size
            if cost < best[end][0]:
                best[end] = (cost, start)
    if math.isinf(best[-1][0]):
        return word
    parts, end = [], len(word)
    while end:
        start = best[end][1]
        parts.append(word[start:end])
        end = start
    return " ".join(reversed(parts))
