"""A stored version, or several taken together, as the source of a question, with the tables joined to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from levier.tables.models import DatasetVersion


@dataclass(frozen=True)
class Source:
    """The lines a question is asked of. ``filled``: share of filled cells by column of the file (0–1).

    ``parts``: (dataset, version, file) of each table, one unless the company takes them together. ``joined``: the source
    of each join of the model that the person may read.
    """

    dataset: int
    version: int
    title: str
    parquet: Path
    currency: str
    first_day: date | None
    last_day: date | None
    filled: dict[str, float]
    kind: str = "sales"
    parts: tuple[tuple[int, int, str], ...] = ()
    joined: Mapping[str, "Source"] = field(default_factory=dict)
    rows: int = 0

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(path for _, _, path in self.parts) or (str(self.parquet),)

    @property
    def names(self) -> list[str]:
        """« 12@3 » for each version read, those joined included: enough to read the same again."""
        own = [f"{dataset}@{version}" for dataset, version, _ in self.parts] or [
            f"{self.dataset}@{self.version}"
        ]
        return own


def source_of(version: DatasetVersion) -> Source:
    """The version's file, currency, days and filled columns."""
    return Source(
        dataset=version.dataset_id,
        version=version.number,
        title=version.dataset.name,
        parquet=version.parquet_path,
        currency=version.dataset.currency,
        first_day=version.first_day,
        last_day=version.last_day,
        filled={column["name"]: column["filled"] for column in version.profile.get("columns", [])},
        kind=version.dataset.kind,
        parts=((version.dataset_id, version.number, str(version.parquet_path)),),
        rows=version.rows,
    )


def together(sources: Sequence[Source]) -> Source:
    """Several tables of one kind and one currency as one; the first is the most recent and gives its name to the whole."""
    first = sources[0]
    rows = sum(one.rows for one in sources) or 1
    names = {name for one in sources for name in one.filled}
    days = [day for one in sources for day in (one.first_day, one.last_day) if day]
    return Source(
        dataset=first.dataset,
        version=first.version,
        title=" + ".join(one.title for one in sources),
        parquet=first.parquet,
        currency=first.currency,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        filled={name: sum(one.filled.get(name, 0) * one.rows for one in sources) / rows for name in names},
        kind=first.kind,
        # The oldest first: where a key stands twice, the most recent table's line is the last.
        parts=tuple(part for one in reversed(sources) for part in one.parts),
        rows=sum(one.rows for one in sources),
    )
