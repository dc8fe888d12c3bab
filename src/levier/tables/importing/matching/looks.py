"""What the values of a column look like: numbers, dates, codes, names, and forms that a check digit or a list proves."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import polars as pl
from stdnum import bic, ean, iban
from stdnum.eu import vat
from stdnum.fr import siren, siret

from levier.tables.countries import identity
from levier.tables.importing.raw import RawTable
from levier.tables.importing.values import date_order, read_booleans, read_moments, read_numbers, text_of

SAMPLE = 200
_WORDS = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"^[\w.\-/#+]*\d[\w.\-/#+]*$|^[A-Z0-9_\-]{1,12}$")
_CIVILITIES = frozenset("m mr mme mrs ms mlle monsieur madame mademoiselle dr me sté ste".split())
_CURRENCIES = frozenset(
    "EUR USD GBP CHF CAD JPY CNY SEK NOK DKK PLN CZK HUF RON MAD TND DZD XOF XAF XPF AUD BRL INR TRY ZAR".split()
)


@dataclass(frozen=True)
class Look:
    """Shares are of the filled cells, 0–1. ``forms``: share of each form of ``Field.holds``. ``text``: mean characters.

    ``signed``, ``percent``, ``money``: shares of negative numbers, of « % », of currency signs. ``values``: a sample.
    """

    filled: float = 0.0
    numbers: float = 0.0
    whole: float = 0.0
    dates: float = 0.0
    clocks: float = 0.0
    distinct: float = 0.0
    booleans: float = 0.0
    codes: float = 0.0
    words: float = 0.0
    spaced: float = 0.0
    text: float = 0.0
    percent: float = 0.0
    signed: float = 0.0
    long_numbers: float = 0.0
    low: float = 0.0
    high: float = 0.0
    forms: dict[str, float] = field(default_factory=dict)
    values: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.filled == 0


def looks_of(raw: RawTable) -> tuple[dict[str, Look], dict[str, pl.Series]]:
    """The look of each column, and its cells read as numbers, from rows taken all along the table."""
    height = raw.frame.height
    rows = raw.frame if height <= SAMPLE else raw.frame.gather_every(max(1, height // SAMPLE)).head(SAMPLE)
    numbers = {name: read_numbers(rows[name], raw.decimal) for name in rows.columns}
    return {name: _look(rows[name], numbers[name]) for name in rows.columns}, numbers


def _look(column: pl.Series, numbers: pl.Series) -> Look:
    text = text_of(column)
    filled = text.drop_nulls()
    if filled.is_empty():
        return Look()
    values = filled.to_list()
    share = 1 / len(values)
    read = numbers.drop_nulls()
    is_date = column.dtype == pl.Date or isinstance(column.dtype, pl.Datetime)
    dates = 1.0 if is_date else _dates(filled, values)
    different = len(set(values))
    return Look(
        filled=len(values) / len(text),
        numbers=len(read) * share,
        whole=float((read == read.round(0)).mean() or 0) if len(read) else 0.0,  # type: ignore[arg-type]
        dates=dates,
        clocks=sum(bool(re.fullmatch(r"\d{1,2}[:h]\d{2}(:\d{2})?", value)) for value in values) * share,
        distinct=different * share,
        booleans=float(read_booleans(filled).is_not_null().mean() or 0) if different <= 4 else 0.0,  # type: ignore[arg-type]
        codes=sum(bool(_CODE.match(value)) for value in values) * share,
        words=sum(bool(_WORDS.search(value)) for value in values) * share,
        spaced=sum(" " in value for value in values) * share,
        text=sum(map(len, values)) * share,
        percent=sum("%" in value for value in values) * share,
        signed=float((read < 0).mean() or 0) if len(read) else 0.0,  # type: ignore[arg-type]
        long_numbers=sum(value.isdigit() and len(value) >= 9 for value in values) * share,
        low=float(read.min() or 0) if len(read) else 0.0,  # type: ignore[arg-type]
        high=float(read.max() or 0) if len(read) else 0.0,  # type: ignore[arg-type]
        forms={name: sum(map(check, values)) * share for name, check in FORMS.items()},
        values=tuple(values),
    )


def _dates(filled: pl.Series, values: list[str]) -> float:
    """The share of dates; nothing is read where most cells hold no figure."""
    if sum(any(sign.isdigit() for sign in value) for value in values) < 0.5 * len(values):
        return 0.0
    order, _ = date_order(filled)
    return float(read_moments(filled, order).is_not_null().mean() or 0)  # type: ignore[arg-type]


def _phone(value: str) -> bool:
    digits = re.sub(r"[\s.\-()/]", "", value)
    return bool(re.fullmatch(r"(?:\+|00)\d{9,13}|0[1-9]\d{8}", digits))


def _siren(value: str) -> bool:
    digits = re.sub(r"[\s.\-]", "", value)
    if not digits.isdigit() or len(digits) not in (9, 14):
        return False
    return siren.is_valid(digits) if len(digits) == 9 else siret.is_valid(digits)


def _ean(value: str) -> bool:
    return value.isdigit() and len(value) in (8, 12, 13, 14) and ean.is_valid(value)


def _iban(value: str) -> bool:
    return bool(re.match(r"^[A-Z]{2}\d{2}", value)) and iban.is_valid(value)


def _vat(value: str) -> bool:
    return bool(re.match(r"^[A-Z]{2}\s?[\w ]{6,}$", value)) and vat.is_valid(value)


@cache
def _country(value: str) -> bool:
    return identity(value) is not None


FORMS: dict[str, Callable[[str], bool]] = {
    "email": lambda value: bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}", value)),
    "phone": _phone,
    "siren": _siren,
    "vat": _vat,
    "iban": _iban,
    "bic": lambda value: bool(re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", value)) and bic.is_valid(value),
    "ean": _ean,
    "vin": lambda value: bool(re.fullmatch(r"[A-HJ-NPR-Z0-9]{17}", value)) and not value.isalpha(),
    "currency": lambda value: value.upper() in _CURRENCIES or value in ("€", "$", "£"),
    "country": _country,
    "postcode": lambda value: bool(re.fullmatch(r"(?:F-)?(?:\d{5}|\d[AB]\d{3}|\d{4})", value)),
    "civility": lambda value: value.rstrip(".").casefold() in _CIVILITIES,
    "url": lambda value: bool(re.match(r"(?:https?://|www\.|/)\S*$", value)),
    "ip": lambda value: bool(re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){3}", value)),
    "hash": lambda value: bool(re.fullmatch(r"[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\w{2,5}_\w{14,}", value)),
}  # fmt: skip
"""Whether a value has a form; the names are those of ``Field.holds``, and « civility », « url », « ip », « hash » besides."""
