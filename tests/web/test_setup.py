"""The first start, page by page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from levier import durable
from levier.accounts.models import Company, User
from levier.operations.importing.models import Batch
from levier.tables.models import Dataset
from tests.cast import PASSWORD, Person
from tests.web.world import SALES

OWNER = {
    "name": "Claire Martin",
    "email": "claire@martin.example",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["/", "/donnees/", "/compte/connexion/", "/demander/"])
def test_a_new_installation_opens_the_wizard_wherever_one_enters(where: str) -> None:
    answer = Client().get(where)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/demarrage/")


def test_three_steps_lead_from_nothing_to_a_first_question(importing: None) -> None:
    client = Client()
    assert client.post("/demarrage/", OWNER).headers["Location"] == "/demarrage/entreprise/"
    assert not User.objects.exists()
    company = {"company": "Boulangerie Martin", "siren": "552 100 554", "naf": "10.71C — Boulangerie"}
    assert client.post("/demarrage/entreprise/", company).headers["Location"] == "/demarrage/fichier/"
    assert User.objects.get().check_password(PASSWORD)
    file = SimpleUploadedFile("ventes.csv", SALES.encode())
    check = client.post("/demarrage/fichier/", {"files": file}).headers["Location"]
    page = client.get(check).content.decode()
    assert "Lignes utilisables" in page
    assert "Importer 3 lignes" in page
    last = client.post(check, {"do": "import"})
    durable.wait(Batch.objects.get().run, 60)
    assert "/demander/?q=Quel" in client.get(last.headers["Location"]).content.decode()
    assert Dataset.objects.get().company == Company.objects.get()


@pytest.mark.django_db
def test_the_password_is_never_kept_readable_between_the_steps() -> None:
    client = Client()
    client.post("/demarrage/", OWNER)
    assert PASSWORD not in str(dict(client.session))
    assert PASSWORD not in client.get("/demarrage/").content.decode()


@pytest.mark.django_db
def test_a_wrong_siren_keeps_what_was_typed_and_creates_nothing() -> None:
    client = Client()
    client.post("/demarrage/", OWNER)
    answer = client.post("/demarrage/entreprise/", {"company": "Boulangerie Martin", "siren": "552 100 555"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "erreur de frappe" in page
    assert 'value="Boulangerie Martin"' in page
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"password2": "autre chose"}, "ne sont pas les mêmes"),
        ({"password1": "court", "password2": "court"}, "trop court"),
        ({"email": "claire"}, "adresse e-mail"),
        ({"name": " "}, "Votre nom manque"),
    ],
)
def test_a_wrong_owner_is_told_why(changed: dict[str, str], says: str) -> None:
    answer = Client().post("/demarrage/", OWNER | changed)
    assert answer.status_code == 422
    assert says in answer.content.decode()


@pytest.mark.django_db
def test_the_second_step_without_the_first_goes_back() -> None:
    assert Client().get("/demarrage/entreprise/").headers["Location"] == "/demarrage/"


def test_the_wizard_is_closed_for_good_once_somebody_is_there(owner: Person) -> None:
    for client in (Client(), owner.client):
        answer = client.post("/demarrage/", OWNER)
        assert answer.status_code == 403
        assert "déjà installé" in answer.content.decode()


@pytest.mark.django_db
def test_a_wizard_begun_before_somebody_else_finished_ends_in_a_refusal() -> None:
    slow, quick = Client(), Client()
    slow.post("/demarrage/", OWNER | {"email": "lent@ailleurs.example"})
    quick.post("/demarrage/", OWNER)
    quick.post("/demarrage/entreprise/", {"company": "Boulangerie Martin"})
    answer = slow.post("/demarrage/entreprise/", {"company": "Ailleurs"})
    assert answer.status_code == 403
    assert Company.objects.count() == User.objects.count() == 1


def test_a_file_that_cannot_be_read_says_why_and_the_step_stays_open(importing: None) -> None:
    client = Client()
    client.post("/demarrage/", OWNER)
    client.post("/demarrage/entreprise/", {"company": "Boulangerie Martin"})
    broken = SimpleUploadedFile("contrat.pdf", b"%PDF-1.7 rien de lisible")
    followed = client.post("/demarrage/fichier/", {"files": broken}).headers["Location"]
    durable.wait(Batch.objects.get().run, 60)
    assert "notice-bad" in client.get(followed).content.decode()
    empty = client.post("/demarrage/fichier/", {"files": SimpleUploadedFile("vide.pdf", b"")})
    assert empty.status_code == 422
    assert client.get("/demarrage/fichier/").status_code == 200
