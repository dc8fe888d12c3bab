"""A program that calls the API for someone of the cast."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from levier.policy import tokens
from tests.cast import Person


class Program:
    """Calls with a token, in JSON."""

    def __init__(self, secret: str | None) -> None:
        self._client = Client(headers={"authorization": f"Bearer {secret}"} if secret else None)

    def get(self, path: str) -> Any:
        return self._client.get(path)

    def post(self, path: str, body: Any = None) -> Any:
        return self._client.post(path, data=body if body is not None else {}, content_type="application/json")

    def put(self, path: str, body: Any) -> Any:
        return self._client.put(path, data=body, content_type="application/json")

    def delete(self, path: str) -> Any:
        return self._client.delete(path)

    def upload(self, path: str, **fields: Any) -> Any:
        return self._client.post(path, data=fields)


@pytest.fixture(autouse=True)
def _no_calls_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def program() -> Callable[[Person | None], Program]:
    """``program(owner)`` acts for the owner; ``program(None)`` has no token."""

    def made(person: Person | None) -> Program:
        return Program(tokens.create(person.actor, "essai")[1] if person else None)

    return made


SALES = "\n".join(
    ["date;code article;désignation;quantité;prix unitaire;pays"]
    + [
        f"{1 + day % 28:02d}/{1 + day // 28:02d}/2025;A{product};Produit {product};{5 + (day + product) % 7};2,50;France"
        for day in range(330)
        for product in range(3)
    ]
)


@pytest.fixture
def sales_file(tmp_path: Any) -> Any:
    """Eleven months of daily sales of three products."""
    path = tmp_path / "ventes.csv"
    path.write_text(SALES, encoding="utf-8")
    return path
