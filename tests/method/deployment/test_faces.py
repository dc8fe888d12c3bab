"""The same services by REST and by command."""

import json

import pytest
from typer.testing import CliRunner

from levier.cli.deployment import app
from levier.operations.watching.models import Service
from tests.cast import Person


@pytest.fixture(autouse=True)
def _no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("start", "launch", "shutdown", "wait"):
        monkeypatch.setattr(f"levier.durable.{name}", lambda *given: None, raising=False)


def test_the_interface_deploys_reads_and_refuses(owner: Person, employee: Person) -> None:
    given = {"capability": "table-query", "input": {"kind": "sales"}, "every": "month", "month_day": 31}
    made = owner.client.post("/api/v1/deployment", json.dumps(given), content_type="application/json")
    assert made.status_code == 200, made.content
    number = made.json()["id"]
    assert made.json()["schedule"] == "tous les mois, le 31 à 6\u00a0h"
    assert owner.client.get(f"/api/v1/deployment/{number}").json()["version"] == 1
    assert owner.client.get("/api/v1/deployment/options").json()["ways"]
    assert owner.client.get("/api/v1/deployment/checklist").json()
    assert owner.client.get("/api/v1/deployment/alerts").json() == []
    assert "conduite à tenir" in owner.client.get(f"/api/v1/deployment/{number}/runbook").content.decode()
    wrong = owner.client.post(
        "/api/v1/deployment",
        json.dumps(given | {"hour": 99, "title": "Autre"}),
        content_type="application/json",
    )
    assert wrong.status_code == 422
    assert employee.client.get("/api/v1/deployment").status_code == 403


def test_the_command_lists_what_is_in_service(owner: Person) -> None:
    runner, where = CliRunner(), ["--company", owner.company.slug, "--as", owner.user.email]
    added = runner.invoke(
        app,
        ["add", "table-query", "--input", '{"kind": "sales"}', "--title", "Ventes", *where],
    )
    assert added.exit_code == 0, added.output
    found = json.loads(runner.invoke(app, [*where, "--json"]).output)
    assert found[0]["title"] == Service.objects.get().title == "Ventes"
    shown = json.loads(runner.invoke(app, ["options", *where, "--json"]).output)
    assert len(shown["ways"]) == 3
