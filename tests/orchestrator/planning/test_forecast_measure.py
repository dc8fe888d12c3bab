"""What a forecast counts: pieces or money."""

import pytest

from levier.orchestrator.planning.local.forecast import _PIECES_SOLD


@pytest.mark.parametrize(
    "flat", ["combien de savons vendrons-nous le mois prochain", "combien de pieces ecoulerons-nous"]
)
def test_how_many_of_an_article_will_be_sold_asks_for_pieces(flat: str) -> None:
    assert _PIECES_SOLD.search(flat)


@pytest.mark.parametrize(
    "flat", ["combien de chiffre d'affaires ferons-nous", "combien d'euros de savon vendrons-nous"]
)
def test_money_named_asks_for_money(flat: str) -> None:
    assert not _PIECES_SOLD.search(flat)
