"""What the company knows when a file comes: the keys of its tables, and how people corrected each header."""

from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path

from levier.core.actor import Actor
from levier.tables.importing.matching.memory import Memory
from levier.tables.kinds import KINDS, declared_keys
from levier.tables.lessons import MappingLesson
from levier.tables.models import Dataset, DatasetVersion

MOST_KEYS = 50_000
_TARGETS: dict[str, tuple[str, ...]] = {
    kind: tuple(sorted({key for _, _, target, key in declared_keys() if target == kind})) for kind in KINDS
}
"""By kind, the fields that other kinds refer to."""


def memory_of(actor: Actor) -> Memory:
    """From the tables the person may read, and the lessons of the company."""
    return Memory(_keys(actor), _votes(actor.company_id))


def _keys(actor: Actor) -> dict[str, frozenset[str]]:
    kinds = [kind for kind, fields in _TARGETS.items() if fields]
    visible = Dataset.objects.visible_to(actor).filter(kind__in=kinds, current__gt=0)
    current = {dataset.pk: dataset for dataset in visible}
    found: dict[str, set[str]] = defaultdict(set)
    for version in DatasetVersion.objects.filter(dataset_id__in=list(current)).order_by("pk"):
        dataset = current[version.dataset_id]
        if version.number == dataset.current:
            for field, values in _values(dataset.kind, str(version.parquet_path)).items():
                found[f"{dataset.kind}.{field}"] |= values
    return {name: frozenset(values) for name, values in found.items()}


@lru_cache(maxsize=64)
def _values(kind: str, parquet: str) -> dict[str, frozenset[str]]:
    """The distinct keys of an immutable version; none when its file is gone."""
    import polars as pl  # noqa: PLC0415 - heavy, and the web process starts without it

    if not Path(parquet).is_file():
        return {}
    schema = pl.read_parquet_schema(parquet)
    return {
        field: frozenset(
            str(value).upper()
            for value in pl.scan_parquet(parquet)
            .select(field)
            .drop_nulls()
            .unique()
            .head(MOST_KEYS)
            .collect()[field]
        )
        for field in _TARGETS[kind]
        if field in schema
    }


def _votes(company: int) -> dict[str, dict[str, dict[str, int]]]:
    votes: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for kind, corrections in MappingLesson.objects.filter(company_id=company).values_list(
        "kind", "corrections"
    ):
        for header, chosen, refused in corrections:
            if chosen:
                votes[kind][header][chosen] += 1
            if refused:
                votes[kind][header][refused] -= 1
    return {
        kind: {header: dict(counted) for header, counted in headers.items()}
        for kind, headers in votes.items()
    }
