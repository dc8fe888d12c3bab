"""Pilots and gains by REST: the same journey as by page, refusals in the same words."""

from collections.abc import Callable

import pytest

from levier.indicators.surveys import services as surveys
from levier.indicators.surveys.models import Survey
from levier.method.roadmap.models import UseCase
from tests.api.conftest import Program
from tests.cast import Person
from tests.pilot_company import ENDS, STARTS, TASK

pytestmark = pytest.mark.django_db


def test_a_pilot_goes_from_its_description_to_its_decision(
    owner: Person,
    employee: Person,
    stranger: Person,
    pilot_case: UseCase,
    weekly_sales: int,
    program: Callable[[Person | None], Program],
) -> None:
    mine = program(owner)
    said = {
        "use_case": pilot_case.pk, "title": "Relances", "capability": "table-query", "design": "interrupted", "measure": "sales:revenue",
        "expected": 0.15, "starts": STARTS.isoformat(), "ends": ENDS.isoformat(), "scope": "Les hôtels", "sponsor": owner.user.pk,
    }  # fmt: skip
    assert program(employee).post("/api/v1/pilots", said).status_code == 403
    wrong = mine.post("/api/v1/pilots", {**said, "ends": STARTS.isoformat()})
    assert (wrong.status_code, "n'est pas après le début" in wrong.json()["what"]) == (422, True)
    made = mine.post("/api/v1/pilots", said).json()
    where = f"/api/v1/pilots/{made['id']}"
    assert program(stranger).get(where).status_code == 404
    assert mine.post(f"{where}/baseline").json()["plan"]["said"].startswith("Il faudra environ")
    assert all(one["met"] for one in mine.get(f"{where}/criteria").json())
    assert mine.post(f"{where}/start").json()["state"] == "running"
    found = mine.get(f"{where}/effect").json()
    assert found["low"] < found["estimate"] < found["high"]
    card = mine.post(f"{where}/cards", {"title": "Exporter", "mvp": True}).json()
    moved = {"column": "done", "revision": 0}
    assert mine.post(f"{where}/cards/{card['id']}", moved).json()["column"] == "done"
    assert mine.post(f"{where}/cards/{card['id']}", moved).status_code == 409
    decided = mine.post(f"{where}/decisions", {"verdict": "go", "reasons": "L'effet voulu est bien établi."})
    assert decided.json()["state"] == "go"


def test_gains_and_surveys_by_rest(
    owner: Person, worked_company: Person, program: Callable[[Person | None], Program]
) -> None:
    mine, theirs = program(owner), program(worked_company)
    assert mine.get("/api/v1/indicators/gains").json()["net"] is not None
    assert theirs.get("/api/v1/indicators/gains").json()["net"] is None
    assert len(mine.get(f"/api/v1/indicators/gains/{TASK}/projection").json()["scenarios"]) == 3
    assert theirs.get(f"/api/v1/indicators/gains/{TASK}/projection").status_code == 403
    assert mine.post("/api/v1/indicators", {"name": "answer-rate"}).json()["values"] >= 1
    assert mine.get("/api/v1/indicators").json()[0]["how"]
    given = {"title": "A", "question": "nps", "closes": owner.company.today.isoformat()}
    assert mine.post("/api/v1/indicators/surveys", given).status_code == 201
    sent = mine.post(
        f"/api/v1/indicators/surveys/{Survey.objects.get().pk}/invitations",
        {"addresses": ["a@client.example"]},
    )
    assert sent.json() == {"sent": 1}


def test_one_survey_is_read_by_rest_with_comments_that_betray_nobody(
    owner: Person, stranger: Person, program: Callable[[Person | None], Program]
) -> None:
    closes = owner.company.today
    made = surveys.create(owner.actor, title="Automne", question="csat", closes=closes)
    where = f"/api/v1/indicators/surveys/{made.pk}"
    for place, link in enumerate(surveys.links(owner.actor, made.pk, 5, "http://ici")):
        if place == 4:
            assert program(owner).get(where).json()["comments"] == []
        surveys.reply(
            link.rstrip("/").rsplit("/", 1)[1], "5" if place else "2", "Livré tard" if not place else ""
        )
    found = program(owner).get(where).json()
    assert (found["sent"], found["answered"], found["value"]) == (5, 5, 80.0)
    assert found["notes"]["5"] == 4
    assert found["comments"] == [{"note": 2, "text": "Livré tard"}]
    assert program(stranger).get(where).status_code == 404
