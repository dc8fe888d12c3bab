"""Where the pool of all the products joins each product's own method."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from levier.capabilities.sales_forecast import SalesForecastInput
from levier.capabilities.sales_forecast.assembling import Made
from levier.capabilities.sales_forecast.backtest import MIN_REPLAYS, Fitted
from levier.capabilities.sales_forecast.pooled import FEWEST, LABEL, Pool, mixed, pooled, wins

_STEP = {"day": 7, "week": 1, "month": 1}


def with_pool(made: Sequence[Made], given: SalesForecastInput, cancelled: Callable[[], bool]) -> list[Made]:
    """``made``, half of it from a model common to all where that did better on the latest replays."""
    fitted = [place for place, one in enumerate(made) if isinstance(one.found, Fitted)]
    if len(fitted) < FEWEST:
        return list(made)
    pool = pooled([made[place].values for place in fitted], given.horizon, _STEP[given.grain], cancelled)
    if pool is None:
        return list(made)
    blended: dict[int, Made] = {}
    own = both = 0.0
    for row, place in enumerate(fitted):
        one, found = made[place], made[place].found
        if not isinstance(found, Fitted):
            continue
        joined = _joined(one, found, pool, row)
        if joined is None:
            continue
        blended[place] = joined[0]
        own += joined[1]
        both += joined[2]
    if not wins(own, both):
        return list(made)
    return [blended.get(place, one) for place, one in enumerate(made)]


def _joined(one: Made, found: Fitted, pool: Pool, row: int) -> tuple[Made, float, float] | None:
    """The blend of one item on the origins it shares with the pool, and the errors there without it and with it."""
    replay = found.replay
    ago = found.length - replay.ends
    places = [int(np.flatnonzero(ago == end)[0]) for end in pool.ends if (ago == end).any()]
    rows = [place for place, end in enumerate(pool.ends) if (ago == end).any()]
    if len(places) < MIN_REPLAYS:
        return None
    ours = mixed(replay.ours[places], pool.told[rows, row])
    actual = replay.actual[places]
    cut = replace(
        replay,
        ends=replay.ends[places],
        actual=actual,
        naive=replay.naive[places],
        judged=replay.judged[places],
        ours=ours,
    )
    mean = mixed(found.mean[None], pool.ahead[row : row + 1])[0]
    judged = replay.judged[places]
    own = float((np.abs(replay.ours[places] - actual) * judged).sum())
    both = float((np.abs(ours - actual) * judged).sum())
    return Made(one.item, one.values, replace(found, mean=mean, replay=cut), LABEL), own, both


__all__ = ["with_pool"]
