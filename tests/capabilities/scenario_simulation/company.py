"""A made-up workshop whose books follow known rules: its entries and sales are handed over without any database."""

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

import numpy as np
import polars as pl

from levier.capabilities.scenario_simulation import (
    ScenarioSimulation,
    ScenarioSimulationInput,
    ScenarioSimulationOutput,
)
from levier.core.actor import Actor, Role
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import NotFound

FIRST = date(2024, 1, 1)
TODAY = date(2026, 1, 12)
SALES, RATE, WAGES, CHARGES, RENT = 60_000.0, 0.40, 12_000.0, 0.40, 4_000.0
CUSTOMER_DAYS, SUPPLIER_DAYS = 45, 30
OPENING = 80_000.0


class Books:
    """A TableAccess over frames by kind; an absent kind is one the person may not read."""

    def __init__(self, frames: dict[str, pl.DataFrame], currency: str = "EUR") -> None:
        self._frames, self._currency = frames, currency

    def facts(self, kind: str, dataset: int | None = None) -> DatasetFacts | None:
        frame = self._frames.get(kind)
        if frame is None:
            return None
        return DatasetFacts(
            list(self._frames).index(kind) + 1, 1, kind, kind, frame.height, None, None, {}, self._currency
        )

    def frame(self, kind: str, columns: Sequence[str] | None = None) -> Any:
        if kind not in self._frames:
            raise NotFound("Aucun tableau")
        return self._frames[kind]


def run(
    frames: dict[str, pl.DataFrame],
    *,
    today: date = TODAY,
    currency: str = "EUR",
    replayed: bool = True,
    **given: Any,
) -> ScenarioSimulationOutput:
    """The capability's output on these tables, on ``today``; ``replayed``: also judge the model on the past (most of the time)."""
    tables: Any = Books(frames, currency)
    nothing: Any = None
    actor = Actor(1, "Claire Martin", 1, Role.MANAGER)
    context = Context(actor=actor, today=today, tables=tables, knowledge=nothing)
    if replayed:
        return ScenarioSimulation().run(context, ScenarioSimulationInput(**given))
    with patch("levier.capabilities.scenario_simulation.simulating.replay", return_value=None):
        return ScenarioSimulation().run(context, ScenarioSimulationInput(**given))


def month_of(step: int) -> date:
    return date(FIRST.year + (FIRST.month - 1 + step) // 12, (FIRST.month - 1 + step) % 12 + 1, 1)


def entries(months: int = 24, seed: int = 3, noise: float = 0.08, season: float = 0.15) -> pl.DataFrame:
    """Journal entries: four sales and two purchases a month with VAT at 20 %, wages, rent, VAT paid the month after.

    Customers pay after 45 days, suppliers after 30; whatever is paid after the last day stays open.
    """
    random = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    number = 0
    last = month_of(months) - timedelta(days=1)

    def book(day: date, journal: str, *lines: tuple[str, str, float, str]) -> None:
        nonlocal number
        if day > last:
            return
        number += 1
        for account, label, amount, third in lines:
            rows.append(
                {"journal": journal, "journal_label": journal, "entry": f"{number:06d}", "date": day, "account": account, "account_label": label,
                 "auxiliary": third, "auxiliary_label": third, "piece": f"P{number}", "label": label,
                 "debit": round(max(0.0, amount), 2), "credit": round(max(0.0, -amount), 2)}
            )  # fmt: skip

    book(FIRST, "AN", ("512000", "Banque", OPENING, ""), ("101000", "Capital", -OPENING, ""))
    due, owed = 0.0, 0.0
    for step in range(months):
        start = month_of(step)
        days = calendar.monthrange(start.year, start.month)[1]
        wave = 1 + season * np.sin(2 * np.pi * (start.month - 1) / 12)
        sold = SALES * wave * float(np.exp(random.normal(0, noise)))
        if due:
            book(start + timedelta(days=19), "BQ", ("445510", "TVA à payer", due, ""), ("512000", "Banque", -due, ""))  # fmt: skip
        if owed:
            book(start + timedelta(days=14), "BQ", ("431000", "Urssaf", owed, ""), ("512000", "Banque", -owed, ""))  # fmt: skip
        collected = deducted = 0.0
        for part in range(4):
            day, amount = start + timedelta(days=int(days * (part + 0.5) / 4)), sold / 4
            gross = round(amount * 1.2, 2)
            book(day, "VE", ("411000", "Clients", gross, f"C{part}"), ("706000", "Prestations", -amount, ""), ("445710", "TVA collectée", -amount * 0.2, ""))  # fmt: skip
            book(day + timedelta(days=CUSTOMER_DAYS), "BQ", ("512000", "Banque", gross, ""), ("411000", "Clients", -gross, f"C{part}"))  # fmt: skip
            collected += amount * 0.2
        for part, (account, amount) in enumerate((("601000", sold * RATE), ("613200", RENT))):
            day, third = (
                start + timedelta(days=int(days * (part + 0.5) / 2)),
                ("BOIS DU NORD", "FONCIERE")[part],
            )
            gross = round(amount * 1.2, 2)
            book(day, "AC", (account, ("Matières", "Loyer")[part], amount, ""), ("445660", "TVA déductible", amount * 0.2, ""), ("401000", "Fournisseurs", -gross, third))  # fmt: skip
            book(day + timedelta(days=SUPPLIER_DAYS), "BQ", ("401000", "Fournisseurs", gross, third), ("512000", "Banque", -gross, ""))  # fmt: skip
            deducted += amount * 0.2
        pay = start + timedelta(days=days - 1)
        book(pay, "OD", ("641000", "Salaires", WAGES, ""), ("512000", "Banque", -WAGES, ""))
        owed = WAGES * CHARGES
        book(pay, "OD", ("645000", "Charges sociales", owed, ""), ("431000", "Urssaf", -owed, ""))
        due = collected - deducted
        book(pay, "OD", ("445710", "TVA collectée", collected, ""), ("445660", "TVA déductible", -deducted, ""), ("445510", "TVA à payer", -due, ""))  # fmt: skip
    return pl.DataFrame(rows)


def sales(
    elasticity: float = -1.6,
    products: int = 60,
    months: int = 24,
    seed: int = 5,
    noise: float = 0.3,
    moves: float = 0.10,
    follow: float = 0.0,
) -> pl.DataFrame:
    """One line a product and month with a known elasticity; prices change by steps. ``follow``: how far prices follow demand."""
    random = np.random.default_rng(seed)
    rows = []
    level = random.normal(3.5, 0.8, products)
    price = random.normal(3.0, 0.6, products)
    common = random.normal(0, 0.2, months)
    drift = np.zeros(products)
    for step in range(months):
        shock = random.normal(0, noise, products)
        change = (random.random(products) < 0.25) * random.normal(0, moves, products)
        drift = 0.8 * drift + change
        logs = price + drift
        quantity = np.exp(level + common[step] + elasticity * logs + shock - elasticity * price)
        drift = drift + follow * shock
        rows += [
            {"date": month_of(step) + timedelta(days=10), "product_code": f"R{place:03d}", "quantity": float(max(1, round(quantity[place]))),
             "unit_price": float(np.exp(logs[place])), "amount": float(max(1, round(quantity[place])) * np.exp(logs[place]))}
            for place in range(products)
        ]  # fmt: skip
    return pl.DataFrame(rows)
