"""The aggregates measures are written with, so that each reads as its definition. ``where``: the condition of its lines."""


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
    return f"ROUND(AVG({column}){_only(where)}, 6)"


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
    return (
        f"ROUND(CAST(COUNT(*) FILTER (WHERE ({part}) AND ({among})) AS DOUBLE) "
        f"/ NULLIF(COUNT(*) FILTER (WHERE {among}), 0), 8)"
    )


def ratio(above: str, below: str, decimals: int = 6) -> str:
    """One aggregate over another; unknown when there is nothing below."""
    return f"ROUND(CAST({above} AS DOUBLE) / NULLIF({below}, 0), {decimals})"


def raw(column: str, where: str = "") -> str:
    """A sum to use inside a ratio: unknown when there are no lines."""
    return f"FSUM({column}){_only(where)}"
