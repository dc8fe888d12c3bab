"""How far back the sales go, and in which steps they can be forecast."""

from datetime import date, timedelta

import polars as pl

from levier.capabilities.sales_forecast import SalesForecastInput
from levier.capabilities.sales_forecast.backtest import shortest
from levier.capabilities.sales_forecast.periods import Calendar, calendar
from levier.capabilities.sales_forecast.telling.words import WORDS
from levier.core.errors import NotEnoughData

_RHYTHM_DAYS = 56
_MOST_WEEKS = 104


def history(lines: pl.DataFrame, today: date, given: SalesForecastInput) -> Calendar:
    """The whole periods of history. Raises NotEnoughData with what there is and what is needed."""
    first, last = _ends(lines, today)
    periods = calendar(first, last, today, given.grain)
    needed = shortest(given.horizon, given.grain)
    if periods.count < needed:
        word = WORDS[given.grain]
        raise NotEnoughData(
            f"Pour prévoir {given.horizon} {word.of(given.horizon)}, il faut au moins {needed} {word.many} de ventes ; "
            f"vous en avez {periods.count}",
            where=f"ventes du {first:%d/%m/%Y} au {last:%d/%m/%Y}",
            mend="Importez un historique plus long, ou demandez un horizon plus court."
            if given.grain != "month"
            else "Importez un historique plus long, ou demandez la prévision par semaine.",
        )
    return periods


def in_weeks(lines: pl.DataFrame, today: date, given: SalesForecastInput) -> SalesForecastInput:
    """The same span in weeks, when the history is too short for months: nine months of sales make a good
    forecast by week and none by month.
    """
    if given.grain != "month":
        return given
    first, last = _ends(lines, today)
    months = calendar(first, last, today, "month")
    if months.count >= shortest(given.horizon, "month") or not months.count:
        return given
    ahead = (months.end(months.count + given.horizon - 1) - last).days
    weeks = given.model_copy(update={"grain": "week", "horizon": max(1, -(-ahead // 7))})
    enough = weeks.horizon <= _MOST_WEEKS and calendar(first, last, today, "week").count >= shortest(
        weeks.horizon, "week"
    )
    return weeks if enough else given


def _ends(lines: pl.DataFrame, today: date) -> tuple[date, date]:
    """The first and the last day known. A date in the future is a typing error of the sales tool: it must not
    stretch the history.
    """
    days = lines["day"].unique().sort()
    if days[0] >= today:
        raise NotEnoughData(
            "Toutes vos ventes sont datées d'aujourd'hui ou d'après",
            where=f"ventes du {days[0]:%d/%m/%Y} au {days[-1]:%d/%m/%Y}",
            mend="Vérifiez le format des dates de l'export (jour et mois inversés ?).",
        )
    return days[0], _with_closed_days(min(days[-1], today - timedelta(days=1)), today, days)


def _with_closed_days(last: date, today: date, days: pl.Series) -> date:
    """The last day known, moved over the days the shop is usually closed (a week-end): they did sell
    nothing.
    """
    recent = days.filter((days > last - timedelta(days=_RHYTHM_DAYS)) & (days <= last))
    opened = set(recent.dt.weekday().to_list())
    for _ in range(6):
        after = last + timedelta(days=1)
        if after >= today or after.isoweekday() in opened:
            break
        last = after
    return last


__all__ = ["history", "in_weeks"]
