"""Invoice arithmetic: net + VAT = gross, and a VAT that legal rates can explain.

The rates are those of :mod:`levier.tables.invoicing` (data with their source), not constants of this file.
"""

import json
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import product

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.capabilities.fraud_detection.operations import POOLED
from levier.core.french.numbers import format_money, format_percent
from levier.core.french.text import fold
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import Ledger
from levier.tables.accounting.selection import settling_keys

NAME = "arithmetic"
_USUAL, _IMPOSSIBLE = 0.02, 0.001
"""How often sound books hold a VAT that no rate explains (several rates in one line), or that no law allows."""
_CENT = 0.02
_SMALL = 0.5
"""Euros: below, a VAT above the rate is a rounding of many lines."""
_ON_GROSS, _TELLING = 2.0, 1.0
"""VAT worked out on the sum with tax is a known slip; below a euro of tax the cents prove nothing."""
_MOST_LINES = 5
_SOUND, _SLIP = 3, 0.005
"""Bills of a supplier from which its VAT is known, and how often sound books hold one that is not as the others."""


@cache
def rates() -> tuple[float, ...]:
    """The VAT rates in use in France, as ratios, 0 included."""
    text = files("levier.tables.invoicing.codes").joinpath("french.json").read_text(encoding="utf-8")
    return tuple(sorted(float(rate) / 100 for rate in json.loads(text)["rates"]))


@cache
def current_rates() -> tuple[float, ...]:
    """The rates an invoice of today may bear in mainland France: those of articles 278 to 281 of the CGI."""
    return tuple(rate for rate in rates() if round(rate * 1000) in (0, 21, 55, 100, 200))


def find_in_invoices(operations: pl.DataFrame, currency: str = "EUR") -> list[Clue]:
    """Invoices whose sum is wrong (certain), or whose VAT no mix of rates explains."""
    told = operations.filter(pl.col("net").is_not_null() & pl.col("vat").is_not_null())
    clues: list[Clue] = []
    wrong_rate: list[tuple[int, float, float, str, str]] = []
    for row, net, vat, gross, party, name in told.select(
        "row", "net", "vat", "gross", "party", "name"
    ).iter_rows():
        if gross is not None and abs(net + vat - gross) > _CENT:
            clues.append(
                Clue(NAME, (row,), 8.0, f"Le total est faux : {format_money(net, currency)} HT + {format_money(vat, currency)} de TVA ≠ {format_money(gross, currency)} TTC",
                     shape={"party": party}, stake=abs(net + vat - gross))
            )  # fmt: skip
        elif net and not _possible(net, vat):
            wrong_rate.append((row, net, vat, party, name))
    odd = surprise(len(wrong_rate) - 1, told.height, _USUAL)
    clues += [
        Clue(NAME, (row,), bounded(2 + odd), _rate_reason(net, vat, currency), shape={"party": party}, stake=abs(vat - 0.2 * net) if vat > 0.2 * net else None)
        for row, net, vat, party, _ in wrong_rate
    ]  # fmt: skip
    return clues


def _possible(net: float, vat: float) -> bool:
    """One rate, or a mix: a single amount tells no more than that it stays between the lowest and the highest."""
    ratio = vat / net
    return -0.0005 <= ratio <= max(current_rates()) + 0.0005 + _CENT / max(abs(net), 1.0)


def _rate_reason(net: float, vat: float, currency: str, on_gross: float = 0.0) -> str:
    why = (
        f"c'est le taux de {format_percent(on_gross, 1)} appliqué au montant toutes taxes comprises"
        if on_gross
        else "aucun taux en vigueur ne donne ce montant"
    )
    return f"La TVA ({format_money(vat, currency)}) fait {format_percent(vat / net, 1)} du hors taxes ({format_money(net, currency)}) : {why}"


def _pooled() -> pl.Expr:
    names = pl.col("auxiliary_label").map_elements(fold, return_dtype=pl.String)
    return names.str.contains(POOLED).fill_null(value=False)


