"""What the pages of the method and of trust change, programs change too: nothing is for the mouse alone."""

from datetime import timedelta
from typing import Any

import pytest

from levier.method.roadmap.models import UseCase
from tests.api.conftest import Program
from tests.cast import Person

pytestmark = pytest.mark.django_db


def test_an_objective_and_a_pilot_are_proposed_then_written(
    owner: Person, program: Any, pilot_case: UseCase, weekly_sales: int
) -> None:
    me: Program = program(owner)
    aim = me.get("/api/v1/method/objective-proposal").json()
    assert aim["indicator"] == "time-saved"
    assert aim["how"]
    pilot = me.get(f"/api/v1/pilots/proposal?use_case={pilot_case.pk}").json()
    assert (pilot["capability"], pilot["use_case"]) == ("table-query", pilot_case.pk)
    assert pilot["why"]
    assert me.get("/api/v1/pilots/proposal?use_case=999").status_code == 404


def test_the_company_lives_at_a_past_day_and_comes_back(
    owner: Person, employee: Person, program: Any
) -> None:
    me: Program = program(owner)
    today = me.get("/api/v1/companies/date").json()["today"]
    assert me.put("/api/v1/companies/date", {"day": "2025-03-03"}).json()["own"] is True
    assert me.put("/api/v1/companies/date", {"day": "2999-01-01"}).status_code == 422
    assert program(employee).put("/api/v1/companies/date", {"day": None}).status_code == 403
    assert me.put("/api/v1/companies/date", {"day": None}).json()["today"] == today


def test_the_plan_and_the_hypotheses_are_changed_and_given_back(owner: Person, program: Any) -> None:
    me: Program = program(owner)
    plan = me.get("/api/v1/method/plan").json()
    start = (owner.company.today + timedelta(days=30)).isoformat()
    assert (
        me.put("/api/v1/method/plan", {"start": start, "budget": 5000, "revision": plan["revision"]}).json()[
            "budget"
        ]
        == 5000
    )
    assert me.put("/api/v1/method/plan", {"budget": -1, "revision": plan["revision"]}).status_code in (
        409,
        422,
    )
    said = {"low": 20, "central": 30, "high": 40, "origin": "Liasse 2025"}
    assert me.put("/api/v1/method/assumptions/gross-margin", said).status_code == 204
    own = [one for one in me.get("/api/v1/method/assumptions").json() if one["own"]]
    assert [(one["name"], one["central"]) for one in own] == [("gross-margin", 0.3)]
    assert me.delete("/api/v1/method/assumptions/gross-margin").status_code == 204


def test_costs_files_and_the_price_of_an_hour_are_kept_and_taken_back(owner: Person, program: Any) -> None:
    me: Program = program(owner)
    cost = {"label": "Licence", "kind": "licence", "amount": 10, "rhythm": "month", "start": "2026-01-01"}
    number = me.post("/api/v1/indicators/costs", cost).json()["id"]
    assert [one["label"] for one in me.get("/api/v1/indicators/costs").json()] == ["Licence"]
    assert me.delete(f"/api/v1/indicators/costs/{number}").status_code == 204
    known = me.get("/api/v1/indicators/assumptions").json()
    assert (
        me.put("/api/v1/indicators/assumptions", {"hour_cost": 30, "revision": known["revision"]}).json()[
            "hour_cost"
        ]
        == 30
    )
    file = me.post("/api/v1/indicators/timings/table-query", {"way": "without", "minutes": 12}).json()["id"]
    assert me.get("/api/v1/indicators/timings/table-query").json()[0]["minutes"] == 12
    assert me.delete(f"/api/v1/indicators/timed-files/{file}").status_code == 204
    assert me.post("/api/v1/indicators/measure", {}).status_code == 200


def test_registers_vendors_and_impacts_are_written(owner: Person, employee: Person, program: Any) -> None:
    me: Program = program(owner)
    base = "/api/v1/governance"
    for register in ("processings", "systems"):
        key = me.post(f"{base}/{register}", {"title": "Paie", "purpose": "Payer les salaires."}).json()["key"]
        assert any(one["key"] == key for one in me.get(f"{base}/{register}").json())
        if register == "processings":
            begun = me.post(f"{base}/impacts/of/{key}", {}).json()
            read = me.get(f"{base}/impacts/{begun['id']}").json()
            assert (
                me.put(
                    f"{base}/impacts/{begun['id']}",
                    {"content": read["content"], "revision": read["revision"]},
                ).status_code
                == 200
            )
            assert me.get(f"{base}/impacts/{begun['id']}/impact.pdf").content[:4] == b"%PDF"
        assert me.delete(f"{base}/{register}/{key}").status_code == 204
    vendor = me.post(f"{base}/vendors", {"name": "Hébergeur"}).json()["id"]
    assert (
        me.put(
            f"{base}/vendors/{vendor}", {"name": "Hébergeur", "country": "France", "revision": 7}
        ).status_code
        == 409
    )
    assert me.delete(f"{base}/vendors/{vendor}").status_code == 204
    assert (
        me.put(f"{base}/organisation", {"contact": "donnees@martin.example", "revision": 0}).json()[
            "revision"
        ]
        == 1
    )
    assert me.get(f"{base}/retention").json()["rules"] == []
    assert me.get(f"{base}/notices").status_code == 200
    assert me.post(f"{base}/explanations", {"step": 999, "person": "Jean Dupuis"}).status_code == 404
    assert program(employee).post(f"{base}/vendors", {"name": "x"}).status_code == 403


def test_the_review_is_printed_and_the_idea_box_has_its_rules(owner: Person, program: Any) -> None:
    me: Program = program(owner)
    assert me.get("/api/v1/method/review/review.pdf").content[:4] == b"%PDF"
    assert {"pilots", "promises"} <= me.get("/api/v1/method/review").json().keys()
    assert me.post("/api/v1/method/review/roadmap-read", {}).status_code == 204
    rules = me.put("/api/v1/ideas/rules", {"days": 10, "quarter_days": 5, "quarter_money": 300}).json()
    assert rules["days"] == 10
    assert me.get("/api/v1/ideas/lessons").json() == []
    assert me.get("/api/v1/deployment/promises").json() == []
