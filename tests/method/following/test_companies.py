"""Several companies side by side: one's own only, each with one's rights there, read together."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from levier.accounts.companies import create_company, memberships_of
from levier.accounts.models import Membership
from levier.core.actor import Role
from levier.core.errors import BadInput
from levier.method.assessment.services import begin
from levier.method.following import companies
from levier.method.following.companies import followed
from levier.method.ideas import box
from levier.method.ideas.models import Idea
from tests.cast import Person

pytestmark = pytest.mark.django_db


def follow(person: Person, count: int) -> None:
    """``count`` more companies for the person."""
    first = len(memberships_of(person.user))
    for number in range(first, first + count):
        company = create_company(f"Cliente {number:02d}")
        Membership.objects.create(user=person.user, company=company, role=Role.ACCOUNTANT)


def test_each_company_is_told_with_what_waits_there(
    accountant: Person, owner: Person, stranger: Person
) -> None:
    idea = box.propose(owner.actor, "Lire les bons", "Une heure de saisie par jour.")
    Idea.objects.filter(pk=idea.pk).update(due=owner.company.today - timedelta(days=1))
    first, second = followed(memberships_of(accountant.user))
    assert (first.name, first.late_ideas, first.waiting) == ("Boulangerie Martin", 1, 1)
    assert (second.name, second.waiting) == ("Garage Dubois", 0)


def test_the_company_of_another_never_appears(owner: Person, stranger: Person) -> None:
    assert [one.name for one in followed(memberships_of(owner.user))] == ["Boulangerie Martin"]


def test_euros_are_for_those_who_steer_there(owner: Person, employee: Person, worked_company: Person) -> None:
    (steers,) = followed(memberships_of(owner.user))
    (works,) = followed(memberships_of(employee.user))
    assert steers.hours is not None
    assert steers.net is not None
    assert works.hours == steers.hours
    assert works.net is None


def test_the_queries_do_not_follow_the_companies(accountant: Person) -> None:
    counts = []
    for more in (1, 3, 26):
        follow(accountant, more)
        mine = memberships_of(accountant.user)
        with CaptureQueriesContext(connection) as seen:
            found = followed(mine)
        counts.append((len(found), len(seen)))
    (_, few), (_, some), (many, most) = counts
    assert few == some == most < many


def test_companies_beyond_one_reading_are_all_there(
    accountant: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(accountant, 6)
    whole = followed(memberships_of(accountant.user))
    monkeypatch.setattr(companies, "_AT_ONCE", 2)
    assert followed(memberships_of(accountant.user)) == whole


def test_read_together_companies_say_what_each_says_alone(
    accountant: Person, owner: Person, stranger: Person, worked_company: Person, sales: int
) -> None:
    begin(owner.actor)
    box.propose(owner.actor, "Lire les bons", "Une heure de saisie par jour.")
    follow(accountant, 1)
    mine = memberships_of(accountant.user)
    together = {one.name: one for one in followed(mine)}
    assert together == {one.name: one for membership in mine for one in followed([membership])}
    bakery = together["Boulangerie Martin"]
    assert (bakery.step, bakery.tables) == ("Diagnostic", 1)
    assert bakery.hours is not None
    assert together["Garage Dubois"].hours is None


def test_they_are_sorted_and_filtered_by_name_without_accents(accountant: Person) -> None:
    create = create_company("Élevage Noël")
    Membership.objects.create(user=accountant.user, company=create, role=Role.ACCOUNTANT)
    mine = memberships_of(accountant.user)
    assert [one.name for one in followed(mine, sort="nom")] == [
        "Boulangerie Martin", "Élevage Noël", "Garage Dubois",
    ]  # fmt: skip
    assert [one.name for one in followed(mine, words="noel")] == ["Élevage Noël"]
    assert followed(mine, keep="attente") == []
    for wrong in ({"sort": "hasard"}, {"keep": "hasard"}):
        with pytest.raises(BadInput, match="n'existe pas"):
            followed(mine, **wrong)
