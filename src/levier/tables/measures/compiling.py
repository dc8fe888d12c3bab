"""A question of the semantic layer as SQL over one Parquet file.

Text in the SQL comes from the model only; every value is a bound parameter.
"""
# ruff: noqa: S608

from dataclasses import dataclass
from typing import Any

from levier.core.measures import MeasureQuery
from levier.tables.measures.model import Model
from levier.tables.measures.scope import Scope

FEWEST_PERIODS = {"any": 1, "monthly": 3, "weekly": 6}
REGULARITY = 0.75


@dataclass(frozen=True)
class Compiled:
    """SQL and its parameters, all values bound."""

    sql: str
    parameters: dict[str, Any]


def grouped(model: Model, query: MeasureQuery, scope: Scope) -> Compiled:
    """One line by member of the dimensions: dimensions d0…, measures m0…, then the count of lines."""
    keys = [f"{model.dimension(name).sql} AS d{i}" for i, name in enumerate(query.dimensions)]
    values = [f"{model.measure(name).sql} AS m{i}" for i, name in enumerate(query.measures)]
    conditions = [scope.where, *(f"{model.dimension(name).sql} IS NOT NULL" for name in query.dimensions)]
    group = ", ".join(f"d{i}" for i in range(len(keys)))
    sql = (
        f"SELECT {', '.join([*keys, *values])}, COUNT(*) AS lines "
        f"FROM read_parquet($file) WHERE {' AND '.join(conditions)}"
    )
    return Compiled(sql + (f" GROUP BY {group}" if group else ""), scope.parameters)


def totals(model: Model, query: MeasureQuery, scope: Scope) -> Compiled:
    """Each measure over all the lines in scope, those without a member included."""
    values = [f"{model.measure(name).sql} AS m{i}" for i, name in enumerate(query.measures)]
    sql = f"SELECT {', '.join(values)}, COUNT(*) AS lines FROM read_parquet($file) WHERE {scope.where}"
    return Compiled(sql, scope.parameters)


def silent(model: Model, query: MeasureQuery, scope: Scope) -> Compiled:
    """Members of the dimension without an order for ``days`` days at ``today``, though they ordered regularly before.

    An order is a sold line (positive amount, no return). With the rhythm « monthly » (« weekly »), a member counts as
    regular when, between its first and its last order, it ordered in at least 3 different calendar months (6 weeks) and in
    at least 75 % of those months (weeks): two missing months out of eight are forgiven, three orders in a year are not a
    habit. With « any », one past order is enough.
    """
    assert query.inactive is not None
    rhythm = query.inactive.rhythm
    grain = "week" if rhythm == "weekly" else "month"
    member = model.dimension(query.dimensions[0]).sql
    today, days = scope.bind(query.today), scope.bind(query.inactive.days)
    fewest = scope.bind(FEWEST_PERIODS[rhythm])
    share = scope.bind(0.0 if rhythm == "any" else REGULARITY)
    sql = f"""
        WITH scoped AS (
            SELECT *, {member} AS member FROM read_parquet($file)
            WHERE {scope.where} AND {member} IS NOT NULL AND {model.day} <= {today}
        ),
        net AS (SELECT member, {model.net} AS revenue FROM scoped GROUP BY member),
        habits AS (
            SELECT member, MAX({model.day}) AS last_order, COUNT(DISTINCT {model.order_id}) AS orders,
                COUNT(DISTINCT date_trunc('{grain}', {model.day})) AS active,
                datediff('{grain}', date_trunc('{grain}', MIN({model.day})), date_trunc('{grain}', MAX({model.day}))) + 1
                    AS span
            FROM scoped WHERE {model.order} GROUP BY member
        )
        SELECT member, last_order, datediff('day', last_order, {today}) AS days_silent, orders, active, span, revenue
        FROM habits JOIN net USING (member)
        WHERE datediff('day', last_order, {today}) >= {days} AND active >= {fewest} AND active >= {share} * span
    """
    return Compiled(sql, scope.parameters)


def lines(model: Model, scope: Scope, columns: list[str], limit: int, offset: int) -> Compiled:
    """The lines in scope themselves, latest first."""
    sql = (
        f"SELECT {', '.join(columns)} FROM read_parquet($file) WHERE {scope.where} "
        f"ORDER BY {model.day} DESC, {columns[0]} LIMIT {int(limit)} OFFSET {int(offset)}"
    )
    return Compiled(sql, scope.parameters)


def count(scope: Scope) -> Compiled:
    """How many lines are in scope."""
    return Compiled(f"SELECT COUNT(*) FROM read_parquet($file) WHERE {scope.where}", scope.parameters)
