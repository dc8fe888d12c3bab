"""A table kept as an import would keep it, without reading a file: typed, derived, with the filled share of its columns."""

import uuid
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
from django.conf import settings

from levier.core.actor import EVERYONE
from levier.tables.deriving import derive
from levier.tables.kinds import KINDS
from levier.tables.models import Dataset, DatasetGrant, DatasetVersion

_TYPES = {
    "number": pl.Float64, "money": pl.Float64, "integer": pl.Int64, "date": pl.Date, "datetime": pl.Datetime, "boolean": pl.Boolean,
}  # fmt: skip


def store(company: int, kind: str, frame: pd.DataFrame, name: str = "", currency: str = "EUR") -> Dataset:
    """A new dataset of that kind, open to everyone of the company."""
    fields = {field.name: field for field in KINDS[kind].fields}
    typed = pl.from_pandas(frame).with_columns(
        pl.col(column).cast(_TYPES.get(fields[column].type, pl.String)) for column in frame.columns
    )
    lines = derive(kind, typed)
    number = uuid.uuid4().hex[:12]
    path = Path("tables") / str(company) / f"{kind}-{number}.parquet"
    whole = Path(settings.HOME) / path
    whole.parent.mkdir(parents=True, exist_ok=True)
    lines.write_parquet(whole)
    day = KINDS[kind].day
    days = (
        [value for value in lines[day].cast(pl.Date).to_list() if value]
        if day and day in lines.columns
        else []
    )
    filled = [
        {"name": column, "filled": 1 - lines[column].null_count() / max(1, lines.height)}
        for column in lines.columns
    ]
    dataset = Dataset.objects.create(
        company_id=company, name=name or KINDS[kind].label, kind=kind, currency=currency, current=1
    )
    DatasetGrant.objects.create(company_id=company, dataset=dataset, token=EVERYONE)
    DatasetVersion.objects.create(
        company_id=company, dataset=dataset, number=1, rows=lines.height, content_hash=number, original_name=f"{kind}.csv",
        original="", parquet=str(path), profile={"columns": filled, "score": 100.0},
        first_day=min(days, default=date.min) if days else None, last_day=max(days, default=None) if days else None,
    )  # fmt: skip
    return dataset
