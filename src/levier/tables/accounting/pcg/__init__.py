"""The « plan comptable général »: numbers and labels of classes and accounts, as data with their source and review date."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Chart:
    """``accounts``: number (one to three digits) → label; ``until``: last day of those the regulation has removed."""

    source: str
    reviewed: date
    accounts: dict[str, str]
    until: dict[str, date]

    def root_of(self, account: str) -> str:
        """The longest number of the list that starts this account; empty when its first two digits are unknown."""
        return next((account[:size] for size in (3, 2) if account[:size] in self.accounts), "")

    def label_of(self, account: str) -> str:
        """The label of the nearest account of the list, its class at least, empty for no account at all."""
        return self.accounts.get(self.root_of(account) or account[:1], "")


@cache
def chart() -> Chart:
    """The list, read once."""
    data = json.loads(files(__package__).joinpath("accounts.json").read_text(encoding="utf-8"))
    until = {number: date.fromisoformat(day) for number, day in data["until"].items()}
    return Chart(data["source"], date.fromisoformat(data["reviewed"]), data["accounts"], until)
