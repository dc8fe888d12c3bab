"""« Gains » and « Enquêtes » by page; the open page of a survey needs no account and leaves no cookie."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from levier.indicators.measuring.models import Cost, Timing
from levier.indicators.surveys.models import Reply, Survey
from tests.cast import Person
from tests.pilot_company import TASK

pytestmark = pytest.mark.django_db


def test_the_owner_reads_euros_and_the_employee_hours(owner: Person, worked_company: Person) -> None:
    page = owner.client.get("/indicateurs/gains/").content.decode()
    assert "heures gagnées, entre" in page
    assert "Gain net" in page
    seen = worked_company.client.get("/indicateurs/gains/").content.decode()
    assert "heures gagnées, entre" in seen
    assert "Gain net" not in seen
    task = owner.client.get(f"/indicateurs/gains/tache/{TASK}/").content.decode()
    assert "Prudent" in task
    assert "Prudent" not in worked_company.client.get(f"/indicateurs/gains/tache/{TASK}/").content.decode()


def test_impossible_dates_and_costs_are_said_and_kept(owner: Person) -> None:
    client = owner.client
    assert client.get("/indicateurs/gains/?du=2026-02-31").status_code == 422
    assert client.get("/indicateurs/gains/?du=2026-03-01&au=2026-01-01").status_code == 422
    wrong = client.post(
        "/indicateurs/gains/depenses/",
        {"label": "Serveur", "kind": "hosting", "rhythm": "month", "amount": "-5"},
    )
    assert wrong.status_code == 422
    assert "Serveur" in wrong.content.decode()
    assert (
        client.post(
            "/indicateurs/gains/depenses/",
            {"label": "Serveur", "kind": "hosting", "rhythm": "month", "amount": "35,50"},
        ).status_code
        == 302
    )
    made = Cost.objects.get()
    assert str(made.amount) == "35.50"
    client.post("/indicateurs/gains/depenses/", {"retirer": str(made.pk)})
    assert not Cost.objects.exists()


def test_a_file_is_timed_from_the_task_page(employee: Person) -> None:
    where = f"/indicateurs/gains/tache/{TASK}/"
    assert employee.client.post(where, {"way": "with", "minutes": "3,5", "checking": "1"}).status_code == 302
    assert Timing.objects.get().total == 4.5
    assert employee.client.post(where, {"way": "with", "minutes": "trois ou quatre"}).status_code == 422


def test_a_customer_answers_once_without_account_nor_cookie(owner: Person) -> None:
    cache.clear()
    closes = (owner.company.today + timedelta(days=10)).isoformat()
    assert (
        owner.client.post(
            "/indicateurs/enquetes/", {"title": "A", "question": "csat", "closes": closes}
        ).status_code
        == 302
    )
    survey = Survey.objects.get()
    page = owner.client.post(f"/indicateurs/enquetes/{survey.pk}/envoyer/", {"links": "2"}).content.decode()
    link = next(line for line in page.splitlines() if "/enquete/" in line)
    path = "/enquete/" + link.split("/enquete/")[1].split("<")[0].strip()
    visitor = Client(enforce_csrf_checks=True)
    asked = visitor.get(path)
    assert "Êtes-vous satisfait" in asked.content.decode()
    assert not asked.cookies
    wrong = visitor.post(path, {"note": "9", "comment": "À garder"})
    assert wrong.status_code == 422
    assert "À garder" in wrong.content.decode()
    assert "Merci" in visitor.post(path, {"note": "5"}).content.decode()
    assert visitor.post(path, {"note": "1"}).status_code == 422
    assert [one.note for one in Reply.objects.all()] == [5]
    assert visitor.get("/enquete/faux/").status_code == 404


def test_an_indicator_is_followed_and_measured_from_its_page(owner: Person, worked_company: Person) -> None:
    client = owner.client
    assert (
        client.post(
            "/indicateurs/gains/mesures/", {"name": "answer-rate", "target": "95", "due": "2027-01-31"}
        ).status_code
        == 302
    )
    assert client.post("/indicateurs/gains/mesures/maintenant/").status_code == 302
    page = client.get("/indicateurs/gains/mesures/").content.decode()
    assert "Taux de réponse" in page
    assert "intervalle de Wilson" in page
    assert worked_company.client.post("/indicateurs/gains/mesures/", {"name": "nps"}).status_code == 403
