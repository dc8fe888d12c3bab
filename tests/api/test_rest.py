import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from levier.api import limits
from levier.capabilities import registry
from tests.api.conftest import Program
from tests.cast import Person

Programs = Callable[[Person | None], Program]
RUN = "/api/v1/capabilities/sales-forecast"


def is_problem(response: Any, status: int) -> dict[str, str]:
    assert response.status_code == status, response.content
    found = response.json()
    assert set(found) == {"code", "what", "where", "mend"}
    assert found["what"]
    return found


@pytest.mark.parametrize("path", ["/api/v1/capabilities", "/api/v1/requests", "/api/v1/datasets"])
def test_nobody_is_let_in_without_a_token_or_with_a_wrong_one(
    company: Any, program: Programs, path: str
) -> None:
    is_problem(program(None).get(path), 401)
    is_problem(Program("levier_wrong").get(path), 401)


def test_a_call_without_a_token_says_how_to_identify(company: Any, program: Programs) -> None:
    response = program(None).post(RUN)
    assert "Bearer" in is_problem(response, 401)["mend"]
    assert response["WWW-Authenticate"] == "Bearer"


def test_every_capability_has_its_typed_operation(owner: Person, program: Programs) -> None:
    document = program(owner).get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for name, capability in registry.catalogue().items():
        operation = document["paths"][f"/api/v1/capabilities/{name}"]["post"]
        assert operation["summary"] == capability.title
        body = operation["requestBody"]["content"]["application/json"]["schema"]
        assert capability.Input.__name__ in json.dumps(body)
        assert "Problem" in json.dumps(operation["responses"]["422"])
    given = document["components"]["schemas"]["SalesForecastInput"]["properties"]
    assert given["horizon"]["title"] == "Horizon"
    assert given["horizon"]["maximum"] == 104


def test_the_documentation_asks_nothing_of_another_host(client: Client, company: Any) -> None:
    page = client.get("/api/v1/docs").content.decode()
    assert "http://" not in page
    assert "https://" not in page


def test_cards_say_whether_the_company_can_use_each_capability(owner: Person, program: Programs) -> None:
    cards = {card["name"]: card for card in program(owner).get("/api/v1/capabilities").json()}
    assert set(cards) == set(registry.catalogue())
    forecast = cards["sales-forecast"]
    assert not forecast["feasibility"]["ready"]
    assert "aucun jeu de données" in forecast["feasibility"]["reasons"][0]
    assert forecast["built_in"]


def test_a_capability_describes_its_fields_and_shapes(owner: Person, program: Programs) -> None:
    found = program(owner).get(RUN).json()
    assert found["fields"][0] == {
        "name": "horizon",
        "label": "Horizon",
        "help": "Nombre de périodes à prévoir (jours, semaines ou mois)",
        "kind": "integer",
        "unit": "",
    }
    assert "output" in found["output_schema"]["properties"]


def test_an_unknown_capability_is_not_found(owner: Person, program: Programs) -> None:
    found = is_problem(program(owner).post("/api/v1/capabilities/sale-forecast"), 404)
    assert "sales-forecast" in found["mend"]


def test_a_wrong_input_is_told_in_french_by_the_fields_label(owner: Person, program: Programs) -> None:
    assert "« Horizon »" in is_problem(program(owner).post(RUN, {"horizon": 0}), 422)["what"]
    assert "« Pas de temps »" in is_problem(program(owner).post(RUN, {"grain": "year"}), 422)["what"]
    assert "n'existe pas" in is_problem(program(owner).post(RUN, {"colour": "red"}), 422)["what"]


@pytest.mark.parametrize("body", ["{", "[]", '"x"', "null", "3"])
def test_a_body_that_is_no_object_is_refused(owner: Person, program: Programs, body: str) -> None:
    response = program(owner).post(RUN, body)
    assert 400 <= response.status_code < 500
    assert "what" in response.json()


def test_missing_data_is_said_with_the_way_out(owner: Person, program: Programs) -> None:
    found = is_problem(program(owner).post(RUN), 404)
    assert "ventes" in found["what"]
    assert found["mend"]


def test_a_session_needs_the_csrf_token_to_run_something(owner: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner.user, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get("/api/v1/capabilities").status_code == 200
    refused = browser.post(RUN, data="{}", content_type="application/json")
    assert "CSRF" in is_problem(refused, 401)["what"]


def test_too_many_calls_are_told_to_wait(
    owner: Person, program: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CALLS_A_MINUTE", 2)
    caller = program(owner)
    answers = [caller.get("/api/v1/datasets") for _ in range(4)]
    assert "seconde" in is_problem(answers[-1], 429)["mend"]


def test_a_huge_body_is_refused(owner: Person, program: Programs) -> None:
    big = {"items": ["x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 10)]}
    is_problem(program(owner).post(RUN, big), 413)


def load(program: Program, path: Path, **fields: Any) -> Any:
    with path.open("rb") as file:
        return program.upload("/api/v1/datasets", file=file, **fields)


def test_a_table_is_imported_then_forecast_by_who_may_and_by_nobody_else(
    owner: Person, employee: Person, stranger: Person, program: Programs, sales_file: Path
) -> None:
    is_problem(load(program(employee), sales_file), 403)
    tried = load(program(owner), sales_file, dry_run="true").json()
    assert tried["dataset"] is None
    assert tried["accepted"] == 990
    loaded = load(program(owner), sales_file).json()
    assert loaded["kind"] == "sales"
    assert program(employee).get("/api/v1/datasets").json()[0]["id"] == loaded["dataset"]
    assert program(stranger).get("/api/v1/datasets").json() == []

    ran = program(employee).post(RUN, {"by": "product", "items": ["A1"], "horizon": 4})
    assert ran.status_code == 200, ran.content
    found = ran.json()
    assert set(found) == {"output", "evidence", "sentences", "seconds", "cost"}
    assert found["output"]["keys"] == ["Produit 1"]
    assert {one["id"] for one in found["evidence"]} >= set(found["sentences"][0]["evidence"])
    is_problem(program(stranger).post(RUN), 404)


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    body=st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["horizon", "grain", "by", "items", "measure", "level", "measures", "question", "z"]
                ),
                inner,
                max_size=5,
            )
        ),
        max_leaves=10,
    )
)
def test_no_body_whatever_breaks_an_operation(
    owner: Person, program: Programs, monkeypatch: pytest.MonkeyPatch, body: Any
) -> None:
    monkeypatch.setattr(limits, "CALLS_A_MINUTE", 100_000)
    caller = program(owner)
    for name in registry.catalogue():
        response = caller.post(f"/api/v1/capabilities/{name}", json.dumps(body))
        assert response.status_code in {200, 400, 404, 422}, (name, response.content)
        if response.status_code != 200:
            assert response.json()["what"]
