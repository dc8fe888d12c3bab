"""What an indicator is: SMART, of a family, with its unit, its direction and how it is computed."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from levier.tables.measures import MODELS


class Formula(BaseModel):
    """How it is computed: a measure of the tables, a figure Levier measures of itself, or a computation described.

    Exactly one of (``kind`` and ``measure``), ``levier``, ``described`` is given. ``months``: the measure is taken over so many
    months up to the end of the period, since a shorter time would say something else (0: over the period alone).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str = ""
    measure: str = ""
    levier: str = ""
    described: str = ""
    months: int = 0

    @model_validator(mode="after")
    def _one_way(self) -> "Formula":
        if sum(map(bool, (self.kind or self.measure, self.levier, self.described))) != 1:
            raise ValueError("une formule se dit d'une seule manière")
        if self.kind or self.measure:
            model = MODELS.get(self.kind)
            if model is None or self.measure not in model.measures:
                raise ValueError(f"la mesure « {self.measure} » n'existe pas sur « {self.kind} »")
        return self


class Definition(BaseModel):
    """An indicator, before any project. ``direction``: which way is better. Texts are French.

    ``specific`` … ``timed``: the five letters of SMART; ``period``: how often it is measured.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    label: str
    family: Literal["efficiency", "finance", "customer"]
    unit: str
    direction: Literal["up", "down"]
    period: Literal["week", "month", "quarter", "year"]
    formula: Formula
    specific: str
    measurable: str
    achievable: str
    relevant: str
    timed: str
    source: str

    @property
    def family_label(self) -> str:
        """The family on screen."""
        return {
            "efficiency": "Efficacité opérationnelle",
            "finance": "Finance",
            "customer": "Satisfaction des clients",
        }[self.family]
