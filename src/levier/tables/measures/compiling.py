"""A question of the semantic layer as SQL over the lines of its scope.

Text in the SQL comes from the model only; every value is a bound parameter.
"""
# ruff: noqa: S608

from dataclasses import dataclass
from typing import Any

from levier.core.measures import MeasureQuery
from levier.core.period import Period
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
    """One line by member of the dimensions: dimensions d0…, measures m0…, then the count of lines.

    A ranking by a measure that speaks of some lines only (overdue invoices) has no line for the members that have none.
    """
    keys = [f"{model.dimension(name).sql} AS d{i}" for i, name in enumerate(query.dimensions)]
    values = [f"{_aggregate(model, query, name)} AS m{i}" for i, name in enumerate(query.measures)]
    conditions = [scope.where, *(f"{model.dimension(name).sql} IS NOT NULL" for name in query.dimensions)]
    group = ", ".join(f"d{i}" for i in range(len(keys)))
    sql = (
        f"SELECT {', '.join([*keys, *values])}, COUNT(*) AS lines "
        f"FROM ({scope.origin}) WHERE {' AND '.join(conditions)}"
    )
    if group:
        sql += f" GROUP BY {group}"
        if lines := model.measure(query.measures[0]).lines:
            sql += f" HAVING COUNT(*) FILTER (WHERE {lines}) > 0"
    return Compiled(sql, scope.used(sql))


def totals(model: Model, query: MeasureQuery, scope: Scope) -> Compiled:
    """Each measure over all the lines in scope, those without a member included."""
    values = [f"{model.measure(name).sql} AS m{i}" for i, name in enumerate(query.measures)]
    sql = f"SELECT {', '.join(values)}, COUNT(*) AS lines FROM ({scope.origin}) WHERE {scope.where}"
    return Compiled(sql, scope.used(sql))


def _aggregate(model: Model, query: MeasureQuery, name: str) -> str:
    """The measure's SQL; beside a calendar, « the days of the period » are those of each of its periods."""
    sql = model.measure(name).sql
    if "$days" not in sql:
        return sql
    grain = next(
        (model.dimension(one).grain for one in query.dimensions if model.dimension(one).is_calendar), ""
    )
    if not grain:
        return sql
    start = f"ANY_VALUE(date_trunc('{grain}', {model.day}))"
    step = "3 MONTH" if grain == "quarter" else f"1 {grain.upper()}"
    return sql.replace("$days", f"datediff('day', {start}, {start} + INTERVAL {step})")


def silent(model: Model, query: MeasureQuery, scope: Scope) -> Compiled:
    """Members of the dimension without an order for ``days`` days at ``today``, though they ordered regularly before.

    An order is a sold line (positive amount, no return). With the rhythm « monthly » (« weekly »), a member counts as
    regular when, between its first and its last order, it ordered in at least 3 different calendar months (6 weeks) and in
    at least 75 % of those months (weeks): two missing months out of eight are forgiven, three orders in a year are not a
    habit. With « any », one past order is enough. With ``bought``, one order in that period and none after it.
    """
    assert query.inactive is not None
    rhythm = query.inactive.rhythm
    grain = "week" if rhythm == "weekly" else "month"
    member = model.dimension(query.dimensions[0]).sql
    today, days = scope.bind(query.today), scope.bind(query.inactive.days)
    fewest = scope.bind(FEWEST_PERIODS[rhythm])
    share = scope.bind(0.0 if rhythm == "any" else REGULARITY)
    then, within, outside = "", "0", "0"
    bought, absent = query.inactive.bought, query.inactive.absent
    if bought is not None:
        within = _counted(model, scope, bought)
        then = " AND within > 0" + ("" if absent else f" AND last_order <= {scope.bind(bought.end)}")
    if absent is not None:
        outside = _counted(model, scope, absent)
        then += " AND outside = 0"
    sql = f"""
        WITH scoped AS (
            SELECT *, {member} AS member FROM ({scope.origin})
            WHERE {scope.where} AND {member} IS NOT NULL AND {model.day} <= {today}
        ),
        net AS (SELECT member, {model.net} AS revenue FROM scoped GROUP BY member),
        habits AS (
            SELECT member, MAX({model.day}) AS last_order, COUNT(DISTINCT {model.order_id}) AS orders,
                COUNT(DISTINCT date_trunc('{grain}', {model.day})) AS active, {within} AS within, {outside} AS outside,
                datediff('{grain}', date_trunc('{grain}', MIN({model.day})), date_trunc('{grain}', MAX({model.day}))) + 1
                    AS span
            FROM scoped WHERE {model.order} GROUP BY member
        )
        SELECT member, last_order, datediff('day', last_order, {today}) AS days_silent, orders, active, span, revenue
        FROM habits JOIN net USING (member)
        WHERE datediff('day', last_order, {today}) >= {days if absent is None else "0"} AND active >= {fewest} AND active >= {share} * span{then}
    """
    return Compiled(sql, scope.used(sql))


def _counted(model: Model, scope: Scope, period: Period) -> str:
    """The lines of a period, among those of a member."""
    first, last = scope.bind(period.start), scope.bind(period.end)
    return f"COUNT(*) FILTER (WHERE {model.day} BETWEEN {first} AND {last})"


def lines(model: Model, scope: Scope, columns: list[str], limit: int, offset: int) -> Compiled:
    """The lines in scope themselves, latest first."""
    named = ", ".join(f'"{name}"' for name in columns)
    first = f"{model.day} DESC, " if model.day else ""
    sql = (
        f"SELECT {named} FROM ({scope.origin}) WHERE {scope.where} "
        f"ORDER BY {first}line_no LIMIT {int(limit)} OFFSET {int(offset)}"
    )
    return Compiled(sql, scope.used(sql))


def count(scope: Scope, condition: str = "TRUE") -> Compiled:
    """How many lines are in scope, and how many of them fulfil a condition of the model."""
    sql = f"SELECT COUNT(*), COUNT(*) FILTER (WHERE {condition}) FROM ({scope.origin}) WHERE {scope.where}"
    return Compiled(sql, scope.used(sql))
