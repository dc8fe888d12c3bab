"""The recipe of a sales forecast: lines → series → method chosen by replaying the past → intervals → words."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.sales_forecast import (
    Accuracy,
    ItemForecast,
    Point,
    SalesForecastInput,
    SalesForecastOutput,
)
from levier.capabilities.sales_forecast import series as building
from levier.capabilities.sales_forecast.backtest import Fitted, Replay, fit, shortest, shortest_item, together
from levier.capabilities.sales_forecast.intervals import coverage, period_width, total_width
from levier.capabilities.sales_forecast.periods import Calendar, calendar
from levier.capabilities.sales_forecast.telling import WORDS, tell
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import NotEnoughData, NotFound
from levier.core.french.numbers import CURRENCY_SIGNS
from levier.core.result import Sentence, Unanswered

Values = NDArray[np.float64]
_RHYTHM_DAYS = 56
_MOST_WEEKS = 104


def forecast(ctx: Context, given: SalesForecastInput) -> SalesForecastOutput:
    """Forecast what ``given`` asks. Raises NotFound, NotEnoughData, BadInput, each in French."""
    facts = _facts(ctx)
    lines = building.sales_lines(ctx.tables.frame("sales"), given.measure)
    asked, given = given, _in_weeks(lines, ctx.today, given)
    periods = _history(lines, ctx.today, given)
    lines, aliases = building.labelled(lines, given.by)
    wanted = building.chosen(lines, given.items, aliases, given.by)
    series = building.build(lines, wanted, periods)
    fitted: list[tuple[building.Series, Fitted]] = []
    refused: list[Unanswered] = []
    for done, one in enumerate(series):
        if ctx.cancelled():
            break
        ctx.progress(done, len(series), one.item)
        found = fit(one.values, given.horizon, given.grain)
        if found is None:
            refused.append(_too_short(one, given, periods))
        else:
            fitted.append((one, found))
    if not fitted:
        raise NotEnoughData(refused[0].reason if refused else "La prévision a été interrompue")
    ctx.progress(len(series), len(series), "")
    unit = "unités" if given.measure == "quantity" else _currency(facts)
    output = _output(fitted, periods, given, unit)
    output.unanswered = refused
    output.touched = [f"dataset:{facts.dataset}@{facts.version}"]
    told = tell(output, [one.values for one, _ in fitted], periods, ctx.today)
    if asked.grain != given.grain:
        told.sentences.append(_said_in_weeks())
    return told


def _facts(ctx: Context) -> DatasetFacts:
    facts = ctx.tables.facts("sales")
    if facts is None:
        raise NotFound(
            "Vous n'avez pas encore de ventes dans Levier",
            mend="Importez un fichier de ventes dans la page « Données ».",
        )
    return facts


def _history(lines: pl.DataFrame, today: date, given: SalesForecastInput) -> Calendar:
    """The whole periods of history. Raises NotEnoughData with what there is and what is needed."""
    days = lines["day"].unique().sort()
    # A date in the future is a typing error of the sales tool: it must not stretch the history.
    first, last = days[0], min(days[-1], today - timedelta(days=1))
    last = _with_closed_days(last, today, days)
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


def _in_weeks(lines: pl.DataFrame, today: date, given: SalesForecastInput) -> SalesForecastInput:
    """The same span in weeks, when the history is too short for months: nine months of sales make a good
    forecast by week and none by month.
    """
    days = lines["day"].unique().sort()
    first = days[0]
    last = _with_closed_days(min(days[-1], today - timedelta(days=1)), today, days)
    months = calendar(first, last, today, "month")
    if given.grain != "month" or months.count >= shortest(given.horizon, "month") or not months.count:
        return given
    ahead = (months.end(months.count + given.horizon - 1) - last).days
    weeks = given.model_copy(update={"grain": "week", "horizon": max(1, -(-ahead // 7))})
    enough = weeks.horizon <= _MOST_WEEKS and calendar(first, last, today, "week").count >= shortest(
        weeks.horizon, "week"
    )
    return weeks if enough else given


def _said_in_weeks() -> Sentence:
    text = "Votre historique est trop court pour prévoir mois par mois\u00a0: la prévision est faite par semaine."
    return Sentence(text=text, kind="notice", evidence=["cadre"])


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


def _too_short(one: building.Series, given: SalesForecastInput, periods: Calendar) -> Unanswered:
    word, sold = WORDS[given.grain], one.values.size
    needed = shortest_item(given.horizon, given.grain)
    if not sold:
        reason = f"« {one.item} » n'a aucune vente dans l'historique"
    else:
        since = periods.start(periods.count - sold)
        reason = (
            f"« {one.item} » n'est vendu que depuis le {since:%d/%m/%Y} ({sold} {word.of(sold)}) ; "
            f"il faut au moins {needed} {word.many} pour une prévision vérifiable"
        )
    return Unanswered(question=f"Prévision de « {one.item} »", reason=reason)


def _output(
    fitted: Sequence[tuple[building.Series, Fitted]], periods: Calendar, given: SalesForecastInput, unit: str
) -> SalesForecastOutput:
    items = [_item(one.item, one.values, found, periods, given) for one, found in fitted]
    replays = [found.replay for _, found in fitted]
    values = [one.values for one, _ in fitted]
    return SalesForecastOutput(
        keys=[item.item for item in items],
        start=periods.start(periods.count),
        end=periods.end(periods.count + given.horizon - 1),
        horizon=given.horizon,
        grain=given.grain,
        by=given.by,
        measure=given.measure,
        unit=unit,
        level=given.level,
        items=items,
        overall=items[0] if len(items) == 1 else _overall(fitted, together(replays, values), periods, given),
        accuracy=_accuracy(replays, given.level / 100),
    )


def _overall(
    fitted: Sequence[tuple[building.Series, Fitted]],
    replay: Replay,
    periods: Calendar,
    given: SalesForecastInput,
) -> ItemForecast:
    """All the items together: the sum of their forecasts as they are shown, with the interval of the sum."""
    shape = fitted[0][1]
    summed = Fitted(
        method=shape.method,
        naive_method=shape.naive_method,
        mean=np.sum([np.round(found.mean) for _, found in fitted], axis=0),
        naive=np.sum([np.round(found.naive) for _, found in fitted], axis=0),
        replay=replay,
    )
    longest = max(one.values.size for one, _ in fitted)
    values = np.sum([np.pad(one.values, (longest - one.values.size, 0)) for one, _ in fitted], axis=0)
    whole = _item("Ensemble", values, summed, periods, given)
    return whole.model_copy(update={"model": "sum", "method": "somme des prévisions"})


def _item(
    name: str, values: Values, found: Fitted, periods: Calendar, given: SalesForecastInput
) -> ItemForecast:
    replay, level, horizon = found.replay, given.level / 100, given.horizon
    width, wide = period_width(replay, level), total_width(replay, level)
    # Rounded to whole units (or euros): more digits would promise what no forecast holds, and text, table
    # and proof must show the very same figure. The total is the sum of what is shown.
    mean, naive = np.round(found.mean), np.round(found.naive)
    total, previous = float(mean.sum()), float(np.round(values[-horizon:].sum()))
    return ItemForecast(
        item=name,
        total=total,
        low=float(np.round(max(0.0, total - wide))),
        high=float(np.round(total + wide)),
        naive_total=float(naive.sum()),
        previous_total=previous,
        change=round(total / previous - 1, 3) if previous > 0 else None,
        model=found.method.name,
        method=found.method.label,
        naive_method=found.naive_method.label,
        points=[
            Point(
                start=periods.start(periods.count + step),
                end=periods.end(periods.count + step),
                mean=float(mean[step]),
                low=float(np.round(max(0.0, mean[step] - width))),
                high=float(np.round(mean[step] + width)),
                naive=float(naive[step]),
            )
            for step in range(horizon)
        ],
        accuracy=_accuracy([replay], level),
        history_periods=int(values.size),
    )


def _accuracy(replays: Sequence[Replay], level: float) -> Accuracy:
    """Errors over all the replays; several series are pooled for WAPE and coverage, averaged for MASE."""
    sold = sum(float(replay.actual.sum()) for replay in replays)
    checks = [coverage(replay, level) for replay in replays]
    checked = sum(check.checked for check in checks)
    first = replays[0]
    return Accuracy(
        wape=_ratio(sum(float(replay.errors.sum()) for replay in replays), sold),
        naive_wape=_ratio(sum(float(np.abs(replay.naive - replay.actual).sum()) for replay in replays), sold),
        mase=_mase(replays, [replay.errors for replay in replays]),
        naive_mase=_mase(replays, [np.abs(replay.naive - replay.actual) for replay in replays]),
        coverage=round(sum(check.inside for check in checks) / checked, 3) if checked else None,
        checked=checked,
        replays=max(len(replay.ends) for replay in replays),
        periods=max(int(replay.ends[-1] - replay.ends[0]) + first.actual.shape[1] for replay in replays),
    )


def _mase(replays: Sequence[Replay], errors: Sequence[Values]) -> float | None:
    scaled = [
        float(one.mean()) / replay.scale for replay, one in zip(replays, errors, strict=True) if replay.scale
    ]
    return round(float(np.mean(scaled)), 3) if scaled else None


def _ratio(errors: float, sold: float) -> float | None:
    return round(errors / sold, 3) if sold > 0 else None


def _currency(facts: DatasetFacts) -> str:
    return CURRENCY_SIGNS.get(facts.currency, facts.currency)
