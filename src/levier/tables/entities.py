"""The company's own words: its products, customers, countries, as its tables write them."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from levier.core.actor import Actor
from levier.tables.countries import french_name
from levier.tables.models import Dataset, DatasetVersion

_COLUMNS: dict[str, dict[str, str]] = {
    "sales": {
        "product": "product_name",
        "product_code": "product_code",
        "customer": "customer_member",
        "country": "country",
        "category": "category",
    },
    "products": {"product": "product", "product_code": "product_code", "category": "category"},
    "customers": {"customer": "customer_name", "customer_code": "customer"},
    "suppliers": {"supplier": "supplier_name", "supplier_code": "supplier"},
    "purchases": {"supplier": "supplier_name", "supplier_code": "supplier"},
}


@dataclass(frozen=True)
class Vocabulary:
    """Members by dimension, the most used first ("product", "product_code", "customer", "country", "category",
    "supplier" …).

    ``aliases``: other names of a member, by dimension (« Royaume-Uni » → "United Kingdom"). They stand among ``members``
    too, after the names the tables use: filters accept both.
    """

    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: dict[str, dict[str, str]] = field(default_factory=dict)


def vocabulary(actor: Actor) -> Vocabulary:
    """All members of the tables the person may read. Cached by dataset version: a new import renews it."""
    visible = Dataset.objects.visible_to(actor).filter(kind__in=_COLUMNS, current__gt=0)
    wanted = [(dataset.pk, dataset.current) for dataset in visible]
    versions = DatasetVersion.objects.filter(dataset_id__in=[pk for pk, _ in wanted]).select_related(
        "dataset"
    )
    paths = {(version.dataset_id, version.number): version for version in versions}
    parts = [
        (paths[key].dataset.kind, str(paths[key].parquet_path)) for key in sorted(wanted) if key in paths
    ]
    return _merged(tuple(parts))


@lru_cache(maxsize=64)
def _merged(parts: tuple[tuple[str, str], ...]) -> Vocabulary:
    members: dict[str, dict[str, None]] = {}
    for kind, path in parts:
        for dimension, found in members_of(kind, path).items():
            members.setdefault(dimension, {}).update(dict.fromkeys(found))
    aliases = {name: french_name(name) for name in members.get("country", {})}
    named = {french: name for name, french in aliases.items() if french != name}
    if named:
        members["country"].update(dict.fromkeys(named))
    return Vocabulary(
        {dimension: tuple(found) for dimension, found in members.items()}, {"country": named} if named else {}
    )


@lru_cache(maxsize=128)
def members_of(kind: str, parquet: str) -> dict[str, tuple[str, ...]]:
    """Members by dimension of one immutable version, the most used first."""
    import polars as pl  # noqa: PLC0415 - heavy, and the web process starts without it

    schema = pl.read_parquet_schema(Path(parquet))
    found: dict[str, tuple[str, ...]] = {}
    for dimension, column in _COLUMNS[kind].items():
        if column not in schema:
            continue
        counted = (
            pl.scan_parquet(parquet)
            .select(pl.col(column).alias("member"))
            .drop_nulls()
            .group_by("member")
            .len()
            .sort("len", "member", descending=[True, False])
            .collect()
        )
        if counted.height:
            found[dimension] = tuple(counted["member"].to_list())
    return found
