"""Text read as numbers, dates and booleans, a whole column at a time."""

from typing import Literal

import polars as pl

Decimal = Literal[",", "."]
Order = Literal["dmy", "mdy"]

_SPACES = r"[\s\u00a0\u202f\u2009']"
_CURRENCY = r"(?i)(€|£|\$|eur(os?)?|usd|gbp|chf|%|\bht\b|\bttc\b)"
_MONTHS = (
    ("jan(?:v(?:ier)?|uary)?", "01"),
    ("f[eé]v(?:r(?:ier)?)?|feb(?:ruary)?", "02"),
    ("mar(?:s|ch)?", "03"),
    ("avr(?:il)?|apr(?:il)?", "04"),
    ("mai|may", "05"),
    ("juin|jun(?:e)?", "06"),
    ("juil(?:let)?|jul(?:y)?", "07"),
    ("ao[uû]t|aug(?:ust)?", "08"),
    ("sept?(?:embre|ember)?", "09"),
    ("oct(?:obre|ober)?", "10"),
    ("nov(?:embre|ember)?", "11"),
    ("d[eé]c(?:embre|ember)?", "12"),
)


def text_of(column: pl.Series) -> pl.Series:
    """A column as stripped text; empty cells and the ways of writing « nothing » become null."""
    if column.dtype.is_float():
        whole = (column == column.round(0)).all()
        column = column.cast(pl.Int64, strict=False) if whole else column
    text = column.cast(pl.String, strict=False).str.strip_chars(" \t\n\u00a0\u202f")
    nothing = text.str.to_lowercase().is_in(
        ["", "null", "none", "nan", "n/a", "#n/a", "na", "-", "nat", "\\n"]
    )
    return text.set(nothing.fill_null(value=False), None)


