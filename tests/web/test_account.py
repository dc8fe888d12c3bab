"""Getting in and staying safe: login, reset, invitation, second factor, several companies."""

import re
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client

from levier.accounts.models import User
from levier.accounts.people import invite
from levier.core.actor import Role
from tests.cast import PASSWORD, Person

NEW = "Une-autre-phrase-de-passe-2027"


@pytest.fixture(autouse=True)
def _no_rate_limit_left_by_another_test() -> None:
    cache.clear()


def log_in(person: Person, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/compte/connexion/", {"login": person.user.email, "password": password})
    return client


def test_one_logs_in_by_e_mail_and_comes_back_where_one_was_going(owner: Person) -> None:
    client = Client()
    answer = client.post(
        "/compte/connexion/?next=/donnees/",
        {"login": owner.user.email.upper(), "password": PASSWORD, "next": "/donnees/"},
    )
    assert answer.headers["Location"] == "/donnees/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(owner: Person) -> None:
    pages = [
        Client().post("/compte/connexion/", {"login": login, "password": "pas-le-bon-mot"}).content.decode()
        for login in (owner.user.email, "inconnu@martin.example")
    ]
    assert all("L’adresse e-mail ou le mot de passe sont incorrects." in page for page in pages)


def test_too_many_failures_are_slowed_down(owner: Person) -> None:
    client = Client()
    for _ in range(8):
        page = client.post("/compte/connexion/", {"login": owner.user.email, "password": "pas-le-bon-mot"})
    assert "Trop de tentatives" in page.content.decode()
    client.post("/compte/connexion/", {"login": owner.user.email, "password": PASSWORD})
    assert client.get("/donnees/").status_code == 302


def test_nobody_signs_up_alone(owner: Person) -> None:
    form = {"email": "intrus@ailleurs.example", "password1": NEW, "password2": NEW}
    page = Client().post("/compte/inscription/", form).content.decode()
    assert "sur invitation" in page
    assert not User.objects.filter(email="intrus@ailleurs.example").exists()


def test_a_forgotten_password_is_replaced_by_the_link_of_the_message(owner: Person) -> None:
    client = Client()
    done = client.post(
        "/compte/mot-de-passe/oublie/", {"email": owner.user.email}, follow=True
    ).content.decode()
    assert "Un lien a été envoyé" in done
    assert "n'envoie rien par Internet" in done
    assert mail.outbox[0].subject == "Levier — Choisir un nouveau mot de passe"
    link = re.search(r"http://testserver(/compte/mot-de-passe/nouveau/\S+)", mail.outbox[0].body)
    assert link
    form = client.get(link[1], follow=True)
    here = form.redirect_chain[-1][0]
    assert client.post(here, {"password1": NEW, "password2": NEW}).status_code == 302
    assert log_in(owner, NEW).get("/donnees/").status_code == 200
    assert "n'est plus valable" in Client().get(link[1], follow=True).content.decode()


def test_the_reset_page_does_not_say_who_has_an_account(owner: Person) -> None:
    pages = []
    for address in (owner.user.email, "inconnu@martin.example"):
        answer = Client().post("/compte/mot-de-passe/oublie/", {"email": address}, follow=True)
        pages.append(re.sub(r'csrf\S+|value="[^"]*"|X-CSRFToken[^}]*', "", answer.content.decode()))
    assert pages[0] == pages[1]


def test_by_default_messages_are_files_of_this_machine(owner: Person, tmp_path: Path, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    Client().post("/compte/mot-de-passe/oublie/", {"email": owner.user.email})
    (written,) = tmp_path.iterdir()
    assert "nouveau mot de passe" in written.read_text()


def test_an_invited_person_chooses_a_password_and_is_in(owner: Person) -> None:
    path = invite(owner.company, "nadia@martin.example", Role.EMPLOYEE, name="Nadia Benali").path
    client = Client()
    assert "Boulangerie Martin" in client.get(path).content.decode()
    weak = client.post(path, {"name": "Nadia Benali", "password1": "court", "password2": "court"})
    assert weak.status_code == 422
    assert "trop court" in weak.content.decode()
    assert client.post(path, {"name": "Nadia Benali", "password1": NEW, "password2": NEW}).status_code == 302
    assert client.get("/donnees/").status_code == 200
    assert "déjà servi" in Client().get(path).content.decode()


def test_the_company_page_shows_the_link_and_writes_the_message(owner: Person) -> None:
    form = {"email": "nadia@martin.example", "name": "Nadia", "role": "employee"}
    page = owner.client.post("/reglages/personnes/inviter/", form).content.decode()
    link = re.search(r'value="(http://testserver/invitation/[^"]+)"', page)
    assert link
    assert link[1] in mail.outbox[0].body


def test_the_link_of_somebody_who_follows_another_company_is_not_shown(
    owner: Person, stranger: Person
) -> None:
    invite(stranger.company, "nadia@cabinet.example", Role.ACCOUNTANT)
    form = {"email": "nadia@cabinet.example", "role": "accountant"}
    page = owner.client.post("/reglages/personnes/inviter/", form).content.decode()
    assert "/invitation/" not in page
    assert "/invitation/" in mail.outbox[0].body


def test_the_second_factor_is_asked_and_a_recovery_code_works_once(owner: Person) -> None:
    client = log_in(owner)
    client.post("/compte/confirmer/", {"password": PASSWORD})
    page = client.get("/compte/double-securite/activer/")
    assert "data:image/svg+xml" in page.content.decode()
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post("/compte/double-securite/activer/", {"code": code})
    codes = re.findall(r"<code>(\w+)</code>", client.get("/compte/codes-de-secours/").content.decode())
    assert len(codes) == 10
    second = log_in(owner)
    assert second.get("/donnees/").headers["Location"].startswith("/compte/connexion/")
    cache.clear()
    assert second.post("/compte/double-securite/code/", {"code": codes[0]}).status_code == 302
    assert second.get("/donnees/").status_code == 200
    third = log_in(owner)
    cache.clear()
    third.post("/compte/double-securite/code/", {"code": codes[0]})
    assert third.get("/donnees/").status_code == 302


def test_the_password_is_changed_only_with_the_old_one(owner: Person) -> None:
    client = log_in(owner)
    form = {"oldpassword": "pas-le-bon-mot", "password1": NEW, "password2": NEW}
    client.post("/compte/mot-de-passe/", form)
    assert User.objects.get(pk=owner.user.pk).check_password(PASSWORD)
    client.post("/compte/mot-de-passe/", form | {"oldpassword": PASSWORD})
    assert User.objects.get(pk=owner.user.pk).check_password(NEW)
    assert client.get("/donnees/").status_code == 200


def test_the_accountant_acts_in_the_company_they_chose(accountant: Person, stranger: Person) -> None:
    client = accountant.client
    assert "Boulangerie Martin" in client.get("/donnees/").content.decode()
    client.post("/entreprise/", {"company": stranger.company.slug})
    assert "<title>Données · Garage Dubois" in client.get("/donnees/").content.decode()


def test_one_never_leaves_the_site_by_the_language_form(owner: Person) -> None:
    answer = owner.client.post("/langue/", {"language": "fr", "next": "https://ailleurs.example/"})
    assert answer.headers["Location"] == "/"
