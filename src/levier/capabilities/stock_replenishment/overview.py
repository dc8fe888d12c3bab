"""What a proposal says of the whole: rhythms, surplus, the replay, the classes, and what was set aside."""

import numpy as np
import polars as pl

from levier.capabilities.stock_replenishment import (
    Family,
    Line,
    Replayed,
    StockReplenishmentInput,
    SupplierRhythm,
    Surplus,
)  # fmt: skip
from levier.capabilities.stock_replenishment.basis import Basis, Today
from levier.capabilities.stock_replenishment.reading.columns import Asides
from levier.capabilities.stock_replenishment.reading.suppliers import Suppliers
from levier.capabilities.stock_replenishment.science.judging import Judged
from levier.capabilities.stock_replenishment.science.rhythm import rhythm
from levier.core.errors import NotEnoughData
from levier.core.french.numbers import format_number
from levier.core.result import Unanswered

_SHARES = (0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99)
_AHEAD_DAYS = 28


def rhythms_of(
    given: StockReplenishmentInput, basis: Basis, now: Today, suppliers: Suppliers, chosen: set[str] | None
) -> list[SupplierRhythm]:
    """The economic rhythm of each supplier whose articles have a cost, largest purchases first."""
    yearly: dict[str, float] = {}
    for place, one in enumerate(basis.frame.iter_rows(named=True)):
        if one["supplier"] and one["cost"] and (chosen is None or one["supplier"] in chosen):
            spent = 365 * float(now.usual[place]) * one["cost"]
            yearly[one["supplier"]] = yearly.get(one["supplier"], 0.0) + spent
    found = []
    for ref, spent in sorted(yearly.items(), key=lambda one: (-one[1], one[0])):
        if spent <= 0:
            continue
        said = rhythm(spent, given.order_cost, given.holding_rate / 100, given.review_days)
        supplier = suppliers.get(ref)
        found.append(
            SupplierRhythm(
                code=supplier.code or supplier.name, name=supplier.name, yearly=round(spent, 2), days=round(said.days, 1),
                best=round(said.best, 2), now=round(said.now, 2),
            )
        )  # fmt: skip
    return found


def surplus_of(basis: Basis, now: Today) -> list[Surplus]:
    """What lies beyond the level and four weeks of sales; all of it where nothing was sold."""
    found = []
    place = {int(row): at for at, row in enumerate(basis.rows)}
    for row, one in enumerate(basis.everything.iter_rows(named=True)):
        hand = float(one["on_hand"])
        at = place.get(row)
        if at is None:
            if hand <= 0 or (one["active"] and basis.sold.sales[row] > 0):
                continue
            spare, days = hand, None
        else:
            daily = float(now.daily[at])
            spare = np.floor(hand - one["reserved"] - now.level[at] - max(one["pack"], daily * _AHEAD_DAYS))
            days = round(spare / daily, 0) if daily > 0 else None
        if spare > 0:
            money = None if one["cost"] is None else round(float(spare) * one["cost"], 2)
            found.append(
                Surplus(
                    code=one["code"],
                    name=one["name"],
                    on_hand=hand,
                    surplus=float(spare),
                    money=money,
                    days=days,
                )
            )
    return sorted(found, key=lambda one: (-(one.money or 0.0), one.code))


def replayed_of(basis: Basis, judged: Judged) -> Replayed:
    """The replay as it is told. Raises NotEnoughData when nothing was sold in the weeks that judge."""
    if not judged.asked > 0:
        raise NotEnoughData(
            "Rien n'a été vendu sur les dernières semaines : la règle de commande ne peut pas être jugée",
            mend="Importez vos ventes récentes.",
        )
    weeks, calendar = judged.weeks, basis.sold.calendar
    usual = judged.usual_stock if np.isfinite(judged.usual_stock) else None
    comparable = usual is not None and judged.usual_served >= judged.served - 1e-9
    return Replayed(
        weeks=weeks.end - weeks.split,
        start=calendar.start(weeks.split + calendar.count - weeks.end),
        end=calendar.last,
        references=int(judged.missed.size),
        served=round(judged.served, 3),
        promised=round(judged.promised, 3),
        stock=round(judged.stock, 0),
        usual_stock=None if usual is None else round(usual, 0),
        usual_served=round(judged.usual_served, 3),
        saved=round(1 - judged.stock / usual, 3) if comparable and usual else None,
        window=judged.window,
        shares=list(_SHARES),
        stocks=[_finite(judged.ours.stock_at(share)) for share in _SHARES],
        usual_stocks=[_finite(judged.theirs.stock_at(share)) for share in _SHARES],
    )


def _finite(value: float) -> float | None:
    return round(value, 0) if np.isfinite(value) else None


def classes_of(basis: Basis, lines: list[Line]) -> list[Family]:
    """The classes ABC × XYZ with their service and what is ordered of them."""
    found = []
    for first in "ABC":
        for second in "XYZ":
            among = (basis.abc == first) & (basis.xyz == second)
            if among.any():
                some = [line for line in lines if (line.abc, line.xyz) == (first, second)]
                found.append(
                    Family(
                        abc=first, xyz=second, references=int(among.sum()), service=round(float(basis.service[among].mean()), 3),
                        lines=len(some), amount=round(sum(line.amount or 0.0 for line in some), 2),
                    )
                )  # fmt: skip
    return found


def set_aside(everything: pl.DataFrame, asides: Asides) -> list[Unanswered]:
    """The references set aside, those of one reason together."""
    names = dict(zip(everything["ref"], everything["code"], strict=True))
    by_reason: dict[str, list[str]] = {}
    for ref, reason in asides.reasons.items():
        if not reason.startswith("fournisseur inconnu"):
            by_reason.setdefault(reason, []).append(str(names.get(ref, ref)))
    found = []
    for reason, codes in sorted(by_reason.items(), key=lambda one: -len(one[1]))[:20]:
        shown = ", ".join(codes[:8]) + (
            f" et {format_number(len(codes) - 8)} autres" if len(codes) > 8 else ""
        )
        found.append(
            Unanswered(
                question=f"Référence{'s' if len(codes) > 1 else ''} {shown}",
                reason=f"{reason[:1].upper()}{reason[1:]}.",
            )
        )
    return found


__all__ = ["classes_of", "replayed_of", "rhythms_of", "set_aside", "surplus_of"]
