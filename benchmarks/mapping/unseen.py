"""Every table that may be learned from, read as if its program had never been seen.

Its headers are struck out of the lists of names unless another program has them too, and its program's tables are taken out of
all that is counted. What is learned from such readings (doubts, thresholds) holds for programs to come.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from benchmarks.mapping.exports import Export, exports
from benchmarks.mapping.learn import LEARNED_FROM, counted, headers_of
from benchmarks.mapping.scoring import struck_names
from levier.core.errors import BadInput
from levier.tables.importing.mapping import Likeliest, likeliest
from levier.tables.importing.matching import vocabulary
from levier.tables.importing.matching.met import Met
from levier.tables.importing.matching.words import plain
from levier.tables.importing.opening import open_tables


NEVER_LISTED = frozenset({"trial", "trial_sealed", "byhand_sealed", "wide_sold", "wide_kept", "wide_none"})
"""Sets whose headers were never put in the lists of names: nothing to strike out."""


@dataclass(frozen=True)
class Unseen:
    """An export, its columns as opened, what the recognition makes of it (None: no kind) and what others' headers tell."""

    export: Export
    columns: list[str]
    found: Likeliest | None
    met: Met

    @property
    def right(self) -> dict[str, frozenset[str]]:
        """Column → the fields it may rightly fill."""
        return dict(zip(self.columns, (column.right for column in self.export.columns), strict=True))


def unseen() -> Iterator[Unseen]:
    """Each table in turn, the knowledge of its own program set apart."""
    tables = [table for side in LEARNED_FROM for table in exports(side)]
    programs: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        for column in table.columns:
            programs[plain(column.header)].add(table.program)
    for program in dict.fromkeys(table.program for table in tables):
        others = [table for table in tables if table.program != program]
        rates = vocabulary.rates_of(counted(others))
        known = Met(headers_of(others).items())
        for table in tables:
            if table.program != program:
                continue
            own = {plain(column.header) for column in table.columns}
            unlisted = table.side in NEVER_LISTED
            struck = set() if unlisted else {name for name in own if programs[name] == {program}}
            with struck_names(struck) if struck else nullcontext(), _counted(rates):
                yield from _read(table, known)


def _read(table: Export, known: Met) -> Iterator[Unseen]:
    raw = open_tables(table.data(), "essai")[0]
    if raw.kind or len(raw.frame.columns) != len(table.columns):
        return
    try:
        yield Unseen(table, raw.frame.columns, likeliest(raw, "essai", None, {}), known)
    except BadInput:
        yield Unseen(table, raw.frame.columns, None, known)


@contextmanager
def _counted(rates: dict[str, dict[str, float]]) -> Iterator[None]:
    """The counts of words of other programs, in the place of those that Levier ships with."""
    before = vocabulary._rates
    vocabulary._rates = lambda: rates  # type: ignore[assignment]
    try:
        yield
    finally:
        vocabulary._rates = before
