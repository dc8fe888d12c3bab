"""Table query speaks French, every number it says is in the rows it cites, and it says what it does not know."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from levier.accounts.models import Company
from levier.capabilities.feasibility import assess
from levier.capabilities.running import run
from levier.capabilities.table_query import TableQuery, TableQueryOutput
from levier.core.errors import BadInput, NotEnoughData
from levier.core.evidence import Rows
from levier.tables.access import CompanyTables
from levier.tables.importing import import_file
from levier.validation.validating import validate
from tests.cast import Person
from tests.shared_data import shared
from tests.tables.shop import SALES, line, written
from tests.tables.test_measures import PLAIN

pytestmark = pytest.mark.django_db

Asked = Callable[..., TableQueryOutput]
APRIL = {"start": "2026-04-01", "end": "2026-04-30"}
MAY = {"start": "2026-05-01", "end": "2026-05-31"}
SHOP_TODAY = date(2026, 7, 1)
AXES = [
    "product",
    "product_code",
    "customer",
    "country",
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "weekday",
    "hour",
]


@pytest.fixture
def asked(owner: Person, company: Company) -> Asked:
    company.own_today = SHOP_TODAY
    company.save()
    import_file(owner.actor, SALES)
    return lambda **given: asking(owner, **given)


def asking(person: Person, **given: Any) -> TableQueryOutput:
    output = run("table-query", given, person.actor).output
    assert isinstance(output, TableQueryOutput)
    return output


def statements(output: TableQueryOutput) -> list[str]:
    return [
        sentence.text.replace("\u202f", " ").replace("\u00a0", " ")
        for sentence in output.sentences
        if sentence.kind == "statement"
    ]


def notices(output: TableQueryOutput) -> str:
    return " ".join(sentence.text for sentence in output.sentences if sentence.kind == "notice")


def proved(output: TableQueryOutput, today: date = SHOP_TODAY) -> None:
    """Levier's own validation keeps every sentence."""
    checked = validate(output.sentences, output.evidence, today=today)
    assert [(claim.text, claim.reason) for claim in checked.removed] == []


def test_two_months_of_the_real_sales_are_compared_in_one_sentence(owner: Person) -> None:
    import_file(owner.actor, shared("retail/uci_online_retail.parquet"), currency="GBP")
    april, may = {"start": "2011-04-01", "end": "2011-04-30"}, {"start": "2011-05-01", "end": "2011-05-31"}

    output = asking(owner, period=april, compare=may)

    assert statements(output) == [
        "En avril 2011, le chiffre d'affaires est de 493 207,12 £ ; en mai 2011, il atteint 723 333,51 £, soit +46,7 %."
    ]
    rows = output.evidence[0]
    assert isinstance(rows, Rows)
    assert rows.values == [[493207.121, 723333.51, 230126.389, 0.46659178]]
    by_country = asking(owner, period=april, compare=may, dimensions=["country"])
    assert "Royaume-Uni (442 254,04 £ puis 596 459,86 £, +34,9 %)" in statements(by_country)[1]
    assert "La plus forte baisse : Japon (−3 520,38 £)." in statements(by_country)
    proved(output, date(2011, 9, 1))
    proved(by_country, date(2011, 9, 1))


def test_the_order_of_the_periods_does_not_change_the_sentence(asked: Asked) -> None:
    assert statements(asked(period=APRIL, compare=MAY)) == statements(asked(period=MAY, compare=APRIL))


def test_a_ranking_names_its_first_lines_and_hands_its_members_on(asked: Asked) -> None:
    output = asked(dimensions=["product"], limit=3)
    (text,) = statements(output)
    assert text.startswith("Les premiers produits par chiffre d'affaires")
    assert all(name in text for name in output.keys)
    assert len(output.keys) == 3
    assert output.actions[0].input["items"] == output.keys
    assert output.charts[0].title.startswith(f"{output.keys[0]} en tête")
    assert "retours et avoirs" in notices(output)
    proved(output)


def test_countries_are_named_in_french_and_proved_by_the_names_of_the_table(
    owner: Person, tmp_path: Path
) -> None:
    lines = [line(country="United Kingdom"), line(country="EIRE", quantity="1")]
    import_file(owner.actor, written(tmp_path, *lines))
    output = asking(owner, dimensions=["country"])
    assert "Royaume-Uni (99,80 €), Irlande (49,90 €)" in statements(output)[0]
    assert output.keys == ["United Kingdom", "EIRE"]
    rows = output.evidence[0]
    assert isinstance(rows, Rows)
    assert rows.values[1][:2] == ["Irlande", "EIRE"]


def test_customers_who_stopped_are_counted_and_named(asked: Asked) -> None:
    output = asked(inactive={"days": 60, "rhythm": "monthly"})
    assert statements(output)[0] == (
        "1 client n'a pas commandé depuis au moins 60 jours au 01/07/2026, alors qu'il commandait régulièrement tous les mois."
    )
    assert "Müller GmbH" in statements(output)[1]
    assert output.keys == ["Müller GmbH"]
    assert "la plupart des mois" in notices(output)
    proved(output)


def test_nobody_inactive_is_said_to_be_nobody(asked: Asked) -> None:
    output = asked(inactive={"days": 3000})
    assert statements(output) == [
        "Aucun client n'a cessé de commander depuis au moins 3000 jours au 01/07/2026."
    ]
    assert not output.tables
    proved(output)


