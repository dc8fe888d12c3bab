"""Values stand on the company's own figures; what is supposed is told as a range with its origin."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.capabilities import registry
from levier.method.roadmap.evaluating import assumptions_of
from levier.method.roadmap.reference import DRIVER, effort, prohibited, values
from levier.method.roadmap.value.drivers import LABELS, Drivers
from levier.method.roadmap.value.estimating import Assumptions, drawn, estimate, own_estimate, range_of
from levier.tables.importing import import_file
from tests.cast import Person

KNOWN = Assumptions(values().assumptions)


def test_every_assumption_says_where_it_comes_from() -> None:
    for one in values().assumptions:
        assert one.origin.text
        assert one.origin.status in ("relu", "à vérifier", "prudence")
        assert one.origin.status != "relu" or (one.origin.address and one.origin.read)


def test_the_bounds_are_written_with_their_unit() -> None:
    assert KNOWN["lost-to-ruptures"].bounds == ("1\u00a0%", "2,5\u00a0%", "4\u00a0%")


def test_the_margin_of_the_accounts_takes_the_place_of_the_supposed_one(
    owner: Person, tmp_path: Path
) -> None:
    lines = ["JournalCode;EcritureNum;EcritureDate;CompteNum;EcritureLib;Debit;Credit"]
    for month in range(1, 13):
        lines += [
            f"VE;{month};15/{month:02d}/2025;707000;Ventes;0,00;1000,00", f"VE;{month};15/{month:02d}/2025;411000;Ventes;1000,00;0,00",
            f"AC;{month + 20};16/{month:02d}/2025;607000;Achats;600,00;0,00", f"AC;{month + 20};16/{month:02d}/2025;401000;Achats;0,00;600,00",
        ]  # fmt: skip
    path = tmp_path / "ecritures.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    import_file(owner.actor, path, kind="journal_entries")
    found = assumptions_of(owner.actor)["gross-margin"]
    assert found.central == pytest.approx(0.4, abs=0.01)
    assert found.origin.status == "mesuré"


def test_every_driver_of_a_tree_is_one_that_can_be_measured() -> None:
    used = {
        f.removeprefix(DRIVER)
        for one in values().levers
        for t in one.terms
        for f in t.factors
        if f.startswith(DRIVER)
    }
    used |= {name for one in values().levers for name in one.requires}
    assert used <= set(LABELS)


def test_each_capability_of_the_house_pulls_a_lever() -> None:
    for name, one in registry.catalogue().items():
        assert one.about_method or values().levers_of(name, tuple(one.moves)), name


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_the_range_lies_within_the_bounds_of_the_assumption(a: float, b: float, c: float) -> None:
    low, central, high = sorted((a, b, c))
    found = range_of(drawn("x", low, central, high))
    slack = 1e-9 * max(1.0, high)
    assert low - slack <= found.low <= found.central <= found.high <= high + slack


def test_the_turnover_of_a_year_is_read_from_the_sales(owner: Person, sales: int) -> None:
    found = Drivers(owner.actor).get("turnover")
    assert found is not None
    assert found.value == pytest.approx(5_200_000, rel=0.02)
    assert found.args == (sales,)
    assert "« Ventes »" in found.source


def test_a_term_that_lacks_a_table_is_left_out_and_told(owner: Person, sales: int) -> None:
    levers = values().levers_of("stock-replenishment", ())
    found = estimate(levers, Drivers(owner.actor), KNOWN)
    assert found.gross is not None
    assert found.missing == ["le stock"]
    turnover = Drivers(owner.actor).get("turnover")
    assert turnover
    most = turnover.value * 0.04 * 0.40 * 0.45
    assert 0 < found.gross.low < found.gross.central < found.gross.high < most


def test_who_may_not_see_a_table_gets_no_figure_of_it(accountant: Person, closed_sales: int) -> None:
    assert Drivers(accountant.actor).get("turnover") is None


def test_an_own_idea_is_worth_times_minutes_share_and_cost(owner: Person) -> None:
    ranges = {"times": [1000, 1000, 1000], "minutes": [6, 6, 6], "saved": [0.5, 0.5, 0.5]}
    cost = KNOWN["minute-cost"].model_copy(update={"low": 1.0, "central": 1.0, "high": 1.0})
    found = own_estimate(ranges, Drivers(owner.actor), Assumptions([*values().assumptions, cost]))
    assert found.gross is not None
    assert found.gross.central == pytest.approx(3000)


def test_an_own_idea_without_ranges_has_no_value(owner: Person) -> None:
    assert own_estimate({}, Drivers(owner.actor), KNOWN).gross is None


def test_the_prohibited_practices_are_eight_dated_and_sourced() -> None:
    found = prohibited()
    assert len(found.practices) == 8
    assert found.address.startswith("https://eur-lex.europa.eu/")
    assert found.review_again > found.reviewed
    assert all(one.article.startswith("article 5") for one in found.practices)


def test_what_a_project_asks_is_written_for_known_roles() -> None:
    roles = {one.name for one in effort().roles}
    for one in effort().phases:
        assert {*one.days, *one.per_missing, *one.per_person} <= roles
