"""Text read as dates, a whole column at a time; the order of day and month is what the values prove."""

from dataclasses import dataclass

import polars as pl

from levier.tables.importing.how import Order
from levier.tables.importing.texts import by_distinct, text_of

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
_DAYS = r"(?i)^(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)[a-zé]*\.?,?\s+"
_PARTS = r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(\D.*)?$"
_ISO = r"^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(\D.*)?$"
_SOLID = r"^(\d{4})(\d{2})(\d{2})([T\s].*)?$"
_CLOCK = (
    r"(?i)^[\s,]*(?:t|à)?\s*(\d{1,2})\s?[:h]\s?(\d{2})?(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm)?"
    r"\s*(?:z|utc|gmt|cest|cet|[+-]\d{2}:?(?:\d{2})?|\[[\w/]+\]|\s)*$"
)
_ZONE = r"(?i):\d{2}(?:[.,]\d+)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})\s*$"
_MIXED = 0.05


@dataclass(frozen=True)
class OrderEvidence:
    """``order``: what the values prove, None when they do not. ``open``: the orders that they all fit. ``example``: a value
    whose day changes with the order. ``short``: years have two digits. ``mixed``: some values prove one order, some another.
    ``proven``: at least a value has no sense in another order.
    """

    order: Order | None
    open: tuple[Order, ...]
    example: str = ""
    short: bool = False
    mixed: bool = False
    proven: bool = False


def order_evidence(column: pl.Series) -> OrderEvidence:
    """What the values of a column say of the order of their parts; nothing to prove when none is written day, month, year."""
    if column.dtype != pl.String:
        return OrderEvidence("dmy", ("dmy",))
    text = text_of(column).unique().drop_nulls().str.replace(_DAYS, "")
    parts = pl.DataFrame({"t": text}).select(
        "t",
        pl.col("t").str.extract_groups(_PARTS).struct.rename_fields(["a", "b", "y", "rest"]).struct.unnest(),
    )
    rest = pl.col("rest").fill_null("").str.strip_chars()
    parts = (
        parts.drop_nulls("a")
        .filter((rest == "") | rest.str.contains(_CLOCK))
        .with_columns(
            pl.col("y").str.len_chars().alias("digits"), *(pl.col(n).cast(pl.Int32) for n in ("a", "b", "y"))
        )
    )
    a, b, y = pl.col("a"), pl.col("b"), pl.col("y")
    parts = parts.select(
        "t", "a", "b", "y", "digits",
        (a.is_between(1, 31) & b.is_between(1, 12)).alias("dmy"),
        (a.is_between(1, 12) & b.is_between(1, 31)).alias("mdy"),
        ((pl.col("digits") == 2) & b.is_between(1, 12) & y.is_between(1, 31)).alias("ymd"),
    ).filter(pl.any_horizontal("dmy", "mdy", "ymd"))  # fmt: skip
    if parts.is_empty():
        return OrderEvidence("dmy", ("dmy",))
    orders: tuple[Order, ...] = ("dmy", "mdy", "ymd")
    against = {order: int((~parts[order]).sum()) for order in orders}
    year_first = against["dmy"] == against["mdy"] == parts.height
    if not year_first and parts["y"].n_unique() <= parts["a"].n_unique():
        against["ymd"] = parts.height  # years change less often than days: the last part is the year
    short = bool((parts["digits"] == 2).any())
    fits: tuple[Order, ...] = tuple(order for order in orders if not against[order])
    if len(fits) == 1:
        return OrderEvidence(fits[0], fits, short=short, proven=True)
    # A value with the same day and month (05/05/2026) reads the same both ways.
    telling = parts.filter((a != b) | (a != y)) if "ymd" in fits else parts.filter(a != b)
    if fits and telling.is_empty():
        return OrderEvidence(fits[0], fits[:1], short=short)
    if fits:
        third: tuple[Order, ...] = ("ymd",) if parts["ymd"].all() and "ymd" not in fits else ()
        open_orders = (*fits, *third)
        return OrderEvidence(None, open_orders, str(telling.sort("t")["t"][0]), short)
    first, second = sorted(("dmy", "mdy"), key=lambda order: against[order])  # type: ignore[index]
    mixed = against[first] > _MIXED * max(against[second], 1)  # type: ignore[index]
    example = str(telling.filter(a <= 12, b <= 12).sort("t")["t"].first() or "")
    if mixed and example:
        return OrderEvidence(None, ("dmy", "mdy"), example, short, mixed=True)
    return OrderEvidence(first, (first,), short=short, proven=True)  # type: ignore[arg-type]


def date_order(column: pl.Series) -> tuple[Order, bool]:
    """The order of a column, and whether its values left no doubt (day first otherwise)."""
    found = order_evidence(column)
    return found.order or "dmy", found.order is not None