def find_in_ledger(ledger: Ledger, currency: str = "EUR") -> list[Clue]:
    """Entries of purchases and sales whose VAT is not that of any rate of their lines; unbalanced entries."""
    lines = ledger.frame.filter(~pl.col("opening") & ~pl.col("closing"))
    account = pl.col("account")
    taxed = account.str.contains("^445(66|62|71)")
    base = account.str.contains("^[67]|^2[0-7]")
    entries = (
        lines.group_by("key", maintain_order=True)
        .agg(
            (pl.col("balance").filter(taxed) / EURO).alias("taxes"), (pl.col("balance").filter(base) / EURO).alias("bases"),
            pl.col("balance").sum().alias("gap"), pl.col("auxiliary").filter(account.str.contains("^4[01]") & ~_pooled()).first().alias("party"),
            pl.col("journal").first(), account.str.contains("^(4[01]|45|46|5)").any().alias("third"),
            (account.filter(taxed).str.contains("^4452").any() | account.str.contains("^4452").any()).alias("reverse"),
        )
    )  # fmt: skip
    clues = [
        Clue(NAME, (key,), 11.0, f"L'écriture n'est pas équilibrée : il manque {format_money(abs(gap) / EURO, currency)}", shape={"journal": journal}, stake=abs(gap) / EURO)
        for key, gap, journal in entries.filter(pl.col("gap") != 0).select("key", "gap", "journal").iter_rows()
    ]  # fmt: skip
    settling = list(settling_keys(ledger))
    checked = entries.filter(
        ~pl.col("key").is_in(settling)
        & pl.col("third")
        & (pl.col("taxes").list.len() > 0)
        & (pl.col("bases").list.len() > 0)
        & ~pl.col("reverse")
    )
    wrong: list[tuple[int, float, float, str, str]] = []
    judged: dict[str, int] = {}
    for key, taxes, bases, party, journal in checked.select(
        "key", "taxes", "bases", "party", "journal"
    ).iter_rows():
        judged[journal] = judged.get(journal, 0) + 1
        if not explained(bases, sum(taxes)):
            wrong.append((key, sum(bases), sum(taxes), party or "", journal))
    habits = Counter((journal, party) for _, _, _, party, journal in wrong if party)
    # A habit of bills at several rates says nothing of a tax that no rate reaches.
    alike = Counter((journal, party, _beyond(net, vat)) for _, net, vat, party, journal in wrong if party)
    in_journal = Counter(
        (journal, impossible)
        for _, net, vat, _, journal in wrong
        for impossible in {False, _beyond(net, vat)}
    )
    # A supplier whose every other bill is right: the one that is not says much.
    billed = Counter((journal, party) for party, journal in checked.select("party", "journal").iter_rows())
    slips = Counter(
        journal
        for (journal, party), wrongs in habits.items()
        if wrongs == 1 and billed[journal, party] > _SOUND
    )
    ratios: dict[str, list[float]] = {}
    for taxes, bases, party in checked.select("taxes", "bases", "party").iter_rows():
        if party and sum(bases):
            ratios.setdefault(party, []).append(sum(taxes) / sum(bases))
    for key, net, vat, party, journal in wrong:
        impossible = _beyond(net, vat)
        mixed = not impossible and 0.02 < abs(vat / net) < 0.2 if net else False
        odd = surprise(
            in_journal[journal, impossible] - 1, judged[journal], _IMPOSSIBLE if impossible else _USUAL
        )
        if party and alike[journal, party, impossible] > 1:
            odd *= 0.5
        elif party and billed[journal, party] > _SOUND:
            odd = max(odd, surprise(slips[journal] - 1, judged[journal], _SLIP))
        known = sorted(ratios.get(party, ()))
        if (
            net
            and len(known) >= 4
            and abs(vat / net - _middle(known))
            > max(0.02, 6 * _middle([abs(one - _middle(known)) for one in known]))
        ):
            odd += 2.0
        elif mixed:
            odd *= 0.8
        on_gross = _on_gross(net, vat)
        odd += _ON_GROSS if on_gross else 0.0
        clues.append(Clue(NAME, (key,), bounded(odd), _rate_reason(net, vat, currency, on_gross) if net else "De la TVA sans montant hors taxes",
                          shape={"party": party, "journal": journal}, stake=max(0.0, abs(vat) - 0.2 * abs(net)) or abs(vat)))  # fmt: skip
    return clues


def _beyond(net: float, vat: float) -> bool:
    """More than the highest rate by more than rounding does, or of the other sign."""
    allowed = max(current_rates()) * abs(net)
    return abs(vat) - allowed > max(_SMALL, 0.01 * abs(net)) or vat * net < -_CENT


def _on_gross(net: float, vat: float) -> float:
    """The rate that was applied to the sum with tax (24 % of the net for a rate of 20 %), to the cent; else 0."""
    if abs(vat) < _TELLING:
        return 0.0
    fit = (
        rate for rate in current_rates() if rate and abs(abs(vat) - rate * (1 + rate) * abs(net)) <= _CENT / 2
    )
    return next(fit, 0.0)


def _middle(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def explained(bases: list[float], tax: float) -> bool:
    """Whether a rate for each line gives this tax, to the rounding of each line."""
    merged = [one for one in bases if abs(one) > 0.004]
    if not merged:
        return abs(tax) < _CENT
    tolerance = 0.006 * len(merged) + 0.006
    if len(merged) > _MOST_LINES:
        low, high = 0.0, max(current_rates())
        total = sum(merged)
        return min(low * total, high * total) - tolerance <= tax <= max(low * total, high * total) + tolerance
    return any(
        abs(sum(rate * one for rate, one in zip(chosen, merged, strict=True)) - tax) <= tolerance
        for chosen in product(current_rates(), repeat=len(merged))
    )
