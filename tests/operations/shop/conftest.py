"""A publication of the cast's company, learned on a made-up shop of two tastes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache

from levier.operations.shop import services, serving
from levier.operations.shop.learning import learn
from levier.operations.shop.models import Publication
from levier.tables.importing import import_file
from tests.capabilities.product_recommendation.shop import sales
from tests.cast import Person

SITE = "https://boutique.martin.example"


@pytest.fixture(autouse=True)
def _nothing_in_memory() -> Iterator[None]:
    cache.clear()
    serving.forget()
    serving._editions.clear()
    yield
    serving.forget()
    serving._editions.clear()


@pytest.fixture
def sold(owner: Person, tmp_path: Path) -> Path:
    path = tmp_path / "ventes.csv"
    frame = sales(60, 4)
    frame.write_csv(path, separator=";")
    import_file(owner.actor, path, name="Ventes")
    return path


@pytest.fixture
def published(owner: Person, sold: Path) -> Publication:
    made = services.publish(owner.actor, "Martin en ligne", [SITE], start=False)
    learn(made.pk)
    made.refresh_from_db()
    assert (made.problem, made.edition) == ({}, 1)
    return made
