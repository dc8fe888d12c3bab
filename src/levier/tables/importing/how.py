"""What a person says of the way a file is written, when the file alone does not tell."""

from dataclasses import dataclass
from typing import Any, Literal

from levier.core.errors import BadInput

Decimal = Literal[",", "."]
Order = Literal["dmy", "mdy", "ymd"]

_ORDERS: dict[str, Order] = {
    "dmy": "dmy", "jj/mm/aaaa": "dmy", "jj/mm/aa": "dmy", "jma": "dmy", "dd/mm/yyyy": "dmy",
    "mdy": "mdy", "mm/jj/aaaa": "mdy", "mm/jj/aa": "mdy", "mja": "mdy", "mm/dd/yyyy": "mdy",
    "ymd": "ymd", "aa/mm/jj": "ymd", "aaaa/mm/jj": "ymd", "amj": "ymd", "yy/mm/dd": "ymd",
}  # fmt: skip
_DECIMALS: dict[str, Decimal] = {",": ",", "virgule": ",", ".": ".", "point": "."}
WORDS: dict[Order, str] = {"dmy": "jour/mois/année", "mdy": "mois/jour/année", "ymd": "année/mois/jour"}
OPTIONS: dict[Order, str] = {"dmy": "jj/mm/aaaa", "mdy": "mm/jj/aaaa", "ymd": "aa/mm/jj"}


@dataclass(frozen=True)
class How:
    """``sheet``: the name (or the number from 1) of the sheet or table to read in a file of several. ``dates``: the order
    of the parts of a date. ``decimal``: the decimal mark. ``separator``, ``encoding``: of a text file; a second separator is
    that of the lines which the first one does not cut. ``header``: the line of the column names, 0 when there is none.
    Empty: told by the file, or asked."""

    sheet: str = ""
    dates: Order | None = None
    decimal: Decimal | None = None
    separator: str = ""
    encoding: str = ""
    header: int | None = None

    @classmethod
    def said(
        cls, *, sheet: str = "", dates: str = "", decimal: str = "", separator: str = "", encoding: str = "",
        header: str = "",
    ) -> "How":  # fmt: skip
        """From what is typed: « jj/mm/aaaa », « , », « tabulation », « 3 ». Raises BadInput."""
        if dates and dates.lower() not in _ORDERS:
            raise BadInput(
                f"L'ordre de date « {dates} » n'existe pas",
                mend="Écrivez jj/mm/aaaa, mm/jj/aaaa ou aa/mm/jj.",
            )
        if decimal and decimal.lower() not in _DECIMALS:
            raise BadInput(f"La marque décimale « {decimal} » n'existe pas", mend="Écrivez « , » ou « . ».")
        mark = separator.lower()
        for word in ("tabulation", "tab", "\\t"):
            mark = mark.replace(word, "\t")
        if len(mark) > 2 or len(set(mark)) != len(mark) or set(mark) & set('"\r\n'):
            raise BadInput(
                f"Le séparateur « {separator} » n'est pas un caractère",
                mend="Donnez-en un seul, par exemple « ; » (ou « ;, » quand quelques lignes en ont un autre).",
            )
        if header and not (header.isdecimal() and len(header) < 5):
            raise BadInput(
                f"« {header} » n'est pas un numéro de ligne",
                mend="Donnez la ligne des noms de colonnes, par exemple 3, ou 0 quand il n'y en a pas.",
            )
        if encoding:
            try:
                "é".encode(encoding)
            except (LookupError, UnicodeError) as fault:
                raise BadInput(
                    f"L'encodage « {encoding} » n'existe pas", mend="Par exemple : utf-8, cp1252, iso8859-15."
                ) from fault
        return cls(sheet, _ORDERS[dates.lower()] if dates else None,
                   _DECIMALS[decimal.lower()] if decimal else None, mark, encoding,
                   int(header) if header else None)  # fmt: skip

    def as_json(self) -> dict[str, Any]:
        """What was said, without what was left to the file."""
        return {name: value for name, value in self.__dict__.items() if value not in ("", None)}


@dataclass(frozen=True)
class Choice:
    """A way to read: ``value`` is said back in ``How``; ``consequence``: what it makes of a cell of the file."""

    value: str
    label: str
    consequence: str


@dataclass(frozen=True)
class Question:
    """What the file does not tell. ``name``: the part of ``How`` that answers ("dates", "decimal")."""

    name: Literal["dates", "decimal"]
    columns: tuple[str, ...]
    text: str
    choices: tuple[Choice, ...]

    def refusal(self, where: str) -> BadInput:
        """The question as an error: what both readings are, and how to say which one is right."""
        readings = " ou ".join(f"« {choice.consequence} » ({choice.label})" for choice in self.choices)
        option = "--dates" if self.name == "dates" else "--decimal"
        says = {"dates": OPTIONS, "decimal": {}}[self.name]
        ways = " ou ".join(
            f"{option} {says.get(choice.value, choice.value)}"  # type: ignore[call-overload]
            for choice in self.choices
        )
        return BadInput(f"{self.text} {readings}", where=where, mend=f"Dites-le : {ways}.")
