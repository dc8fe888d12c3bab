"""A stored version as the source of a question."""

from levier.tables.measures.asking import Source
from levier.tables.models import DatasetVersion


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
    )
