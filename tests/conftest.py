"""What every test shares: the cast, and no real model call ever."""

from tests.cast import (  # noqa: F401
    accountant,
    company,
    employee,
    manager,
    other_company,
    owner,
    stranger,
)

try:
    from pydantic_ai import models

    models.ALLOW_MODEL_REQUESTS = False
except ImportError:
    pass
