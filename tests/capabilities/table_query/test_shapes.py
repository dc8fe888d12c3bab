"""Thresholds, averages, classes, who came back: counted by hand on a few lines, and every sentence proved."""

from pathlib import Path
from typing import Any

import pytest

from levier.accounts.models import Company
from levier.core.errors import BadInput
from levier.tables.importing import import_file
from tests.capabilities.table_query.test_table_query import SHOP_TODAY, asking, proved, statements
from tests.cast import Person
from tests.tables.shop import line, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(owner: Person, company: Company, tmp_path: Path) -> Person:
    """A buys 100 € in January and 300 € in March, B 60 € in January, C 40 € in February: 500 €."""
    company.own_today = SHOP_TODAY
    company.save()
    lines = [
        line(day="05/01/2026", invoice="1001", customer="A", quantity="1", price="100"),
        line(day="06/01/2026", invoice="1002", customer="B", quantity="1", price="60"),
        line(day="10/02/2026", invoice="1003", customer="C", quantity="1", price="40"),
        line(day="16/03/2026", invoice="1004", customer="A", quantity="3", price="100"),
        line(day="31/03/2026", invoice="1005", customer="C", quantity="-1", price="10"),
    ]
    import_file(owner.actor, written(tmp_path, *lines))
    return owner


def test_only_the_members_beyond_a_threshold_are_listed_and_counted(shop: Person) -> None:
    output = asking(shop, dimensions=["customer"], having="chiffre d'affaires > 50")
    assert output.keys == ["A", "B"]
    assert statements(output)[0].startswith(
        "Du 5 janvier au 31 mars 2026, 2 clients ont un chiffre d'affaires de plus de 50,00 €."
    )
    assert output.totals == {"revenue": 490.0}, "the whole is that of everyone"
    proved(output)


@pytest.mark.parametrize(
    ("bound", "kept"), [(">= 60", ["A", "B"]), ("< 60", ["C"]), ("<= 30", ["C"]), ("> 400", [])]
)
def test_each_side_of_a_threshold(shop: Person, bound: str, kept: list[str]) -> None:
    assert asking(shop, dimensions=["customer"], having=f"chiffre d'affaires {bound}").keys == kept


def test_a_threshold_of_months_leaves_the_others_out(shop: Person) -> None:
    output = asking(shop, dimensions=["month"], having="chiffre d'affaires > 100")
    assert [row[1] for row in output.rows] == [160.0, 290.0]
    proved(output)


def test_a_rate_is_compared_in_percent(shop: Person) -> None:
    output = asking(
        shop, dimensions=["customer"], measures=["taux de retour"], having="taux de retour > 20 %"
    )
    assert output.keys == ["C"]


@pytest.mark.parametrize("bound", ["n'importe quoi", "panier moyen > beaucoup", "bêtise > 3"])
def test_a_bound_that_is_none_is_refused_with_an_example(shop: Person, bound: str) -> None:
    with pytest.raises(BadInput, match="«"):
        asking(shop, dimensions=["customer"], having=bound)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"dimensions": ["month"], "classes": True}, "un seul axe"),
        ({"dimensions": ["customer"], "measures": ["panier moyen"], "classes": True}, "ne s'additionne pas"),
        ({"having": "chiffre d'affaires > 50"}, "seuil"),
    ],
)
def test_a_shape_that_means_nothing_is_said_to(shop: Person, given: dict[str, Any], said: str) -> None:
    output = asking(shop, **given)
    assert said in output.unanswered[0].reason
    assert not output.rows


def test_the_average_of_whole_months_counts_those_without_a_sale(owner: Person, tmp_path: Path) -> None:
    lines = [
        line(day="01/01/2026", invoice="1", quantity="1", price="300"),
        line(day="30/04/2026", invoice="2", quantity="1", price="100"),
    ]
    import_file(owner.actor, written(tmp_path, *lines))
    output = asking(owner, dimensions=["month"], average="all")
    assert output.average == {"mean": 100.0, "count": 4}
    assert (
        statements(output)[0]
        == "En moyenne, le chiffre d'affaires est de 100,00 € par mois (4 mois comptés)."
    )
    proved(output)


