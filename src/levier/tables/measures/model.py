"""What a semantic model is: measures, dimensions, and the SQL each stands for. Text here never comes from a user."""

from dataclasses import dataclass
from typing import Literal

from levier.core.errors import BadInput

Grain = Literal["", "day", "week", "month", "quarter", "year", "weekday", "hour"]


@dataclass(frozen=True)
class Measure:
    """A figure that can be asked for.

    ``label`` is used inside sentences (« le chiffre d'affaires »: label with its article in ``phrase``). ``definition``:
    French, shown with every figure. ``sql``: an aggregate. ``additive``: parts add up to the whole (so a share and a zero
    have a meaning). ``columns``: columns that must hold something. ``unit``: "money" becomes the currency of the dataset.
    """

    name: str
    label: str
    phrase: str
    definition: str
    sql: str
    unit: str = ""
    additive: bool = True
    columns: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    note: str = ""
    better: Literal["up", "down", ""] = "up"
    feminine: bool = False

    @property
    def zero(self) -> bool:
        """Whether « nothing happened » is zero (a sum, a count) rather than unknown (a mean, a rate)."""
        return self.additive or self.sql.startswith("COUNT")


@dataclass(frozen=True)
class Dimension:
    """What a figure can be split by. ``grain`` is empty for members (products, customers …).

    ``articles_only``: rankings by this dimension leave out postage, fees and corrections.
    """

    name: str
    label: str
    plural: str
    sql: str
    grain: Grain = ""
    articles_only: bool = False
    columns: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    feminine: bool = False

    @property
    def is_calendar(self) -> bool:
        """Periods that follow each other, which can be filled when one is missing."""
        return self.grain in ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True)
class Model:
    """The measures and dimensions of one kind. ``day``: the column of dates; ``order``: the condition of a real order."""

    kind: str
    day: str
    measures: dict[str, Measure]
    dimensions: dict[str, Dimension]
    order: str
    order_id: str
    net: str

    def measure(self, name: str) -> Measure:
        """Raises BadInput with the names that exist."""
        if name not in self.measures:
            names = ", ".join(f"« {measure.label} »" for measure in self.measures.values())
            raise BadInput(
                f"La mesure « {name} » n'existe pas", where="mesures", mend=f"Choisissez parmi : {names}."
            )
        return self.measures[name]

    def dimension(self, name: str) -> Dimension:
        """Raises BadInput with the names that exist."""
        if name not in self.dimensions:
            names = ", ".join(f"« {dimension.label} »" for dimension in self.dimensions.values())
            raise BadInput(
                f"L'axe « {name} » n'existe pas", where="axes", mend=f"Choisissez parmi : {names}."
            )
        return self.dimensions[name]
