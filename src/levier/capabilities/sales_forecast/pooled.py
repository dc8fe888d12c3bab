"""One gradient boosting for all the products together: what a single short history cannot teach, the others do.

Each window of each product becomes one line: its recent means, spread, zeros and trend in units of its own level; the
goal is the mean of the periods that followed, in the same unit (Montero-Manso & Hyndman, 2021). It is used, half and
half with the product's own method, only where that did better on the latest replays.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.sales_forecast.cleaning import held_back

Values = NDArray[np.float64]
FEWEST = 30
"""Products below which there is nothing to pool."""
_LEAST = 13
_MOST_ROWS = 60_000
_FEWEST_ROWS = 400
_HIGHEST = 6.0
_SHARE = 0.5
_GAIN = 0.01
ORIGINS = 6
LABEL = "moyenne de sa méthode et d'un apprentissage commun à tous (gradient boosting)"


@dataclass(frozen=True)
class Pool:
    """What the pool says: ``told`` (origins, items) the mean level ahead at each judged origin, then ``ahead``
    (items,) from the end.
    """

    ends: list[int]
    told: Values
    ahead: Values


def pooled(
    series: Sequence[Values], horizon: int, step: int, cancelled: Callable[[], bool] = lambda: False
) -> Pool | None:
    """The level ahead of each series (aligned on their last period) by a model learnt on all of them, now and at the
    latest origins. None when there is too little to learn from.
    """
    length = max((values.size for values in series), default=0)
    if len(series) < FEWEST or length < _LEAST + 2 * horizon:
        return None
    aligned = [np.concatenate([np.full(length - values.size, np.nan), values]) for values in series]
    ends = [length - horizon - back * step for back in range(ORIGINS)][::-1]
    told = []
    for end in [*ends, length]:
        if cancelled():
            return None
        said = _told([values[:end] for values in aligned], horizon)
        if said is None:
            return None
        told.append(said)
    return Pool([length - end for end in ends], np.stack(told[:-1]), told[-1])


def mixed(own: Values, level: Values) -> Values:
    """Half the series' own forecast (…, horizon), half the pool's level (…) in its shape; own where the pool is silent."""
    mean = own.mean(axis=-1, keepdims=True)
    shape = np.divide(own, mean, out=np.ones_like(own), where=mean > 0)
    said = np.where(np.isfinite(level)[..., None], level[..., None] * shape, own)
    blend: Values = (1 - _SHARE) * own + _SHARE * said
    return blend


def wins(own: float, blended: float) -> bool:
    """Whether the blend's absolute error is clearly lower than the series' own methods'."""
    return blended < (1 - _GAIN) * own


def _told(histories: Sequence[Values], horizon: int) -> Values | None:
    # Seconds to import: only a forecast of many products pays them.
    from sklearn.ensemble import HistGradientBoostingRegressor  # noqa: PLC0415

    rows, goals = [], []
    end = len(histories[0])
    for cut in range(_LEAST, end - horizon + 1):
        for values in histories:
            row = _row(values[:cut])
            if row is not None:
                rows.append(row[0])
                goals.append(min(float(values[cut : cut + horizon].mean()) / row[1], _HIGHEST))
        if len(rows) > _MOST_ROWS:
            rows, goals = rows[-_MOST_ROWS:], goals[-_MOST_ROWS:]
    if len(rows) < _FEWEST_ROWS:
        return None
    model = HistGradientBoostingRegressor(
        max_iter=150,
        learning_rate=0.05,
        max_leaf_nodes=8,
        min_samples_leaf=min(100, max(10, len(rows) // 40)),
        l2_regularization=10.0,
        random_state=0,
    ).fit(np.stack(rows), np.array(goals))
    last = [_row(values) for values in histories]
    known = [row for row in last if row is not None]
    if not known:
        return None
    found = np.full(len(histories), np.nan)
    said = np.maximum(model.predict(np.stack([row for row, _ in known])), 0.0) * np.array(
        [one for _, one in known]
    )
    found[[place for place, row in enumerate(last) if row is not None]] = said
    return found


def _row(values: Values) -> tuple[Values, float] | None:
    """The features of a history and the level they are measured in; None for one that is too short or sold nothing."""
    known = values[~np.isnan(values)]
    if known.size < 4 or not known[-_LEAST:].any():
        return None
    usual = held_back(known)
    recent = usual[-_LEAST:]
    level = float(recent.mean())
    if level <= 0:
        return None
    weights = 0.8 ** np.arange(usual.size)[::-1]
    ago = np.flatnonzero(known[::-1])
    features = np.array(
        [
            usual[-1] / level,
            usual[-2:].mean() / level,
            usual[-4:].mean() / level,
            usual[-8:].mean() / level,
            float(np.median(recent)) / level,
            float(np.median(usual[-8:])) / level,
            float(recent.std()) / level,
            float((recent > 0).mean()),
            float((usual[-4:] > 0).mean()),
            float(weights @ usual / weights.sum()) / level,
            (usual[-4:].mean() - usual[-8:-4].mean()) / level if usual.size >= 8 else 0.0,
            float(min(ago[0] if ago.size else _LEAST, _LEAST)),
            float(min(known.size, 104)),
            float(np.log1p(level)),
        ]
    )
    return features, level


__all__ = ["FEWEST", "LABEL", "ORIGINS", "Pool", "mixed", "pooled", "wins"]