def test_working_days_leave_saturdays_and_sundays_out(owner: Person, tmp_path: Path) -> None:
    lines = [
        line(
            day=f"{day:02d}/06/2026", invoice=str(day), quantity="1", price="70" if day in (20, 21) else "10"
        )
        for day in range(15, 22)  # Monday 15th to Sunday 21st
    ]
    import_file(owner.actor, written(tmp_path, *lines))
    assert asking(owner, dimensions=["day"], average="working").average == {"mean": 10.0, "count": 5}
    assert asking(owner, dimensions=["day"], average="all").average["count"] == 7


def test_classes_follow_what_is_made(shop: Person) -> None:
    output = asking(shop, dimensions=["customer"], classes=True)
    assert [(row[0], row[2]) for row in output.rows] == [("A", "A"), ("B", "B"), ("C", "B")]
    assert output.classes["A"] == {"count": 1.0, "of_members": 0.333333, "of_measure": 0.816327}
    assert sum(one["count"] for one in output.classes.values()) == 3
    proved(output)


def test_who_bought_then_and_never_since(shop: Person) -> None:
    january = {"start": "2026-01-01", "end": "2026-01-31"}
    output = asking(shop, inactive={"days": 1, "bought": january})
    assert output.keys == ["B"]
    assert statements(output)[0] == "1 client a commandé en janvier 2026, et plus depuis."
    february = {"start": "2026-02-01", "end": "2026-02-28"}
    output = asking(shop, inactive={"days": 1, "bought": january, "absent": february})
    assert sorted(output.keys) == ["A", "B"]
    assert statements(output)[0] == "2 clients ont commandé en janvier 2026, mais pas en février 2026."
    proved(output)


def test_the_gap_between_orders_counts_those_who_came_back(shop: Person) -> None:
    output = asking(shop, measures=["délai moyen entre deux commandes"])
    assert output.rows == [[70.0]], "A alone came back, from January 5th to March 16th"
    assert asking(shop, measures=["nombre d'avoirs"]).rows == [[1]]
    proved(output)


def test_who_ordered_nothing_in_a_month_had_ordered_in_another(shop: Person) -> None:
    output = asking(shop, inactive={"days": 1, "absent": {"start": "2026-03-01", "end": "2026-03-31"}})
    assert sorted(output.keys) == ["B", "C"], "what C brought back in March is no order"
    assert (
        statements(output)[0] == "2 clients n'ont rien commandé en mars 2026, parmi ceux des autres périodes."
    )
    proved(output)


def test_orders_are_listed_one_by_one(shop: Person) -> None:
    output = asking(shop, dimensions=["facture"], limit=2)
    assert [row[:2] for row in output.rows] == [["1004", 300.0], ["1001", 100.0]]
    proved(output)


def test_customers_of_one_order_are_counted(shop: Person) -> None:
    assert asking(shop, measures=["part de clients à commande unique"]).rows == [[0.66666667]]


def test_a_figure_with_nothing_to_divide_by_is_unanswered_with_its_definition(shop: Person) -> None:
    output = asking(shop, measures=["taux de fidélisation"])
    assert "n'a pas de valeur" in output.unanswered[0].reason
    assert not output.sentences


def test_the_first_of_each_member(owner: Person, tmp_path: Path) -> None:
    lines = [
        line(day="15/05/2026", invoice="1", country=country, code=name, name=name, quantity="1", price=price)
        for country, name, price in (
            ("France", "Chaise", "90"), ("France", "Table", "80"), ("France", "Banc", "70"),
            ("Belgique", "Table", "20"), ("Belgique", "Banc", "10"),
        )
    ]  # fmt: skip
    import_file(owner.actor, written(tmp_path, *lines))
    output = asking(owner, dimensions=["pays", "produit"], each="pays", limit=1)
    assert [row[:3] for row in output.rows] == [["France", "Chaise", 90.0], ["Belgique", "Table", 20.0]]
    assert statements(output)[0] == "France, produits par chiffre d'affaires : Chaise (90,00 €)."
    proved(output)
