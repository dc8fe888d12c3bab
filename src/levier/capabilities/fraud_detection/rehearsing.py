"""A rehearsal on the company's own data: errors added on purpose to a copy, to see how many come out on top.

Shown before the alerts, beside the trivial way (reading the largest amounts first), so that nobody takes the list for more
than it is.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from levier.capabilities.fraud_detection.examining import Known, examine
from levier.capabilities.fraud_detection.operations import COLUMNS

KINDS = (
    "facture saisie deux fois",
    "doublon à quelques jours près",
    "montant multiplié par dix",
    "date de week-end",
    "commande découpée",
    "montant rond d'un tiers inconnu",
)
_MOST = 20_000
_LEAST = 60


@dataclass(frozen=True)
class Rehearsal:
    """``added`` errors of six kinds; ``found`` among the first ``looked`` operations of the list, ``by_amount`` among as
    many of the largest amounts."""

    added: int
    found: int
    by_amount: int
    looked: int


def rehearse(operations: pl.DataFrame, known: Known, looked: int, seed: int = 7) -> Rehearsal | None:
    """None where there are too few operations for it to mean anything."""
    if operations.height < _LEAST:
        return None
    sample = operations.sort("day", "place").tail(_MOST)
    random = np.random.default_rng(seed)
    usable = sample.filter((pl.col("party") != "") & (pl.col("amount") >= pl.col("amount").quantile(0.3)))
    if usable.height < 12:
        return None
    changed, added = _with_errors(sample, usable, random)
    alerts = examine(changed, None, known, seed=seed).alerts
    ranked = [row for alert in alerts for row in alert.rows][:looked]
    largest = changed.sort("amount", descending=True)["row"].head(looked).to_list()
    return Rehearsal(
        len(added),
        sum(any(row in ranked for row in one) for one in added),
        sum(any(row in largest for row in one) for one in added),
        looked,
    )


def _with_errors(
    sample: pl.DataFrame, usable: pl.DataFrame, random: np.random.Generator
) -> tuple[pl.DataFrame, list[set[int]]]:
    """The copy with two errors of each kind, and the rows of each."""
    chosen = usable.sample(
        min(12, usable.height), seed=int(random.integers(1 << 30)), shuffle=True
    ).to_dicts()
    rows = sample.to_dicts()
    place = {row["row"]: index for index, row in enumerate(rows)}
    top = int(sample["row"].max()) + 1  # type: ignore[arg-type]
    added: list[set[int]] = []
    for index, one in enumerate(chosen):
        kind = index % len(KINDS)
        copies: list[dict[str, object]] = []
        if kind == 0:
            copies = [{**one}]
        elif kind == 1:
            copies = [
                {
                    **one,
                    "day": _weekday(one["day"], int(random.integers(1, 6))),
                    "reference": f"{one['reference']}B",
                }
            ]
        elif kind == 2:
            rows[place[one["row"]]] |= {
                name: one[name] * 10
                for name in ("amount", "flow", "net", "vat", "gross")
                if one[name] is not None
            }
            added.append({one["row"]})
        elif kind == 3:
            from datetime import timedelta  # noqa: PLC0415

            rows[place[one["row"]]] |= {"day": one["day"] + timedelta(days=5 - one["day"].weekday())}
            added.append({one["row"]})
        elif kind == 4:
            copies = [
                {
                    **one,
                    "amount": share,
                    "flow": share * (1 if one["flow"] >= 0 else -1),
                    "net": None,
                    "vat": None,
                    "gross": None,
                    "reference": f"{one['reference']}/{part}",
                }
                for part, share in enumerate(np.round(1000 * random.uniform(0.91, 0.99, 3), 2).tolist())
            ]
        else:
            amount = float(random.choice([1000, 2000, 3000, 5000]))
            copies = [
                {
                    **one,
                    "party": f"?{index}",
                    "name": f"Fournisseur {index}",
                    "amount": amount,
                    "flow": amount * (1 if one["flow"] >= 0 else -1),
                    "net": None,
                    "vat": None,
                    "gross": None,
                    "iban": "",
                    "reference": f"X{index}",
                }
            ]
        for copy in copies:
            rows.append({**copy, "row": top, "place": top, "number": ""})
            top += 1
        if copies:
            added.append({top - 1 - number for number in range(len(copies))})
    return pl.DataFrame(rows, schema=COLUMNS), added


def _weekday(day: "object", after: int) -> "object":
    from datetime import date, timedelta  # noqa: PLC0415

    assert isinstance(day, date)
    moved = day + timedelta(days=after)
    return moved + timedelta(days=max(0, 7 - moved.weekday())) if moved.weekday() >= 5 else moved
