"""What a sales line says once read: its product's name, whether it is an article, whether it is a return."""

from datetime import datetime

import polars as pl

from levier.tables.deriving import derive


def sales(*rows: dict[str, object]) -> pl.DataFrame:
    base = {
        "date": datetime(2026, 5, 3),
        "invoice": "1",
        "product_code": "A100",
        "product": "Lampe",
        "quantity": 1.0,
        "unit_price": 10.0,
    }
    return derive("sales", pl.DataFrame([{**base, **row} for row in rows], infer_schema_length=None))


def test_a_product_bears_its_most_frequent_designation_on_invoiced_lines() -> None:
    found = sales(
        *({"product": "Lampe"} for _ in range(2)),
        {"product": "LAMPE (nouvelle)"},
        *({"product": "cassée", "unit_price": 0.0, "quantity": -1.0} for _ in range(5)),
    )
    assert found["product_name"].unique().to_list() == ["Lampe"]


def test_the_amount_takes_the_discount_off() -> None:
    found = sales({"quantity": 4.0, "unit_price": 10.0, "discount": 25.0})
    assert found["amount"].to_list() == [30.0]


def test_a_credit_note_and_a_negative_quantity_are_returns_but_a_correction_without_price_is_not() -> None:
    plain = [{"invoice": str(number)} for number in range(100, 110)]
    found = sales(
        *plain,
        {"invoice": "AV12", "quantity": -1.0},
        {"invoice": "113", "quantity": -2.0},
        {"invoice": "114", "quantity": -50.0, "unit_price": 0.0},
    )
    assert found["is_return"].to_list() == [False] * 10 + [True, True, False]


def test_invoices_that_all_start_with_letters_are_not_all_returns() -> None:
    found = sales(*({"invoice": f"A{number}"} for number in range(20)))
    assert not found["is_return"].any()


def test_codes_of_services_are_told_from_articles_by_the_file_itself() -> None:
    articles = [{"product_code": f"A{n}", "product": f"Article {n}"} for n in range(200, 240)]
    fees = [{"product_code": "DIV", "product": "Prestation", "unit_price": float(3**n)} for n in range(12)]
    found = sales(
        *articles,
        *fees,
        {"product_code": "PORT", "product": "Frais de port"},
        {"product_code": "B300", "product": "Remise"},
        {"product_code": "KDO", "product": "Coffret cadeau"},
        {"product_code": "A240", "product": "Câble de charge"},
    )
    outside = set(found.filter(~pl.col("is_product"))["product_code"])
    assert outside == {"DIV", "PORT", "B300"}


def test_two_customers_of_the_same_name_stay_two() -> None:
    found = sales(
        {"customer": "C1", "customer_name": "Martin"},
        {"customer": "C2", "customer_name": "Martin"},
        {"customer": "C3", "customer_name": "Dupont"},
    )
    assert found["customer_member"].to_list() == ["Martin (C1)", "Martin (C2)", "Dupont"]