def test_a_period_out_of_the_data_is_not_answered_and_the_range_is_given(asked: Asked) -> None:
    output = asked(period={"start": "2015-03-01", "end": "2015-03-31"})
    assert output.sentences == []
    assert output.unanswered[0].reason == (
        "Aucune vente en mars 2015 : vos données vont du 5 janvier 2026 au 30 juin 2026."
    )


def test_a_period_half_covered_is_said_to_be(asked: Asked) -> None:
    output = asked(period={"start": "2026-06-01", "end": "2026-09-30"})
    assert "s'arrêtent au 30 juin 2026" in notices(output)
    proved(output)


def test_a_half_covered_bar_is_not_compared_with_whole_ones(asked: Asked) -> None:
    output = asked(dimensions=["month"], period={"start": "2026-02-01", "end": "2026-05-10"})
    assert statements(output)[0].endswith("(avril 2026).")
    assert "La dernière période affichée n'est couverte qu'en partie" in notices(output)


def test_an_unknown_product_is_not_answered_and_the_nearest_names_are_given(asked: Asked) -> None:
    output = asked(filters=["produit = Parasole deporté"])
    assert "Parasol déporté" in output.unanswered[0].reason


def test_filters_typed_by_a_person_are_understood(asked: Asked) -> None:
    output = asked(filters="pays = France, Belgique\nproduit ≠ Hamac coton", dimensions=["country"])
    assert set(output.keys) == {"France", "Belgique"}
    with pytest.raises(BadInput):
        asked(filters="pays > France")


def test_a_silence_typed_by_a_person_is_understood(asked: Asked) -> None:
    assert asked(inactive="60 par mois").keys == ["Müller GmbH"]


def test_without_sales_the_capability_says_what_to_import(owner: Person) -> None:
    with pytest.raises(NotEnoughData, match="Importez vos ventes"):
        asking(owner)
    assert not assess(TableQuery, CompanyTables(owner.actor), 0).ready


def test_with_sales_the_capability_is_ready(owner: Person) -> None:
    import_file(owner.actor, SALES)
    assert assess(TableQuery, CompanyTables(owner.actor), 0).ready


def test_an_employee_gets_no_figure_of_a_managers_table(owner: Person, employee: Person) -> None:
    import_file(owner.actor, SALES, readers=["managers"])
    with pytest.raises(NotEnoughData):
        asking(employee)


def test_what_was_read_is_told_for_the_journal(asked: Asked) -> None:
    output = asked()
    rows = output.evidence[0]
    assert isinstance(rows, Rows)
    assert output.touched == [f"dataset:{rows.dataset}@1"]


_QUESTIONS = st.fixed_dictionaries(
    {
        "measures": st.lists(st.sampled_from(PLAIN), min_size=1, max_size=2, unique=True),
        "dimensions": st.lists(st.sampled_from(AXES), max_size=2, unique=True),
    },
    optional={
        "period": st.sampled_from([APRIL, MAY, {"start": "2026-01-05", "end": "2026-06-30"}]),
        "compare": st.sampled_from([APRIL, {"start": "2026-02-01", "end": "2026-02-28"}]),
        "share": st.booleans(),
        "limit": st.integers(1, 12),
        "order": st.sampled_from(["desc", "asc", "natural"]),
    },
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=_QUESTIONS)
def test_whatever_is_asked_every_sentence_is_proved(asked: Asked, question: dict[str, Any]) -> None:
    output = asked(**question)
    assert output.sentences or output.unanswered
    ids = {evidence.id for evidence in output.evidence}
    cited: Sequence[Any] = [*output.sentences, *output.tables, *output.charts]
    assert all(set(part.evidence) <= ids and part.evidence for part in cited)
    assert not any("None" in sentence.text or "  " in sentence.text for sentence in output.sentences)
    proved(output)


def test_the_part_of_a_member_is_of_the_whole_not_of_itself(asked: Asked) -> None:
    output = asked(share=True, filters=[{"dimension": "country", "values": ["France"]}])
    whole = asked()
    share = output.rows[0][output.columns.index("revenue_share")]
    assert share == pytest.approx(output.rows[0][0] / whole.rows[0][0], abs=1e-6)
    assert 0 < share < 1
    assert "du total" in statements(output)[0]
    proved(output)


def test_members_are_ranked_by_their_change_between_two_periods(asked: Asked) -> None:
    fall = asked(dimensions=["product"], period=MAY, compare=APRIL, order="fall")
    rise = asked(dimensions=["product"], period=MAY, compare=APRIL, order="rise")
    place = fall.columns.index("revenue_difference")
    falls, rises = ([row[place] for row in output.rows] for output in (fall, rise))
    assert falls == sorted(falls)
    assert rises == sorted(rises, reverse=True)
    proved(fall)
    proved(rise)


def test_the_only_member_asked_about_is_not_ranked_first_of_one(asked: Asked) -> None:
    output = asked(dimensions=["country"], filters=[{"dimension": "country", "values": ["France"]}])
    assert "premier" not in " ".join(statements(output))


def test_two_periods_stand_in_the_order_of_time_in_the_table(asked: Asked) -> None:
    table = asked(dimensions=["country"], period=MAY, compare=APRIL).tables[0]
    labels = [column.label for column in table.columns]
    assert labels[0] == "Pays"
    assert [label.split()[0] for label in labels[1:]] == ["Avril", "Mai", "Écart", "Évolution"]
