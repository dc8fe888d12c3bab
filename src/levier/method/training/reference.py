"""What the training rests on that is no code: tiers, general questions, law; each file says when it must be read again."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_AT = Path(__file__).with_name("data")


@dataclass(frozen=True)
class LegalFact:
    """A duty, its source, and how far it was checked (``status``)."""

    law: str
    article: str
    says: str
    applies_from: date
    address: str
    read_in: str
    read_on: date
    status: str
    review_by: date

    @property
    def cited(self) -> str:
        """« Règlement (UE) 2024/1689 …, article 4 »."""
        return f"{self.law}, {self.article}"


@cache
def tiers() -> dict[str, Any]:
    """The proposals by tier and the ratios behind them."""
    return _read("tiers.json")


@cache
def quiz() -> dict[str, Any]:
    """The general questions, the pass mark (0–1) and how many questions are drawn."""
    return _read("quiz.json")


@cache
def literacy() -> LegalFact:
    """The duty of AI literacy."""
    kept = _read("legal.json")
    fact = kept["facts"][0]
    return LegalFact(
        fact["law"], fact["article"], fact["says"], date.fromisoformat(fact["applies_from"]), fact["address"], fact["read_in"],
        date.fromisoformat(fact["read_on"]), fact["status"], date.fromisoformat(kept["review_by"]),
    )  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((_AT / name).read_text(encoding="utf-8"))
    return found
