"""A publication of the cast's company, learned on a made-up shop of two tastes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from levier.operations.shop import counting, services, serving
from levier.operations.shop.learning import learn
from levier.operations.shop.models import Publication
from tests.capabilities.product_recommendation.shop import Tables, sales
from tests.cast import Person

SITE = "https://boutique.martin.example"


@pytest.fixture(autouse=True)
def _nothing_in_memory(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    counting._waiting.clear()
    monkeypatch.setattr(counting, "EVERY_SECONDS", float("inf"))
    serving.forget()
    serving._editions.clear()
    yield
    serving.forget()
    serving._editions.clear()


@pytest.fixture
def sold(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The tables that a learning reads, by kind; a test may take some away."""
    frames: dict[str, Any] = {"sales": sales(60, 4)}
    monkeypatch.setattr("levier.operations.shop.learning.CompanyTables", lambda actor: Tables(**frames))
    return frames


@pytest.fixture
def published(owner: Person, sold: dict[str, Any]) -> Publication:
    made = services.publish(owner.actor, "Martin en ligne", [SITE], start=False)
    learn(made.pk)
    made.refresh_from_db()
    assert (made.problem, made.edition) == ({}, 1)
    return made