def read_numbers(column: pl.Series, decimal: Decimal) -> pl.Series:
    """Floats; null where the text is no number. ``decimal`` decides « 1,234 » and « 1.234 » only when nothing else does."""
    if column.dtype.is_numeric():
        return column.cast(pl.Float64)
    frame = pl.DataFrame({"t": _bare(text_of(column))})
    mark = _decimal_of(frame["t"], decimal)
    other = "." if mark == "," else ","
    text = pl.col("t")
    commas, dots = text.str.count_matches(",", literal=True), text.str.count_matches(".", literal=True)
    last_is_comma = text.str.contains(r",[^.,]*$")
    three = text.str.contains(r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$")
    no_commas, no_dots = (
        text.str.replace_all(",", "", literal=True),
        text.str.replace_all(".", "", literal=True),
    )
    plain = (
        pl.when((commas > 0) & (dots > 0))
        .then(pl.when(last_is_comma).then(no_dots.str.replace(",", ".", literal=True)).otherwise(no_commas))
        .when((commas > 1) | (dots > 1))
        .then(no_commas.str.replace_all(".", "", literal=True))
        .when(three & text.str.contains(other, literal=True))
        .then(text.str.replace(other, "", literal=True))
        .otherwise(text.str.replace(",", ".", literal=True))
    )
    well_formed = plain.str.contains(r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$")
    grouped_badly = ((commas > 1) & ~text.str.contains(r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")) | (
        (dots > 1) & ~text.str.contains(r"^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$")
    )
    value = pl.when(well_formed & ~grouped_badly).then(plain.cast(pl.Float64, strict=False))
    return frame.select(value.alias("v"))["v"].rename(column.name)


def _bare(text: pl.Series) -> pl.Series:
    """Digits, marks and sign only: spaces and currencies gone, « (12) » and « 12- » made negative."""
    bare = text.str.replace_all(_CURRENCY, "").str.replace_all(_SPACES, "").str.replace_all("[−–]", "-")
    bare = bare.str.replace(r"^\((.+)\)$", "-$1").str.replace(r"^([\d.,]+)-$", "-$1")
    return bare.str.replace(r"^\+", "")


def _decimal_of(bare: pl.Series, presumed: Decimal) -> Decimal:
    """The decimal mark of the column, from the values that leave no doubt."""
    clear = bare.filter(~bare.str.contains(r"^-?[1-9]\d{0,2}[.,]\d{3}$").fill_null(value=True))
    groups = ((",", r",\d*$", r",\d{3},\d{3}$"), (".", r"\.\d*$", r"\.\d{3}\.\d{3}$"))
    votes = {
        mark: len(clear.filter(clear.str.contains(one))) - len(clear.filter(clear.str.contains(many)))
        for mark, one, many in groups
    }
    if votes[","] == votes["."]:
        return presumed
    return "," if votes[","] > votes["."] else "."


def date_order(column: pl.Series) -> tuple[Order, bool]:
    """Day first or month first, decided from the values, and whether they left no doubt (day first otherwise)."""
    if column.dtype != pl.String:
        return "dmy", True
    parts = column.str.extract_groups(r"^\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ]\d{2,4}").struct.unnest()
    first, second = (parts[name].cast(pl.Int32, strict=False) for name in parts.columns[:2])
    day_first, month_first = int((first > 12).sum()), int((second > 12).sum())
    if day_first == month_first:
        return "dmy", int(first.is_not_null().sum()) == 0
    return ("dmy" if day_first > month_first else "mdy"), True


def read_moments(column: pl.Series, order: Order) -> pl.Series:
    """Naive datetimes; null where the text is no date.

    Read: ISO, dd/mm/yyyy (or mm/dd by ``order``) with « / . - », two-digit years, yyyymmdd, French and English month
    names, Excel serial days, with or without a time (24 h or AM/PM).
    """
    if column.dtype == pl.Date or isinstance(column.dtype, pl.Datetime):
        return column.cast(pl.Datetime("us"), strict=False)
    text = _with_numeric_months(text_of(column))
    frame = pl.DataFrame({"t": text})
    t = pl.col("t")
    head = t.str.extract_groups(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:\D|$)")
    iso = t.str.extract_groups(r"^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:\D|$)")
    solid = t.str.extract_groups(r"^(\d{4})(\d{2})(\d{2})(?:T|\s|$)")
    clock = t.str.extract_groups(
        r"(?i)(?:\s|T|à)\s*(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?\s*(am|pm)?(?:z|\s|[+-]\d{2}:?\d{2})*$"
    )
    parts = frame.select(
        t,
        head.struct.rename_fields(["a", "b", "y"]).struct.unnest(),
        iso.struct.rename_fields(["iy", "im", "id"]).struct.unnest(),
        solid.struct.rename_fields(["sy", "sm", "sd"]).struct.unnest(),
        clock.struct.rename_fields(["h", "mi", "s", "us", "half"]).struct.unnest(),
    )
    day, month = ("a", "b") if order == "dmy" else ("b", "a")
    short = pl.col("y").str.len_chars() == 2
    century = (
        pl.when(pl.col("y").cast(pl.Int32, strict=False) < 70).then(pl.lit("20")).otherwise(pl.lit("19"))
    )
    year = pl.when(short).then(pl.concat_str(century, "y")).otherwise(pl.col("y"))
    date_text = pl.concat_str(
        pl.coalesce("iy", "sy", year),
        pl.coalesce("im", "sm", month).str.zfill(2),
        pl.coalesce("id", "sd", day).str.zfill(2),
        separator="-",
    )
    hour = pl.col("h").cast(pl.Int32, strict=False)
    half = pl.col("half").str.to_lowercase()
    hour = (
        pl.when((half == "pm") & (hour < 12))
        .then(hour + 12)
        .when((half == "am") & (hour == 12))
        .then(0)
        .otherwise(hour)
    )
    clock_text = pl.concat_str(
        hour.fill_null(0).cast(pl.String).str.zfill(2),
        pl.col("mi").fill_null("00"),
        pl.col("s").fill_null("00"),
        separator=":",
    )
    moment = pl.concat_str(date_text, clock_text, separator=" ").str.to_datetime(
        "%Y-%m-%d %H:%M:%S", strict=False
    )
    micro = pl.col("us").str.pad_end(6, "0").cast(pl.Int64, strict=False).fill_null(0)
    serial = (
        t.str.extract(r"^(\d{5}(?:[.,]\d+)?)$")
        .str.replace(",", ".", literal=True)
        .cast(pl.Float64, strict=False)
    )
    excel = pl.datetime(1899, 12, 30) + pl.duration(seconds=(serial * 86400).round(0).cast(pl.Int64))
    read = pl.coalesce(moment + pl.duration(microseconds=micro), excel).cast(pl.Datetime("us"))
    return parts.select(read.alias("v"))["v"].rename(column.name)


def _with_numeric_months(text: pl.Series) -> pl.Series:
    """« 3 mai 2011 », « 03-mai-11 », "May 3, 2011" written with figures."""
    worded = text.str.contains(r"(?i)[a-zéû]{3}").fill_null(value=False)
    if not worded.any():
        return text
    plain = text.str.replace(r"(?i)^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+", "")
    for name, number in _MONTHS:
        plain = plain.str.replace(
            rf"(?i)^(\d{{1,2}})(?:er)?[\s\-/.]+(?:{name})\.?[\s\-/.,]+(\d{{2,4}})", f"$1/M{number}/$2"
        )
        plain = plain.str.replace(rf"(?i)^(?:{name})\.?\s+(\d{{1,2}}),?\s+(\d{{4}})", f"$1/M{number}/$2")
    # The month is known here, whatever the order of the file: write it in ISO form.
    iso = plain.str.replace(r"^(\d)/M", "0$1/M").str.replace(r"^(\d{2})/M(\d{2})/(\d{4})", "$3-$2-$1")
    return iso.str.replace(r"^(\d{2})/M(\d{2})/(\d{2})(\D|$)", "20$3-$2-$1$4")


def read_booleans(column: pl.Series) -> pl.Series:
    """True, False or null from oui/non, vrai/faux, yes/no, 1/0, x."""
    if column.dtype == pl.Boolean:
        return column
    text = text_of(column).str.to_lowercase()
    yes = text.is_in(["oui", "o", "vrai", "true", "yes", "y", "1", "x", "actif", "active"])
    no = text.is_in(["non", "n", "faux", "false", "no", "0", "inactif", "inactive"])
    return pl.select(pl.when(yes).then(pl.lit(value=True)).when(no).then(pl.lit(value=False)))[:, 0].alias(
        column.name
    )
