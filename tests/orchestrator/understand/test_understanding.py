"""A request read: its questions, the company's own names, its periods, what it leans on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.core.errors import BadInput
from levier.orchestrator.planning.plan import Plan, Step, SubQuestion
from levier.orchestrator.understand import Turn, Understood, Words, understand
from levier.orchestrator.understand.cues import FIGURES, cue_text

TODAY = date(2026, 11, 23)
SHOP = Words(
    {
        "product": (
            "Savon à la lavande 200 g",
            "Savon à l'olive 200 g",
            "Shampoing solide ortie",
            "Coffret Noël",
            "Livraison",
        ),
        "product_code": ("SAV-LAV-200", "85123A"),
        "customer": ("Pharmacie Dupont", "Biocoop Nantes", "12583"),
        "country": ("France", "Germany", "EIRE", "United Kingdom"),
    }
)


def read(text: str, history: tuple[Turn, ...] = ()) -> Understood:
    return understand(text, today=TODAY, vocabulary=SHOP, history=history)


def linked(text: str) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(one.dimension, one.values, one.exclude) for one in read(text).entities]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        (
            "CA de mai, et quels sont les délais de paiement ?",
            ["CA de mai", "quels sont les délais de paiement ?"],
        ),
        (
            "Donne le top 5 et dis-moi si on doit déclarer nos caméras",
            ["Donne le top 5", "si on doit déclarer nos caméras"],
        ),
        ("Bonjour, CA de juin svp. Merci !", ["CA de juin."]),
        ("compare avril et mai", ["compare avril et mai"]),
        (
            "quelles mentions sur un devis et une facture ?",
            ["quelles mentions sur un devis et une facture ?"],
        ),
        ("CA et quantités par pays", ["CA et quantités par pays"]),
        ("CA par pays et panier moyen par client", ["CA par pays", "panier moyen par client"]),
        ("CA de mai et délai de rétractation", ["CA de mai", "délai de rétractation"]),
    ],
)
def test_a_request_is_cut_where_a_new_question_begins_and_nowhere_else(
    text: str, questions: list[str]
) -> None:
    assert [question.text for question in read(text).questions] == questions


def test_a_product_is_found_though_partial_plural_or_misspelt() -> None:
    lavender = [("product", ("Savon à la lavande 200 g",), False)]
    assert linked("ventes de savons à la lavande") == lavender
    assert linked("ventes savon lavande en mai") == lavender
    assert linked("ventes de savon lavende") == lavender
    assert linked("ventes de SAV-LAV-200") == [("product_code", ("SAV-LAV-200",), False)]


def test_a_name_that_fits_several_products_is_left_open_with_its_candidates() -> None:
    (entity,) = read("ventes de savon en mai").entities
    assert entity.values == ()
    assert set(entity.candidates) == {"Savon à la lavande 200 g", "Savon à l'olive 200 g"}


def test_all_of_them_may_be_asked() -> None:
    (entity,) = read("ventes de tous les produits « savon » en mai").entities
    assert len(entity.values) == 2


def test_a_country_is_found_under_its_french_name_or_its_people_as_the_table_writes_it() -> None:
    assert linked("ventes en Allemagne") == [("country", ("Germany",), False)]
    assert linked("nos clients allemands") == [("country", ("Germany",), False)]
    assert linked("ventes en irlande") == [("country", ("EIRE",), False)]


def test_a_country_keeps_the_name_its_table_uses_though_the_vocabulary_adds_the_french_one() -> None:
    both = Words({"country": ("Germany", "Allemagne")})
    (entity,) = understand("ventes en Allemagne", today=TODAY, vocabulary=both).entities
    assert entity.values == ("Germany",)


def test_exclusion_holds_for_the_names_joined_to_the_first() -> None:
    assert linked("CA hors Royaume-Uni et Irlande, par mois en France") == [
        ("country", ("United Kingdom",), True),
        ("country", ("EIRE",), True),
        ("country", ("France",), False),
    ]


def test_a_number_is_a_customer_only_when_said_to_be() -> None:
    assert linked("CA du client 12583") == [("customer", ("12583",), False)]
    assert linked("CA supérieur à 2011") == []


def test_an_ordinary_word_is_not_taken_for_a_product_of_that_name() -> None:
    assert linked("quelles pénalités en cas de retard de livraison ?") == []


def test_a_period_inside_a_full_name_is_part_of_the_name() -> None:
    understood = read("ventes de Coffret Noël en octobre")
    assert [period.period.label for period in understood.periods] == ["octobre 2026"]


def test_a_follow_up_leans_on_the_conversation_and_alone_does_not() -> None:
    plan = Plan(
        rewritten="CA de mai", questions=[SubQuestion(id="q1", text="CA de mai")],
        steps=[Step(id="s1", capability="table-query", input={}, question="q1", label="")],
    )  # fmt: skip
    understood = read("et en Allemagne ?", (Turn("CA de mai", plan),))
    assert understood.clauses[0].leans
    assert "CA de mai" in understood.rewritten
    assert not read("et en Allemagne ?").clauses[0].leans


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "vide"),
        (" ?! ", "vide"),
        ("a" * 20_000, "trop longue"),
        ("¿Cuáles son nuestras ventas del mes pasado?", "français"),
        ("ventes en avril 2011 du mois de mai", "se contredisent"),
        ("CA du 9 au 3 mai", "finit avant de commencer"),
    ],
)
def test_what_cannot_be_read_is_refused_in_french(text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read(text)


@given(st.text(max_size=300))
def test_any_text_is_understood_or_refused_and_offsets_are_true(text: str) -> None:
    try:
        understood = read(text)
    except BadInput:
        return
    assert understood.clauses
    for clause in understood.clauses:
        for span in (*clause.entities, *clause.periods):
            assert clause.text[span.start : span.end] == span.raw


@pytest.mark.parametrize(("text", "periods"), [("CA de la TB-2002", 0), ("CA de TB-2002 en 2026", 1)])
def test_a_code_that_ends_like_a_year_is_no_period(text: str, periods: int) -> None:
    understood = understand(text, today=date(2026, 11, 23))
    assert sum(len(clause.periods) for clause in understood.clauses) == periods


def test_the_turnover_expected_is_not_read_as_a_pronoun() -> None:
    understood = understand("Quel CA peut-on attendre le mois prochain ?", today=date(2026, 11, 23))
    assert FIGURES.search(cue_text(understood.clauses[0].text))


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("CA du client Durand", ("customer", "Durand")),
        ("que proposer au client « Bar du Port » ?", ("customer", "Bar du Port")),
        ("Que proposer au client EDF ?", ("customer", "EDF")),
        ("combien de ventes pour le client n° 99999 ?", ("customer", "99999")),
        ("prévois les ventes du produit Zorglub XL", ("product", "Zorglub XL")),
        ("stock de la référence ZZ-404", ("product_code", "ZZ-404")),
    ],
)
def test_a_name_said_to_be_a_customers_or_a_products_is_one_even_unknown(
    text: str, entity: tuple[str, str]
) -> None:
    found = [(one.dimension, one.value) for one in read(text).entities if one.score == 0]
    assert found == [entity]


@pytest.mark.parametrize(
    "text",
    [
        "Que dit l'article L1225-17 du code du travail ?",
        "Que dit l'article 1240 ?",
        "CA des clients VIP",
        "CA du client Pharmacie Dupont",
        "CA de nos clients en 2026",
        "QUEL EST LE CA DU CLIENT LE PLUS FIDELE",
        "Quel fournisseur est en retard ?",
    ],
)
def test_what_is_no_name_or_a_known_one_claims_nothing(text: str) -> None:
    assert [one for one in read(text).entities if one.score == 0] == []
