"""Figures rounded together, so that what is shown adds up."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal


def shared_out(parts: Sequence[float], whole: float, digits: int = 2) -> list[float]:
    """``parts`` rounded to ``digits`` so that they sum exactly to ``whole`` rounded: the largest remainders are rounded up.

    Each part moves by less than one unit of the last digit. Raises ValueError when the parts do not make the whole
    (beyond what rounding explains).
    """
    unit = Decimal(1).scaleb(-digits)
    target = _units(whole, unit, ROUND_HALF_UP)
    if not parts:
        if target:
            raise ValueError("no part makes the whole")
        return []
    exact = [Decimal(repr(float(one))) / unit for one in parts]
    floors = [int(one.to_integral_value(ROUND_FLOOR)) for one in exact]
    missing = target - sum(floors)
    # Float noise may put one part just under its integer: tolerated for one unit, no more.
    if not -1 <= missing <= len(parts) + 1:
        raise ValueError(f"the parts make {sum(parts)}, the whole is {whole}")
    order = sorted(range(len(parts)), key=lambda one: (floors[one] - exact[one], one))
    step = 1 if missing >= 0 else -1
    if step < 0:
        order.reverse()
    for place in range(abs(missing)):
        floors[order[place % len(order)]] += step
    return [float(one * unit) for one in floors]


def cents(value: float, digits: int = 2) -> int:
    """A value in units of its last digit, half away from zero."""
    return _units(value, Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _units(value: float, unit: Decimal, rounding: str) -> int:
    return int((Decimal(repr(float(value))) / unit).to_integral_value(rounding))
