from datetime import date, timedelta
from importlib.resources import files

import numpy as np
import polars as pl
import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from levier.capabilities.output_check import named
from levier.capabilities.sales_forecast import SalesForecast, SalesForecastInput, SalesForecastOutput
from levier.core.errors import BadInput, NotEnoughData, NotFound
from levier.core.french.numbers import find_numbers
from levier.validation import validate
from tests.capabilities.sales_forecast.shop import context, online_retail

FIRST = date(2024, 1, 1)


def sales(days: int = 400, products: int = 3, seed: int = 7, first: date = FIRST) -> pl.DataFrame:
    """Daily sales with a weekly rhythm, closed on Sundays, of a few products."""
    random = np.random.default_rng(seed)
    rows = [
        {
            "date": first + timedelta(days=day),
            "product_code": f"A{product}",
            "product": f"Produit {product}",
            "quantity": float(
                random.poisson(8 * (product + 1) * (1.5 if (first.weekday() + day) % 7 == 5 else 1))
            ),
            "unit_price": 2.5,
            "country": "France",
        }
        for day in range(days)
        for product in range(products)
        if (first.weekday() + day) % 7 != 6
    ]
    return pl.DataFrame(rows)


def forecast(
    frame: pl.DataFrame | None,
    today: date | None = None,
    others: dict[str, pl.DataFrame] | None = None,
    **given: object,
) -> SalesForecastOutput:
    day = today or FIRST + timedelta(days=400)
    return SalesForecast().run(
        context(frame, day, **(others or {})), SalesForecastInput.model_validate(given)
    )


def test_the_forecast_starts_the_day_after_the_last_sale_and_covers_the_horizon() -> None:
    output = forecast(sales(), horizon=4)
    assert output.start == FIRST + timedelta(days=400)
    assert (output.end - output.start).days == 27
    assert [point.start for point in output.overall.points] == [
        output.start + timedelta(days=7 * week) for week in range(4)
    ]


def test_a_steady_shop_is_forecast_close_to_what_it_sells() -> None:
    frame = sales()
    weekly = frame["quantity"].sum() / 400 * 7
    output = forecast(frame, horizon=4)
    assert output.overall.total == pytest.approx(4 * weekly, rel=0.1)
    assert output.overall.low < output.overall.total < output.overall.high


def test_every_number_of_a_sentence_is_in_the_evidence_it_cites() -> None:
    output = named(forecast(sales(), by="product", horizon=4), SalesForecastOutput, "s1")
    evidence = {one.id: one for one in output.evidence}
    for sentence in output.sentences:
        if sentence.kind != "statement":
            continue
        held = {str(number) for proof in sentence.evidence for number in _numbers(evidence[proof].value)}
        for found in find_numbers(sentence.text):
            written = found.value / 100 if found.unit == "%" else found.value
            candidates = {f"{float(written):g}", f"{float(found.value):g}"}
            close = any(abs(float(number) - float(written)) <= 0.005 for number in held)
            in_name = any(found.raw.strip() in item for item in output.keys)
            date_part = found.value in {output.start.day, output.end.day, output.start.year, output.end.year}
            assert candidates & held or close or in_name or date_part, (sentence.text, found.raw, held)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"by": "product"},
        {"by": "country", "measure": "revenue", "level": 95},
        {"grain": "day", "horizon": 10},
        {"grain": "month", "horizon": 2, "by": "product", "items": ["A1"]},
        {"horizon": 13, "measure": "revenue"},
    ],
)
def test_the_validation_keeps_every_sentence(given: dict[str, object]) -> None:
    output = named(forecast(sales(), **given), SalesForecastOutput, "s1")
    validated = validate(output.sentences, output.evidence)
    assert not [(claim.text, claim.reason) for claim in validated.removed]


def _numbers(value: object) -> list[str]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in _numbers(one)]
    return [f"{float(value):g}"] if isinstance(value, int | float) else []


def test_the_total_of_several_items_is_the_sum_of_what_is_shown() -> None:
    output = forecast(sales(), by="product", horizon=4)
    assert output.overall.total == sum(item.total for item in output.items)
    for item in output.items:
        assert item.total == sum(point.mean for point in item.points)


