"""The cast: the same few people play in every test, so that rights are tested on every screen and in every
query.

Two companies. ``company`` (Boulangerie Martin) has ``owner``, ``manager``, ``employee`` and ``accountant``;
the accountant also follows ``other_company`` (Garage Dubois), whose owner is the ``stranger``. A figure
delegates to its Actor, so it can be handed to any service that wants one.
"""

from dataclasses import dataclass
from functools import cached_property

import pytest
from django.test import Client

from levier.accounts.companies import create_company
from levier.accounts.models import Company, Membership, User
from levier.core.actor import Actor, Role

PASSWORD = "Une-phrase-de-passe-2026"
_HASH = ""


@dataclass(frozen=True)
class Person:
    """A person of the cast, acting in a company."""

    user: User
    company: Company
    role: Role

    @cached_property
    def actor(self) -> Actor:
        return Actor(self.user.pk, str(self.user), self.company.pk, self.role)

    @property
    def client(self) -> Client:
        """A new browser where this person is logged in, in their company of the cast."""
        client = Client()
        client.force_login(self.user, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        session["company"] = self.company.slug
        session.save()
        return client

    # What services read of an Actor, so that ``import_file(owner, …)`` and ``import_file(owner.actor, …)``
    # both work.
    @property
    def person_id(self) -> int:
        return self.user.pk

    @property
    def name(self) -> str:
        return str(self.user)

    @property
    def company_id(self) -> int:
        return self.company.pk

    @property
    def readers(self) -> frozenset[str]:
        return self.actor.readers


def person(company: Company, role: Role, name: str, email: str) -> Person:
    """A member of ``company``; the password of all is ``PASSWORD``."""
    global _HASH  # noqa: PLW0603 - hashing a password is slow on purpose: do it once per process
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User(email=email, name=name)
        if not _HASH:
            user.set_password(PASSWORD)
            _HASH = user.password
        user.password = _HASH
        user.save()
    Membership.objects.create(user=user, company=company, role=role)
    return Person(user, company, role)


@pytest.fixture
def company(db: None) -> Company:
    return create_company("Boulangerie Martin", siren="552100554", naf="10.71C")


@pytest.fixture
def other_company(db: None) -> Company:
    return create_company("Garage Dubois", siren="443061841", naf="45.20A")


@pytest.fixture
def owner(company: Company) -> Person:
    return person(company, Role.OWNER, "Claire Martin", "claire@martin.example")


@pytest.fixture
def manager(company: Company) -> Person:
    return person(company, Role.MANAGER, "Marc Petit", "marc@martin.example")


@pytest.fixture
def employee(company: Company) -> Person:
    return person(company, Role.EMPLOYEE, "Élodie Roux", "elodie@martin.example")


@pytest.fixture
def accountant(company: Company, other_company: Company) -> Person:
    """Member of both companies, acting in ``company``."""
    there = person(company, Role.ACCOUNTANT, "Alain Comptant", "alain@cabinet.example")
    Membership.objects.create(user=there.user, company=other_company, role=Role.ACCOUNTANT)
    return there


@pytest.fixture
def stranger(other_company: Company) -> Person:
    """The owner of the other company: every right there, none here."""
    return person(other_company, Role.OWNER, "Denis Dubois", "denis@dubois.example")
