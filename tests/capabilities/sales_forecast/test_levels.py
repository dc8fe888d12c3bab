from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from levier.capabilities.sales_forecast.reconciliation import projection
from levier.core.errors import BadInput
from tests.capabilities.sales_forecast.test_sales_forecast import FIRST, forecast, sales


def _company() -> pl.DataFrame:
    """Two families, six products, three customers."""
    frame = sales(products=6)
    number = pl.col("product_code").str.slice(1).cast(pl.Int64)
    return frame.with_columns(
        pl.when(number < 3).then(pl.lit("Jardin")).otherwise(pl.lit("Maison")).alias("category"),
        pl.format("Client {}", (number + pl.col("date").dt.day()) % 3).alias("customer_name"),
        pl.when(number % 2 == 0).then(pl.lit("France")).otherwise(pl.lit("Belgique")).alias("country"),
    )


def test_products_make_their_families_and_families_and_customers_make_the_whole() -> None:
    output = forecast(_company(), by="hierarchy", horizon=4)
    groups = {one.item: one for one in output.groups}
    for step in range(4):
        leaves = sum(one.points[step].mean for one in output.items)
        assert leaves == output.overall.points[step].mean
        assert groups["Jardin"].points[step].mean + groups["Maison"].points[step].mean == leaves
        assert sum(groups[f"Client {one}"].points[step].mean for one in range(3)) == leaves
    assert len(output.items) == 6


def test_a_hierarchy_without_families_nor_customers_is_the_products_and_their_sum() -> None:
    output = forecast(sales(), by="hierarchy")
    assert output.groups == []
    assert output.overall.total == sum(one.total for one in output.items)


def test_the_family_is_read_in_the_catalogue_when_the_sales_do_not_tell_it() -> None:
    catalogue = pl.DataFrame({"product_code": ["A0", "A1", "A2"], "category": ["Petit", "Grand", "Grand"]})
    output = forecast(sales(), by="hierarchy", others={"products": catalogue})
    assert {one.item for one in output.groups} == {"Petit", "Grand"}


def test_items_do_not_go_with_a_hierarchy() -> None:
    with pytest.raises(ValueError, match="il les prévoit tous"):
        forecast(sales(), by="hierarchy", items=["A1"])


@settings(max_examples=30, deadline=None)
@examples(st.integers(2, 6), st.integers(0, 40), st.integers(0, 10_000))
def test_the_projection_meets_the_constraint_and_leaves_what_meets_it(
    nodes: int, seen: int, seed: int
) -> None:
    random = np.random.default_rng(seed)
    constraint = np.array([[-1.0] * nodes + [1.0]])
    matrix = projection(random.normal(size=(seen, nodes + 1)), constraint)
    assert np.allclose(constraint @ matrix, 0, atol=1e-6)
    items = random.uniform(1, 9, nodes)
    agreed = np.append(items, items.sum())
    assert np.allclose(matrix @ agreed, agreed, rtol=1e-5)


def test_two_axes_are_kept_and_left_out_together() -> None:
    whole = forecast(_company())
    french = forecast(_company(), only=["pays : France"])
    both = forecast(_company(), only=["pays : France"], without=["famille : jardin"])
    assert whole.overall.total > french.overall.total > both.overall.total
    alone = forecast(_company().filter(pl.col("product_code") == "A4"))
    assert both.overall.total == alone.overall.total


def test_a_name_alone_is_found_on_any_axis_whatever_its_case() -> None:
    by_name = forecast(_company(), without=["BELGIQUE"])
    assert by_name.overall.total == forecast(_company(), only=["pays : France"]).overall.total


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(BadInput, match="« Belgique »".replace(" ", "\u00a0")):
        forecast(_company(), without=["pays : Belgque"])


def test_a_new_product_is_forecast_by_analogy_with_the_launches_of_the_past() -> None:
    random = np.random.default_rng(4)
    rows = [
        {"date": FIRST + timedelta(days=day), "product": f"N{one}", "quantity": float(random.poisson(6))}
        for one in range(14)
        for day in range(20 + one * 12 if one < 13 else 375, 400)
    ]
    output = forecast(
        pl.concat([sales(), pl.DataFrame(rows)], how="diagonal"), by="product", items=["N13", "Produit 1"]
    )
    new = output.items[0]
    assert new.model == "analogy"
    assert new.total == pytest.approx(6 * 28, rel=0.35)
    assert new.low < new.total < new.high
    assert output.overall.total == sum(one.total for one in output.items)
    assert any("trop récent" in one.text for one in output.sentences)


def test_a_product_of_the_catalogue_that_never_sold_is_forecast_from_the_launches_too() -> None:
    random = np.random.default_rng(4)
    rows = [
        {"date": FIRST + timedelta(days=day), "product": f"N{one}", "quantity": float(random.poisson(6))}
        for one in range(13)
        for day in range(20 + one * 12, 400)
    ]
    catalogue = pl.DataFrame({"product_code": ["Z9"], "product": ["Nouveauté"]})
    output = forecast(
        pl.concat([sales(), pl.DataFrame(rows)], how="diagonal"),
        by="product",
        items=["Nouveauté", "Produit 1"],
        others={"products": catalogue},
    )
    assert output.items[0].item == "Nouveauté"
    assert output.items[0].total == pytest.approx(6 * 28, rel=0.4)
