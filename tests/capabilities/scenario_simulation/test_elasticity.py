"""The elasticity is found where it is identified, and refused with its reason where it is not."""

import numpy as np
import polars as pl
import pytest

from levier.capabilities.scenario_simulation.learning.elasticity import elasticity, panel_of
from tests.capabilities.scenario_simulation.company import sales


def estimate(frame: pl.DataFrame) -> tuple[float, str]:
    panel, why = panel_of(frame)
    if panel is None:
        return float("nan"), why
    found = elasticity(panel)
    return found.value, found.refused


@pytest.mark.parametrize("true", [-0.8, -1.6, -2.4])
def test_a_known_elasticity_is_found(true: float) -> None:
    panel, _ = panel_of(sales(elasticity=true))
    assert panel is not None
    found = elasticity(panel)
    assert found.usable
    assert found.low <= true <= found.high
    assert found.high - found.low < 1.2


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (sales(moves=0.0005), "changé de prix"),
        (sales(products=5), "il en faut 8"),
        (sales(follow=0.8), "suivent la demande"),
        (sales(elasticity=1.5), "montent avec les prix"),
        (sales(months=5), "périodes de ventes seulement"),
        (sales(noise=4.0, products=20), "trop large"),
        (sales().drop("unit_price"), "prix unitaire"),
    ],
)
def test_what_is_not_identified_is_refused_with_its_reason(frame: pl.DataFrame, words: str) -> None:
    _, refused = estimate(frame)
    assert words in refused


def test_discounts_by_quantity_are_not_taken_for_a_response() -> None:
    """The incident: a wholesaler's weekly median price fell with each large order, and the panel « found » −1.6."""
    frame = sales()
    large = frame.with_columns(pl.col("quantity") * 5, pl.col("unit_price") * 0.8)
    assert "plusieurs prix" in estimate(pl.concat([frame, large]))[1]


def test_returns_and_free_lines_are_left_out() -> None:
    frame = sales()
    odd = frame.head(50).with_columns(-pl.col("quantity"))
    free = frame.head(50).with_columns(pl.lit(0.0).alias("unit_price"))
    assert estimate(pl.concat([frame, odd, free]))[0] == pytest.approx(estimate(frame)[0])


def test_prices_that_all_move_together_are_the_season() -> None:
    frame = sales(moves=0.0005)
    wave = pl.col("date").dt.month().cast(pl.Float64) / 12
    moved = frame.with_columns(pl.col("unit_price") * (1 + 0.2 * wave))
    value, refused = estimate(moved)
    assert refused
    assert np.isnan(value) or refused
