"""What a kind of table is: its fields with French labels, types, units and the names they go by in real files."""

from dataclasses import dataclass
from typing import Literal

from levier.core.actor import EVERYONE
from levier.core.capability import Need

Holds = Literal[
    "", "email", "phone", "siren", "vat", "iban", "bic", "ean", "vin", "currency", "country", "postcode",
    "latitude", "longitude", "name", "code",
]  # fmt: skip
"""What the values of a field are recognised by: a form with a check digit or a list, a name in words, a code."""

FieldType = Literal["text", "code", "number", "money", "integer", "date", "datetime", "boolean"]


def names(listed: str) -> tuple[str, ...]:
    """The names of a field in files, written with commas between them."""
    return tuple(name.strip() for name in listed.split(",") if name.strip())


@dataclass(frozen=True)
class Field:
    """One column of a kind.

    ``synonyms``: names met in files of French and English software (compared without case, accents and separators).
    ``unit``: "€" stands for the currency of the dataset. ``low``/``high``: bounds outside which a value is not valid.
    ``personal``: the column identifies or describes a natural person.
    ``refers``: the key this field holds, "products.product_code"; « | » between the kinds it may point to.
    ``holds``: how its values are recognised, whatever the column is called.
    ``hour_of``: the date whose hour this field keeps, when one column of the file holds both.
    ``description``: what to put in it, in French, for the person who fills a table; ``example``: such a value.
    """

    name: str
    label: str
    type: FieldType = "text"
    synonyms: tuple[str, ...] = ()
    unit: str = ""
    low: float | None = None
    high: float | None = None
    personal: bool = False
    refers: str = ""
    holds: Holds = ""
    hour_of: str = ""
    description: str = ""
    example: str = ""

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """(kind, field) pairs this field may point to, the likeliest first."""
        pairs = (part.strip().partition(".") for part in self.refers.split("|") if part.strip())
        return tuple((kind, field) for kind, _, field in pairs)

    @property
    def is_number(self) -> bool:
        return self.type in ("number", "money", "integer")

    @property
    def is_text(self) -> bool:
        return self.type in ("text", "code")

    @property
    def is_date(self) -> bool:
        return self.type in ("date", "datetime")


@dataclass(frozen=True)
class Kind:
    """A kind of table: what its lines are, its fields, and what a line must hold to be usable.

    ``requires``: groups of alternatives; a line is refused when all the fields of a group are empty.
    ``key``: the fields that tell two lines apart (for the search of duplicates), empty when lines may repeat.
    ``day``: the date field that places a line in time, empty for reference tables.
    ``distinctive``: fields whose presence speaks for this kind when the kind is guessed.
    ``readers``: whom a new table of this kind is opened to, unless the person who imports says otherwise.
    ``guessed``: a file may be recognised as this kind; False when only Levier itself writes such tables.
    """

    name: str
    label: str
    lines: str
    fields: tuple[Field, ...]
    requires: tuple[tuple[str, ...], ...]
    key: tuple[str, ...] = ()
    day: str = ""
    distinctive: tuple[str, ...] = ()
    title: str = ""
    guessed: bool = True
    readers: tuple[str, ...] = (EVERYONE,)

    def __post_init__(self) -> None:
        names = {field.name for field in self.fields}
        asked = {name for group in self.requires for name in group} | set(self.key) | set(self.distinctive)
        if self.day:
            asked.add(self.day)
        if missing := asked - names:
            raise ValueError(f"kind {self.name}: unknown fields {sorted(missing)}")

    def field(self, name: str) -> Field:
        """The field of that name. Raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def need(self, *, columns: tuple[str, ...] = (), min_rows: int = 1, why: str = "") -> Need:
        """A capability's need of a table of this kind."""
        return Need(self.name, columns=columns, min_rows=min_rows, why=why)

    def min_history(self, weeks: int, *, columns: tuple[str, ...] = (), why: str = "") -> Need:
        """A capability's need of at least ``weeks`` weeks between the first and the last day."""
        return Need(self.name, min_weeks=weeks, columns=columns, why=why)

    def optional(self, *, why: str = "") -> Need:
        """A table that improves the result when it is there."""
        return Need(self.name, optional=True, why=why)
