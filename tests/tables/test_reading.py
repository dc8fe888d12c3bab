"""What the pages show of the tables: the list, the rows behind a figure, the words, the profile."""

from datetime import date
from pathlib import Path

import pytest

from levier.core.measures import Filter, MeasureQuery
from levier.core.period import Period
from levier.tables import reading
from levier.tables.access import CompanyTables
from levier.tables.entities import vocabulary
from levier.tables.importing import import_file
from levier.tables.kinds import KINDS, Sales
from tests.cast import Person
from tests.tables.shop import SALES, line, written

pytestmark = pytest.mark.django_db


def test_the_rows_behind_a_figure_add_up_to_it(owner: Person) -> None:
    import_file(owner.actor, SALES)
    query = MeasureQuery(
        dimensions=["country", "month"],
        period=Period(start=date(2026, 3, 1), end=date(2026, 4, 30)),
        filters=[Filter(dimension="customer", values=["Gîte des Érables"], exclude=True)],
    )
    answered = CompanyTables(owner.actor).query(query)
    for country, month, revenue in answered.rows:
        behind = reading.rows_behind(owner.actor, query, {"country": country, "month": month}, limit=1000)
        amount, quantity = behind.columns.index("amount"), behind.columns.index("quantity")
        assert sum(row[amount] for row in behind.rows) == pytest.approx(revenue)
        assert behind.total == len(behind.rows)
        assert all(row[quantity] for row in behind.rows)


def test_the_rows_behind_an_old_figure_are_those_of_its_version(owner: Person, tmp_path: Path) -> None:
    first = import_file(owner.actor, SALES)
    import_file(owner.actor, written(tmp_path, line()))
    assert reading.rows_behind(owner.actor, MeasureQuery()).total == 1
    old = reading.rows_behind(owner.actor, MeasureQuery(), dataset=first.dataset_id, version=1)
    assert old.total == first.rows


def test_the_list_tells_what_each_table_is_worth(owner: Person) -> None:
    import_file(owner.actor, SALES, currency="CHF")
    (found,) = reading.list_datasets(owner.actor)
    assert (found.name, found.kind_label, found.currency) == ("Lignes de vente", "Ventes", "CHF")
    assert found.rows == 348
    assert 0 < found.score <= 100
    assert reading.sample(owner.actor, found.id, limit=3).rows[0][0] == "1001"


def test_the_vocabulary_holds_the_companys_own_words(owner: Person) -> None:
    import_file(owner.actor, SALES)
    words = vocabulary(owner.actor)
    assert "Chaise de jardin" in words.members["product"]
    assert "CHAISE DE JARDIN" not in words.members["product"]
    assert "CH-1001" in words.members["product_code"]
    assert "Hôtel du Château" in words.members["customer"]


def test_a_country_is_found_under_its_french_name_too(owner: Person, tmp_path: Path) -> None:
    import_file(owner.actor, written(tmp_path, line(country="United Kingdom"), line(country="EIRE")))
    words = vocabulary(owner.actor)
    assert set(words.members["country"]) == {"United Kingdom", "EIRE", "Royaume-Uni", "Irlande"}
    assert words.aliases["country"]["Irlande"] == "EIRE"


def test_the_facts_tell_the_days_and_the_filled_columns(owner: Person) -> None:
    import_file(owner.actor, SALES)
    facts = CompanyTables(owner.actor).facts("sales")
    assert facts is not None
    assert facts.first_day == date(2026, 1, 5)
    assert facts.filled["customer"] == 1.0
    assert "category" not in facts.filled


def test_the_profile_measures_quality_and_says_why(owner: Person, tmp_path: Path) -> None:
    lines = [
        line(day=f"{day:02d}/05/2026", invoice=str(day), customer="" if day % 2 else "C1")
        for day in range(1, 29)
    ]
    report = import_file(owner.actor, written(tmp_path, *lines, lines[0]))
    found = report.profile
    assert found.filled["customer"] == pytest.approx(14 / 29, abs=1e-4)
    assert found.duplicates == 1
    assert (found.first_day, found.last_day, found.weeks) == (date(2026, 5, 1), date(2026, 5, 28), 4)
    reasons = " ".join(found.reasons)
    assert "code client" in reasons
    assert "28/05/2026" in reasons
    assert reading.get_profile(owner.actor, report.dataset_id or 0) == found


def test_every_kind_describes_itself_in_french() -> None:
    assert len(KINDS) == 21
    for kind in KINDS.values():
        assert kind.label
        assert kind.lines
        assert all(field.label and field.synonyms for field in kind.fields)
        assert len({field.name for field in kind.fields}) == len(kind.fields)


def test_a_need_is_told_by_the_kind() -> None:
    need = Sales.min_history(weeks=26)
    assert (need.kind, need.min_weeks, need.optional) == ("sales", 26, False)
    assert Sales.optional().optional
