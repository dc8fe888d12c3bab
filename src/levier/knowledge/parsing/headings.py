"""Headings of documents that do not mark them: told by their numbering, their capitals, their size."""

import re

_NUMBERED = re.compile(
    r"^(?:(?i:article|chapitre|titre|section|annexe|partie)\s+(?:\d+|(?i:[ivxlc]+|premier))\b"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+(?=[A-ZÀ-Ý])"
    r"|[IVXLC]{1,5}\s?[.)–-]\s+(?=[A-ZÀ-Ý])"
    r"|[A-Z][.)]\s+(?=[A-ZÀ-Ý]))",
    re.ASCII,
)
_LONGEST = 100
_MARKED = re.compile(r"^(#{1,6})\s+(?=\S)")


def unmarked(line: str) -> tuple[str, int]:
    """A heading marked « ## » without its mark, with its level; any other line with the level it looks to have."""
    found = _MARKED.match(line.strip())
    if found:
        return line.strip()[found.end() :].strip(), len(found[1])
    return line, heading_level(line)


def heading_level(line: str) -> int:
    """The level of a heading line (1 highest), 0 for ordinary text."""
    line = line.strip()
    if not line or len(line) > _LONGEST or line[-1] in ".;,:!" or not any(char.isalpha() for char in line):
        return 0
    if _NUMBERED.match(line) and (line[0].isupper() or line[0].isdigit()):
        if re.match(r"^\d+\)", line):
            return 0
        depth = re.match(r"^\d+((?:\.\d+)*)", line)
        return 2 + (depth[1].count(".") if depth else 0)
    letters = [char for char in line if char.isalpha()]
    if len(letters) >= 4 and all(char.isupper() for char in letters):
        return 1
    return 0
