"""Questions over several kinds of tables: each goes to the table its words name, and the others keep theirs."""

from datetime import date
from typing import Any

import pytest

from levier.capabilities.registry import catalogue
from levier.orchestrator.planning.local import LocalPlanner
from levier.orchestrator.planning.plan import Plan
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.understand import Turn, Words, understand
from levier.tables.measures import MODELS

TODAY = date(2026, 11, 23)
NAMES = Words({"product": ("Table ronde", "Table basse"), "country": ("France", "Belgique")})
PLANNER = LocalPlanner(lambda: None)


def plan_of(*texts: str) -> Plan:
    turns: list[Turn] = []
    plan: Plan | None = None
    for text in texts:
        understood = understand(text, today=TODAY, vocabulary=NAMES, history=turns)
        facts = CompanyFacts(today=TODAY, models=MODELS)
        plan = PLANNER.plan(understood, catalogue=list(catalogue().values()), company=facts)
        turns.append(Turn(text, plan))
    assert plan is not None
    return plan


def given(*texts: str) -> dict[str, Any]:
    (step,) = plan_of(*texts).steps
    assert step.capability == "table-query"
    return step.input


@pytest.mark.parametrize(
    ("text", "kind", "measure", "axes"),
    [
        ("Encours par client", "invoices", "outstanding", ["customer"]),
        ("Chiffre d'affaires par segment de clients", "sales", "revenue", ["segment"]),
        ("Combien avons-nous dépensé en communication en 2026 ?", "campaigns", "spend", None),
        ("quels pays ont acheté le plus en août", "sales", "revenue", ["country"]),
        ("quel est le produit le plus vendu en France ?", "sales", "quantity", ["product"]),
        ("CA de mai, top 3", "sales", "revenue", ["product"]),
    ],
)
def test_a_question_goes_to_the_table_its_words_name(
    text: str, kind: str, measure: str, axes: list[str] | None
) -> None:
    asked = given(text)
    assert (asked.get("kind", "sales"), asked["measures"][0], asked.get("dimensions")) == (
        kind,
        measure,
        axes,
    )


def test_what_is_counted_from_facts_is_not_asked_of_the_future() -> None:
    plan = plan_of("Montant des impayés le mois prochain")
    assert plan.steps == []
    assert "rien n’est encore à compter en décembre 2026" in plan.refused[0].reason


def test_compare_both_puts_the_last_two_questions_side_by_side() -> None:
    months = given("CA de mai 2026", "et juin 2026 ?", "compare les deux")
    assert (months["period"]["label"], months["compare"]["label"]) == ("juin 2026", "mai 2026")
    places = given("CA en France en mai 2026", "et en Belgique ?", "compare les deux")
    assert sorted(places["filters"][0]["values"]) == ["Belgique", "France"]
    assert places["dimensions"] == ["country"]


def test_compare_both_with_nothing_before_asks_what() -> None:
    plan = plan_of("compare les deux")
    assert plan.steps == []
    assert "Comparer quoi" in plan.clarifications[0].text


def test_a_choice_of_all_the_products_reads_as_french() -> None:
    plan = plan_of("CA du table en mai 2026")
    choices = [choice for one in plan.clarifications for choice in one.choices]
    assert "CA de tous les produits «\u00a0table\u00a0» en mai 2026" in choices


@pytest.mark.parametrize(
    ("text", "kind", "measure"),
    [
        ("Quelles factures de plus de 2000 € sont en retard ?", "invoices", "overdue"),
        ("Quels clients me doivent plus de 1000 € ?", "invoices", "outstanding"),
    ],
)
def test_a_bound_does_not_hide_what_it_is_of(text: str, kind: str, measure: str) -> None:
    asked = given(text)
    assert (asked["kind"], asked["measures"][0]) == (kind, measure)
    assert asked["having"][0]["measure"] == measure


def test_bills_that_are_not_paid_are_unpaid() -> None:
    assert given("Quelles factures ne sont pas payées ?")["kind"] == "invoices"


def test_a_count_of_bills_with_its_amount() -> None:
    assert given("Combien de factures en octobre et pour quel montant ?")["measures"][1] == "billed"


def test_how_it_moves_is_of_the_figure_before() -> None:
    assert given("Quelle est la note moyenne des avis ?", "Comment évolue-t-elle ?")["kind"] == "reviews"


def test_a_negation_outside_the_measure_is_refused() -> None:
    plan = plan_of("Quels articles ne se vendent plus mais sont encore en stock ?")
    assert not plan.steps
    assert plan.refused
