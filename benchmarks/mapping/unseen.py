"""Every table that may be learned from, read as if its program had never been seen.

Its headers are struck out of the lists of names unless another program has them too, and its program's tables are taken out of
all that is counted. What is learned from such readings (doubts, thresholds) holds for programs to come.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from sklearn.model_selection import GroupKFold

from benchmarks.mapping.exports import Export, exports
from benchmarks.mapping.learn import LEARNED_FROM, headers_of, taught
from benchmarks.mapping.scoring import struck_names
from levier.core.errors import BadInput
from levier.tables.importing.mapping import Likeliest, likeliest
from levier.tables.importing.matching import vocabulary
from levier.tables.importing.matching.met import Met
from levier.tables.importing.matching.vocabulary import Vocabulary
from levier.tables.importing.matching.words import plain
from levier.tables.importing.opening import open_tables
from levier.tables.importing.raw import RawTable

NEVER_LISTED = frozenset({"trial", "trial_sealed", "byhand_sealed", "wide_sold", "wide_kept", "wide_none"})
"""Sets whose headers were never put in the lists of names: nothing to strike out."""
_FOLDS = 12


@dataclass(frozen=True)
class Unseen:
    """An export, opened, and what the headers of other programs tell. To be read while it is the last one that ``unseen`` gave."""

    export: Export
    raw: RawTable
    met: Met

    @property
    def columns(self) -> list[str]:
        """As opened."""
        return self.raw.frame.columns

    @property
    def right(self) -> dict[str, frozenset[str]]:
        """Column → the fields it may rightly fill."""
        return dict(zip(self.columns, (column.right for column in self.export.columns), strict=True))

    def likeliest(self) -> Likeliest | None:
        """What the recognition makes of it; None: no kind."""
        try:
            return likeliest(self.raw, "essai", None, {}, known=self.met)
        except BadInput:
            return None


def unseen() -> Iterator[Unseen]:
    """Each table in turn, the knowledge of its own program set apart: what is learned from eleven twelfths of the programs reads the
    tables of the rest."""
    tables = [table for side in LEARNED_FROM for table in exports(side)]
    programs: dict[str, set[str]] = defaultdict(set)
    for table in tables:
        for column in table.columns:
            programs[plain(column.header)].add(table.program)
    folds = GroupKFold(_FOLDS, shuffle=True, random_state=1)
    for kept, held in folds.split(tables, groups=[table.program for table in tables]):
        others = [tables[place] for place in kept]
        met = Met(headers_of(others).items())
        with _vocabulary(taught(others)):
            for table in (tables[place] for place in held):
                raw = open_tables(table.data(), "essai")[0]
                if raw.kind or len(raw.frame.columns) != len(table.columns):
                    continue
                own = {plain(column.header) for column in table.columns}
                listed = table.side not in NEVER_LISTED
                struck = {name for name in own if programs[name] == {table.program}} if listed else set()
                with struck_names(struck) if struck else nullcontext():
                    yield Unseen(table, raw, met)


@contextmanager
def _vocabulary(learned: Vocabulary) -> Iterator[None]:
    """The words of other programs, in the place of those that Levier ships with."""
    before = vocabulary._vocabulary
    vocabulary._vocabulary = lambda: learned  # type: ignore[assignment]
    try:
        yield
    finally:
        vocabulary._vocabulary = before