def test_items_are_found_by_name_or_code_whatever_the_case_and_accents() -> None:
    output = forecast(sales(), by="product", items=["PRODUIT 2", "a0", "A2"])
    assert output.keys == ["Produit 2", "Produit 0"]


def test_a_product_whose_wording_changed_is_one_product() -> None:
    frame = sales()
    renamed = pl.when((pl.col("product_code") == "A1") & (pl.col("date") < date(2024, 3, 1)))
    frame = frame.with_columns(
        renamed.then(pl.lit("Ancien nom")).otherwise(pl.col("product")).alias("product")
    )
    output = forecast(frame, by="product", items=["Ancien nom"])
    assert output.keys == ["Produit 1"]
    assert output.items[0].history_periods > 50


def test_an_unknown_item_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(BadInput, match="Produit 1"):
        forecast(sales(), by="product", items=["Prodiut 1"])


def test_items_without_a_dimension_are_refused() -> None:
    with pytest.raises(ValueError, match="découpage"):
        SalesForecastInput(items=["A"])


def test_a_short_history_says_how_much_there_is_and_how_much_is_needed() -> None:
    with pytest.raises(NotEnoughData, match="au moins 26 semaines de ventes") as caught:
        forecast(sales(days=9 * 7), today=FIRST + timedelta(days=63))
    assert "vous en avez 9" in caught.value.message


def test_a_long_horizon_needs_a_long_history() -> None:
    with pytest.raises(NotEnoughData, match="au moins 104 semaines"):
        forecast(sales(), horizon=52)


def test_no_sales_table_says_what_to_do() -> None:
    with pytest.raises(NotFound, match="Importez"):
        forecast(None)


def test_a_dimension_that_is_never_filled_is_told() -> None:
    with pytest.raises(NotEnoughData, match="catégorie"):
        forecast(sales(), by="category")


def test_a_new_product_is_not_forecast_and_says_why() -> None:
    frame = sales()
    new = frame.filter((pl.col("product_code") == "A0") & (pl.col("date") > date(2025, 1, 1)))
    new = new.with_columns(pl.lit("N1").alias("product_code"), pl.lit("Nouveauté").alias("product"))
    output = forecast(pl.concat([frame, new]), by="product", items=["Nouveauté", "A1"])
    assert output.keys == ["Produit 1"]
    assert "Nouveauté" in output.unanswered[0].reason


def test_returns_are_deducted_and_sales_are_never_negative() -> None:
    frame = sales()
    back = frame.with_columns((-3 * pl.col("quantity")).alias("quantity")).filter(
        pl.col("date") > date(2024, 12, 1)
    )
    output = forecast(pl.concat([frame, back]), horizon=4)
    for point in output.overall.points:
        assert point.mean >= 0
        assert point.low >= 0


def test_today_is_not_over_and_dates_in_the_future_are_typing_errors() -> None:
    frame = sales()
    wrong = frame.head(1).with_columns(pl.lit(date(2124, 1, 1)).alias("date"))
    today = FIRST + timedelta(days=399)
    assert forecast(pl.concat([frame, wrong]), today=today).start == today


def test_old_sales_are_forecast_from_their_end_and_the_answer_says_so() -> None:
    output = forecast(sales(), today=date(2026, 6, 1))
    assert output.start == FIRST + timedelta(days=400)
    assert any("s'arrêtent au 3 février 2025" in one.text for one in output.sentences if one.kind == "notice")


def test_months_are_calendar_months_and_the_current_one_is_left_out() -> None:
    output = forecast(sales(), grain="month", horizon=2)
    assert output.start == date(2025, 2, 1)
    assert output.end == date(2025, 3, 31)


def test_revenue_is_the_amount_or_quantity_times_price_less_the_discount() -> None:
    by_price = forecast(sales(), measure="revenue").overall.total
    discounted = sales().with_columns(pl.lit(50.0).alias("discount"))
    assert forecast(discounted, measure="revenue").overall.total == pytest.approx(by_price / 2, rel=0.01)
    given = sales().with_columns((pl.col("quantity") * 10).alias("amount"))
    assert forecast(given, measure="revenue").overall.total == pytest.approx(by_price * 4, rel=0.01)
    assert forecast(sales(), measure="revenue").unit == "€"


