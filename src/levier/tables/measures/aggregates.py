"""The aggregates measures are written with, so that each reads as its definition. ``where``: the condition of its lines."""


class Ratio(str):
    """The SQL of one aggregate over another, which remembers both: a change of the ratio can then be explained by theirs."""

    above: str
    below: str

    def __new__(cls, sql: str, above: str, below: str) -> "Ratio":
        made = super().__new__(cls, sql)
        made.above, made.below = above, below
        return made


def _only(where: str) -> str:
    return f" FILTER (WHERE {where})" if where else ""


def total(column: str, where: str = "") -> str:
    """A sum, exact to 4 decimals; nothing is zero."""
    return f"ROUND(COALESCE(FSUM({column}){_only(where)}, 0) + 0.0, 4)"


def count(where: str = "") -> str:
    """Lines."""
    return f"COUNT(*){_only(where)}"


def distinct(column: str, where: str = "") -> str:
    """Different values."""
    return f"COUNT(DISTINCT {column}){_only(where)}"


def mean(column: str, where: str = "") -> str:
    """Arithmetic mean of what is filled."""
    filled = f"({column}) IS NOT NULL" + (f" AND ({where})" if where else "")
    return Ratio(
        f"ROUND(AVG({column}){_only(where)}, 6)", raw(column, where), f"COUNT(*) FILTER (WHERE {filled})"
    )


def median(column: str, where: str = "") -> str:
    """The middle value of what is filled (mean of the two in the middle)."""
    return f"ROUND(MEDIAN({column}){_only(where)}, 6)"


def spread(column: str, where: str = "") -> str:
    """Sample standard deviation."""
    return f"ROUND(STDDEV_SAMP({column}){_only(where)}, 6)"


def lowest(column: str, where: str = "") -> str:
    """The least value."""
    return f"MIN({column}){_only(where)}"


def highest(column: str, where: str = "") -> str:
    """The greatest value."""
    return f"MAX({column}){_only(where)}"


def share(part: str, among: str = "TRUE") -> str:
    """Lines that fulfil ``part`` among those that fulfil ``among``, 0–1; unknown when there are none."""
    return ratio(f"COUNT(*) FILTER (WHERE ({part}) AND ({among}))", f"COUNT(*) FILTER (WHERE {among})", 8)


def ratio(above: str, below: str, decimals: int = 6) -> str:
    """One aggregate over another; unknown when there is nothing below."""
    return Ratio(f"ROUND(CAST({above} AS DOUBLE) / NULLIF({below}, 0), {decimals})", above, below)


def raw(column: str, where: str = "") -> str:
    """A sum to use inside a ratio: unknown when there are no lines."""
    return f"FSUM({column}){_only(where)}"
