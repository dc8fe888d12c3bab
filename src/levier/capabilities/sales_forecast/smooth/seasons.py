"""The shape of a year in a series of positive values: multiplicative indices, shrunk towards « no season »."""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
_FEW_YEARS = 4


def indices(values: Values, season: int) -> Values:
    """Seasonal indices (season,) of mean 1 in logs; ones where no season can be known.

    Classical decomposition by a centred moving average, in logs. Each index is then shrunk towards 1 by the
    James-Stein factor: with three years of months, half of what looks like a season is noise (Miller &
    Williams, International Journal of Forecasting 19, 2003).
    """
    if season < 2 or values.size < 2 * season + 2 or (values <= 0).any():
        return np.ones(season)
    weights = np.full(season + 1 - season % 2, 1 / season)
    if season % 2 == 0:
        weights[[0, -1]] = 0.5 / season
    level = np.convolve(values, weights, "valid")
    skipped = (weights.size - 1) // 2
    ratios = np.log(values[skipped : skipped + level.size] / np.maximum(level, 1e-9))
    places = (np.arange(ratios.size) + skipped) % season
    counts = np.bincount(places, minlength=season)
    if counts.min() == 0:
        return np.ones(season)
    groups = [ratios[places == place] for place in range(season)]
    found = np.array([np.median(one) if one.size > _FEW_YEARS else one.mean() for one in groups])
    found -= found.mean()
    return np.exp(found * _kept(found, groups))


def _kept(found: Values, groups: list[Values]) -> float:
    """The share of the spread of the indices that is not noise (James-Stein)."""
    season = found.size
    if season <= 3:
        return 1.0
    noise = float(
        np.mean(
            [
                ((one - index) ** 2).sum() / max(one.size - 1, 1)
                for index, one in zip(found, groups, strict=True)
            ]
        )
    ) / float(np.mean([one.size for one in groups]))
    spread = float((found**2).sum()) / (season - 1)
    return max(0.0, 1 - (season - 3) / (season - 1) * noise / max(spread, 1e-12))
