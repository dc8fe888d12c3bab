"""Numbers written and read the French way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.core.french.numbers import (
    find_numbers,
    format_money,
    format_number,
    format_percent,
    format_quantity,
    parse_number,
)

AMOUNTS = st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False)


def test_a_number_is_written_with_thin_spaces_a_comma_and_a_true_minus() -> None:
    assert format_number(Decimal("1234567.5")) == "1\u202f234\u202f567,5"
    assert format_number(-12) == "\u221212"
    assert format_money(1234.5) == "1\u202f234,50\u00a0€"
    assert format_percent(0.125) == "12,5\u00a0%"
    assert format_percent(-0.12) == "\u221212\u00a0%"
    assert format_quantity(1200, "pièce") == "1\u202f200\u00a0pièces"


def test_nothing_is_ever_minus_zero() -> None:
    assert format_number(-0.001) == "0"


@given(AMOUNTS)
def test_what_is_written_is_read_back(amount: Decimal) -> None:
    assert parse_number(format_number(amount)) == amount
    assert parse_number(format_money(amount)) == amount


@given(AMOUNTS)
def test_a_written_amount_is_found_in_a_sentence_with_its_unit(amount: Decimal) -> None:
    found = find_numbers(f"Le total est de {format_money(amount)} pour ce client.")
    assert [(number.value, number.unit) for number in found] == [(amount, "€")]


@given(st.integers(0, 10**9))
def test_grouping_by_any_space_or_none_reads_the_same(number: int) -> None:
    grouped = f"{number:,}"
    for space in ("", " ", "\u00a0", "\u202f"):
        assert parse_number(grouped.replace(",", space)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,56 €", "1234.56"),
        ("(12,5)", "-12.5"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("12-", "-12"),
        ("−3,5", "-3.5"),
        ("deux cents", "200"),
        ("1,5 k€", "1500"),
        ("1.234.567", "1234567"),
    ],
)
def test_a_cell_is_read_in_all_the_ways_people_write_it(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "12 et 13", "1,2,3"])
def test_what_is_not_one_number_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 k€ et 2,5 M€", [("3000", "€"), ("2500000", "€")]),
        ("dix pour cent sous 60 jours", [("10", "%"), ("60", "jour")]),
        ("quatre-vingt-dix-neuf produits", [("99", "produit")]),
        ("soixante et onze", [("71", "")]),
        ("deux mille trois cents euros", [("2300", "€")]),
        ("un millier de clients", [("1000", "")]),
        ("la référence 85123A au T2", []),
        ("un produit", []),
    ],
)
def test_numbers_are_found_with_their_units(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(number.value, number.unit) for number in find_numbers(text)] == [
        (Decimal(value), unit) for value, unit in expected
    ]


@given(st.text(max_size=200))
def test_any_text_can_be_searched_and_offsets_are_true(text: str) -> None:
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.raw
