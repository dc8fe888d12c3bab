"""Bounds, averages, classes, who came and stopped, overviews: read as such, and never answered by another figure."""

from typing import Any

import pytest

from tests.orchestrator.planning.test_local_planner import inputs, plan_of


def only(text: str) -> dict[str, Any]:
    ((capability, given),) = inputs(text)
    assert capability == "table-query"
    return given


@pytest.mark.parametrize(
    ("text", "axis", "measure", "side", "value"),
    [
        ("Clients dont le panier dépasse 500 €", "customer", "average_basket", "over", 500),
        ("Quels clients ont commandé au moins 20 fois ?", "customer", "orders", "at_least", 20),
        ("Combien de clients ont dépensé plus de 10 000 € en 2025 ?", "customer", "revenue", "over", 10_000),
        ("Produits dont le taux de retour dépasse 10 %", "product", "returns_rate", "over", 0.1),
        ("Quels produits se sont vendus à moins de 50 exemplaires ?", "product", "quantity", "under", 50),
        (
            "Quels mois avons-nous dépassé 70 000 € de chiffre d'affaires ?",
            "month",
            "revenue",
            "over",
            70_000,
        ),
        ("Les pays avec plus de 10 clients", "country", "customers", "over", 10),
    ],
)
def test_a_bound_keeps_the_members_beyond_it(
    text: str, axis: str, measure: str, side: str, value: float
) -> None:
    given = only(text)
    assert given["dimensions"] == [axis]
    assert given["measures"][0] == measure
    assert given["having"] == [{"measure": measure, "side": side, "value": value}]


def test_a_duration_is_no_bound() -> None:
    given = only("Quels clients n'ont pas commandé depuis plus de 60 jours ?")
    assert "having" not in given
    assert given["inactive"]["days"] == 60


def test_an_amount_that_no_measure_takes_is_told_beside_the_figure() -> None:
    plan = plan_of("Quelles ventes de plus de 3000 € en mai ?")
    assert any("3000 €" in one.reason for one in plan.refused)


@pytest.mark.parametrize(
    ("text", "axis", "average"),
    [
        ("Quel est le chiffre d'affaires moyen par jour ?", "day", "all"),
        ("Moyenne des ventes par jour ouvré en juin", "day", "working"),
        ("Combien vendons-nous en moyenne par mois en France ?", "month", "all"),
    ],
)
def test_an_average_by_a_calendar_is_asked_as_one(text: str, axis: str, average: str) -> None:
    given = only(text)
    assert (given["dimensions"], given["average"]) == ([axis], average)


def test_a_mean_that_is_a_measure_is_not_averaged_again() -> None:
    assert "average" not in only("Panier moyen par mois")


@pytest.mark.parametrize("text", ["Classe les clients en A B C", "Fais une analyse ABC de nos clients"])
def test_members_are_classed_when_classes_are_asked(text: str) -> None:
    given = only(text)
    assert given["classes"] is True
    assert given["dimensions"] == ["customer"]


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Quels clients ont acheté en janvier mais plus depuis ?", None),
        ("Les clients de janvier qui ne sont pas revenus depuis", None),
        ("Clients qui ont acheté en janvier mais pas en février", "2026-02-01"),
    ],
)
def test_who_came_and_did_not_come_back(text: str, absent: str | None) -> None:
    inactive = only(text)["inactive"]
    assert inactive["bought"]["start"] == "2026-01-01"
    assert (inactive.get("absent") or {}).get("start") == absent


def test_ranks_after_a_country_leave_it_out() -> None:
    given = only("Les deux pays où l'on vend le plus après la France")
    assert given["filters"] == [{"dimension": "country", "values": ["France"], "exclude": True}]
    assert given["limit"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "Quels produits ont perdu le plus de chiffre d'affaires entre le premier et le deuxième trimestre ?",
        "Quels produits ont le plus baissé entre le T1 et le T2 ?",
    ],
)
def test_falls_between_two_quarters_compare_them(text: str) -> None:
    given = only(text)
    assert (given["order"], given["dimensions"]) == ("fall", ["product"])
    assert (given["period"]["start"], given["compare"]["start"]) == ("2026-04-01", "2026-01-01")


@pytest.mark.parametrize(
    "text",
    [
        "Les ventes de juillet ont-elles augmenté par rapport à juin et de combien ?",
        "Si on perd notre plus gros client, quel impact ?",
    ],
)
def test_words_that_ask_nothing_alone_stay_with_their_question(text: str) -> None:
    assert len(plan_of(text).steps) == 1


def test_losing_someone_is_told_by_what_they_weigh() -> None:
    assert only("Si on perd notre plus gros client, quel impact ?")["share"] is True


def test_a_count_with_its_amount_gives_both() -> None:
    assert only("Combien de commandes en mai et pour quel montant ?")["measures"] == ["orders", "revenue"]


def test_a_question_of_figures_with_no_figure_in_it_is_refused_rather_than_answered_by_the_turnover() -> None:
    plan = plan_of("Numérote les chiffres")
    assert not [step for step in plan.steps if step.capability == "table-query"]


def test_tax_included_beside_a_known_figure_is_said_to_be_unknown() -> None:
    plan = plan_of("Quelle est la différence entre le chiffre d'affaires HT et TTC ?")
    assert any("ttc" in one.reason.lower() for one in plan.refused)


