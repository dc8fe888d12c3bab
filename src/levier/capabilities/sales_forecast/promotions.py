"""Promotions: how much more sells under a discount, learned from the discounts of the past, applied to those planned.

The logarithm of sales over the usual ones around them is taken as proportional to the discount: one slope for the
company, and one for each product, shrunk towards the company's by how often the product was discounted.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast.periods import Calendar
from levier.core.errors import BadInput
from levier.core.french.text import fold

Values = NDArray[np.float64]
_DAY = r"(\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})"
_LINE = re.compile(
    rf"(?:du\s+)?{_DAY}\s*(?:au|-|–|à)\s*{_DAY}\s*:\s*[-−–]?\s*(\d{{1,2}}(?:[.,]\d+)?)\s*%\s*(?::\s*(.+))?",
    re.I,
)
_LIKE = "Écrivez par exemple « du 01/12/2026 au 14/12/2026 : 20 % » ou « du 01/12/2026 au 14/12/2026 : 20 % : CH-1001 »."
LEAST_DISCOUNT = 3.0
"""Discount (%) from which a period counts as a promotion."""
_FEWEST = 5
_BELIEF = 4
"""Promotions' worth of belief that a product reacts as the company's others do."""
_SURE = 2.0
_AROUND = 6


@dataclass(frozen=True)
class Planned:
    """A promotion to come; ``item`` empty: everything."""

    start: date
    end: date
    discount: float
    item: str = ""


@dataclass(frozen=True)
class Uplift:
    """``slope``: log of sales gained by point of discount, for the company; ``slopes``: by item; ``seen``: promotions
    it was learned from.
    """

    slope: float
    slopes: Mapping[str, float]
    seen: int

    def of(self, item: str, discount: float) -> float:
        """The change of sales (ratio) at a discount in percent."""
        return float(np.exp(self.slopes.get(item, self.slope) * discount) - 1)


def read_planned(lines: Sequence[str]) -> list[Planned]:
    """The promotions written by a person. Raises BadInput with the line that cannot be read."""
    found = []
    for line in lines:
        match = _LINE.fullmatch(line.strip())
        if match is None:
            raise BadInput(
                f"La promotion « {line} » ne se lit pas", where="champ Promotions prévues", mend=_LIKE
            )
        start, end = _day(match[1], line), _day(match[2], line)
        if end < start:
            raise BadInput(
                f"La promotion « {line} » finit avant de commencer",
                where="champ Promotions prévues",
                mend=_LIKE,
            )
        found.append(Planned(start, end, float(match[3].replace(",", ".")), (match[4] or "").strip()))
    return found


def learned(sold: Mapping[str, Values], discounts: Mapping[str, Values]) -> Uplift | None:
    """The uplift of discounts (percent, by item and period), or None when they are too few or prove nothing."""
    pairs: dict[str, tuple[Values, Values]] = {}
    for item, values in sold.items():
        depth = discounts.get(item)
        if depth is None or not (depth >= LEAST_DISCOUNT).any():
            continue
        gained, depths = _gained(values, depth)
        if gained.size:
            pairs[item] = (gained, depths)
    seen = sum(gained.size for gained, _ in pairs.values())
    if seen < _FEWEST:
        return None
    gains = np.concatenate([gained for gained, _ in pairs.values()])
    depths = np.concatenate([depth for _, depth in pairs.values()])
    square = float(depths @ depths)
    slope = float(depths @ gains) / square
    left = gains - slope * depths
    spread = float(np.sqrt(max(float(left @ left), 1e-12) / max(seen - 1, 1) / square))
    if slope <= 0 or slope < _SURE * spread:
        return None
    typical = square / seen
    slopes = {
        item: (float(depth @ gained) + _BELIEF * typical * slope) / (float(depth @ depth) + _BELIEF * typical)
        for item, (gained, depth) in pairs.items()
    }
    return Uplift(slope, {item: float(np.clip(one, 0.0, 3 * slope)) for item, one in slopes.items()}, seen)


def factor(
    item: str, uplift: Uplift, discount: Values, planned: Sequence[Planned], periods: Calendar, horizon: int
) -> Values:
    """What promotions multiply the sales of ``item`` by, over its history (as long as ``discount``) and to come."""
    ahead = np.zeros(horizon)
    for one in planned:
        if one.item and fold(one.item).strip() != fold(item).strip():
            continue
        for step in range(horizon):
            first, last = periods.start(periods.count + step), periods.end(periods.count + step)
            days = (min(last, one.end) - max(first, one.start)).days + 1
            ahead[step] += one.discount * max(0, days) / ((last - first).days + 1)
    past = np.where(discount >= LEAST_DISCOUNT, discount, 0.0)
    slope = uplift.slopes.get(item, uplift.slope)
    found: Values = np.exp(slope * np.minimum(np.concatenate([past, ahead]), 90.0))
    return found


def _gained(values: Values, depth: Values) -> tuple[Values, Values]:
    """Log of sales over those of the periods around without a promotion, and the discounts that brought it."""
    usual = np.flatnonzero((depth < LEAST_DISCOUNT) & (values > 0))
    gains, depths = [], []
    for place in np.flatnonzero((depth >= LEAST_DISCOUNT) & (values > 0)):
        near = usual[np.abs(usual - place) <= _AROUND]
        if near.size >= 3:
            gains.append(float(np.clip(np.log(values[place] / np.median(values[near])), -1.5, 3.0)))
            depths.append(float(depth[place]))
    return np.array(gains), np.array(depths)


def _day(text: str, line: str) -> date:
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"La date « {text} » de la promotion « {line} » n'existe pas",
            where="champ Promotions prévues",
            mend=_LIKE,
        ) from None


__all__ = ["Planned", "Uplift", "factor", "learned", "read_planned"]
