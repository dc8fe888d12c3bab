"""A column that says the contrary of a yes or no never fills it."""

import pytest
from stdnum import ean

from levier.tables.importing.matching.naming import said_by
from levier.tables.importing.opening import open_table
from levier.tables.importing.recognising import recognised


@pytest.mark.parametrize("kind", ["customers", "products", "suppliers"])
@pytest.mark.parametrize("name", ["En sommeil", "Inactif", "Bloqué", "Archived"])
def test_asleep_is_not_active(kind: str, name: str) -> None:
    assert said_by(name, kind, "active")[0] == 0


@pytest.mark.parametrize("name", ["Email Opt Out", "Désinscrit", "unsubscribed", "EMAIL_BLACKLISTED"])
def test_a_refusal_is_no_consent(name: str) -> None:
    assert said_by(name, "contacts", "consent")[0] == 0


def test_bar_codes_beside_the_code_of_the_article_are_to_be_checked() -> None:
    """Both go one to one: which of them the other tables use, only a person knows."""
    bars = [f"37601234500{item}" for item in (10, 11, 12)]
    items = [(f"CH-{bar[-2:]}", bar + ean.calc_check_digit(bar)) for bar in bars] * 4
    lines = [f"{day + 1:02d}/03/2026;{odd};{bar};2;9,90" for day, (odd, bar) in enumerate(items)]
    table = "\n".join(["Date;Repère;EAN;Quantité;Prix unitaire", *lines])
    matches = recognised(open_table(table.encode(), "x.csv"), "x.csv", "sales", {}).matches
    assert [m.sure for m in matches if m.column == "EAN"] == [False]
