"""The fairness of what a capability's finished result says of people, joined with the groups of the company's table."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from levier.cli.main import status_of
from levier.core.errors import BadInput, LevierError, NotAllowed, NotEnoughData, NotFound
from levier.governance.bias import services
from levier.governance.bias.measuring import Asked
from levier.governance.bias.outcomes import Outcome
from levier.governance.bias.shapes import BiasReport
from levier.orchestrator.models import StepRecord, StepStatus
from levier.policy import tokens
from levier.tables.importing import import_file
from tests.cast import Person
from tests.governance.steps import done

SIDES = ("Nord", "Sud")
PEOPLE = [(f"Client {n:03d}", SIDES[n % 2], "gros" if n % 4 < 2 else "petit") for n in range(200)]


@pytest.fixture
def regions(owner: Person, tmp_path: Path) -> int:
    """Two hundred customers, one half in each region; three of a region of their own."""
    path = tmp_path / "clients.csv"
    lines = [f"C{n};{name};{side};{size}" for n, (name, side, size) in enumerate(PEOPLE)]
    lines += [f"C{900 + n};Lointain {n};Île;petit" for n in range(3)]
    path.write_text("Code client;Nom;Région;Taille\n" + "\n".join(lines), encoding="utf-8")
    made = import_file(owner.actor, path, name="Clients", kind="customers")
    assert made.dataset_id
    return made.dataset_id


def ranking(chosen: dict[str, float]) -> dict[str, Any]:
    """The output of a capability that ranks people: a shown table, and typed values."""
    rows = [{"who": name.upper(), "score": score} for name, score in chosen.items()]
    columns = [{"key": "who", "label": "Tiers", "unit": ""}, {"key": "score", "label": "Force", "unit": ""}]
    return {
        "sentences": [], "evidence": [], "where": {"source": "x"},
        "tables": [{"title": "À relancer", "columns": columns, "rows": rows}],
        "alerts": [{"party": name, "score": score, "reasons": ["a", "b"]} for name, score in chosen.items()],
    }  # fmt: skip


def chosen(north: int, south: int) -> dict[str, float]:
    """The first of each region, the best noted first."""
    of = {side: [name for name, region, _ in PEOPLE if region == side] for side in SIDES}
    return {name: 1 - n / 300 for n, name in enumerate([*of["Nord"][:north], *of["Sud"][:south]])}


@pytest.fixture
def unequal(owner: Person) -> StepRecord:
    """Sixty of the North and twenty of the South are chosen."""
    return done(owner, "fraud-detection", output=ranking(chosen(60, 20)))


def examined(who: Person, record: StepRecord, table: int, groups: list[str], /, **more: Any) -> BiasReport:
    given = {"against", "listed", "key", "table_key", "decision", "at_least", "step"} & more.keys()
    outcome = Outcome(record.request.pk, table, **{one: more.pop(one) for one in given})
    return BiasReport.model_validate(services.of_result(who.actor, outcome, Asked("", groups, **more)).report)


def test_being_in_the_list_is_compared_among_everybody_of_the_table(
    owner: Person, regions: int, unequal: StepRecord
) -> None:
    report = examined(owner, unequal, regions, ["Région"])
    groups = {one.name: one for one in report.sections[0].groups}
    assert (groups["Nord"].selected.rate, groups["Sud"].selected.rate) == (0.6, 0.2)
    assert groups["Sud"].gap is not None
    assert groups["Sud"].gap.low < -0.4 < groups["Sud"].gap.high
    assert report.verdict == "alert"
    assert report.sections[0].hidden_groups == 1
    assert "80\xa0lignes du résultat sur 80" in report.limits[0]
    assert report.sections[0].remedies


def test_a_list_that_people_do_not_wish_to_be_on_turns_the_favour_round(
    owner: Person, regions: int, unequal: StepRecord
) -> None:
    report = examined(owner, unequal, regions, ["Région"], against=True)
    assert report.favourable == "non"
    assert report.sections[0].reference == "Sud"


def test_a_score_is_cut_at_the_threshold_asked_and_gives_the_remedy_by_threshold(
    owner: Person, regions: int
) -> None:
    record = done(owner, "fraud-detection", output=ranking(chosen(100, 100)))
    report = examined(owner, record, regions, ["Région"], decision="Force", at_least=0.501)
    groups = {one.name: one.selected.rate for one in report.sections[0].groups}
    assert groups == {"Nord": 1.0, "Sud": 0.5}
    assert {"reweighing", "thresholds"} == {one.name for one in report.sections[0].remedies}
    halved = examined(owner, record, regions, ["Région"], decision="Force")
    assert "la valeur médiane" in " ".join(halved.limits)


def test_codes_written_as_numbers_are_found_again(owner: Person, tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    lines = [f"{14000 + n};{side};{size}" for n, (_, side, size) in enumerate(PEOPLE)]
    path.write_text("Code client;Région;Taille\n" + "\n".join(lines), encoding="utf-8")
    table = import_file(owner.actor, path, name="Codes", kind="customers").dataset_id
    assert table
    columns = [{"key": "who", "label": "Client", "unit": ""}]
    rows = [{"who": str(14000 + n)} for n in range(0, 120, 2)]
    record = done(
        owner, "table-query", output={"tables": [{"title": "Choisis", "columns": columns, "rows": rows}]}
    )
    groups = {
        one.name: one.selected.rate for one in examined(owner, record, table, ["Région"]).sections[0].groups
    }
    assert groups == {"Nord": 0.6, "Sud": 0.0}


def test_a_column_of_the_table_makes_people_comparable(owner: Person, regions: int) -> None:
    small = {name: 1.0 for name, _, size in PEOPLE if size == "petit"}
    record = done(owner, "fraud-detection", output=ranking(small))
    report = examined(owner, record, regions, ["Région"], given="Taille")
    assert report.given == "Taille"
    assert report.verdict == "none"


def test_the_report_is_kept_with_its_capability_and_without_any_name(
    owner: Person, regions: int, unequal: StepRecord
) -> None:
    outcome = Outcome(unequal.request.pk, regions, listed="alerts", key="Tiers")
    kept = services.of_result(owner.actor, outcome, Asked("", ["Région"]))
    assert kept.capability == "fraud-detection"
    assert "Client 0" not in json.dumps(kept.report)
    assert services.pdf(owner.actor, kept.pk).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("groups", "more", "error", "words"),
    [
        ([], {}, BadInput, "Aucun groupe"),
        (["sexe"], {}, BadInput, "« sexe » n'existe pas"),
        (["customer_name"], {"table_key": "Code client"}, NotEnoughData, "ne se retrouvent pas"),
        (["Région"], {"listed": "absente"}, BadInput, "n'a pas de liste"),
        (["Région"], {"listed": "alerts", "key": "absente"}, BadInput, "n'existe pas"),
        (["Région"], {"decision": "absente"}, BadInput, "n'est pas dans ce résultat"),
        (["Région"], {"at_least": 3.0}, BadInput, "seuil demande une colonne"),
        (["Région"], {"table_key": "Taille"}, NotEnoughData, "ne se retrouvent pas"),
        (["Région"], {"step": "s9"}, NotFound, "pas d'étape"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(
    owner: Person, regions: int, unequal: StepRecord, groups: list[str], more: dict[str, Any], error: type[LevierError], words: str
) -> None:  # fmt: skip
    with pytest.raises(error, match=words):
        examined(owner, unequal, regions, groups, **more)


def test_groups_too_small_are_refused(owner: Person, unequal: StepRecord, tmp_path: Path) -> None:
    path = tmp_path / "petit.csv"
    path.write_text(
        "Nom;Région\n" + "\n".join(f"{name};{side}" for name, side, _ in PEOPLE[:30]), encoding="utf-8"
    )
    table = import_file(owner.actor, path, name="Petit", kind="customers").dataset_id
    assert table
    with pytest.raises(NotEnoughData, match="20 personnes"):
        examined(owner, unequal, table, ["Région"], listed="alerts", key="Tiers", table_key="Nom du client")


def test_a_result_that_is_not_finished_or_says_nothing_is_refused(
    owner: Person, regions: int, unequal: StepRecord
) -> None:
    StepRecord.objects.filter(pk=unequal.pk).update(status=StepStatus.RUNNING, output=None)
    unequal.request.status = "running"
    unequal.request.save()
    with pytest.raises(NotEnoughData, match="pas encore terminé"):
        examined(owner, unequal, regions, ["Région"])
    empty = done(owner, "fraud-detection", output={"sentences": [], "tables": []})
    with pytest.raises(NotEnoughData, match="ne liste"):
        examined(owner, empty, regions, ["Région"])


def test_only_who_keeps_the_registers_may_and_only_on_their_own_results(
    owner: Person, manager: Person, employee: Person, stranger: Person, regions: int
) -> None:
    record = done(owner, "table-query", output=ranking(chosen(60, 20)))
    with pytest.raises(NotAllowed):
        examined(employee, record, regions, ["Région"])
    for other in (manager, stranger):
        with pytest.raises(NotFound):
            examined(other, record, regions, ["Région"])
    assert [one.pk for one, _ in services.examinable(owner.actor)] == [record.pk]
    assert services.examinable(manager.actor) == []


def test_the_page_leads_from_the_result_to_the_report(
    owner: Person, regions: int, unequal: StepRecord
) -> None:
    address = f"/confiance/equite/resultat/?resultat={unequal.pk}&tableau={regions}"
    assert "Région" in owner.client.get(address).content.decode()
    given = {"resultat": str(unequal.pk), "tableau": str(regions), "groups": "Région", "against": "1"}
    refused = owner.client.post("/confiance/equite/resultat/", {**given, "groups": "Sexe"})
    assert refused.status_code == 422
    assert 'value="Sexe"' in refused.content.decode()
    shown = owner.client.post("/confiance/equite/resultat/", given, follow=True).content.decode()
    assert "Par Région" in shown
    assert f"/demander/{unequal.request.pk}/" in shown


def test_the_api_lists_results_and_keeps_the_report(
    owner: Person, regions: int, unequal: StepRecord, client: Client
) -> None:
    bearer = {"Authorization": f"Bearer {tokens.create(owner.actor, 'essai')[1]}"}
    [found] = client.get("/api/v1/governance/bias/results", headers=bearer).json()
    assert found["capability"] == "fraud-detection"
    asked = {"dataset": regions, "groups": ["Région"]}
    address = f"/api/v1/governance/bias/results/{found['request']}"
    made = client.post(address, asked, content_type="application/json", headers=bearer)
    assert made.json()["verdict"] == "alert"
    [kept] = client.get("/api/v1/governance/bias", headers=bearer).json()
    assert client.get(f"/api/v1/governance/bias/{kept['id']}", headers=bearer).json() == made.json()
    assert (
        client.get(f"/api/v1/governance/bias/{kept['id']}/report.pdf", headers=bearer).content[:4] == b"%PDF"
    )
    refused = client.post(address, {**asked, "groups": []}, content_type="application/json", headers=bearer)
    assert refused.status_code == 422
    assert "Aucun groupe" in refused.json()["what"]


def test_the_command_examines_a_result_by_the_name_of_the_table(
    owner: Person, regions: int, unequal: StepRecord, capsys: pytest.CaptureFixture[str]
) -> None:
    number = str(unequal.request.pk)
    base = ["bias", "--company", owner.company.slug, "--json"]
    assert status_of([*base, "--results"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["lists"][0]["path"] == "tables.0"
    assert status_of([*base, "--request", number, "--table", "clients", "--group", "Région"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "alert"
    assert status_of([*base, "--request", number, "--table", "absent", "--group", "Région"]) == 2
    assert "« Clients »" in capsys.readouterr().err
    assert status_of([*base, "--group", "Région"]) == 2
