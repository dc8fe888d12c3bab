"""Rules for when history is short: a threshold passed or soon to be, an interval run out, a sensor that leaves its own habits."""

from dataclasses import dataclass

import numpy as np

from levier.capabilities.predictive_maintenance.science.weibull import Values

_LAST = 3
_RECENT = 10
_LEAST = 25
_ODD = 4.0
_DEVIATION = 1.4826
"""From a median absolute deviation to a standard deviation of a normal law."""


@dataclass(frozen=True)
class Threshold:
    """« TEMP_HUILE > 80 »."""

    sensor: str
    above: bool
    limit: float


@dataclass(frozen=True)
class Found:
    """What a rule found. ``kind``: "threshold", "soon", "interval", "drift"; ``delay``: time left before it is due (0: now)."""

    kind: str
    sensor: str
    value: float
    limit: float
    delay: float
    slope: float = 0.0


def threshold(
    rule: Threshold, times: Values, values: Values, horizon: float, last: Values | None = None
) -> Found | None:
    """A threshold passed by the last readings, or that the trend reaches within the horizon.

    ``last``: the latest readings as they came, where ``values`` are means of days: heat that came this morning counts now.
    """
    if not values.size:
        return None
    now = float(np.median(values[-_LAST:] if last is None or not last.size else last[-_LAST:]))
    sign = 1.0 if rule.above else -1.0
    if sign * (now - rule.limit) > 0:
        return Found("threshold", rule.sensor, now, rule.limit, 0.0)
    slope = theil_sen(times[-2 * _LEAST :], values[-2 * _LEAST :]) if values.size >= _LEAST else 0.0
    if sign * slope <= 0:
        return None
    delay = (rule.limit - now) / slope
    return Found("soon", rule.sensor, now, rule.limit, float(delay), slope) if delay <= horizon else None


def drift(sensor: str, times: Values, values: Values) -> Found | None:
    """A sensor whose last ten readings lie more than four deviations from its own past."""
    if values.size < _LEAST:
        return None
    past, recent = values[:-_RECENT], values[-_RECENT:]
    middle = float(np.median(past))
    width = _DEVIATION * float(np.median(np.abs(past - middle)))
    # A sensor that hardly moves would be odd at the least change: its width is at least a hundredth of its level.
    width = max(width, 0.01 * abs(middle), 1e-9)
    now = float(np.median(recent))
    if abs(now - middle) <= _ODD * width:
        return None
    return Found("drift", sensor, now, middle, 0.0, theil_sen(times[-_LEAST:], values[-_LEAST:]))


def interval(age: float, every: float, horizon: float) -> Found | None:
    """The manufacturer's interval, run out or to run out within the horizon."""
    left = every - age
    return Found("interval", "", age, every, max(left, 0.0)) if left <= horizon else None


def theil_sen(times: Values, values: Values) -> float:
    """The median slope of all pairs (H. Theil, 1950; P. K. Sen, 1968): one odd reading does not turn it."""
    first, second = np.triu_indices(times.size, 1)
    gaps = times[second] - times[first]
    some = gaps > 0
    return float(np.median((values[second] - values[first])[some] / gaps[some])) if some.any() else 0.0


__all__ = ["Found", "Threshold", "drift", "interval", "theil_sen", "threshold"]
