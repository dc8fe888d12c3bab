"""How a waiting file is cut into cells, as its check page shows it: separator, encoding, line of the column names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from levier.tables.importing.raw import Cut

SEPARATORS = {
    ";": "point-virgule ;", ",": "virgule ,", "tabulation": "tabulation", "|": "barre verticale |", ":": "deux-points :",
    "/": "barre oblique /", " ": "espace", "^": "accent circonflexe ^", "~": "tilde ~",
}  # fmt: skip
ENCODINGS = {
    "utf-8": "UTF-8", "cp1252": "Windows (1252)", "iso8859-15": "ISO 8859-15 (Linux, banques)", "cp850": "DOS (850)",
    "mac_roman": "Mac", "utf-16-le": "UTF-16",
}  # fmt: skip


@dataclass(frozen=True)
class CutShown:
    """``said`` by the person, by part; ``found``: what Levier found, in French. ``lines``: number and text of the first ones.
    ``second``: the separators, said back, that would read every line."""

    said: Mapping[str, str]
    found: Mapping[str, str]
    lines: tuple[tuple[int, str], ...] = ()
    header: int = 0
    doubt: str = ""
    second: str = ""
    text: bool = True

    @property
    def token(self) -> str:
        """What the columns shown were cut with: others are found when it changes."""
        return "|".join(self.said.values())

    @property
    def separators(self) -> list[tuple[str, str]]:
        """Each mark and its French name, those that were said among them."""
        said = self.said["separator"]
        more = {said: _named(said)} if said and said not in SEPARATORS else {}
        return list((SEPARATORS | more).items())

    @property
    def encodings(self) -> list[tuple[str, str]]:
        """Each encoding and its name."""
        return list(ENCODINGS.items())


def cut_said(typed: Mapping[str, str]) -> tuple[str, str, str]:
    """Separator, encoding and header that the person chose; empty: left to Levier (``found.header``: the line it found)."""
    separator = typed.get("also") or typed.get("how.separator", "")
    header = typed.get("how.header", "")
    return separator, typed.get("how.encoding", ""), "" if header == typed.get("found.header") else header


def cut_shown(said: tuple[str, str, str], cut: "Cut | None" = None) -> CutShown | None:
    """What the page shows; None for a format that is not cut by anybody's choice."""
    chosen = dict(zip(("separator", "encoding", "header"), said, strict=True))
    if cut is None:
        return CutShown(chosen, {}) if any(said) else None
    found = {
        "separator": _named(cut.separator),
        "encoding": ENCODINGS.get(cut.encoding, cut.encoding.upper()),
    }
    return CutShown(
        chosen,
        found,
        tuple(enumerate(cut.beginning, start=1)),
        cut.header,
        cut.doubt,
        cut.separator + cut.second if cut.second else "",
        bool(cut.separator),
    )


def _named(marks: str) -> str:
    """« point-virgule ; puis virgule , »."""
    parts = (
        ["tabulation"]
        if marks == "tabulation"
        else ["tabulation" if mark == "\t" else mark for mark in marks]
    )
    return " puis ".join(SEPARATORS.get(part, part) for part in parts)
