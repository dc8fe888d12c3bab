"""What a French question is read as."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.capabilities.scenario_simulation.asking import read_question
from levier.capabilities.scenario_simulation.changes import Change
from levier.core.errors import BadInput

FIRST = date(2026, 12, 1)


def read(question: str) -> list[tuple[str, float]]:
    return [(one.lever, one.value) for one in read_question(question, FIRST).changes]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Que se passe-t-il si je baisse mes prix de 5 % et que mes clients paient 15 jours plus tard ?",
            [("price", -5), ("customer_delay", 15)],
        ),
        ("Et si j'embauche deux personnes à 32 000 € brut ?", [("hiring", 2)]),
        ("Et si j’embauche un vendeur à 2 200 € brut par mois ?", [("hiring", 1)]),
        ("Que se passe-t-il si un salarié à 30 000 € part ?", [("hiring", -1)]),
        ("Que devient ma trésorerie si mes ventes reculent de 20 % ?", [("volume", -20)]),
        ("et si les matières premières prennent 12 %", [("unit_cost", 12)]),
        ("Et si mon fournisseur Dupont Bois augmente ses prix de 8 % ?", [("supplier", 8)]),
        ("Et si mon fournisseur principal augmente ses prix de 8 % ?", [("unit_cost", 8)]),
        ("Si je paie mes fournisseurs 30 jours plus tôt", [("supplier_delay", -30)]),
        ("Et si le dollar prend 10 % ?", [("exchange_rate", 10)]),
        ("Et si mon loyer augmente de 200 € par mois ?", [("fixed_amount", 200)]),
        ("Et si l'énergie augmente de 10 % et les salaires de 3 % ?", [("fixed_costs", 10), ("payroll", 3)]),
        ("Et si j'investis 40 000 € dans une machine ?", [("investment", 40000)]),
        (
            "J'augmente mes tarifs de 4,5 % et je perds 3 % de mes clients",
            [("price", 4.5), ("volume", -3)],
        ),
        ("Prix -5 %, délai clients +15 jours", [("price", -5), ("customer_delay", 15)]),
        ("Quel effet aurait un doublement des ventes ?", [("volume", 100)]),
    ],
)
def test_a_question_is_read_lever_by_lever(question: str, expected: list[tuple[str, float]]) -> None:
    assert read(question) == expected


def test_compared_changes_become_scenarios_of_their_own() -> None:
    found = read_question("Compare une hausse des prix de 3 % et une baisse de 5 %", FIRST).changes
    assert [(one.scenario, one.value) for one in found] == [("Scénario A", 3), ("Scénario B", -5)]


def test_a_monthly_wage_is_paid_twelve_times() -> None:
    (change,) = read_question("Et si j'embauche un vendeur à 2 200 € brut par mois ?", FIRST).changes
    assert change.amount == 26_400


def test_when_it_begins_and_how_long_it_lasts_are_read() -> None:
    asked = read_question("Et si mes prix augmentent de 2 % à partir de mars, sur 24 mois ?", FIRST)
    assert asked.changes[0].start == 4
    assert asked.horizon == 24
    assert read_question("et si les achats prennent 12 % dans 3 mois", FIRST).changes[0].start == 4


def test_a_figure_nothing_explains_is_said_and_not_guessed() -> None:
    asked = read_question("Et si mes prix baissent de 5 % et la météo de 3 % ?", FIRST)
    assert [(one.lever, one.value) for one in asked.changes] == [("price", -5)]
    assert asked.unread


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Et si mes prix baissent de 150 % ?", "150"),
        ("Et si mes ventes baissent de 100 % ?", "100"),
        ("Et si je baisse mes prix ?", "de combien"),
        ("Quelle est la capitale de la France ?", "aucun levier"),
        ("Et si mes prix baissent de 5 % sur 90 mois ?", "3 à 36 mois"),
        ("Et si mes clients paient 900 jours plus tard ?", "365"),
    ],
)
def test_what_cannot_be_is_refused_in_words(question: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_question(question, FIRST)
    assert words in refused.value.message


@given(st.integers(1, 99), st.sampled_from(["baisse", "augmente"]))
def test_any_percentage_of_price_is_read_with_its_sign(value: int, verb: str) -> None:
    (change,) = read_question(f"Que se passe-t-il si je {verb} mes prix de {value} % ?", FIRST).changes
    assert change.value == (value if verb == "augmente" else -value)


@pytest.mark.parametrize(
    "given_",
    [
        {"lever": "price", "value": 0},
        {"lever": "price", "value": -100},
        {"lever": "hiring", "value": 2},
        {"lever": "investment", "value": -5},
        {"lever": "supplier", "value": 5},
        {"lever": "volume", "value": float("nan")},
        {"lever": "volume", "value": 5, "start": 0},
    ],
)
def test_an_impossible_change_is_refused(given_: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Change.model_validate(given_)


def test_ten_thousand_written_with_a_space_is_a_count_and_too_many_people() -> None:
    assert read("Et si j'embauche 1 000 personnes à 32 000 € brut par an ?") == [("hiring", 1000)]
    with pytest.raises(BadInput, match="10\u202f000 personnes, il en faut au plus 1 000"):
        read("Et si j'embauche 10 000 personnes à 32 000 € brut par an ?")


def test_prices_cannot_fall_by_more_than_all() -> None:
    with pytest.raises(BadInput, match="la baisse doit rester sous 100"):
        read("Et si je baisse mes prix de 120 % ?")
