"""A span of days, both ends included, with the French words it was asked in."""

from datetime import date

from pydantic import BaseModel, ConfigDict, model_validator


class Period(BaseModel):
    """Days from ``start`` to ``end``, both included."""

    model_config = ConfigDict(frozen=True)

    start: date
    end: date
    label: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.end < self.start:
            raise ValueError("la période finit avant de commencer")
        return self

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1
