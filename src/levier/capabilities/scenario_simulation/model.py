"""The driver model: a month's profit and cash from activity, prices, costs, people and delays. Plain numpy, draws × months.

Profit = sales − variable costs − payroll − services − other − depreciation. Volume answers a price change with constant
elasticity: q = (1 + p)^ε. Cash follows each flow to the day it is paid: sales are spread evenly over their month, so an invoice paid δ
months later falls for (1 − frac δ) in month ⌊δ⌋ after and for frac δ in the next. VAT is due the month after (a credit is carried
over), social contributions the month after, income tax by quarters of the last known one.
"""

from dataclasses import dataclass, replace

import numpy as np

from levier.capabilities.scenario_simulation.books.drivers import Drivers, Values
from levier.capabilities.scenario_simulation.learning.activity import Expected
from levier.capabilities.scenario_simulation.rules import rules

MONTH_DAYS = 30.4375


@dataclass(frozen=True)
class Draws:
    """One possible future a row. ``sales``: (N, T) factor of activity; ``services``: (N, T) money added; others (N,)."""

    sales: Values
    services: Values
    rate: Values
    elasticity: Values
    customer_days: Values
    supplier_days: Values

    @property
    def count(self) -> int:
        return int(self.elasticity.size)


@dataclass(frozen=True)
class Effects:
    """What a scenario changes, month by month (T,). ``price``, ``volume``, ``cost``…: factors less 1; money is a month's.

    ``wages``: gross and contributions of people hired (negative: who left); ``social``: the part of it that is contributions.
    """

    price: Values
    volume: Values
    cost: Values
    services: Values
    pay: Values
    wages: Values
    social: Values
    invested: Values
    worn: Values
    customer_days: Values
    supplier_days: Values
    fixed: Values

    @classmethod
    def none(cls, months: int) -> "Effects":
        """« Rien ne change »."""
        return cls(*(np.zeros(months) for _ in range(12)))


@dataclass(frozen=True)
class Outcome:
    """(N, T) each. ``cash``: balance on the last evening of the month, from 0 when the opening one is unknown; ``profit``: the
    measure of the books; ``contribution``: sales less variable costs."""

    sales: Values
    contribution: Values
    profit: Values
    cash: Values


@dataclass(frozen=True)
class Earned:
    """(N, T) each: what a month earns, before any question of when it is paid. ``usual``: payroll without the people hired."""

    sales: Values
    contribution: Values
    profit: Values
    bought: Values
    payroll: Values
    usual: Values


def earn(expected: Expected, draws: Draws, effects: Effects) -> Earned:
    """The profit and its parts, every draw at once."""
    prices = 1 + effects.price[None, :]
    volume = (1 + effects.volume[None, :]) * prices ** draws.elasticity[:, None]
    activity = expected.sales[None, :] * draws.sales * volume
    sales = activity * prices
    variable = activity * draws.rate[:, None] * np.maximum(0.0, 1 + effects.cost[None, :])
    usual = np.broadcast_to(expected.payroll * (1 + effects.pay[None, :]), sales.shape)
    payroll = usual + effects.wages[None, :]
    services = np.maximum(0.0, expected.services * (1 + effects.fixed[None, :]) + draws.services)
    services = services + effects.services[None, :]
    contribution = sales - variable
    profit = contribution - payroll - services - expected.other - expected.wear - effects.worn[None, :]
    return Earned(sales, contribution, profit, variable + services, payroll, usual)


