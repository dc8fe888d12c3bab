"""Sales that are wrong in the ways that exports are: what is refused, what is said, and what slow articles must keep."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest

from levier.capabilities.sales_forecast import SalesForecast, SalesForecastInput, SalesForecastOutput
from levier.capabilities.sales_forecast.assembling import whole_units
from levier.core.errors import BadInput, NotEnoughData
from tests.capabilities.sales_forecast.shop import context

TODAY = date(2026, 3, 2)
DAYS = 420


def sales(sold: Any = None, end: date = TODAY - timedelta(days=1)) -> pl.DataFrame:
    values = np.random.default_rng(1).poisson(10, DAYS) if sold is None else sold
    days = [end - timedelta(days=len(values) - 1 - place) for place in range(len(values))]
    return pl.DataFrame(
        {"date": days, "quantity": np.asarray(values, dtype=float), "product": "Alpha", "unit_price": 2.0}
    )


def run(frame: pl.DataFrame, **given: Any) -> SalesForecastOutput:
    return SalesForecast().run(context(frame, TODAY), SalesForecastInput.model_validate(given))


@pytest.mark.parametrize("by", ["total", "product"])
@pytest.mark.parametrize(
    ("value", "said"), [(0.0, "Toutes vos ventes sont nulles"), (-5.0, "Vérifiez le signe de l'export")]
)
def test_sales_that_sum_to_nothing_say_why(value: float, said: str, by: str) -> None:
    with pytest.raises(NotEnoughData, match=said):
        run(sales([value] * DAYS), by=by)


def test_sales_all_of_the_future_say_so() -> None:
    with pytest.raises(NotEnoughData, match="datées d'aujourd'hui ou d'après"):
        run(sales(end=TODAY + timedelta(days=900)))


def test_lines_of_the_future_are_counted_and_left_out() -> None:
    output = run(pl.concat([sales(), sales([5] * 3, end=TODAY + timedelta(days=40))]))
    assert output.remarks == ["3 lignes de vente datées d'aujourd'hui ou d'après ne sont pas lues."]


def test_an_export_imported_twice_is_suspected_and_a_sound_one_is_not() -> None:
    assert "50\u202f% des lignes de vente en répètent une autre" in run(
        pl.concat([sales(), sales()])
    ).remarks[0].replace("\u00a0", "\u202f")
    assert not run(sales()).remarks


def test_weeks_missing_from_the_export_are_named() -> None:
    hole = pl.col("date").is_between(date(2025, 9, 1), date(2025, 11, 2))
    assert any(
        "Aucune vente du 01/09/2025 au 02/11/2025" in one for one in run(sales().filter(~hole)).remarks
    )


def test_amounts_of_two_currencies_are_not_added_but_one_may_be_chosen() -> None:
    frame = sales().with_columns(currency=pl.Series(["EUR", "USD"] * (DAYS // 2)))
    with pytest.raises(BadInput, match="2 devises"):
        run(frame, measure="revenue")
    assert run(frame, measure="revenue", only=["devise : USD"]).overall.total > 0


def test_what_sells_once_in_three_periods_is_not_forecast_at_nothing() -> None:
    assert whole_units(np.full(6, 1 / 3)).tolist() == [0, 1, 0, 0, 1, 0]
    assert whole_units(np.array([12.4, 3.6])).tolist() == [12, 4]
    slow = sales([1 if day % 21 == 0 else 0 for day in range(DAYS)])
    found = run(slow, horizon=6).overall
    assert found.total == sum(point.mean for point in found.points) == pytest.approx(2, abs=1)
    assert found.total > 0


def test_a_company_of_many_families_is_told_its_largest_and_they_add_up() -> None:
    random = np.random.default_rng(3)
    rows = [
        {"date": TODAY - timedelta(days=int(day)), "quantity": 1.0 + family % 3, "product": f"P{family}", "category": f"F{family}"}
        for family in range(45)
        for day in random.choice(np.arange(1, DAYS), 60, replace=False)
    ]  # fmt: skip
    output = run(pl.DataFrame(rows), by="hierarchy")
    assert len(output.groups) == 31
    for place in range(4):
        assert sum(one.points[place].mean for one in output.groups) == output.overall.points[place].mean
        assert sum(one.points[place].mean for one in output.items) == output.overall.points[place].mean
