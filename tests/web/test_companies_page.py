"""« Vos entreprises »: by page and by API, one's own only."""

import pytest
from django.test import Client

from levier.accounts.companies import create_company
from levier.accounts.models import Membership
from levier.core.actor import Role
from levier.policy import tokens
from tests.cast import Person

pytestmark = pytest.mark.django_db


def test_who_follows_several_finds_them_from_the_home_page_and_opens_one(
    accountant: Person, stranger: Person
) -> None:
    client = accountant.client
    home = client.get("/").content.decode()
    assert "/entreprises/" in home
    assert "Toutes vos entreprises" in home  # in the switcher
    page = client.get("/entreprises/").content.decode()
    assert "Boulangerie Martin" in page
    assert "Garage Dubois" in page
    assert client.post("/entreprise/", {"company": stranger.company.slug}).status_code == 302
    assert "Garage Dubois" in client.get("/").content.decode()


def test_another_company_is_never_shown(owner: Person, stranger: Person) -> None:
    page = owner.client.get("/entreprises/").content.decode()
    assert "Garage Dubois" not in page
    assert "/entreprises/" not in owner.client.get("/").content.decode()
    assert owner.client.post("/entreprise/", {"company": stranger.company.slug}).status_code == 404


def test_a_wrong_sort_is_said_and_the_list_is_shown(accountant: Person) -> None:
    answer = accountant.client.get("/entreprises/?tri=hasard")
    assert answer.status_code == 422
    assert "Boulangerie Martin" in answer.content.decode()


def test_thirty_companies_come_by_pages(accountant: Person) -> None:
    for number in range(28):
        company = create_company(f"Cliente {number:02d}")
        Membership.objects.create(user=accountant.user, company=company, role=Role.ACCOUNTANT)
    page = accountant.client.get("/entreprises/?tri=nom").content.decode()
    assert "Page 1 sur 2" in page
    assert "Garage Dubois" not in page.split("<tbody>")[1]
    assert "Garage Dubois" in accountant.client.get("/entreprises/?tri=nom&page=2").content.decode()


def test_a_session_lists_all_and_a_token_its_own_company_only(accountant: Person, stranger: Person) -> None:
    listed = accountant.client.get("/api/v1/companies?sort=nom").json()
    assert [one["name"] for one in listed] == ["Boulangerie Martin", "Garage Dubois"]
    secret = tokens.create(accountant.actor, "essai")[1]
    found = Client().get("/api/v1/companies", headers={"authorization": f"Bearer {secret}"}).json()
    assert [one["name"] for one in found] == ["Boulangerie Martin"]
