"""« Savoir-faire »: the cards say what is missing; the form comes from the declaration and keeps what was typed."""

from unittest.mock import patch

from django.urls import reverse

from levier.capabilities import registry
from levier.capabilities.sales_forecast import SalesForecast
from levier.indicators.catalogue.reading import catalogue
from levier.orchestrator import services
from levier.orchestrator.models import Request
from levier.orchestrator.planning.single import plan_for
from levier.web.capabilities import forms
from tests.cast import Person
from tests.web.answers import answered
from tests.web.world import World

FORM = "capability"


def texts(**given: list[str]) -> forms.Texts:
    return lambda name: given.get(name, [])


def test_a_card_says_what_the_company_lacks(owner: Person) -> None:
    html = owner.client.get(reverse("capabilities")).content.decode()
    assert "Il manque des données" in html
    assert "Prévision des ventes" in html


def test_the_form_shows_french_labels_bounds_and_defaults(owner: Person) -> None:
    html = owner.client.get(reverse(FORM, args=["sales-forecast"])).content.decode()
    assert "Horizon" in html
    assert "de 1 à 104" in html
    assert '<option value="week" selected>semaine</option>' in html


def test_the_form_is_filled_by_its_address(owner: Person) -> None:
    html = owner.client.get(
        reverse(FORM, args=["sales-forecast"]), {"horizon": "6", "by": "product"}
    ).content.decode()
    assert 'value="6"' in html
    assert '<option value="product" selected>' in html


def test_a_refused_value_is_told_beside_its_field_and_kept(owner: Person) -> None:
    response = owner.client.post(reverse(FORM, args=["sales-forecast"]), {"horizon": "1000", "grain": "week"})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Il faut au plus 104" in html
    assert 'value="1000"' in html


def test_a_contradiction_between_fields_is_told_for_the_whole_form() -> None:
    found = forms.read(SalesForecast.Input, texts(items=["TASSE"], by=["total"]))
    assert not found.good
    assert found.errors == {}
    assert "découpage" in found.whole


def test_a_run_becomes_a_request_with_its_own_page(world: World, owner: Person) -> None:
    request: Request = answered(world, owner)
    with patch.object(services, "submit_capability", return_value=request) as submit:
        response = owner.client.post(
            reverse(FORM, args=["sales-forecast"]), {"horizon": "2", "items": "A\nB", "by": "product"}
        )
    assert response.headers["Location"] == reverse("ask_request", args=[request.pk])
    assert submit.call_args.args[2] == {"horizon": "2", "items": ["A", "B"], "by": "product"}


def test_the_plan_of_a_form_is_one_step_told_in_french_words() -> None:
    plan = plan_for("sales-forecast", {"horizon": 2, "grain": "month"})
    assert [step.capability for step in plan.steps] == ["sales-forecast"]
    assert plan.steps[0].input == {"horizon": 2, "grain": "month"}
    assert plan.rewritten.startswith("Prévision des ventes — horizon\u00a0: 2, pas de temps\u00a0: mois")


def test_an_unknown_capability_is_not_found(owner: Person) -> None:
    assert owner.client.get(reverse(FORM, args=["nothing-such"])).status_code == 404


def test_lines_are_typed_one_by_one_and_kept_with_their_fault(owner: Person) -> None:
    page = reverse(FORM, args=["scenario-simulation"])
    html = owner.client.get(
        page, {"changes": '[{"lever": "hiring", "value": 2, "amount": 32000}]'}
    ).content.decode()
    assert '<option value="hiring" selected>' in html
    assert 'value="32000"' in html
    typed = {
        "changes.lever": ["price", "volume"],
        "changes.value": ["-150", ""],
        "changes.scenario": ["", ""],
    }
    response = owner.client.post(page, typed)
    assert response.status_code == 422
    assert "Ligne 1" in response.content.decode()
    assert 'value="-150"' in response.content.decode()


def test_lines_run_as_one_request_told_in_words(world: World, owner: Person) -> None:
    request: Request = answered(world, owner)
    with patch.object(services, "submit_capability", return_value=request) as submit:
        owner.client.post(
            reverse(FORM, args=["scenario-simulation"]),
            {"changes.lever": ["price", "price"], "changes.value": ["-5", ""]},
        )
    given = submit.call_args.args[2]
    assert given == {"changes": [{"lever": "price", "value": "-5"}]}
    assert "prix de vente (%), −5" in plan_for("scenario-simulation", given).rewritten


def test_fine_settings_are_folded_until_one_of_them_is_set_or_wrong(owner: Person) -> None:
    address = reverse(FORM, args=["route-planning"])
    html = owner.client.get(address).content.decode()
    assert "Rien n&#x27;est obligatoire" in html or "Rien n'est obligatoire" in html
    assert "(facultatif)</span></label>" not in html
    assert '<details class="fine-settings">' in html
    assert '<details class="fine-settings" open>' in owner.client.get(address, {"detour": "1,5"}).content.decode()  # fmt: skip
    assert '<details class="fine-settings" open>' in owner.client.post(address, {"detour": "9"}).content.decode()  # fmt: skip


def test_the_page_names_the_indicators_that_the_capability_acts_on(owner: Person) -> None:
    html = owner.client.get(reverse(FORM, args=["stock-replenishment"])).content.decode()
    assert "Indicateurs qu'il fait bouger" in html
    assert catalogue()["stock-value"].label in html


def test_a_request_says_only_what_was_changed_with_french_figures() -> None:
    given = {"goal": "cost", "detour": 1.3, "town_speed": 27.5, "day": "2026-11-24"}
    told = plan_for("route-planning", given).rewritten
    assert told == "Tournées — jour\u00a0: 24/11/2026, vitesse en ville\u00a0: 27,5\u00a0km/h"
    assert plan_for("route-planning", {}).rewritten == "Tournées"


def test_fraud_detection_is_not_ready_on_sales_alone(owner: Person) -> None:
    needs = registry.get("fraud-detection").needs
    assert set(needs[0].among) == {"journal_entries", "purchases", "invoices", "payments"}