@pytest.mark.parametrize(
    "text",
    ["Fais le point sur nos ventes", "Comment va la boîte ?", "Analyse mes ventes", "Fais-moi un bilan"],
)
def test_an_overview_is_a_board_of_indicators(text: str) -> None:
    assert [step.capability for step in plan_of(text).steps] == ["live-dashboard"]


@pytest.mark.parametrize(
    "text", ["Que me conseilles-tu ?", "Dis-moi ce que je devrais faire", "Donne-moi des conseils"]
)
def test_advice_that_nothing_proves_is_refused_with_what_may_be_asked(text: str) -> None:
    plan = plan_of(text)
    assert not plan.steps
    assert "conseil" in plan.refused[0].reason


def test_a_question_that_opens_with_a_capabilitys_own_verb_is_for_it() -> None:
    plan = plan_of("Propose-moi des produits à vendre avec le Shampoing solide ortie")
    assert [step.capability for step in plan.steps] == ["product-recommendation"]


def test_duplicates_are_for_the_search_of_errors() -> None:
    assert [step.capability for step in plan_of("Y a-t-il des factures en double ?").steps] == [
        "fraud-detection"
    ]


def test_week_ends_against_weeks_are_days_of_the_week() -> None:
    assert only("Ventes du week-end vs semaine")["dimensions"] == ["weekday"]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Quelle est la commande la plus importante de l'année ?", 1),
        ("Quelles sont nos 5 plus grosses commandes ?", 5),
    ],
)
def test_orders_are_ranked_one_by_one(text: str, limit: int) -> None:
    given = only(text)
    assert (given["dimensions"], given["limit"]) == (["invoice"], limit)


def test_the_orders_of_a_customer_are_listed() -> None:
    assert only("Liste les factures du client Biocoop Nantes en mai")["dimensions"] == ["invoice"]


@pytest.mark.parametrize(
    "text",
    [
        "Quels produits n'ont jamais été vendus en Belgique ?",
        "Combien de clients ne respectent pas leurs délais ?",
    ],
)
def test_a_negation_that_nothing_reads_is_never_answered_by_the_contrary(text: str) -> None:
    assert not [step for step in plan_of(text).steps if step.capability == "table-query"]


def test_who_ordered_nothing_in_a_month_is_of_that_month() -> None:
    assert only("Quels pays n'ont rien commandé en mars ?")["inactive"]["absent"]["start"] == "2026-03-01"


def test_a_share_of_nothing_named_is_asked_again() -> None:
    plan = plan_of("Que représentent les frais de port dans nos ventes ?")
    assert not plan.steps
    assert "part" in plan.refused[0].reason


def test_better_than_last_year_compares_with_it() -> None:
    assert "compare" in only("Nos ventes en Belgique sont-elles meilleures que l'an dernier ?")


def test_do_baskets_grow_is_asked_month_by_month() -> None:
    given = only("Est-ce que les paniers augmentent ?")
    assert (given["measures"], given["dimensions"]) == (["average_basket"], ["month"])


def test_a_sum_to_the_end_of_june_begins_with_the_year() -> None:
    period = only("Quel est le chiffre d'affaires cumulé à fin juin ?")["period"]
    assert (period["start"], period["end"]) == ("2026-01-01", "2026-06-30")


def test_a_week_is_known_by_its_number() -> None:
    assert only("Ventes de la semaine 12")["period"]["start"] == "2026-03-16"


def test_who_buys_a_product_is_a_list_of_customers() -> None:
    assert only("Qui achète du Shampoing solide ortie ?")["dimensions"] == ["customer"]


@pytest.mark.parametrize(
    "text", ["Top 3 des produits par pays", "Les 3 produits les plus vendus en France et en Belgique"]
)
def test_the_first_of_each_country(text: str) -> None:
    given = only(text)
    assert (given["each"], given["limit"]) == ("country", 3)
    assert set(given["dimensions"]) == {"country", "product"}


def following(*texts: str) -> dict[str, Any]:
    ((capability, given),) = inputs(*texts)
    assert capability == "table-query"
    return given


def test_the_next_ones_come_after_the_first() -> None:
    assert following("Quels sont nos 5 meilleurs clients ?", "et les 5 suivants ?")["limit"] == 10


def test_a_bound_said_after_is_of_those_listed_before() -> None:
    given = following("Quels sont nos meilleurs clients ?", "seulement ceux qui ont dépensé plus de 5000 €")
    assert given["dimensions"] == ["customer"]
    assert given["having"] == [{"measure": "revenue", "side": "over", "value": 5000}]


def test_another_figure_moves_the_bound() -> None:
    given = following("Clients dont le panier dépasse 1000 €", "et 2000 € ?")
    assert given["having"] == [{"measure": "average_basket", "side": "over", "value": 2000}]


def test_the_top_three_is_of_what_was_listed() -> None:
    given = following("Chiffre d'affaires de mai par pays", "le top 3")
    assert (given["dimensions"], given["limit"]) == (["country"], 3)


def test_another_month_of_absence() -> None:
    given = following("Quels clients n'ont rien commandé en mars ?", "et en avril ?")
    assert given["inactive"]["absent"]["start"] == "2026-04-01"


def test_what_no_capability_does_is_refused_not_searched() -> None:
    assert not plan_of("Chiffre d'affaires par pays", "exporte la liste").steps
