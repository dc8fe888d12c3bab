"""Intervals for rates and their differences, without approximation that breaks on small groups.

Wilson, « Probable Inference », JASA 22 (1927); Newcombe, « Interval estimation for the difference between independent
proportions », Statistics in Medicine 17 (1998), method 10; the ratio's logarithm: Katz et al., Biometrics 34 (1978).
"""

from math import exp, inf, log, sqrt
from statistics import NormalDist


def quantile(confidence: float) -> float:
    """1.96 for 0.95."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def wilson(hits: float, total: float, confidence: float = 0.95) -> tuple[float, float]:
    """The interval of a rate ``hits / total``; (0, 1) when there is nobody."""
    if total <= 0:
        return 0.0, 1.0
    z, rate = quantile(confidence), hits / total
    centre = (rate + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * sqrt(rate * (1 - rate) / total + z * z / (4 * total * total))
    return max(0.0, centre - half), min(1.0, centre + half)


def newcombe(
    hits: float, total: float, other_hits: float, other_total: float, confidence: float = 0.95
) -> tuple[float, float]:
    """The interval of the difference of two independent rates, ``hits / total`` minus the other."""
    if total <= 0 or other_total <= 0:
        return -1.0, 1.0
    one, two = hits / total, other_hits / other_total
    low, high = wilson(hits, total, confidence)
    other_low, other_high = wilson(other_hits, other_total, confidence)
    gap = one - two
    return (
        gap - sqrt((one - low) ** 2 + (other_high - two) ** 2),
        gap + sqrt((high - one) ** 2 + (two - other_low) ** 2),
    )


def ratio(
    hits: float, total: float, other_hits: float, other_total: float, confidence: float = 0.95
) -> tuple[float, float]:
    """The interval of the ratio of two rates (Katz, on its logarithm); (0, inf) when one of them is zero."""
    if min(hits, other_hits, total, other_total) <= 0:
        return 0.0, inf
    spread = sqrt(1 / hits - 1 / total + 1 / other_hits - 1 / other_total)
    middle = log((hits / total) / (other_hits / other_total))
    half = quantile(confidence) * spread
    return exp(middle - half), exp(middle + half)


def stratified_gap(
    strata: list[tuple[float, float, float, float]], confidence: float = 0.95
) -> tuple[float, float, float]:
    """The common difference of rates over strata of (hits, total, other hits, other total), and its interval.

    Mantel and Haenszel's weights with the variance of Greenland and Robins (Biometrics 41, 1985). (0, -1, 1) when no
    stratum holds both groups.
    """
    weight = gap = spread = 0.0
    for hits, total, other_hits, other_total in strata:
        both = total + other_total
        if total <= 0 or other_total <= 0:
            continue
        weight += total * other_total / both
        gap += (hits * other_total - other_hits * total) / both
        spread += (
            hits * (total - hits) * other_total**3 + other_hits * (other_total - other_hits) * total**3
        ) / (total * other_total * both**2)
    if weight == 0:
        return 0.0, -1.0, 1.0
    half = quantile(confidence) * sqrt(spread) / weight
    return gap / weight, gap / weight - half, gap / weight + half
