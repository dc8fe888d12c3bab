"""What moves profit and cash in one company, month by month, whatever table it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Basis = Literal["accounts", "margin", "turnover"]
MEASURES: dict[Basis, str] = {
    "accounts": "résultat courant avant impôt",
    "margin": "marge sur coûts variables",
    "turnover": "chiffre d'affaires",
}
"""What « profit » is with each kind of books."""


@dataclass(frozen=True)
class Standing:
    """The balance sheet where the simulation starts, in the currency of the books; delays in days.

    ``cash``: None when it is unknown. ``tax``: income tax of the last year known, None where the company pays none.
    """

    cash: float | None = None
    receivables: float = 0.0
    payables: float = 0.0
    vat_due: float = 0.0
    social_due: float = 0.0
    customer_days: float | None = None
    supplier_days: float | None = None
    vat_on_sales: float = 0.0
    vat_on_purchases: float = 0.0
    social_share: float = 0.0
    loans: float = 0.0
    owner: float = 0.0
    tax: float | None = None


@dataclass(frozen=True)
class Drivers:
    """Whole months, oldest first; every array has one value a month, costs are positive.

    ``services``: bought from others, whatever the activity; ``other``: taxes, interest and the like less other income, paid at
    once; ``wear``: depreciation, no cash. ``balances``: cash at the end of each month (empty when unknown). ``named``:
    monthly mean of costs people name (« loyer »); ``suppliers``: share (0–1) of each supplier in the variable costs;
    ``foreign``: share of purchases paid in another currency, by currency.
    """

    basis: Basis
    currency: str
    months: tuple[date, ...]
    sales: Values
    variable: Values
    payroll: Values
    services: Values
    other: Values
    wear: Values
    standing: Standing = field(default_factory=Standing)
    balances: Values = field(default_factory=lambda: np.zeros(0))
    charge_rate: float | None = None
    named: Mapping[str, float] = field(default_factory=dict)
    suppliers: Mapping[str, float] = field(default_factory=dict)
    foreign: Mapping[str, float] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    """French phrases: what the books do not say, and what to import."""

    @property
    def count(self) -> int:
        return len(self.months)

    @property
    def profit(self) -> Values:
        """The measure of :data:`MEASURES`, month by month."""
        return self.sales - self.variable - self.payroll - self.services - self.other - self.wear

    @property
    def variable_rate(self) -> float:
        """Variable costs as a share of sales, over the last year known."""
        sold = float(self.sales[-12:].sum())
        return float(self.variable[-12:].sum()) / sold if sold > 0 else 0.0


def next_months(last: date, count: int) -> tuple[date, ...]:
    """The first days of the ``count`` months after that of ``last``."""
    place = last.year * 12 + last.month
    return tuple(date((place + step) // 12, (place + step) % 12 + 1, 1) for step in range(count))


__all__ = ["MEASURES", "Basis", "Drivers", "Standing", "Values", "next_months"]
