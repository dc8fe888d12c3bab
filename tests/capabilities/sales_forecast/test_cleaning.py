from datetime import date, timedelta

import numpy as np
import polars as pl

from levier.capabilities.sales_forecast.backtest import History, fit
from levier.capabilities.sales_forecast.cleaning import exceptional, held_back, lessons
from levier.capabilities.sales_forecast.intervals import period_width
from levier.capabilities.sales_forecast.periods import Calendar
from levier.capabilities.sales_forecast.stock_outs import stock_outs
from tests.capabilities.sales_forecast.test_sales_forecast import FIRST, forecast, sales

STEADY = np.random.default_rng(5).poisson(40, 60).astype(float)


def _giant() -> tuple[np.ndarray, np.ndarray]:
    values, largest = STEADY.copy(), np.full(60, 10.0)
    values[50] += 3000
    largest[50] = 3000
    return values, largest


def test_a_giant_one_off_order_is_exceptional_and_brought_back_to_a_usual_one() -> None:
    values, largest = _giant()
    learnt = lessons(History(values, largest), 60)
    assert np.flatnonzero(learnt.exceptional).tolist() == [50]
    assert learnt.values[50] == STEADY[50] + 10
    assert learnt.removed == 2990


def test_a_peak_made_of_many_orders_is_no_exception() -> None:
    values, _ = _giant()
    assert not exceptional(values, np.full(60, 10.0)).any()


def test_a_peak_that_comes_back_every_year_is_no_exception() -> None:
    values = np.tile(np.r_[np.full(51, 40.0) + np.arange(51) % 7, 4000.0], 3)
    assert not exceptional(values, None, season=52).any()


def test_a_giant_order_does_not_widen_the_interval() -> None:
    values, largest = _giant()
    calm, shaken = fit(STEADY, 4, "week"), fit(History(values, largest), 4, "week")
    assert calm is not None
    assert shaken is not None
    assert period_width(shaken.replay, 0.95) < 1.5 * period_width(calm.replay, 0.95)


def test_the_answer_tells_the_orders_it_left_out() -> None:
    frame = sales().with_columns(pl.lit("C1").alias("customer"))
    giant = frame.head(1).with_columns(
        pl.lit(date(2025, 1, 6)).alias("date"),
        pl.lit(90_000.0).alias("quantity"),
        pl.lit("C2").alias("customer"),
    )
    output = forecast(pl.concat([frame, giant]))
    assert output.cleaning.orders == 1
    assert any("commande exceptionnelle" in one.text for one in output.sentences)
    assert output.overall.high < 2 * forecast(frame).overall.high


def test_holding_back_never_raises_a_value_and_needs_a_few_sales() -> None:
    assert (held_back(STEADY) <= STEADY).all()
    few = np.array([0, 0, 500.0, 1, 2])
    assert (held_back(few) == few).all()


def test_what_was_sold_during_a_stock_out_is_not_learned() -> None:
    values, out = STEADY.copy(), np.zeros(60, dtype=bool)
    values[-6:], out[-6:] = 0, True
    without, known = fit(values, 4, "week"), fit(History(values, out=out), 4, "week")
    assert without is not None
    assert known is not None
    assert known.mean.mean() > 33 > without.mean.mean()


def test_stock_outs_are_read_from_dated_quantities_of_all_the_places() -> None:
    periods = Calendar("week", 4, date(2026, 1, 28))
    stock = pl.DataFrame(
        {
            "product_code": ["A", "A", "A", "B", "B", "B"],
            "place": ["x", "x", "x", "x", "y", "x"],
            "date": [date(2026, 1, day) for day in (1, 8, 22, 8, 8, 22)],
            "on_hand": [5, 0, 9, 0, 4, 2],
        }
    )
    found = stock_outs(stock, periods)
    assert found["A"].tolist() == [False, True, True, False]
    assert "B" not in found


def test_a_stock_without_dates_says_nothing_of_the_past() -> None:
    periods = Calendar("week", 4, date(2026, 1, 28))
    assert stock_outs(pl.DataFrame({"product_code": ["A"], "on_hand": [0]}), periods) == {}


def test_the_stock_table_is_used_by_product() -> None:
    frame = sales(products=1)
    last = FIRST + timedelta(days=399)
    sold_out = frame.with_columns(
        pl.when(pl.col("date") > last - timedelta(days=28))
        .then(0.0)
        .otherwise(pl.col("quantity"))
        .alias("quantity")
    )
    stock = pl.DataFrame(
        {
            "product_code": ["A0"] * 5,
            "date": [last - timedelta(days=days) for days in (60, 28, 21, 14, 7)],
            "on_hand": [50, 0, 0, 0, 0],
        }
    )
    output = forecast(sold_out, by="product", others={"stock": stock})
    assert output.cleaning.stock_outs >= 3
    assert output.overall.total > 1.4 * forecast(sold_out, by="product").overall.total
    assert any("rupture de stock" in one.text for one in output.sentences)
