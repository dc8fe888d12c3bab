"""What every test shares: the cast, and no real model call ever."""

import pytest
from django.core.cache import cache
from django.db import connection
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
from tests.pilot_company import (  # noqa: F401
    pilot_case,
    pilot_draft,
    timed_draft,
    weekly_sales,
    worked_company,
)

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


@pytest.fixture(autouse=True)
def no_call_counted() -> None:
    """The limit of calls in a minute counts none of the tests before."""
    cache.clear()
