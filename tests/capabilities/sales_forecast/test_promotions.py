from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from levier.capabilities.sales_forecast.promotions import learned, read_planned
from levier.core.errors import BadInput
from tests.capabilities.sales_forecast.test_sales_forecast import FIRST, forecast, sales


def _discounted() -> pl.DataFrame:
    """Sales that double during four weeks at 20 %."""
    on = pl.any_horizontal(
        [
            pl.col("date").is_between(FIRST + timedelta(days=start), FIRST + timedelta(days=start + 6))
            for start in (99, 155, 211, 267)
        ]
    )
    return sales().with_columns(
        pl.when(on).then(20.0).otherwise(0.0).alias("discount"),
        pl.when(on).then(pl.col("quantity") * 2).otherwise(pl.col("quantity")).alias("quantity"),
    )


def test_a_planned_promotion_raises_the_forecast_by_what_the_past_ones_did() -> None:
    start = FIRST + timedelta(days=400)
    line = f"du {start:%d/%m/%Y} au {start + timedelta(days=6):%d/%m/%Y} : 20 %"
    plain = forecast(_discounted(), by="product", items=["A2"])
    raised = forecast(_discounted(), by="product", items=["A2"], promotions=[line])
    assert raised.items[0].points[0].mean == pytest.approx(2 * plain.items[0].points[0].mean, rel=0.25)
    assert raised.items[0].points[1].mean == pytest.approx(plain.items[0].points[1].mean, rel=0.05)
    assert any(one.what == "Remise de 20\u00a0%" and one.change > 0.5 for one in raised.influences)


def test_a_promotion_of_one_product_leaves_the_others_alone() -> None:
    start = FIRST + timedelta(days=400)
    line = f"{start.isoformat()} - {(start + timedelta(days=27)).isoformat()} : 20 % : Produit 1"
    plain, raised = (
        forecast(_discounted(), by="product"),
        forecast(_discounted(), by="product", promotions=[line]),
    )
    was, now = ({one.item: one.total for one in found.items} for found in (plain, raised))
    assert now["Produit 1"] > 1.5 * was["Produit 1"]
    assert now["Produit 2"] == pytest.approx(was["Produit 2"], rel=0.1)


def test_without_past_discounts_the_effect_is_not_made_up() -> None:
    output = forecast(sales(), promotions=["du 01/02/2025 au 20/03/2025 : 30 %"])
    assert output.overall.total == forecast(sales()).overall.total
    assert any("pas assez de remises" in one.text for one in output.sentences)


@pytest.mark.parametrize(
    "line",
    [
        "soldes",
        "du 01/02/2026 au 40/02/2026 : 20 %",
        "du 10/02/2026 au 01/02/2026 : 20 %",
        "du 01/02/2026 au 03/02/2026",
    ],
)
def test_a_promotion_that_cannot_be_read_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(BadInput, match="Écrivez par exemple"):
        read_planned([line])


def test_discounts_that_sell_nothing_more_prove_nothing() -> None:
    values = np.random.default_rng(1).poisson(50, 60).astype(float)
    discount = np.where(np.arange(60) % 9 == 4, 20.0, 0.0)
    assert learned({"A": values}, {"A": discount}) is None


def test_the_slope_is_that_of_the_past() -> None:
    discount = np.where(np.arange(60) % 9 == 4, 20.0, 0.0)
    values = 50 * np.exp(0.03 * discount)
    found = learned({"A": values}, {"A": discount})
    assert found is not None
    assert found.of("A", 20) == pytest.approx(np.exp(0.6) - 1, rel=0.01)