def simulate(drivers: Drivers, expected: Expected, draws: Draws, effects: Effects) -> Outcome:
    """Every draw through the model at once."""
    standing, made = drivers.standing, earn(expected, draws, effects)
    sales, bought = made.sales, made.bought
    receipts = _settled(
        sales * (1 + standing.vat_on_sales),
        np.maximum(0.0, draws.customer_days[:, None] + effects.customer_days[None, :]),
    )
    receipts = receipts + standing.receivables * _remaining(drivers.sales, draws.customer_days, sales.shape[1])  # fmt: skip
    paid = _settled(
        bought * (1 + standing.vat_on_purchases),
        np.maximum(0.0, draws.supplier_days[:, None] + effects.supplier_days[None, :]),
    )
    past = drivers.variable + drivers.services
    paid = paid + standing.payables * _remaining(past, draws.supplier_days, sales.shape[1])
    invested = effects.invested[None, :] * (1 + rules()["vat"]["normal"] * (standing.vat_on_sales > 0))
    born = (
        standing.vat_on_sales * sales
        - standing.vat_on_purchases * bought
        - (invested - effects.invested[None, :])
    )
    vat = _vat(born, standing.vat_due)
    social = effects.social[None, :] + made.usual * standing.social_share
    late = np.concatenate([np.full((draws.count, 1), standing.social_due), social[:, :-1]], axis=1)
    flows = (
        receipts - paid - (made.payroll - social) - late - vat - expected.other
        - standing.loans - standing.owner - invested - _instalments(drivers, sales.shape[1])[None, :]
    )  # fmt: skip
    cash = (standing.cash or 0.0) + np.cumsum(flows, axis=1)
    return Outcome(sales, made.contribution, made.profit, cash)


def central(expected: Expected, months: int, elasticity: float, customer: float, supplier: float) -> Draws:
    """The one future where every assumption takes its central value."""
    return Draws(
        sales=np.ones((1, months)),
        services=np.zeros((1, months)),
        rate=np.array([expected.rate]),
        elasticity=np.array([elasticity]),
        customer_days=np.array([customer]),
        supplier_days=np.array([supplier]),
    )


def _settled(invoiced: Values, days: Values) -> Values:
    """(N, T) paid when due, for invoices of each month paid ``days`` (N, T) later; what falls after the last month is left out."""
    count, months = invoiced.shape
    wait = np.broadcast_to(days / MONTH_DAYS, invoiced.shape)
    whole = np.floor(wait).astype(np.int64)
    part = wait - whole
    found = np.zeros((count, months + 1))
    rows = np.arange(count)
    for month in range(months):
        at = np.minimum(month + whole[:, month], months)
        after = np.minimum(at + 1, months)
        found[rows, at] += invoiced[:, month] * (1 - part[:, month])
        found[rows, after] += invoiced[:, month] * part[:, month]
    return found[:, :months]


def _remaining(past: Values, days: Values, months: int) -> Values:
    """(N, T) shares of the opening balance that fall in each month to come: what past invoices leave, at the same delay."""
    known = np.maximum(0.0, past[-12:])
    if known.sum() <= 0:
        known = np.ones(12)
    span = known.size
    invoiced = np.concatenate([np.broadcast_to(known, (days.size, span)), np.zeros((days.size, months + 14))], axis=1)  # fmt: skip
    due = _settled(invoiced, np.broadcast_to(days[:, None], invoiced.shape))[:, span:]
    whole = due.sum(axis=1, keepdims=True)
    # Nothing left by the model (paid at once) though a balance stands: taken as paid the first month.
    first = np.zeros_like(due)
    first[:, 0] = 1.0
    shares = np.where(whole > 1e-9, due / np.maximum(whole, 1e-9), first)
    return shares[:, :months]


def _vat(born: Values, opening: float) -> Values:
    """VAT paid each month: that of the month before; a credit is carried over until it is used up."""
    carried = np.zeros(born.shape[0])
    paid = np.zeros_like(born)
    due = np.full(born.shape[0], opening)
    for month in range(born.shape[1]):
        balance = due + carried
        paid[:, month] = np.maximum(0.0, balance)
        carried = np.minimum(0.0, balance)
        due = born[:, month]
    return paid


def _instalments(drivers: Drivers, months: int) -> Values:
    """Income tax paid ahead: a quarter of the last known tax in March, June, September and December."""
    data, tax = rules()["income_tax"], drivers.standing.tax
    found = np.zeros(months)
    if tax is None or tax <= data["no_instalment_up_to"]:
        return found
    first = drivers.months[-1].month
    for step in range(months):
        if (first + step) % 12 + 1 in data["months"]:
            found[step] = tax / 4
    return found


__all__ = ["MONTH_DAYS", "Draws", "Earned", "Effects", "Outcome", "central", "earn", "replace", "simulate"]
