"""Two tables in one sentence, due dates to come, what stands beside a figure, and what a figure does not tell."""

import pytest

from levier.orchestrator.planning.plan import Plan
from tests.orchestrator.planning.test_kinds_of_tables import given, plan_of


def _asked(plan: Plan) -> list[tuple[str, str]]:
    return [(str(step.input.get("kind")), str(step.input["measures"][0])) for step in plan.steps]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Compare les achats et les ventes de 2025", ("purchases", "purchases_amount"), ("sales", "revenue")),
        ("Ventes et achats du trimestre dernier", ("sales", "revenue"), ("purchases", "purchases_amount")),
        ("Encours clients et nombre de visites", ("invoices", "outstanding"), ("visits", "visits_count")),
        ("Stock et ventes par produit", ("stock", "stock_quantity"), ("sales", "revenue")),
        ("Le chiffre d'affaires et le nombre d'interventions par mois", ("sales", "revenue"), ("visits", "visits_count")),
    ],
)  # fmt: skip
def test_two_tables_in_one_sentence_give_two_figures_of_the_same_days(
    text: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    plan = plan_of(text)
    assert _asked(plan) == [first, second]
    one, other = (step.input for step in plan.steps)
    assert (one.get("period"), one.get("dimensions")) == (other.get("period"), other.get("dimensions"))
    assert "compare" not in one
    assert not plan.refused


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Chiffre d'affaires et marge par mois", ["revenue", "margin"]),
        ("Combien de clients et de commandes en mars ?", ["customers", "orders"]),
        ("Quelles sont les ventes et les retours du mois dernier ?", ["revenue", "returns_value"]),
    ],
)
def test_two_figures_of_one_table_stay_in_one_question(text: str, measures: list[str]) -> None:
    assert given(text)["measures"] == measures


def test_words_of_a_procedure_are_not_two_subjects() -> None:
    (step,) = plan_of("quelles pénalités en cas de retard de livraison du fournisseur ?").steps
    assert step.capability == "knowledge-search"


@pytest.mark.parametrize(
    ("text", "measure", "axes"),
    [
        ("Quelles factures arrivent à échéance dans les 15 prochains jours ?", "due_sent", ["invoice", "customer"]),
        ("Combien allons-nous encaisser en décembre ?", "due_sent", None),
        ("Que nous doivent les clients le mois prochain ?", "due_sent", None),
        ("Quelles factures fournisseurs devons-nous payer cette semaine ?", "due_received", ["invoice", "supplier"]),
        ("Échéances clients par semaine", "due_sent", ["week"]),
    ],
)  # fmt: skip
def test_days_to_come_are_those_of_the_due_dates(text: str, measure: str, axes: list[str] | None) -> None:
    asked = given(text)
    assert asked["measures"] == [measure]
    assert asked.get("dimensions") == axes
    assert "period" not in asked or asked["period"]["end"] >= "2026-11-23"


def test_what_is_owed_today_is_not_what_falls_due() -> None:
    assert given("Que nous doivent les clients ?")["measures"] == ["outstanding"]


def test_late_for_more_than_so_many_days_keeps_the_ages_beyond() -> None:
    (kept,) = given("Liste les factures en retard de plus de 60 jours")["filters"]
    assert kept == {"dimension": "age", "values": ["61 à 90 jours", "plus de 90 jours"]}


@pytest.mark.parametrize(
    "text", ["Quels clients risquent de partir ?", "Quels clients sont sur le point de partir ?"]
)
def test_who_may_leave_is_who_stopped_ordering(text: str) -> None:
    asked = given(text)
    assert (asked["kind"], asked["dimensions"], asked["inactive"]) == ("sales", ["customer"], {"days": 90})


def test_a_figure_beside_a_noun_is_not_the_count_of_that_noun() -> None:
    assert not plan_of("Quel est le fournisseur le moins cher ?").steps
    assert given("Combien de fournisseurs avons-nous ?")["measures"] == ["suppliers_count"]
    assert given("Quel est notre produit le plus cher ?")["measures"] == ["average_price"]


def test_how_to_improve_a_figure_is_given_to_the_tool_that_does_it_or_said_not_to_be_known() -> None:
    assert [step.capability for step in plan_of("Comment réduire notre stock ?").steps] == [
        "stock-replenishment"
    ]
    plan = plan_of("Comment augmenter notre chiffre d'affaires ?")
    assert _asked(plan) == [("sales", "revenue")]
    assert "pas ce qu’il faut faire" in plan.refused[0].reason


def test_a_letter_is_not_written_and_no_figure_is_given_in_its_place() -> None:
    plan = plan_of("Prépare un mail de relance pour les factures en retard")
    assert not plan.steps
    assert "n’écrit pas de courrier" in plan.refused[0].reason


def test_what_a_tool_brought_is_asked_of_the_method() -> None:
    (step,) = plan_of("Combien avons-nous gagné grâce à la prévision des ventes ?").steps
    assert step.capability == "method-review"


@pytest.mark.parametrize(
    "text",
    ["Quels clients n'ont pas payé leur facture ?", "Qui n'a pas payé ?", "Qui ne nous a pas encore payés ?"],
)
def test_who_has_not_paid_is_asked_of_the_invoices(text: str) -> None:
    asked = given(text)
    assert (asked["measures"], asked["dimensions"]) == (["overdue"], ["customer"])


def test_what_to_do_about_an_unpaid_invoice_is_no_figure() -> None:
    assert "table-query" not in [
        step.capability for step in plan_of("Que faire si un client n'a pas payé sa facture ?").steps
    ]
