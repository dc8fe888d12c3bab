"""Several companies side by side: one's own only, each with one's rights there, at a constant cost for each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from levier.accounts.companies import create_company, memberships_of
from levier.accounts.models import Membership
from levier.core.actor import Role
from levier.core.errors import BadInput
from levier.method.following.companies import followed
from levier.method.ideas import box
from levier.method.ideas.models import Idea
from tests.cast import Person

pytestmark = pytest.mark.django_db


def follow(person: Person, count: int) -> None:
    """``count`` more companies for the person."""
    for number in range(count):
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


def test_the_queries_are_a_constant_for_each_company(accountant: Person) -> None:
    follow(accountant, 2)
    counts = []
    for more in (0, 1, 4):
        follow_names = len(memberships_of(accountant.user))
        for number in range(more):
            company = create_company(f"Autre {follow_names + number:02d}")
            Membership.objects.create(user=accountant.user, company=company, role=Role.ACCOUNTANT)
        followed(memberships_of(accountant.user))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            found = followed(memberships_of(accountant.user))
        counts.append((len(found), len(seen)))
    (few, least), (middle, between), (many, most) = counts
    each = (between - least) / (middle - few)
    assert most - between == each * (many - middle)
    assert each <= 45


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
