"""The method by REST and by command: the same values, the same refusals."""

import json

import pytest
from typer.testing import CliRunner

from levier.cli.assess import app as assess
from levier.cli.roadmap import app as roadmap
from levier.core.errors import BadInput
from tests.cast import Person

API = "/api/v1/method"


def test_the_assessment_is_opened_answered_and_closed_by_rest(owner: Person, employee: Person) -> None:
    browser = owner.client
    asked = browser.post(f"{API}/assessment").json()
    given = [{"question": one["name"], "level": 4} for one in asked]
    answer = browser.post(f"{API}/assessment/answers", json.dumps(given), content_type="application/json")
    assert all(one["level"] == 4 for one in answer.json())
    closed = browser.post(f"{API}/assessment/close").json()
    assert closed["answered"] == len(asked)
    assert browser.get(f"{API}/assessments").json()[0]["number"] == 1
    assert employee.client.get(f"{API}/assessment").status_code == 403
    steps = {one["name"]: one["progress"] for one in employee.client.get(f"{API}/steps").json()}
    assert steps["assessment"] == "done"


def test_an_objective_without_a_figure_is_refused_and_an_older_revision_conflicts(owner: Person) -> None:
    browser = owner.client

    def sent(method: str, path: str, **given: object) -> tuple[int, dict[str, object]]:
        answer = getattr(browser, method)(f"{API}{path}", json.dumps(given), content_type="application/json")
        return answer.status_code, answer.json()

    good = {"title": "Vendre plus", "indicator": "turnover", "target": 100, "due": "31/12/2030"}
    status, problem = sent("post", "/objectives", **{**good, "target": None})
    assert (status, problem["where"]) == (422, "cible")
    status, made = sent("post", "/objectives", **good)
    assert status == 200
    assert sent("put", f"/objectives/{made['id']}", **good, revision=1)[0] == 200
    assert sent("put", f"/objectives/{made['id']}", **good, revision=1)[0] == 409
    found = browser.get(f"{API}/roadmap").json()
    assert found["objectives"][0]["revision"] == 2
    assert any(one["capability"] == "table-query" for one in found["projects"])
    assert browser.get(f"{API}/roadmap.pdf").content[:5] == b"%PDF-"


def test_the_commands_give_one_json_object(owner: Person) -> None:
    run = CliRunner()
    found = json.loads(run.invoke(assess, ["--answer", "sponsor=3", "--json"]).stdout)
    assert found["answered"] == 1
    told = json.loads(run.invoke(roadmap, ["--json"]).stdout)
    assert told["company"] == owner.company.name
    made = run.invoke(
        roadmap,
        [
            "objective",
            "Vendre plus",
            "--indicator",
            "turnover",
            "--target",
            "100",
            "--due",
            "31/12/2030",
            "--json",
        ],
    )
    assert json.loads(made.stdout)["revision"] == 1
    with pytest.raises(BadInput):
        run.invoke(assess, ["--answer", "sponsor"], catch_exceptions=False)
