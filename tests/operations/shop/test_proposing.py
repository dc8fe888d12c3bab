"""What an edition proposes, checked by hand on six products."""

import numpy as np
import pytest

from levier.operations.shop.files import Published
from levier.operations.shop.proposing import propose


def edition(**changed: object) -> Published:
    """A goes with B (.9) and C (.5), D with C (.6); E sells best; F sells, but is out of stock."""
    together = np.full((6, 2), -1, np.int32)
    weight = np.zeros((6, 2), np.float32)
    together[0], weight[0] = (1, 2), (0.9, 0.5)
    together[3], weight[3] = (2, 5), (0.6, 0.4)
    similar, alike = np.full((6, 2), -1, np.int32), np.zeros((6, 2), np.float32)
    similar[0, 0], alike[0, 0] = 3, 0.8
    made = {
        "codes": list("ABCDEF"),
        "names": [f"Produit {letter}" for letter in "ABCDEF"],
        "fashion": 0.1,
        "together": together,
        "together_weight": weight,
        "similar": similar,
        "similar_weight": alike,
        "popular": np.array([0.2, 0.1, 0.1, 0.1, 1.0, 0.9], np.float32),
        "in_stock": np.array([True] * 5 + [False]),
    }
    return Published(**{**made, **changed})  # type: ignore[arg-type]


def codes(seen: list[str], number: int = 8, goal: str = "together") -> list[str]:
    return [one.code for one in propose(edition(), seen, number, goal)]  # type: ignore[arg-type]


def test_companions_come_first_then_best_sellers() -> None:
    assert codes(["A"]) == ["B", "C", "E", "D"]
    told = propose(edition(), ["A"], 3, "together")
    assert [one.why for one in told] == ["Souvent acheté avec «\u00a0Produit A\u00a0»"] * 2 + [
        "Parmi les meilleures ventes"
    ]
    assert told[2].because == []


def test_what_several_products_bring_adds_up() -> None:
    assert codes(["A", "d", "D"], 2) == ["C", "B"]
    assert propose(edition(), ["A", "D"], 1, "together")[0].because == ["D", "A"]


def test_what_is_seen_or_out_of_stock_is_never_proposed() -> None:
    assert not {"A", "B", "F"} & set(codes(["A", "B", "D"]))


def test_unknown_products_are_ignored() -> None:
    assert codes(["?", "", "A\x00", "ÉTRANGE"]) == codes([]) == ["E", "A", "B", "C", "D"]
    assert codes(["?", " a "]) == codes(["A"])


def test_in_place_of_a_product_only_lookalikes() -> None:
    assert codes(["A"], goal="similar") == ["D"]
    assert codes([], goal="similar") == codes(["B"], goal="similar") == []


@pytest.mark.parametrize("number", [1, 2, 50])
def test_never_more_than_asked(number: int) -> None:
    assert len(codes(["A"], number)) == min(number, 4)
