"""« Réglages » and « Confiance »."""

import csv
import io
import re

import pytest
from django.db import connection

from levier.accounts.models import Membership
from levier.policy import journal
from levier.policy.destinations import destinations
from tests.cast import Person


def test_the_company_is_changed_and_the_change_is_in_the_journal(owner: Person) -> None:
    form = {"name": "Boulangerie  Martin et fils", "siren": "552 100 554", "naf": "1071C", "currency": "EUR"}
    owner.client.post("/reglages/", form)
    owner.company.refresh_from_db()
    assert owner.company.name == "Boulangerie Martin et fils"
    assert journal.entries(owner.actor).get().action == "company.changed"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("siren", "552100555", "erreur de frappe"),
        ("siren", "443061841", "porte déjà ce SIREN"),
        ("naf", "zz", "activité"),
    ],
)
def test_a_wrong_value_stays_in_its_field_with_its_reason(
    owner: Person, stranger: Person, field: str, value: str, says: str
) -> None:
    form = {"name": "Boulangerie Martin", "siren": "", "naf": "", "currency": "EUR"} | {field: value}
    answer = owner.client.post("/reglages/", form)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert f'value="{value}"' in answer.content.decode()


def test_the_last_owner_stays(owner: Person) -> None:
    answer = owner.client.post(f"/reglages/personnes/{owner.user.pk}/retirer/")
    assert answer.status_code == 422
    assert "seul dirigeant" in answer.content.decode()
    answer = owner.client.post(f"/reglages/personnes/{owner.user.pk}/role/", {"role": "employee"})
    assert answer.status_code == 422


def test_removing_a_person_names_what_they_lose_first(owner: Person, employee: Person) -> None:
    address = f"/reglages/personnes/{employee.user.pk}/retirer/"
    assert "perdra tout de suite" in owner.client.get(address).content.decode()
    assert Membership.objects.filter(user=employee.user).exists()
    owner.client.post(address)
    assert not Membership.objects.filter(user=employee.user).exists()


def test_nothing_leaves_the_machine_until_an_owner_says_so(owner: Person) -> None:
    client = owner.client
    assert "Rien ne sort de cette machine" in client.get("/reglages/destinations/").content.decode()
    client.post(
        "/reglages/destinations/autoriser/", {"address": "https://api.exemple.fr/v1", "classes": ["public"]}
    )
    (allowed,) = destinations(owner.company.pk)
    assert "api.exemple.fr" in client.get("/reglages/destinations/").content.decode()
    client.post("/reglages/destinations/interdire/", {"address": allowed.address})
    assert destinations(owner.company.pk) == []


def test_a_remote_model_needs_its_classes_of_data_and_becomes_a_destination(owner: Person) -> None:
    form = {"name": "Mistral", "address": "https://api.exemple.fr/v1", "model": "petit", "price_in": "0,40"}
    answer = owner.client.post("/reglages/modeles/ajouter/", form)
    assert answer.status_code == 422
    assert 'value="Mistral"' in answer.content.decode()
    owner.client.post("/reglages/modeles/ajouter/", form | {"classes": ["public"], "key": "secret-tres-long"})
    page = owner.client.get("/reglages/modeles/").content.decode()
    assert "À l'extérieur" in page
    assert "secret-tres-long" not in page
    assert len(destinations(owner.company.pk)) == 1


def test_the_journal_is_filtered_verified_and_exported(owner: Person, manager: Person) -> None:
    for number in range(3):
        journal.record(owner.company.pk, owner.user.pk, "request.asked", f"=demande {number}", {})
    journal.record(owner.company.pk, manager.user.pk, "table.import", "Ventes", {"rows": 3})
    page = owner.client.get("/confiance/journal/", {"action": "table.import"}).content.decode()
    assert "1 écriture" in page
    assert "Tableau importé" in page
    assert (
        "Chaîne intacte\u00a0: 4 écritures"
        in owner.client.post("/confiance/journal/verifier/").content.decode()
    )
    answer = owner.client.get("/confiance/journal/export.csv", {"person": owner.user.pk})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 4
    assert rows[1][4].startswith("'=")


def test_a_journal_changed_behind_our_back_is_seen(owner: Person) -> None:
    for number in range(3):
        journal.record(owner.company.pk, owner.user.pk, "request.asked", f"demande {number}", {})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE policy_journalentry SET subject = 'autre' WHERE number = 2")
    page = owner.client.post("/confiance/journal/verifier/").content.decode()
    assert re.search(r"rompue à l.+écriture n° 2", page)


def test_the_journal_of_one_company_shows_nothing_of_another(owner: Person, stranger: Person) -> None:
    journal.record(owner.company.pk, owner.user.pk, "request.asked", "secret de fabrication", {})
    assert "secret de fabrication" not in stranger.client.get("/confiance/journal/").content.decode()


def test_a_date_that_is_not_one_is_refused_kindly(owner: Person) -> None:
    answer = owner.client.get("/confiance/journal/", {"since": "hier"})
    assert answer.status_code == 422
    assert "« hier » n&#x27;est pas une date" in answer.content.decode()


def test_one_changes_ones_name(employee: Person) -> None:
    employee.client.post("/mon-compte/", {"name": "Élodie Roux-Petit", "language": "fr"})
    employee.user.refresh_from_db()
    assert employee.user.name == "Élodie Roux-Petit"
