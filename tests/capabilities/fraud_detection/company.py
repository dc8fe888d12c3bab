"""A company whose tables are handed to the search without any database."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl

from levier.core.actor import Actor, Role
from levier.core.capability import Context, DatasetFacts, JudgedAlert, RaisedAlert
from levier.core.errors import NotFound

FIRST = date(2025, 1, 2)
IBANS = ("FR7630006000011234567890189", "FR7630004000031234567890143", "DE89370400440532013000")


class Tables:
    """A TableAccess over frames by kind."""

    def __init__(self, frames: dict[str, pl.DataFrame]) -> None:
        self._frames = frames

    def facts(self, kind: str, dataset: int | None = None) -> DatasetFacts | None:
        frame = self._frames.get(kind)
        if frame is None:
            return None
        days = frame["date"].cast(pl.Date) if "date" in frame.columns else pl.Series([None], dtype=pl.Date)
        number = list(self._frames).index(kind) + 1
        return DatasetFacts(
            number, 1, kind, kind.capitalize(), frame.height, days.min(), days.max(), {}, "EUR"
        )  # type: ignore[arg-type]

    def frame(self, kind: str, columns: Sequence[str] | None = None) -> Any:
        if kind not in self._frames:
            raise NotFound("Aucune table")
        return self._frames[kind] if columns is None else self._frames[kind].select(columns)


class Memory:
    """An AlertMemory in a list."""

    def __init__(self, verdicts: Sequence[JudgedAlert] = ()) -> None:
        self.verdicts, self.kept = list(verdicts), list[RaisedAlert]()

    def judged(self) -> list[JudgedAlert]:
        return self.verdicts

    def remember(self, alerts: Sequence[RaisedAlert]) -> None:
        self.kept = list(alerts)


def context(memory: Memory | None = None, **frames: pl.DataFrame) -> Context:
    tables: Any = Tables(frames)
    return Context(
        Actor(1, "Claire", 1, Role.OWNER), date(2026, 1, 5), tables, knowledge=tables, alerts=memory
    )


def invoices(many: int = 120, seed: int = 3) -> pl.DataFrame:
    """Invoices received from eight suppliers on working days, all sound."""
    random = np.random.default_rng(seed)
    rows = []
    for number in range(many):
        supplier = int(random.integers(8))
        day = FIRST + timedelta(days=number * 2)
        day -= timedelta(days=max(0, day.weekday() - 4))
        net = round(float(random.lognormal(5 + supplier / 4, 0.25)), 2)
        vat = round(0.2 * net, 2)
        rows.append(
            {
                "invoice": f"{chr(65 + supplier)}{(number * 7919 + 13) % 99991}",
                "date": day,
                "direction": "fournisseur",
                "party": f"F{supplier:03d}",
                "party_name": NAMES[supplier],
                "net": net,
                "vat": vat,
                "gross": round(net + vat, 2),
                "iban": IBANS[0] if supplier == 0 else None,
            }
        )
    return pl.DataFrame(rows)


NAMES = (
    "Textiles du Lac",
    "Imprimerie Morel",
    "Transports Galland",
    "Papeterie Vasseur",
    "Énergie Nord",
    "Menuiserie Picard",
    "Outillage Brun",
    "Nettoyage Élite",
)


def changed(frame: pl.DataFrame, at: int, **values: Any) -> pl.DataFrame:
    """The frame with one line changed."""
    rows = frame.to_dicts()
    rows[at] |= values
    return pl.DataFrame(rows, schema=frame.schema)


def added(frame: pl.DataFrame, at: int, **values: Any) -> pl.DataFrame:
    """The frame with a copy of one line, changed."""
    rows = frame.to_dicts()
    return pl.DataFrame([*rows, {**rows[at], **values}], schema=frame.schema)


def ledger(months: int = 6, seed: int = 5) -> pl.DataFrame:
    """Entries of purchases and their payments, numbered without a hole."""
    random = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    number = 0

    def entry(
        journal: str, day: date, lines: list[tuple[str, str, float]], supplier: int, piece: str
    ) -> None:
        nonlocal number
        number += 1
        for account, label, amount in lines:
            rows.append(
                {
                    "journal": journal, "journal_label": journal, "entry": f"{number:05d}", "date": day, "account": account, "account_label": label,
                    "auxiliary": f"F{supplier:03d}" if account.startswith("401") else "", "auxiliary_label": NAMES[supplier] if account.startswith("401") else "",
                    "piece": piece, "label": f"{NAMES[supplier]} {piece}", "debit": max(amount, 0.0), "credit": max(-amount, 0.0),
                }
            )  # fmt: skip

    for index in range(months * 20):
        day = FIRST + timedelta(days=int(index * 30 / 20))
        day -= timedelta(days=max(0, day.weekday() - 4))
        supplier = int(random.integers(8))
        net = round(float(random.lognormal(5 + supplier / 4, 0.25)), 2)
        vat = round(0.2 * net, 2)
        gross = round(net + vat, 2)
        piece = f"P{(index * 7919 + 13) % 99991}"
        cost = "606300" if supplier < 4 else "615000"
        entry(
            "AC",
            day,
            [(cost, "Achats", net), ("445660", "TVA", vat), ("401000", "Fournisseurs", -gross)],
            supplier,
            piece,
        )
        entry("BQ", day, [("401000", "Fournisseurs", gross), ("512000", "Banque", -gross)], supplier, piece)
    return pl.DataFrame(rows)
