import numpy as np
import polars as pl

from levier.capabilities.sales_forecast import SalesForecast
from levier.capabilities.sales_forecast.pooled import mixed, pooled, wins
from tests.capabilities.sales_forecast.test_sales_forecast import FIRST, forecast, sales


def test_the_file_opens_in_a_french_spreadsheet_and_holds_no_formula() -> None:
    frame = sales().with_columns(pl.lit("=1+1").alias("product"), pl.lit("=1+1").alias("product_code"))
    output = forecast(frame, by="product", horizon=2)
    (download,) = output.downloads
    lines = SalesForecast().render(output, download.name).decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("Niveau;Élément;Du;Au;Prévision;")
    assert lines[1].startswith("détail;'=1+1;04/02/2025;10/02/2025;")
    assert len(lines) == 1 + 2 + 1


def test_the_file_ends_with_the_whole_when_there_are_several_items() -> None:
    output = forecast(sales(), by="product", horizon=2)
    lines = SalesForecast().render(output, "prevision.csv").decode("utf-8-sig").strip().split("\r\n")
    assert [line.split(";")[0] for line in lines[1:]] == ["détail"] * 6 + ["ensemble"] * 2


def test_a_healthy_forecast_raises_no_signal() -> None:
    signals = forecast(sales()).signals
    assert {one.name for one in signals} >= {"latest-errors", "level-break", "data-age"}
    assert not [one.name for one in signals if one.raised]


def test_a_break_of_level_is_raised() -> None:
    frame = sales().with_columns(
        pl.when(pl.col("date") > FIRST.replace(year=2025))
        .then(pl.col("quantity") * 4)
        .otherwise("quantity")
        .alias("quantity")
    )
    assert "level-break" in [one.name for one in forecast(frame).signals if one.raised]


def test_old_sales_are_raised() -> None:
    output = forecast(sales(), today=FIRST.replace(year=2026))
    assert "data-age" in [one.name for one in output.signals if one.raised]


def test_the_pool_learns_what_single_histories_cannot() -> None:
    random = np.random.default_rng(8)
    fading = [random.poisson(60 * 0.93 ** np.arange(44)).astype(float) for _ in range(40)]
    pool = pooled([values[:40] for values in fading], 4, 1)
    assert pool is not None
    truth = np.array([values[40:].mean() for values in fading])
    window = np.array([values[32:40].mean() for values in fading])
    assert np.abs(pool.ahead - truth).mean() < np.abs(window - truth).mean()


def test_a_few_products_are_not_pooled() -> None:
    assert pooled([np.ones(60)] * 5, 4, 1) is None


def test_the_blend_is_half_and_half_and_silent_where_the_pool_is() -> None:
    own = np.array([[10.0, 30.0], [4.0, 4.0]])
    blend = mixed(own, np.array([40.0, np.nan]))
    assert blend.tolist() == [[15.0, 45.0], [4.0, 4.0]]
    assert wins(100, 98)
    assert not wins(100, 99.5)
