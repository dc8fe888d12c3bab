"""Proposals: each article's level and risk today, orders by supplier, money that can be freed."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.stock_replenishment import (
    Family,
    Line,
    Order,
    Replayed,
    StockReplenishmentInput,
    StockReplenishmentOutput,
    SupplierRhythm,
    Surplus,
)  # fmt: skip
from levier.capabilities.stock_replenishment.ordering import Want, ask, complete, within
from levier.capabilities.stock_replenishment.reading.columns import Asides
from levier.capabilities.stock_replenishment.reading.incoming import Coming
from levier.capabilities.stock_replenishment.reading.positions import Stock, sellable
from levier.capabilities.stock_replenishment.reading.sold import Sold
from levier.capabilities.stock_replenishment.reading.suppliers import Suppliers
from levier.capabilities.stock_replenishment.reading.waits import Wait
from levier.capabilities.stock_replenishment.science.demand import History, Values, pace
from levier.capabilities.stock_replenishment.science.interval import level, risk
from levier.capabilities.stock_replenishment.science.judging import Judged
from levier.capabilities.stock_replenishment.science.rhythm import rhythm
from levier.core.capability import Context
from levier.core.errors import BadInput, NotEnoughData
from levier.core.french.numbers import CURRENCY_SIGNS, format_number
from levier.core.result import Unanswered

_SHARES = (0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99)
_URGENT = 0.5
_AHEAD_DAYS = 28
_MOST_SURPLUS = 200


@dataclass(frozen=True)
class Basis:
    """The articles that can be judged (``rows`` among ``everything``) and what is known of each, in one order."""

    frame: pl.DataFrame
    everything: pl.DataFrame
    rows: NDArray[np.int64]
    sold: Sold
    history: History
    waits: list[Wait]
    cover: Values
    spread: Values
    value: Values
    priced: bool
    abc: NDArray[np.str_]
    xyz: NDArray[np.str_]
    service: Values

    def numbers(self, column: str) -> Values:
        found: Values = self.frame[column].cast(pl.Float64).to_numpy()
        return found


@dataclass(frozen=True)
class _Today:
    """Demand until the goods of the next order come: mean, variance, level; and what there is to meet it."""

    daily: Values
    mean: Values
    variance: Values
    level: Values
    usable: Values
    coming: Values
    in_time: Values

    def risk(self, place: int, stock: float) -> float:
        return float(risk(np.array(stock), self.mean[place], self.variance[place]))


def propose(
    ctx: Context, given: StockReplenishmentInput, basis: Basis, judged: Judged, stock: Stock,
    incoming: dict[str, list[Coming]], suppliers: Suppliers, asides: Asides, chosen: set[str] | None, currency: str,
) -> StockReplenishmentOutput:  # fmt: skip
    """Everything but the words. Raises BadInput (the proposal approved is not this one), NotEnoughData."""
    now = _today(ctx, basis, judged, stock, incoming)
    wants, lost = _wants(basis, now, chosen, asides)
    by_supplier: dict[str, list[tuple[int, Want]]] = {}
    for place, want in wants:
        by_supplier.setdefault(want.supplier, []).append((place, want))
    if given.complete_franco:
        for ref, some in by_supplier.items():
            target = max(suppliers.get(ref).franco, suppliers.get(ref).least)
            if 0 < sum(one.amount for _, one in some) < target:
                complete([one for _, one in some], target)
    cut = within([one for _, one in wants], given.budget) if given.budget is not None else 0
    orders = [_order(ctx, ref, some, basis, now, suppliers) for ref, some in sorted(by_supplier.items())]
    orders = sorted(
        (one for one in orders if one.lines), key=lambda one: (-one.urgent, -one.amount, one.code)
    )
    number = _number(orders)
    _approve(given, orders, number)
    lines = [line for one in orders for line in one.lines]
    ordered = {line.code: line for line in lines}
    kept = [place for place, _ in wants]
    without = float(sum(now.risk(place, now.usable[place] + now.in_time[place]) for place in kept))
    codes = basis.frame["code"].to_list()
    after = float(
        sum(
            ordered[codes[place]].risk_after
            if codes[place] in ordered
            else now.risk(place, now.usable[place] + now.coming[place])
            for place in kept
        )
    )
    surplus = _surplus(basis, now)
    costs = basis.everything["cost"].cast(pl.Float64).fill_null(0.0).to_numpy()
    hand = basis.everything["on_hand"].clip(lower_bound=0).to_numpy()
    unit = CURRENCY_SIGNS.get(currency, currency) if basis.priced else "unités"
    return StockReplenishmentOutput(
        proposal=number,
        company=given.buyer or ctx.company,
        day=ctx.today,
        sales_end=basis.sold.calendar.last,
        unit=unit,
        orders=orders,
        amount=round(sum(one.amount for one in orders), 2),
        lines_count=len(lines),
        references=len(kept),
        at_risk=sum(now.risk(place, now.usable[place] + now.in_time[place]) > _URGENT for place in kept),
        risk_without=float(np.floor(without + 0.5)),
        risk_after=float(np.floor(after + 0.5)),
        stock_value=round(float(hand @ costs), 2),
        surplus=surplus[:_MOST_SURPLUS],
        surplus_value=round(sum(one.money or 0.0 for one in surplus), 2),
        budget=given.budget,
        cut=cut,
        replayed=_replayed(basis, judged),
        classes=_classes(basis, lines),
        set_aside=len(asides.reasons),
        approved_by=ctx.actor.name if given.approve else "",
        review_days=given.review_days,
        order_cost=given.order_cost,
        holding_rate=given.holding_rate,
        rhythms=_rhythms(given, basis, now, suppliers, chosen),
        unanswered=[*lost, *_set_aside(basis.everything, asides)],
    )


def _today(
    ctx: Context, basis: Basis, judged: Judged, stock: Stock, incoming: dict[str, list[Coming]]
) -> _Today:
    now = pace(basis.history, basis.history.periods, judged.setting)
    mean, variance = now.over(basis.cover, basis.spread)
    daily = now.mean / 7
    refs = basis.frame["ref"].to_list()
    free = basis.numbers("on_hand") - basis.numbers("reserved")
    usable = np.array(
        [
            min(
                free[place],
                sellable(float(free[place]), stock.lots.get(ref, []), float(daily[place]), ctx.today),
            )
            for place, ref in enumerate(refs)
        ]
    )
    coming = np.array([sum(one.quantity for one in incoming.get(ref, [])) for ref in refs])
    ends = [ctx.today + timedelta(days=round(weeks * 7)) for weeks in basis.cover]
    in_time = np.array(
        [
            sum(c.quantity for c in incoming.get(ref, []) if c.day <= end)
            for ref, end in zip(refs, ends, strict=True)
        ]
    )
    return _Today(daily, mean, variance, level(judged.risks, mean, variance), usable, coming, in_time)


def _wants(
    basis: Basis, now: _Today, chosen: set[str] | None, asides: Asides
) -> tuple[list[tuple[int, Want]], list[Unanswered]]:
    wants: list[tuple[int, Want]] = []
    nameless: list[str] = []
    for place, one in enumerate(basis.frame.iter_rows(named=True)):
        if chosen is not None and one["supplier"] not in chosen:
            continue
        want = Want(
            ref=one["ref"], supplier=one["supplier"], position=float(now.usable[place] + now.coming[place]),
            level=float(now.level[place]), daily=float(now.daily[place]), pack=one["pack"], least=one["least"],
            cost=one["cost"], shelf_days=one["shelf"],
            risk=lambda held, place=place: now.risk(place, held),  # type: ignore[misc]
        )  # fmt: skip
        ask(want)
        if want.quantity and not want.supplier:
            nameless.append(f"{one['name']} ({one['code']}, {format_number(want.quantity)} à commander)")
            asides.put(
                one["ref"], "fournisseur inconnu : inscrivez-le sur la fiche article ou importez vos achats"
            )
            continue
        wants.append((place, want))
    lost = []
    if nameless:
        shown = ", ".join(nameless[:5]) + (f" et {len(nameless) - 5} autres" if len(nameless) > 5 else "")
        lost.append(
            Unanswered(
                question="Commandes sans fournisseur",
                reason=f"Aucun fournisseur n'est connu pour : {shown}. Inscrivez-le sur la fiche article.",
            )
        )
    return wants, lost


def _order(
    ctx: Context, ref: str, wants: list[tuple[int, Want]], basis: Basis, now: _Today, suppliers: Suppliers
) -> Order:
    supplier = suppliers.get(ref)
    code = supplier.code or supplier.name
    lines = [_line(place, want, basis, now, code) for place, want in wants if want.quantity > 0]
    amount = round(sum(line.amount or 0.0 for line in lines), 2)
    urgent = sum(line.risk_without > _URGENT for line in lines)
    target = max(supplier.franco, supplier.least)
    notes = []
    if suppliers.known and not supplier.listed:
        notes.append(
            "Ce fournisseur n'est pas dans votre fichier des fournisseurs : son franco et son adresse manquent."
        )
    under = bool(lines) and 0 < amount < supplier.least
    if under:
        notes.append("Le minimum de commande de ce fournisseur n'est pas atteint.")
    elif lines and amount < target:
        notes.append(
            "Le franco n'est pas atteint : le port sera à votre charge."
            if urgent
            else "Le franco n'est pas atteint et rien ne presse : mieux vaut attendre."
        )
    wait = bool(lines) and amount < target and (under or not urgent)
    return Order(
        supplier=ref, code=code, name=supplier.name, address=supplier.address, email=supplier.email,
        number=f"BC-{ctx.today:%Y%m%d}-{slug(code)}", lines=sorted(lines, key=lambda one: (-one.risk_without, one.code)), amount=amount,
        unpriced=sum(line.amount is None for line in lines), franco=target, missing=round(max(0.0, target - amount), 2),
        urgent=urgent, state="wait" if wait else "proposed", note=" ".join(notes),
    )  # fmt: skip


def slug(text: str) -> str:
    """``text`` as a part of a file name."""
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in text).strip("-")[:30] or "x"
    return kept if kept == text else f"{kept}-{sha256(text.encode()).hexdigest()[:4]}"


def _line(place: int, want: Want, basis: Basis, now: _Today, supplier: str) -> Line:
    one, wait = basis.frame.row(place, named=True), basis.waits[place]
    usable = float(now.usable[place])
    high = float(level(np.array(0.1), now.mean[place], now.variance[place]))
    return Line(
        code=one["code"], name=one["name"], category=one["category"] or "", supplier=supplier, abc=str(basis.abc[place]),
        xyz=str(basis.xyz[place]), service=round(float(basis.service[place]), 3), on_hand=round(usable, 2),
        incoming=float(now.coming[place]), level=want.level, quantity=want.quantity, packs=round(want.quantity / want.pack, 2),
        pack=want.pack, unit_cost=want.cost, amount=None if want.cost is None else round(want.amount, 2),
        daily=round(want.daily, 3), wait_days=round(wait.mean, 1), wait_deviation=round(wait.deviation, 1),
        wait_source=wait.source, demand=round(float(now.mean[place]), 1), demand_high=high,
        risk_without=round(now.risk(place, usable + float(now.in_time[place])), 3),
        risk_after=round(now.risk(place, want.position + want.quantity), 3),
        cover_days=round(max(0.0, usable) / want.daily, 0) if want.daily > 0 else None, reason=" ; ".join(want.reasons),
    )  # fmt: skip


def _rhythms(
    given: StockReplenishmentInput, basis: Basis, now: _Today, suppliers: Suppliers, chosen: set[str] | None
) -> list[SupplierRhythm]:
    """The economic rhythm of each supplier whose articles have a cost, largest purchases first."""
    yearly: dict[str, float] = {}
    for place, one in enumerate(basis.frame.iter_rows(named=True)):
        if one["supplier"] and one["cost"] and (chosen is None or one["supplier"] in chosen):
            spent = 365 * float(now.daily[place]) * one["cost"]
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


def _number(orders: list[Order]) -> str:
    """« P-3F2A91 »: the same for the same quantities, so that what is approved is what was read."""
    said = "|".join(
        f"{one.code}:{line.code}:{line.quantity}:{line.amount}" for one in orders for line in one.lines
    )
    return f"P-{sha256(said.encode()).hexdigest()[:6].upper()}"


def _approve(given: StockReplenishmentInput, orders: list[Order], number: str) -> None:
    if not given.approve:
        return
    if given.proposal != number:
        raise BadInput(
            f"La proposition validée ({given.proposal or 'sans numéro'}) n'est plus celle d'aujourd'hui ({number})",
            where="champ Numéro de la proposition validée",
            mend="Les données ou les réglages ont changé : relisez la nouvelle proposition, puis validez-la.",
        )
    known = {order.code: order for order in orders}
    for code in given.approve:
        if code not in known:
            raise BadInput(
                f"Il n'y a rien à commander chez « {code} »", where="champ Commandes validées",
                mend=f"Commandes proposées : {', '.join(known) or 'aucune'}.",
            )  # fmt: skip
        known[code].state = "approved"


def _surplus(basis: Basis, now: _Today) -> list[Surplus]:
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


def _replayed(basis: Basis, judged: Judged) -> Replayed:
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


def _classes(basis: Basis, lines: list[Line]) -> list[Family]:
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


def _set_aside(everything: pl.DataFrame, asides: Asides) -> list[Unanswered]:
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


__all__ = ["Basis", "propose", "slug"]
