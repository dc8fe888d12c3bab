"""Proposals: what each article lacks today, orders by supplier, and what they change."""

import numpy as np
import polars as pl

from levier.capabilities.stock_replenishment import (
    StockReplenishmentInput,
    StockReplenishmentOutput,
)  # fmt: skip
from levier.capabilities.stock_replenishment.basis import Basis, Today, today
from levier.capabilities.stock_replenishment.drafting import SEASONAL, URGENT, approve, draft, number_of
from levier.capabilities.stock_replenishment.ordering import Want, ask, complete, within
from levier.capabilities.stock_replenishment.overview import (
    classes_of,
    replayed_of,
    rhythms_of,
    set_aside,
    surplus_of,
)
from levier.capabilities.stock_replenishment.reading.columns import Asides
from levier.capabilities.stock_replenishment.reading.incoming import Coming
from levier.capabilities.stock_replenishment.reading.positions import Stock
from levier.capabilities.stock_replenishment.reading.suppliers import Suppliers
from levier.capabilities.stock_replenishment.science.judging import Judged
from levier.core.capability import Context
from levier.core.french.numbers import CURRENCY_SIGNS, format_number, format_percent
from levier.core.result import Unanswered

_MOST_SURPLUS = 200


def propose(
    ctx: Context, given: StockReplenishmentInput, basis: Basis, judged: Judged, stock: Stock,
    incoming: dict[str, list[Coming]], suppliers: Suppliers, asides: Asides, chosen: set[str] | None, currency: str,
) -> StockReplenishmentOutput:  # fmt: skip
    """Everything but the words. Raises BadInput (the proposal approved is not this one), NotEnoughData."""
    now = today(ctx, basis, judged, stock, incoming)
    wants, lost = _wants(basis, now, chosen, asides)
    by_supplier: dict[str, list[tuple[int, Want]]] = {}
    for place, want in wants:
        by_supplier.setdefault(want.supplier, []).append((place, want))
    if given.complete_franco:
        for ref, some in by_supplier.items():
            target = max(suppliers.get(ref).franco, suppliers.get(ref).least)
            if 0 < sum(one.amount for _, one in some) < target:
                complete([one for _, one in some], target)
    wanted = sum(one.amount for _, one in wants)
    cut = within([one for _, one in wants], given.budget) if given.budget is not None else 0
    orders = [draft(ctx, ref, some, basis, now, suppliers) for ref, some in sorted(by_supplier.items())]
    orders = sorted(
        (one for one in orders if one.lines), key=lambda one: (-one.urgent, -one.amount, one.code)
    )
    number = number_of(orders)
    approve(given, orders, number)
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
    surplus = surplus_of(basis, now)
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
        at_risk=sum(now.risk(place, now.usable[place] + now.in_time[place]) > URGENT for place in kept),
        risk_without=float(np.floor(without + 0.5)),
        risk_after=float(np.floor(after + 0.5)),
        stock_value=round(float(hand @ costs), 2),
        surplus=surplus[:_MOST_SURPLUS],
        surplus_value=round(sum(one.money or 0.0 for one in surplus), 2),
        budget=given.budget,
        cut=cut,
        replayed=replayed_of(basis, judged),
        classes=classes_of(basis, lines),
        set_aside=len(asides.reasons),
        approved_by=ctx.actor.name if given.approve else "",
        review_days=given.review_days,
        order_cost=given.order_cost,
        holding_rate=given.holding_rate,
        rhythms=rhythms_of(given, basis, now, suppliers, chosen),
        wanted=round(wanted, 2),
        seasonal=sum(abs(now.season(place)) >= SEASONAL for place in kept),
        history_weeks=basis.history.periods,
        unanswered=[*lost, *_postponed(wants, basis), *set_aside(basis.everything, asides)],
    )


def _wants(
    basis: Basis, now: Today, chosen: set[str] | None, asides: Asides
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


def _postponed(wants: list[tuple[int, Want]], basis: Basis) -> list[Unanswered]:
    """What the budget leaves for later, the most exposed to running out first."""
    left = [(place, one) for place, one in wants if one.reasons and one.reasons[-1].startswith("reporté")]
    if not left:
        return []
    left.sort(key=lambda one: -one[1].risk(one[1].position))
    names = basis.frame["code"].to_list()
    shown = ", ".join(
        f"{names[place]} (risque de rupture {format_percent(one.risk(one.position), 0)})"
        for place, one in left[:8]
    )
    more = f" et {format_number(len(left) - 8)} autres" if len(left) > 8 else ""
    unpriced = sum(not one.cost for _, one in left)
    why = (
        f" {format_number(unpriced)} n'ont pas de coût d'achat connu : remplissez-le sur la fiche article."
        if unpriced
        else ""
    )
    return [Unanswered(question="Références reportées par le budget", reason=f"{shown}{more}.{why}")]


__all__ = ["propose"]
