"""Paragraphs that come back on page after page (a notice, a disclaimer, a banner) count once."""

import re
from collections import Counter, defaultdict

from levier.knowledge.parsing.structure import Block, Parsed

_LEAST_PAGES = 3
_SHARE = 0.3
_LEAST_LETTERS = 12


def mark_repeated(parsed: Parsed) -> None:
    """Mark each later copy of a paragraph seen on three pages or more, and on three tenths of them."""
    if len(parsed.pages) < _LEAST_PAGES:
        return
    seen: dict[str, set[int]] = defaultdict(set)
    for page in parsed.pages:
        for block in page.blocks:
            if block.kind in {"text", "item", "heading", "table"}:
                seen[_shape(page.text[block.start : block.end])].add(page.number)
    least = max(_LEAST_PAGES, _SHARE * len(parsed.pages))
    repeated = {
        shape for shape, pages in seen.items() if len(pages) >= least and len(shape) >= _LEAST_LETTERS
    }
    if not repeated:
        return
    told: Counter[str] = Counter()
    for page in parsed.pages:
        for place, block in enumerate(page.blocks):
            shape = _shape(page.text[block.start : block.end])
            if shape in repeated and block.kind in {"text", "item", "heading", "table"}:
                told[shape] += 1
                if told[shape] > 1:
                    page.blocks[place] = Block(block.start, block.end, "repeated", block.level)


def _shape(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().lower()