def test_the_chart_shows_history_forecast_band_and_naive_and_its_title_states_the_finding() -> None:
    (chart,) = forecast(sales(), by="product").charts
    roles = [series.role for series in chart.series]
    assert {"history", "main", "baseline"} <= set(roles)
    assert any(series.kind == "band" for series in chart.series)
    assert all(len(series.y or series.low) == len(chart.x) for series in chart.series)
    assert "attend" in chart.title


def test_a_weekly_rhythm_is_learnt_day_by_day() -> None:
    output = forecast(sales(), grain="day", horizon=14)
    sundays = [point.mean for point in output.overall.points if point.start.weekday() == 6]
    saturdays = [point.mean for point in output.overall.points if point.start.weekday() == 5]
    assert max(sundays) < 0.3 * min(saturdays)


def test_a_yearly_season_beats_the_default_where_two_years_are_known() -> None:
    days = [FIRST + timedelta(days=day) for day in range(7 * 130)]
    values = [100 + 90 * np.sin(2 * np.pi * day.timetuple().tm_yday / 365) for day in days]
    frame = pl.DataFrame({"date": days, "product": "P", "quantity": values})
    output = forecast(frame, today=days[-1] + timedelta(days=1), horizon=13)
    assert output.overall.model != "combined"
    assert output.accuracy.wape is not None
    assert output.accuracy.wape < 0.15


def test_on_the_demo_shop_the_forecast_beats_the_naive_and_its_intervals_hold() -> None:
    path = files("levier.demo") / "data" / "online-retail.parquet"
    output = forecast(online_retail(str(path)), today=date(2011, 9, 1), by="product")
    accuracy = output.accuracy
    assert accuracy.wape is not None
    assert accuracy.naive_wape is not None
    assert accuracy.wape < accuracy.naive_wape
    assert accuracy.coverage is not None
    assert 0.7 <= accuracy.coverage <= 0.95


@settings(max_examples=25, deadline=None)
@examples(
    st.lists(st.floats(-50, 1000, allow_nan=False), min_size=190, max_size=260),
    st.sampled_from(["day", "week"]),
    st.integers(1, 8),
    st.sampled_from([80, 95]),
)
def test_any_history_gives_ordered_bounds_and_no_negative_sales(
    values: list[float], grain: str, horizon: int, level: int
) -> None:
    days = [FIRST + timedelta(days=day) for day in range(len(values))]
    frame = pl.DataFrame({"date": days, "product": "P", "quantity": values})
    try:
        output = forecast(
            frame, today=days[-1] + timedelta(days=1), grain=grain, horizon=horizon, level=level
        )
    except NotEnoughData as error:
        assert "vente" in error.message  # noqa: PT017 - either outcome is right
        return
    for point in output.overall.points:
        assert 0 <= point.low <= point.mean <= point.high
    assert 0 <= output.overall.low <= output.overall.total <= output.overall.high


def test_next_month_alone_is_shown_and_set_beside_the_last_sales_known() -> None:
    whole = forecast(sales(), horizon=8)
    start = whole.overall.points[4].start
    late = forecast(sales(), horizon=8, since=start)
    assert (late.start, late.end, late.horizon) == (start, whole.end, 4)
    assert late.overall.points == whole.overall.points[4:]
    assert late.overall.total == sum(point.mean for point in whole.overall.points[4:])
    assert late.overall.high - late.overall.low < whole.overall.high - whole.overall.low
    told = named(late, SalesForecastOutput, "s1")
    assert any("que les 4 dernières semaines connues" in one.text for one in told.sentences)
    assert validate(told.sentences, told.evidence).removed == []


def test_a_first_day_beyond_the_horizon_keeps_the_last_period() -> None:
    output = forecast(sales(), horizon=4, since=date(2030, 1, 1))
    assert output.horizon == len(output.overall.points) == 1
