"""Marks of a rewritten text: « … [1] … [2, 3]. » to sentences bound to evidence, and the text without its marks."""

import re
from collections.abc import Mapping

from levier.core.french.text import sentences
from levier.core.result import Sentence

_MARK = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
INVENTED = "invented:"


def parse(text: str, numbered: Mapping[int, str]) -> list[Sentence]:
    """The sentences of a marked text, each with the evidence its marks name.

    A mark after the full stop belongs to the sentence it follows. A number that names no evidence gives an id that
    cannot exist (``invented:9``), so that validation refuses the sentence.
    """
    found: list[Sentence] = []
    for piece in _pieces(text):
        ids = [numbered.get(number, f"{INVENTED}{number}") for number in _numbers(piece)]
        bare = _MARK.sub("", piece).strip()
        if bare:
            found.append(Sentence(text=bare, evidence=list(dict.fromkeys(ids))))
    return found


def without_marks(text: str) -> str:
    """The text without « [1] »."""
    return _MARK.sub("", text)


def _pieces(text: str) -> list[str]:
    moved = _marks_before_stop(text)
    return [moved[start:end] for start, end in sentences(moved)]


def _marks_before_stop(text: str) -> str:
    """« … fin. [1] » becomes « … fin [1]. », so that a mark stays in its sentence."""
    return re.sub(r"([.!?…]+)((?:\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\])+)", r"\2\1", text)


def _numbers(piece: str) -> list[int]:
    return [int(number) for match in _MARK.finditer(piece) for number in re.findall(r"\d+", match.group(1))]
