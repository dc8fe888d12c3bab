"""Orders drafted supplier by supplier, their lines, the number that names the whole, and its approval."""

from hashlib import sha256

from levier.capabilities.stock_replenishment import (
    Line,
    Order,
    StockReplenishmentInput,
)  # fmt: skip
from levier.capabilities.stock_replenishment.basis import Basis, Today
from levier.capabilities.stock_replenishment.ordering import Want
from levier.capabilities.stock_replenishment.reading.suppliers import Suppliers
from levier.core.capability import Context
from levier.core.errors import BadInput
from levier.core.french.numbers import format_number, format_percent

SEASONAL = 0.1
"""Change of the demand from which the season is told."""
URGENT = 0.5
"""Risk of running out from which a line is urgent."""


def draft(
    ctx: Context, ref: str, wants: list[tuple[int, Want]], basis: Basis, now: Today, suppliers: Suppliers
) -> Order:
    """The order to a supplier, with what keeps it from being sent."""
    supplier = suppliers.get(ref)
    code = supplier.code or supplier.name
    lines = [_line(place, want, basis, now, code) for place, want in wants if want.quantity > 0]
    amount = round(sum(line.amount or 0.0 for line in lines), 2)
    urgent = sum(line.risk_without > URGENT for line in lines)
    target = max(supplier.franco, supplier.least)
    notes = []
    if suppliers.known and not supplier.listed:
        notes.append(
            "Ce fournisseur n'est pas dans votre fichier des fournisseurs : son franco et son adresse manquent."
        )
    unpriced = sum(line.amount is None for line in lines)
    under = not unpriced and 0 < amount < supplier.least
    if unpriced and target:
        notes.append(
            f"{format_number(unpriced)} ligne{'s' if unpriced > 1 else ''} sans coût d'achat connu : vérifiez le franco avant d'envoyer."
        )
    elif under:
        notes.append("Le minimum de commande de ce fournisseur n'est pas atteint.")
    elif lines and amount < target:
        notes.append(
            "Le franco n'est pas atteint : le port sera à votre charge."
            if urgent
            else "Le franco n'est pas atteint et rien ne presse : mieux vaut attendre."
        )
    short = bool(lines) and not unpriced and amount < target
    return Order(
        supplier=ref, code=code, name=supplier.name, address=supplier.address, email=supplier.email,
        number=f"BC-{ctx.today:%Y%m%d}-{slug(code)}", lines=sorted(lines, key=lambda one: (-one.risk_without, one.code)), amount=amount,
        unpriced=unpriced, franco=target, missing=round(target - amount, 2) if short else 0.0,
        urgent=urgent, state="wait" if short and (under or not urgent) else "proposed", note=" ".join(notes),
    )  # fmt: skip


def _of_season(change: float) -> list[str]:
    if abs(change) < SEASONAL:
        return []
    return [f"saison : demande {'relevée' if change > 0 else 'abaissée'} de {format_percent(abs(change), 0)}"]


def _line(place: int, want: Want, basis: Basis, now: Today, supplier: str) -> Line:
    one, wait = basis.frame.row(place, named=True), basis.waits[place]
    usable, season = float(now.usable[place]), now.season(place)
    return Line(
        code=one["code"], name=one["name"], category=one["category"] or "", supplier=supplier, abc=str(basis.abc[place]),
        xyz=str(basis.xyz[place]), service=round(float(basis.service[place]), 3), on_hand=round(usable, 2),
        incoming=float(now.coming[place]), level=want.level, quantity=want.quantity, packs=round(want.quantity / want.pack, 2),
        pack=want.pack, unit_cost=want.cost, amount=None if want.cost is None else round(want.amount, 2),
        daily=round(want.daily, 3), wait_days=round(wait.mean, 1), wait_deviation=round(wait.deviation, 1),
        wait_source=wait.source, demand=round(float(now.mean[place]), 1), demand_high=float(now.high[place]),
        risk_without=round(now.risk(place, usable + float(now.in_time[place])), 3),
        risk_after=round(now.risk(place, want.position + want.quantity), 3),
        cover_days=round(max(0.0, usable) / want.daily, 0) if want.daily > 0 else None, season=round(season, 3),
        reason=" ; ".join([*_of_season(season), *want.reasons]),
    )  # fmt: skip


def slug(text: str) -> str:
    """``text`` as a part of a file name."""
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in text).strip("-")[:30] or "x"
    return kept if kept == text else f"{kept}-{sha256(text.encode()).hexdigest()[:4]}"


def number_of(orders: list[Order]) -> str:
    """« P-3F2A91 »: the same for the same quantities, so that what is approved is what was read."""
    said = "|".join(
        f"{one.code}:{line.code}:{line.quantity}:{line.amount}" for one in orders for line in one.lines
    )
    return f"P-{sha256(said.encode()).hexdigest()[:6].upper()}"


def approve(given: StockReplenishmentInput, orders: list[Order], number: str) -> None:
    """Mark the orders approved. Raises BadInput when the proposal read is not this one."""
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


__all__ = ["URGENT", "approve", "draft", "number_of", "slug"]
