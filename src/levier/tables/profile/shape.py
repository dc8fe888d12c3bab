"""The shape of a profile, stored as JSON on the dataset's version."""

from datetime import date

from pydantic import BaseModel


class ColumnProfile(BaseModel):
    """One column. ``filled`` 0–1; ``invalid``: values that could not be read; ``outside``: beyond the field's bounds;
    ``outliers``: beyond 10 robust deviations from the median, on a logarithmic scale."""

    name: str
    label: str
    type: str
    unit: str = ""
    filled: float
    distinct: int
    invalid: int = 0
    outside: int = 0
    outliers: int = 0
    low: str = ""
    high: str = ""


class Dimension(BaseModel):
    """One aspect of quality: ``score`` 0–100 and why, in French."""

    name: str
    label: str
    score: float
    reason: str


class Profile(BaseModel):
    """Quality of one version. ``score`` 0–100 is the weighted mean of ``dimensions``."""

    rows: int
    first_day: date | None = None
    last_day: date | None = None
    weeks: int = 0
    empty_weeks: int = 0
    age_days: int | None = None
    duplicates: int = 0
    repeated_keys: int = 0
    columns: list[ColumnProfile] = []
    dimensions: list[Dimension] = []
    score: float = 0.0

    @property
    def filled(self) -> dict[str, float]:
        return {column.name: column.filled for column in self.columns}

    @property
    def reasons(self) -> list[str]:
        return [dimension.reason for dimension in self.dimensions]
