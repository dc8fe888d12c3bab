"""What an import did, or would do: said in figures and in French."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from levier.core.french.numbers import format_number, format_percent
from levier.tables.importing.how import Question
from levier.tables.importing.mapping import ColumnMatch, LeftColumn
from levier.tables.importing.raw import Cut
from levier.tables.profile.shape import Profile


@dataclass(frozen=True)
class RejectedLine:
    """A line set aside: its place in the file and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class ImportReport:
    """``accepted``/``rejected``: lines of this file. ``rows``: lines of the version written (appends add up).

    ``dataset_id`` and ``version`` are None on a dry run; ``known`` tells that this very content is already in use.
    ``overlap``: lines of this file that the table in use already holds; ``already_there``: those that an append left out.
    ``questions``: what must be said before it can be imported (dry runs only: an import raises instead). ``warnings``: what
    is wrong with the file as a whole. ``sheet`` was read among ``sheets`` (empty when there is only one). ``rejects``: the
    lines set aside, of a dry run. ``kind_sure``: no other kind of table comes near; ``others``: those that come next.
    ``left``: the ignored columns that a person should look at. ``cells``: by column of the file, a few of its cells as they are written.
    """

    kind: str
    kind_label: str
    mapping: tuple[ColumnMatch, ...]
    ignored: tuple[str, ...]
    score: float
    format: str
    accepted: int
    rejected: int
    rows: int
    rejects_path: Path | None
    examples: tuple[RejectedLine, ...]
    reasons: dict[str, int]
    profile: Profile
    sample: list[dict[str, Any]]
    notes: tuple[str, ...]
    dataset_id: int | None = None
    dataset: str = ""
    version: int | None = None
    known: bool = False
    already_there: int = 0
    overlap: int = 0
    invalid: dict[str, int] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    rejects: pl.DataFrame | None = None
    kind_sure: bool = True
    cells: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left: tuple[LeftColumn, ...] = ()
    cut: Cut | None = None
    others: tuple[str, ...] = ()

    @property
    def reject_rate(self) -> float:
        total = self.accepted + self.rejected
        return self.rejected / total if total else 0.0

    @property
    def summary(self) -> str:
        """One or two French sentences: what was taken, what was not and where to read why."""
        if self.known:
            return f"Ce fichier a déjà été importé : version {self.version} de « {self.dataset} », rien n'a changé."
        verb = "importées" if self.dataset_id else "utilisables"
        text = f"{format_number(self.accepted)} ligne(s) {verb} ({self.kind_label.lower()})"
        if not self.rejected:
            return f"{text}, aucune écartée."
        where = f" ; le détail est dans « {self.rejects_path.name} »" if self.rejects_path else ""
        commonest = max(self.reasons, key=lambda reason: self.reasons[reason])
        return (
            f"{text}, {format_number(self.rejected)} écartée(s), soit {format_percent(self.reject_rate)} "
            f"(motif le plus fréquent : {commonest}){where}."
        )
