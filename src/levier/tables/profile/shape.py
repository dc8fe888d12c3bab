"""The shape of a profile, stored as JSON on the dataset's version."""

from datetime import date

from pydantic import BaseModel


class Distribution(BaseModel):
    """How the values of a column spread.

    Numbers and days: ``edges`` (n + 1 bounds, as text) and ``counts`` (n). Words: ``values`` and ``counts`` of the most
    frequent, ``others`` the lines of all the rest; never filled for a column that identifies people.
    """

    edges: list[str] = []
    values: list[str] = []
    counts: list[int] = []
    others: int = 0


class Odd(BaseModel):
    """A value far from all others: where it is, so that somebody looks at it."""

    value: str
    day: date | None = None
    what: str = ""


class ColumnProfile(BaseModel):
    """One column. ``filled`` 0–1; ``invalid``: values that could not be read; ``outside``: beyond the field's bounds;
    ``outliers``: beyond 10 robust deviations from the median, on a logarithmic scale, the farthest in ``odd``."""

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
    distribution: Distribution | None = None
    odd: list[Odd] = []


class Dimension(BaseModel):
    """One aspect of quality: ``score`` 0–100 and why, in French."""

    name: str
    label: str
    score: float
    reason: str


class Mend(BaseModel):
    """Something to mend, in French: ``what`` is wrong, ``how`` to mend it, the points of score it would give back."""

    what: str
    how: str
    gain: float
    lines: int = 0
    column: str = ""


class PersonalColumn(BaseModel):
    """Personal data found in a column. ``where``: "column" (its values) or "inside" (some of its texts).

    ``share``: of the distinct values looked at. ``examples``: half hidden. ``weight``: "ordinary" or "high".
    """

    column: str
    label: str
    kind: str
    kind_label: str
    weight: str
    where: str
    share: float
    examples: list[str] = []


class History(BaseModel):
    """Lines by week or by month, in order, empty ones included. ``starts``: their first days."""

    grain: str = ""
    starts: list[date] = []
    counts: list[int] = []


class Missing(BaseModel):
    """Where the holes are: the filled share (0–1) of each incomplete column, slice by slice.

    ``slices``: months, weeks, or tenths of the file, as shown.
    """

    slices: list[str] = []
    columns: dict[str, list[float]] = {}


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
    mends: list[Mend] = []
    personal: list[PersonalColumn] = []
    history: History = History()
    missing: Missing = Missing()

    @property
    def filled(self) -> dict[str, float]:
        return {column.name: column.filled for column in self.columns}

    @property
    def reasons(self) -> list[str]:
        return [dimension.reason for dimension in self.dimensions]
