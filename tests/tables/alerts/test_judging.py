"""Alerts kept for people: given by page, command and API; each face with the same rights; deleted with their table."""

import html
import json

import pandas as pd
import polars as pl
import pytest
from benchmarks.measures.storing import store
from typer.testing import CliRunner

from levier.capabilities import running
from levier.cli.alerts import app
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.policy.models.journal import JournalEntry
from levier.tables.alerts.judging import alerts_of, judge
from levier.tables.alerts.models import Alert, Verdict
from levier.tables.models import Dataset, DatasetGrant
from tests.capabilities.fraud_detection.company import added, invoices
from tests.cast import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(owner: Person) -> Dataset:
    """Invoices of which one was booked twice, searched once by the owner."""
    frame = added(invoices(), 10)
    kept = store(owner.company_id, "invoices", pd.DataFrame(frame.to_dicts()))
    running.run("fraud-detection", {"where": "invoices"}, owner.actor)
    return kept


def first(person: Person) -> Alert:
    found = alerts_of(person.actor).first()
    assert found is not None
    return found


def test_a_search_leaves_its_alerts_to_judge_and_a_second_one_keeps_the_verdicts(
    owner: Person, table: Dataset
) -> None:
    alert = first(owner)
    assert "doublon" in alert.title.lower()
    judge(owner.actor, alert.reference, "normal", "Deux livraisons")
    again = running.run("fraud-detection", {"where": "invoices"}, owner.actor).output.model_dump()
    assert again["summary"]["judged"] == 1
    assert again["summary"]["silenced"] >= 1
    assert all("duplicate" not in one["detectors"] for one in again["alerts"][:3])
    kept = Alert.objects.get(pk=alert.pk)
    assert (kept.verdict, kept.note) == (Verdict.NORMAL, "Deux livraisons")


def test_a_verdict_can_be_taken_back_and_only_known_words_are_accepted(owner: Person, table: Dataset) -> None:
    reference = first(owner).reference
    judge(owner.actor, reference.lower(), "erreur")
    assert judge(owner.actor, reference, "aucun").judged_at is None
    with pytest.raises(BadInput, match="peut-être"):
        judge(owner.actor, reference, "peut-être")
    with pytest.raises(NotFound, match="AAAA"):
        judge(owner.actor, "AAAA", "erreur")


def test_the_journal_keeps_the_verdict_but_not_the_note(owner: Person, table: Dataset) -> None:
    judge(owner.actor, first(owner).reference, "erreur", "Camille l'a saisie deux fois")
    line = JournalEntry.objects.filter(action="alert.judged").get()
    assert "Camille" not in json.dumps(line.details)
    assert line.details["verdict"] == "error"


def test_strangers_and_those_who_may_not_see_the_table_see_and_judge_nothing(
    owner: Person, employee: Person, stranger: Person, table: Dataset
) -> None:
    reference = first(owner).reference
    DatasetGrant.objects.filter(dataset=table).update(token="managers")
    for person in (employee, stranger):
        assert not alerts_of(person.actor).exists()
        with pytest.raises(NotFound):
            judge(person.actor, reference, "normal")
        assert reference not in person.client.get("/alertes/").content.decode()
        assert person.client.get("/api/v1/alerts").json() == []


def test_an_employee_without_access_to_the_table_gets_a_french_refusal(
    owner: Person, employee: Person, table: Dataset
) -> None:
    DatasetGrant.objects.filter(dataset=table).update(token="managers")
    with pytest.raises((NotFound, NotAllowed), match="accessible"):
        running.run("fraud-detection", {"where": "invoices"}, employee.actor)


def test_alerts_go_with_their_table(owner: Person, table: Dataset) -> None:
    table.delete()
    assert not Alert.objects.exists()


def test_the_page_shows_reasons_and_takes_a_verdict(owner: Person, table: Dataset) -> None:
    alert, client = first(owner), owner.client
    page = client.get("/alertes/").content.decode()
    assert alert.reference in page
    assert "C'était une erreur" in page
    assert "n'est pas une preuve" in page
    done = client.post(
        f"/alertes/{alert.reference}/",
        {"verdict": "normal", "note": "ok", "retour": "https://ailleurs.example/"},
    )
    assert done.headers["Location"] == "/alertes/"
    assert alert.reference not in client.get("/alertes/").content.decode()
    assert alert.reference in client.get("/alertes/?voir=toutes").content.decode()
    assert "à juger" in client.get("/savoir-faire/fraud-detection/").content.decode()


def test_each_alert_opens_the_lines_it_speaks_of(owner: Person, employee: Person, table: Dataset) -> None:
    alert = first(owner)
    assert "doublon" in alert.title.lower()
    address = f"/alertes/{alert.reference}/lignes/"
    assert address in owner.client.get("/alertes/").content.decode()
    page = owner.client.get(address).content.decode().replace("\u00a0", " ")
    rows = alert.rows["lines"]
    assert f"{len(rows)} lignes" in page
    frame = pl.read_parquet(table.versions.get().parquet_path)
    assert page.count(frame["party"][rows[0]]) >= len(rows)
    assert all(reason.replace("\u00a0", " ") in html.unescape(page) for reason in alert.reasons)
    DatasetGrant.objects.filter(dataset=table).delete()
    assert employee.client.get(address).status_code == 404
    assert owner.client.get("/alertes/AAAA/lignes/").status_code == 404


def test_an_alert_raised_without_its_lines_says_so(owner: Person, table: Dataset) -> None:
    alert = first(owner)
    Alert.objects.update(shape={"clues": {}})
    assert "/lignes/" not in owner.client.get("/alertes/").content.decode()
    page = owner.client.get(f"/alertes/{alert.reference}/lignes/")
    assert page.status_code == 404
    assert "Relancez la recherche" in page.content.decode()


def test_the_empty_page_says_what_to_start(owner: Person) -> None:
    page = owner.client.get("/alertes/").content.decode()
    assert "Aucune alerte" in page
    assert "/savoir-faire/fraud-detection/" in page


def test_the_command_lists_and_judges(owner: Person, table: Dataset) -> None:
    reference = first(owner).reference
    listed = CliRunner().invoke(app, ["list", "--json"])
    assert reference in [one["reference"] for one in json.loads(listed.output)]
    assert "erreur" in CliRunner().invoke(app, ["judge", reference, "erreur", "--note", "vu"]).output
    assert first(owner).verdict == Verdict.ERROR


def test_the_api_lists_and_judges(owner: Person, table: Dataset) -> None:
    client = owner.client
    shown = client.get("/api/v1/alerts?waiting=true&capability=fraud-detection").json()
    assert shown[0]["reasons"]
    given = client.post(
        f"/api/v1/alerts/{shown[0]['reference']}", {"verdict": "normal"}, content_type="application/json"
    )
    assert given.json()["verdict"] == "normal"
    wrong = client.post(
        f"/api/v1/alerts/{shown[0]['reference']}", {"verdict": "x"}, content_type="application/json"
    )
    assert wrong.status_code == 422


def test_what_is_at_stake_is_shown_where_it_is_not_the_whole_amount(owner: Person, table: Dataset) -> None:
    alert = first(owner)
    Alert.objects.filter(pk=alert.pk).update(amount=54.7, shape={"stake": 4.7})
    page = owner.client.get("/alertes/").content.decode().replace("\u00a0", " ")
    assert "en jeu : 4,70 €" in page
    Alert.objects.filter(pk=alert.pk).update(amount=54.7, shape={"stake": 54.7})
    assert not Alert.objects.get(pk=alert.pk).at_stake