def read_moments(column: pl.Series, order: Order) -> pl.Series:
    """Naive datetimes, the hour as it is written; null where the text is no date, or is followed by anything but an hour.

    Read: ISO, the parts in the given ``order`` with « / . - », two-digit years, yyyymmdd, French and English month names,
    Excel serial days, with or without a time (24 h or AM/PM).
    """
    if column.dtype == pl.Date or isinstance(column.dtype, pl.Datetime):
        if isinstance(column.dtype, pl.Datetime) and column.dtype.time_zone:
            column = column.dt.replace_time_zone(None)
        return column.cast(pl.Datetime("us"), strict=False)
    return by_distinct(text_of(column), lambda values: _read(values, order)).rename(column.name)


def far_zones(column: pl.Series) -> list[str]:
    """The zones written after the hours (« Z », « +05:00 »), when they lie more than an hour apart: not one place, summer and
    winter. Such hours cannot be compared as they are written."""
    if column.dtype != pl.String:
        return []
    written = column.str.extract(_ZONE).drop_nulls().unique().sort().to_list()
    minutes = [_minutes(one) for one in written]
    return written if minutes and max(minutes) - min(minutes) > 60 else []


def _minutes(zone: str) -> int:
    if zone[0] not in "+-":
        return 0
    return int(zone[0] + "1") * (int(zone[1:3]) * 60 + int(zone[-2:]))


def _read(values: pl.Series, order: Order) -> pl.Series:
    t = pl.col("t")
    frame = pl.DataFrame({"t": _with_numeric_months(values)}).select(
        t,
        t.str.extract_groups(_PARTS).struct.rename_fields(["a", "b", "y", "r1"]).struct.unnest(),
        t.str.extract_groups(_ISO).struct.rename_fields(["iy", "im", "id", "r2"]).struct.unnest(),
        t.str.extract_groups(_SOLID).struct.rename_fields(["sy", "sm", "sd", "r3"]).struct.unnest(),
    )
    rest = pl.coalesce("r1", "r2", "r3").str.strip_chars().fill_null("")
    clock = (
        rest.str.extract_groups(_CLOCK).struct.rename_fields(["h", "mi", "s", "us", "half"]).struct.unnest()
    )
    frame = frame.with_columns(rest.alias("rest"), clock)
    year, month, day = {"dmy": ("y", "b", "a"), "mdy": ("y", "a", "b"), "ymd": ("a", "b", "y")}[order]
    short = pl.col("y").str.len_chars() == 2
    number = pl.col(year).cast(pl.Int32, strict=False)
    long_year = (
        pl.when(number < 70).then(number + 2000).when(number < 100).then(number + 1900).otherwise(number)
    )
    if order == "ymd":  # a year of four digits at the end leaves « ymd » no sense
        long_year = pl.when(short).then(long_year)
    date_text = pl.concat_str(
        pl.coalesce("iy", "sy", long_year.cast(pl.String)),
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
    micro = pl.col("us").str.pad_end(6, "0").str.slice(0, 6).cast(pl.Int64, strict=False).fill_null(0)
    serial = (
        t.str.extract(r"^(\d{5}(?:[.,]\d+)?)$")
        .str.replace(",", ".", literal=True)
        .cast(pl.Float64, strict=False)
    )
    excel = pl.datetime(1899, 12, 30) + pl.duration(seconds=(serial * 86400).round(0).cast(pl.Int64))
    clean = (pl.col("rest") == "") | pl.col("h").is_not_null()
    read = pl.coalesce(pl.when(clean).then(moment + pl.duration(microseconds=micro)), excel)
    return frame.select(read.cast(pl.Datetime("us")).alias("v"))["v"]


def _with_numeric_months(text: pl.Series) -> pl.Series:
    """« 3 mai 2011 », « 03-mai-11 », "May 3, 2011" written with figures."""
    worded = text.str.contains(r"(?i)[a-zéû]{3}").fill_null(value=False)
    if not worded.any():
        return text
    plain = text.str.replace(_DAYS, "")
    for name, number in _MONTHS:
        plain = plain.str.replace(
            rf"(?i)^(\d{{1,2}})(?:er)?[\s\-/.]*\b?(?:{name})\.?[\s\-/.,]+(\d{{4}}|\d{{2}})",
            f"$1/M{number}/$2",
        )
        plain = plain.str.replace(
            rf"(?i)^(?:{name})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", f"$1/M{number}/$2"
        )
    # The month is known here, whatever the order of the file: write it in ISO form.
    iso = plain.str.replace(r"^(\d)/M", "0$1/M").str.replace(r"^(\d{2})/M(\d{2})/(\d{4})", "$3-$2-$1")
    return iso.str.replace(r"^(\d{2})/M(\d{2})/(\d{2})(\D|$)", "20$3-$2-$1$4")
