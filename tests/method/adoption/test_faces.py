"""The same by API and by command."""

import json

import pytest
from django.test import Client
from typer.testing import CliRunner

from levier.cli.adoption import app as adoption
from levier.cli.training import app as training
from levier.policy.tokens import create
from tests.cast import Person


def test_the_api_gives_an_employee_neither_map_nor_plan(owner: Person, employee: Person) -> None:
    for who, steers in ((owner, True), (employee, False)):
        _, secret = create(who.actor, "essai")
        client = Client(headers={"Authorization": f"Bearer {secret}"})
        found = client.get("/api/v1/adoption")
        assert found.status_code == 200
        assert (found.json()["stakeholders"] is not None) == steers
        asked = client.post("/api/v1/adoption/stakeholders", {"name": "Atelier"}, "application/json")
        assert asked.status_code == (200 if steers else 403)
        assert client.get("/api/v1/training").json()["law"]["cited"].endswith("article 4")
        bad = {
            "tier": "users",
            "title": "x",
            "day": "2099-01-01",
            "trainer": "y",
            "hours": 2,
            "seats": 3,
            "cost": -5,
        }
        assert client.post("/api/v1/training/sessions", bad, "application/json").status_code == (
            422 if steers else 403
        )
        sheet = client.get("/api/v1/training/quiz").json()
        assert "right" not in sheet["questions"][0]


@pytest.mark.parametrize("app", [adoption, training])
def test_the_commands_speak_json(app: object, owner: Person) -> None:
    done = CliRunner().invoke(app, ["--json"])  # type: ignore[arg-type]
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)
    assert CliRunner().invoke(app, []).exit_code == 0  # type: ignore[arg-type]


def test_a_session_is_written_by_command(owner: Person) -> None:
    given = ["add", "Découvrir", "--day", "15/12/2099", "--trainer", "Claire", "--seats", "3"]
    assert "Séance n°" in CliRunner().invoke(training, given).output
