"""Did it help, and by how much? Estimators fit for a small company, and how long to measure, computed before."""

from levier.indicators.effects.designs import TooFew, before_after, interrupted, switchback
from levier.indicators.effects.effect import Effect
from levier.indicators.effects.groups import mean_interval, newcombe, recommendation, welch, wilson
from levier.indicators.effects.power import cases_for_means, cases_for_shares, periods_needed, power_of_pilot

__all__ = [
    "Effect",
    "TooFew",
    "before_after",
    "cases_for_means",
    "cases_for_shares",
    "interrupted",
    "mean_interval",
    "newcombe",
    "periods_needed",
    "power_of_pilot",
    "recommendation",
    "switchback",
    "welch",
    "wilson",
]
