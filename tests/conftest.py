"""What every test shares: the cast, and no real model call ever."""

from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import post_migrate
from hypothesis import HealthCheck, settings

from levier.policy.seal import unseal
from tests.cast import (  # noqa: F401
    accountant,
    company,
    employee,
    manager,
    other_company,
    owner,
    stranger,
)
from tests.demo_home import demo  # noqa: F401

# A machine busy with other work is slow; that is not a fault of what is tested.
settings.register_profile("levier", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("levier")

try:
    from pydantic_ai import models

    models.ALLOW_MODEL_REQUESTS = False
except ImportError:
    pass


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """The test database is emptied between two tests that commit: the journal's triggers would refuse it.

    ``tests/policy/test_journal.py`` puts them back to test them.
    """
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        unseal(connection)
    post_migrate.connect(_forget_passages_that_are_gone, dispatch_uid="tests")


def _forget_passages_that_are_gone(**_: Any) -> None:
    """Django empties its models after a test that commits, and says so; the full-text index is no model."""
    key = "passage" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM knowledge_index WHERE {key} NOT IN (SELECT id FROM knowledge_passage)")
