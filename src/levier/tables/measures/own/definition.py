"""What a person writes to define a measure: an aggregate of a field under conditions, or two measures combined."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Operation = Literal["sum", "count", "mean", "median", "min", "max", "distinct"]
Pairing = Literal["ratio", "difference", "sum"]
Test = Literal["is", "is_not", "above", "at_least", "below", "at_most", "after", "before", "filled", "empty"]
OPERATIONS = {
    "sum": "somme",
    "count": "nombre de lignes",
    "mean": "moyenne",
    "median": "médiane",
    "min": "minimum",
    "max": "maximum",
    "distinct": "nombre de valeurs différentes",
}
PAIRINGS = {"ratio": "divisé par", "difference": "moins", "sum": "plus"}
TESTS = {
    "is": "est",
    "is_not": "n'est pas",
    "above": "est supérieur à",
    "at_least": "est au moins",
    "below": "est inférieur à",
    "at_most": "est au plus",
    "after": "est à partir du",
    "before": "est avant le",
    "filled": "est rempli",
    "empty": "est vide",
}
UNITS = {
    "": "sans unité",
    "money": "monnaie du tableau",
    "%": "%",
    "jours": "jours",
    "h": "heures",
    "min": "minutes",
    "unités": "unités",
    "kg": "kg",
    "km": "km",
    "points": "points",
}


class Condition(BaseModel):
    """Keep the lines whose ``field`` passes the test. ``values``: texts, or one number, or one ISO date."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    field: str
    test: Test
    values: tuple[str, ...] = Field(default=(), max_length=50)

    @model_validator(mode="after")
    def _has_its_values(self) -> "Condition":
        if self.test in ("filled", "empty"):
            return self
        if not self.values or not all(value.strip() for value in self.values):
            raise ValueError("une condition attend une valeur")
        if self.test not in ("is", "is_not") and len(self.values) != 1:
            raise ValueError("cette condition attend une seule valeur")
        return self


class OwnDefinition(BaseModel):
    """A measure in the words of its author.

    Either ``operation`` of ``field`` over the lines that pass every condition, or ``left`` ``pairing`` ``right``: names of
    measures of the same kind.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    label: str = Field(min_length=3, max_length=80)
    definition: str = Field(min_length=10, max_length=600)
    unit: Literal["", "money", "%", "jours", "h", "min", "unités", "kg", "km", "points"] = ""
    better: Literal["up", "down", ""] = ""
    synonyms: tuple[str, ...] = Field(default=(), max_length=12)
    operation: Operation | Literal[""] = ""
    field: str = ""
    conditions: tuple[Condition, ...] = Field(default=(), max_length=6)
    pairing: Pairing | Literal[""] = ""
    left: str = ""
    right: str = ""

    @model_validator(mode="after")
    def _one_way(self) -> "OwnDefinition":
        if bool(self.operation) == bool(self.pairing):
            raise ValueError("choisissez un calcul sur une colonne, ou deux mesures à combiner")
        if self.pairing and not (self.left and self.right):
            raise ValueError("choisissez les deux mesures à combiner")
        if self.pairing and self.conditions:
            raise ValueError("les conditions ne vont qu'avec un calcul sur une colonne")
        if self.operation and self.operation != "count" and not self.field:
            raise ValueError("choisissez la colonne à calculer")
        return self
