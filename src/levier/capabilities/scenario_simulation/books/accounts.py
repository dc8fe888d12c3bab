"""Drivers read from accounting entries (FEC): activity, costs by behaviour, delays, taxes and where cash stands.

Left out of the result: exceptional items (67, 77, 687, 787), income tax (69). Entries booked once a year (stock variation 603,
depreciation and provisions 68, 78) are spread over the months of their fiscal year, or they would make one month unreadable.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

from levier.capabilities.scenario_simulation.books.drivers import Drivers, Standing, Values, next_months
from levier.capabilities.scenario_simulation.rules import rules
from levier.core.errors import NotEnoughData
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.costs import is_variable
from levier.tables.accounting.ledger import FiscalYear, Ledger, month_end, prefixed
from levier.tables.accounting.months import CASH, COLLECTED, DEDUCTIBLE
from levier.tables.accounting.purchases import purchases_by_supplier
from levier.tables.accounting.selection import settling_keys
from levier.tables.accounting.working_capital import working_capital

LEAST_MONTHS = 4
_YEARLY = ("603", "681", "686", "781", "786")
_LEFT_OUT = ("67", "77", "687", "787", "69")
_SOME = 0.02
"""Share of a usual month under which a month at the edge holds no activity (bank fees alone, a draft)."""


def drivers_from_accounts(ledger: Ledger, until: date | None = None) -> Drivers:
    """Drivers at the end of the month of ``until`` (the last whole month with activity by default).

    Nothing dated later is read: a replay sees what was known then. Raises NotEnoughData (months, sales).
    """
    months = _months(ledger, until)
    end = month_end(months[-1])
    flows = ledger.flows(None, months[0], end).filter(~prefixed(_LEFT_OUT))
    spread = flows.filter(prefixed(_YEARLY))
    monthly = flows.filter(~prefixed(_YEARLY))
    place = {month: index for index, month in enumerate(months)}

    def sums(lines: pl.DataFrame) -> Values:
        found = np.zeros(len(months))
        by = lines.group_by(pl.col("date").dt.truncate("1mo").alias("month")).agg(pl.col("balance").sum())
        for month, amount in by.iter_rows():
            found[place[month]] += amount / EURO
        return found

    sales = -sums(monthly.filter(prefixed(("70",))))
    if sales.sum() <= 0:
        raise NotEnoughData(
            "Aucune vente (comptes 70) n'est comptabilisée : il n'y a pas d'activité à simuler",
            where=f"écritures de {months[0]:%m/%Y} à {months[-1]:%m/%Y}",
            mend="Importez le FEC d'un exercice qui comporte des ventes.",
        )
    variable_codes = [
        code for code in monthly["account"].unique().to_list() if code[:1] == "6" and is_variable(code)
    ]
    follows = pl.col("account").is_in(variable_codes)
    wages, bought = prefixed(("64",)), prefixed(("60", "61", "62"))
    yearly = _spread(ledger, spread, months)
    balances = _balances(ledger, months)
    standing = _standing(ledger, months, sales)
    by_supplier = purchases_by_supplier(ledger, None, _year_ago(months), end)
    wage = monthly.filter(wages)
    gross = float(wage.filter(prefixed(("641", "644")))["balance"].sum())
    charges = float(wage.filter(prefixed(("645", "646")))["balance"].sum())
    return Drivers(
        basis="accounts",
        currency="EUR",
        months=months,
        sales=sales,
        variable=sums(monthly.filter(follows)) + yearly["stock"],
        payroll=sums(wage.filter(~follows)),
        services=sums(monthly.filter(bought & ~follows)),
        other=sums(monthly.filter(~bought & ~wages & ~follows & ~prefixed(("70",)))),
        wear=yearly["wear"],
        standing=standing,
        balances=balances,
        charge_rate=charges / gross if gross > 0 and charges > 0 else None,
        named=_named(monthly, months),
        suppliers={one.label: one.share for one in by_supplier.suppliers if one.share > 0},
        missing=_missing(standing),
    )


def _months(ledger: Ledger, until: date | None) -> tuple[date, ...]:
    """Whole months with activity. Raises NotEnoughData when there are too few."""
    flows = ledger.flows().filter(prefixed(("6", "7")))
    if until is not None:
        flows = flows.filter(pl.col("date") <= month_end(until))
    if flows.is_empty():
        raise NotEnoughData(
            "Les écritures ne portent ni vente ni charge : il n'y a rien à simuler",
            mend="Importez le FEC d'un exercice complet.",
        )
    volume = dict(
        flows.group_by(pl.col("date").dt.truncate("1mo").alias("month"))
        .agg(pl.col("balance").abs().sum())
        .iter_rows()
    )
    usual = float(np.median(list(volume.values())))
    kept = [month for month in sorted(volume) if volume[month] > _SOME * usual]
    last_day = ledger.current.last
    if until is None and len(kept) > 1 and kept[-1] == last_day.replace(day=1) and last_day.day < 20:
        # A month still running would be taken for a fall of activity.
        kept = kept[:-1]
    count = (kept[-1].year - kept[0].year) * 12 + kept[-1].month - kept[0].month + 1
    months = (kept[0], *next_months(kept[0], count - 1))
    if len(months) < LEAST_MONTHS:
        raise NotEnoughData(
            f"Les écritures ne couvrent que {len(months)} mois complet{'s' if len(months) > 1 else ''} ; il en faut au moins {LEAST_MONTHS} pour "
            "juger le modèle sur votre passé, et 24 pour en connaître la saison",
            where=f"{months[0]:%m/%Y} à {months[-1]:%m/%Y}",
            mend="Importez aussi le FEC de l'exercice précédent.",
        )
    return months


def _year_ago(months: Sequence[date]) -> date:
    return months[max(0, len(months) - 12)]


def _spread(ledger: Ledger, lines: pl.DataFrame, months: Sequence[date]) -> Mapping[str, Values]:
    """Yearly entries shared evenly between the months of their fiscal year that are known."""
    found = {"stock": np.zeros(len(months)), "wear": np.zeros(len(months))}
    for year in ledger.years:
        own = [index for index, month in enumerate(months) if year.start <= month <= year.end]
        if not own:
            continue
        part = lines.filter(pl.col("year") == year.end)
        stock = float(part.filter(prefixed(("603",)))["balance"].sum()) / EURO
        worn = float(part.filter(~prefixed(("603",)))["balance"].sum()) / EURO
        found["stock"][own] += stock / len(own)
        found["wear"][own] += worn / len(own)
    return found


def _balances(ledger: Ledger, months: Sequence[date]) -> Values:
    """Cash (51, 53, 54) on the last evening of each month: the last one, less what moved since."""
    end = month_end(months[-1])
    last = float(ledger.standing(end).filter(prefixed(*CASH))["balance"].sum()) / EURO
    moves = ledger.movements(None, months[0], end).filter(prefixed(*CASH))
    by = dict(
        moves.group_by(pl.col("date").dt.truncate("1mo").alias("month"))
        .agg(pl.col("balance").sum())
        .iter_rows()
    )
    moved = np.array([by.get(month, 0) / EURO for month in months])
    return np.asarray(last - (moved.sum() - np.cumsum(moved)))


def _year(ledger: Ledger, day: date) -> FiscalYear:
    return ledger.year_of(day) or ledger.current


def _standing(ledger: Ledger, months: Sequence[date], sales: Values) -> Standing:
    end = month_end(months[-1])
    balance = ledger.standing(end)

    def total(accounts: tuple[str, ...], exclude: tuple[str, ...] = ()) -> float:
        return float(balance.filter(prefixed(accounts, exclude))["balance"].sum()) / EURO

    year = _year(ledger, end)
    capital = working_capital(ledger, year, end)
    start = _year_ago(months)
    moves = ledger.movements(None, start, end)
    settling = list(settling_keys(ledger))
    vat = moves.filter(pl.col("account").str.starts_with("445") & ~pl.col("key").is_in(settling))
    collected = -float(vat.filter(prefixed(*COLLECTED))["balance"].sum()) / EURO
    deducted = float(vat.filter(prefixed(DEDUCTIBLE[0], (*DEDUCTIBLE[1], "44562")))["balance"].sum()) / EURO
    costs = ledger.flows(None, start, end)
    bought = float(costs.filter(prefixed(("60", "61", "62"), ("603",)))["balance"].sum()) / EURO
    sold = float(sales[-12:].sum())
    wages = float(costs.filter(prefixed(("64",)))["balance"].sum()) / EURO
    social = float(costs.filter(prefixed(("645", "646")))["balance"].sum()) / EURO
    count = min(12, len(months))
    repaid = moves.filter(prefixed(("164", "167", "168")) & (pl.col("balance") > 0))
    return Standing(
        cash=total(*CASH),
        receivables=max(0.0, capital.customers / EURO),
        payables=max(0.0, capital.suppliers / EURO),
        vat_due=-total(("445",)),
        social_due=max(0.0, -total(("42", "43"), ("4282", "4286", "4382", "4386", "425"))),
        customer_days=_bounded(capital.dso),
        supplier_days=_bounded(capital.dpo),
        vat_on_sales=_ratio(collected, sold),
        vat_on_purchases=_ratio(deducted, bought),
        social_share=_ratio(social, wages),
        loans=_loans(repaid, months, count),
        owner=_usual(moves.filter(prefixed(("108", "455", "457"))), months[-count:]),
        tax=_tax(ledger, end),
    )


def _bounded(days: float | None) -> float | None:
    """Days customers take, or None where there is none; a year at most, beyond which the ratio says something else."""
    return None if days is None else float(min(365.0, max(0.0, days)))


def _ratio(part: float, whole: float) -> float:
    return float(min(0.6, max(0.0, part / whole))) if whole > 0 else 0.0


def _loans(repaid: pl.DataFrame, months: Sequence[date], count: int) -> float:
    """Principal paid back in a usual month: the median month of the last year (an early repayment is no habit)."""
    return max(0.0, _usual(repaid, months[-count:]))


def _usual(lines: pl.DataFrame, months: Sequence[date]) -> float:
    """Median monthly cash out (debit − credit)."""
    by = dict(
        lines.group_by(pl.col("date").dt.truncate("1mo").alias("month"))
        .agg(pl.col("balance").sum())
        .iter_rows()
    )
    return float(np.median([by.get(month, 0) / EURO for month in months]))


def _tax(ledger: Ledger, end: date) -> float | None:
    """Income tax of the last fiscal year that books one; None for a company that has none in its accounts."""
    for year in reversed([one for one in ledger.years if one.start <= end]):
        booked = ledger.flows(year, None, end).filter(prefixed(("695", "698")))
        if booked.height:
            return max(0.0, float(booked["balance"].sum()) / EURO)
    known = ledger.standing(end).filter(prefixed(("444",)))
    return 0.0 if known.height else None


def _named(lines: pl.DataFrame, months: Sequence[date]) -> dict[str, float]:
    recent = lines.filter(pl.col("date") >= _year_ago(months))
    count = min(12, len(months))
    found = {}
    for cost in rules()["named_costs"]["costs"]:
        amount = float(recent.filter(prefixed(tuple(cost["accounts"])))["balance"].sum()) / EURO / count
        if amount > 0:
            found[cost["key"]] = amount
    return found


def _missing(standing: Standing) -> tuple[str, ...]:
    told = []
    if standing.customer_days is None:
        told.append(
            "le délai de paiement des clients ne se lit pas dans ces écritures : donnez-le dans les hypothèses"
        )
    return tuple(told)


__all__ = ["LEAST_MONTHS", "drivers_from_accounts"]
