"""Recommendations follow tastes, respect exclusions and stock, and say how often they would have been right."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from levier.capabilities.output_check import named
from levier.capabilities.product_recommendation import (
    ProductRecommendation,
    ProductRecommendationInput,
    ProductRecommendationOutput,
)
from levier.capabilities.product_recommendation.judging import cases, wilson
from levier.capabilities.product_recommendation.learning import together
from levier.capabilities.product_recommendation.purchases import day_number, ones, purchases
from levier.core.errors import BadInput, NotEnoughData, NotFound
from levier.validation import validate
from tests.capabilities.product_recommendation.shop import CODES, FIRST, TASTES, TODAY, context, sales


def recommend(
    frame: pl.DataFrame | None = None, *, others: dict[str, Any] | None = None, **given: Any
) -> ProductRecommendationOutput:
    ctx = context(sales=sales() if frame is None else frame, **(others or {}))
    output = ProductRecommendation().run(
        ctx, ProductRecommendationInput.model_validate({"in_stock": False, **given})
    )
    named(output, ProductRecommendationOutput, "s1")
    return output


def products(output: ProductRecommendationOutput) -> list[str]:
    return [one.product for one in output.recommended]


def test_a_customer_is_offered_products_of_their_taste_that_they_never_bought() -> None:
    frame = sales()
    output = recommend(frame, customer="Maison 004", number=5)
    bought = set(frame.filter(pl.col("customer") == "C004")["product"])
    assert set(products(output)) <= set(TASTES["jardin"]) - bought
    assert output.customer == "Maison 004"


def test_already_bought_products_come_back_only_when_asked() -> None:
    frame = sales()
    bought = set(frame.filter(pl.col("customer") == "C004")["product"])
    assert bought & set(products(recommend(frame, customer="C004", again=True, number=8)))


def test_a_basket_brings_what_goes_with_it_and_says_why() -> None:
    output = recommend(products=["Casserole", "fouet"], number=4)
    assert set(products(output)) <= set(TASTES["cuisine"]) - {"Casserole", "Fouet"}
    assert all(set(one.because) <= {"Casserole", "Fouet"} and one.because for one in output.recommended)
    assert all(0 < one.shared <= one.buyers for one in output.recommended)


def test_a_similar_product_shares_the_category_and_the_words() -> None:
    frame = sales().with_columns(
        pl.when(pl.col("product") == "Poêle")
        .then(pl.lit("Casserole en cuivre"))
        .otherwise("product")
        .alias("product")
    )
    assert (
        products(recommend(frame, products=["Casserole"], goal="similar", number=3))[0]
        == "Casserole en cuivre"
    )


def test_a_new_customer_is_offered_the_best_sellers_of_the_last_weeks() -> None:
    output = recommend(number=3)
    assert len(output.recommended) == 3
    assert not output.recommended[0].because


def test_excluded_products_and_categories_are_never_offered() -> None:
    output = recommend(customer="C004", exclude=["Bêche", CODES["Terreau"], "cuisine"], number=16, again=True)
    assert not {"Bêche", "Terreau", *TASTES["cuisine"]} & set(products(output))


def test_only_products_in_stock_are_offered_at_their_latest_count() -> None:
    stock = pl.DataFrame(
        {
            "product_code": ["J1", "J1", "J2"],
            "date": [FIRST, TODAY, TODAY],
            "on_hand": [40.0, 0.0, 5.0],
        }
    )
    output = recommend(customer="C000", in_stock=True, number=8, again=True, others={"stock": stock})
    assert products(output) == ["Arrosoir"]
    assert output.recommended[0].stock == 5
    assert output.without_stock > 0


def test_inactive_articles_are_left_out() -> None:
    catalogue = pl.DataFrame(
        {"product_code": list(CODES.values()), "active": [code != "J3" for code in CODES.values()]}
    )
    assert "Sécateur" not in products(
        recommend(customer="C000", number=16, again=True, others={"products": catalogue})
    )


def test_the_replay_is_told_with_its_interval_and_the_best_sellers_beside() -> None:
    output = recommend(customer="C004", number=3)
    judged = output.replayed
    assert judged is not None
    assert judged.low <= judged.share <= judged.high
    assert judged.share > judged.popular
    told = " ".join(sentence.text for sentence in output.sentences)
    assert "meilleures ventes" in told
    assert output.charts
    assert output.signals


def test_every_sentence_is_proved_by_the_evidence() -> None:
    for seed, people in ((3, 120), (4, 127), (5, 131)):
        told = recommend(sales(people, seed=seed), customer="C004", products=["Brouette"], number=4)
        output = named(told, ProductRecommendationOutput, "s1")
        assert output.replayed is not None
        assert not validate(output.sentences, output.evidence, today=TODAY).removed


def test_nobody_is_judged_on_what_was_known_later() -> None:
    frame = sales()
    known = purchases(frame)
    day = day_number(FIRST + timedelta(days=120))
    for row, wanted in cases(known, day).items():
        before = set(known.before(day)[row].indices)
        assert before
        assert not before & wanted


def test_returned_and_service_lines_are_not_purchases() -> None:
    frame = sales()
    extra = frame.head(1).with_columns(product=pl.lit("Frais de port"), product_code=pl.lit("PORT"))
    once = frame.filter(pl.len().over("customer", "product") == 1)
    back = once.head(1).with_columns(quantity=pl.lit(-1.0))
    known, whole = purchases(pl.concat([frame, extra, back])), purchases(frame)
    assert "PORT" not in known.codes
    assert ones(known.last).sum() == ones(whole.last).sum() - 1


def test_without_customers_the_links_are_learned_invoice_by_invoice() -> None:
    frame = sales().drop("customer", "customer_name")
    output = recommend(frame, products=["Casserole"], number=3)
    assert set(products(output)) <= set(TASTES["cuisine"])
    assert any("facture par facture" in sentence.text for sentence in output.sentences)
    with pytest.raises(BadInput, match="client"):
        recommend(frame, customer="C004")


@pytest.mark.parametrize(
    ("given", "words"), [({"customer": "Personne"}, "client"), ({"products": ["Zzz"]}, "produit")]
)
def test_an_unknown_name_is_refused_with_the_nearest(given: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        recommend(**given)


def test_a_name_misspelt_is_found_and_one_between_two_is_asked_again() -> None:
    assert recommend(products=["Caserole"], number=2).asked == ["Casserole"]


@pytest.mark.parametrize("frame", [sales(people=6), sales().head(1)])
def test_too_few_purchases_are_told_instead_of_a_bad_list(frame: pl.DataFrame) -> None:
    with pytest.raises(NotEnoughData, match="Trop peu"):
        recommend(frame)


def test_no_sales_at_all_is_told() -> None:
    with pytest.raises(NotFound):
        ProductRecommendation().run(context(), ProductRecommendationInput())


def test_the_csv_neutralises_formulas_and_opens_in_french() -> None:
    frame = sales().with_columns(
        pl.when(pl.col("product") == "Poêle").then(pl.lit("=CMD()")).otherwise("product").alias("product")
    )
    text = (
        ProductRecommendation()
        .render(recommend(frame, products=["Casserole"], number=8), "produits-a-proposer.csv")
        .decode("utf-8-sig")
    )
    assert "'=CMD()" in text
    assert text.splitlines()[0].startswith("Rang;Code;Produit")


@settings(max_examples=20)
@examples(share=st.floats(0, 1), count=st.integers(1, 5000))
def test_the_interval_holds_its_share_and_stays_a_proportion(share: float, count: int) -> None:
    low, high = wilson(round(share * count) / count, count)
    assert 0 <= low <= round(share * count) / count + 1e-9
    assert round(share * count) / count - 1e-9 <= high <= 1


def test_no_product_speaks_for_itself() -> None:
    known = purchases(sales())
    learned = together(known.last, day_number(date(2025, 7, 25)))
    assert learned.goes is not None
    assert np.allclose(np.diagonal(learned.goes), 0)
