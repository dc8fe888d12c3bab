"""An anomaly score without labels: five sound detectors, the same settings whatever the table.

Each is distance to neighbours or isolation, which the benchmark of Han et al. (*ADBench*, NeurIPS 2022) finds the most
dependable families without labels; their standardised scores are averaged (Aggarwal & Sathe, *Theoretical foundations and
algorithms for outlier ensembles*, 2015), so that one detector led astray does not lead the others. Columns are
scaled by their interquartile range, which anomalies do not move; distances are taken to a sample of at most
``REFERENCE`` rows, which keeps the cost linear.
"""

import math

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
REFERENCE = 3000
_SAMPLES, _SAMPLE = 25, 20
_CLIP = 20.0
_CHUNK = 20_000


def anomaly_scores(table: Values, seed: int = 0) -> Values:
    """How anomalous each row is (mean of standardised scores; higher is odder). ``table``: (rows, columns), missing values
    as NaN. Raises ValueError on an empty table or infinite values."""
    ready = _complete(table)
    if len(ready) < 3 or not ready.shape[1]:
        return np.zeros(len(ready))
    robust, bounded = _robust(ready), _bounded(ready)
    random = np.random.default_rng(seed)
    near = _neighbours(robust, 50, random)
    members = (
        near.mean(axis=1), near[:, : min(20, near.shape[1])].mean(axis=1), _sampled(robust, random),
        _neighbours(bounded, 100, random).mean(axis=1), _isolation(ready, seed),
    )  # fmt: skip
    score: Values = np.mean([_standard(member) for member in members], axis=0)
    return score


def rarity(scores: Values) -> Values:
    """The surprise −ln(rank / rows) of each row, in nats: comparable with what the detectors say."""
    order = np.argsort(np.argsort(-scores, kind="stable"), kind="stable")
    ranks: Values = -np.log((order + 1.0) / max(1, len(scores)))
    return ranks


def _complete(table: Values) -> Values:
    if table.ndim != 2:
        raise ValueError("a table of rows and columns is needed")
    if np.isinf(table).any():
        raise ValueError("infinite values")
    varied = np.array(
        [np.nanmax(column) > np.nanmin(column) if np.isfinite(column).any() else False for column in table.T],
        bool,
    )
    kept = table[:, varied].astype(np.float64)
    missing = np.isnan(kept)
    if missing.any():
        kept = np.where(missing, np.nanmedian(kept, axis=0), kept)
    return kept


def _robust(table: Values) -> Values:
    quartiles = np.subtract(*np.percentile(table, [75, 25], axis=0))
    deviation = table.std(axis=0)
    scale = np.where(quartiles > 0, quartiles, np.where(deviation > 0, deviation, 1.0))
    clipped: Values = np.clip((table - np.median(table, axis=0)) / scale, -_CLIP, _CLIP)
    return clipped


def _bounded(table: Values) -> Values:
    span = np.ptp(table, axis=0)
    return (table - table.min(axis=0)) / np.where(span > 0, span, 1.0)


def _neighbours(points: Values, wanted: int, random: np.random.Generator) -> Values:
    """Distances to the ``wanted`` nearest of a reference sample, nearest first; a point is not its own neighbour."""
    from sklearn.neighbors import NearestNeighbors  # noqa: PLC0415 - heavy

    many = len(points)
    chosen = np.sort(random.choice(many, REFERENCE, replace=False)) if many > REFERENCE else np.arange(many)
    wanted = min(wanted, len(chosen) - 1)
    model = NearestNeighbors(n_neighbors=wanted + 1).fit(points[chosen])
    place = np.full(many, -1)
    place[chosen] = np.arange(len(chosen))
    parts = []
    for start in range(0, many, _CHUNK):
        distances, found = model.kneighbors(points[start : start + _CHUNK])
        own = found == place[start : start + _CHUNK, None]
        # Among equal points the row itself may not be in the list: the last is left out then.
        own[~own.any(axis=1), -1] = True
        parts.append(distances[~own].reshape(len(distances), wanted))
    return np.concatenate(parts)


def _sampled(points: Values, random: np.random.Generator) -> Values:
    """Distance to the nearest of a few points, over many draws (Sugiyama & Borgwardt, *Rapid distance-based outlier
    detection via sampling*, NeurIPS 2013)."""
    total = np.zeros(len(points))
    squares = (points**2).sum(axis=1)
    for _ in range(_SAMPLES):
        chosen = random.choice(len(points), min(_SAMPLE, len(points) - 1), replace=False)
        apart = np.maximum(squares[:, None] + squares[chosen][None] - 2 * points @ points[chosen].T, 0.0)
        apart[chosen, np.arange(len(chosen))] = np.inf
        total += np.sqrt(apart.min(axis=1))
    return total


def _isolation(table: Values, seed: int) -> Values:
    """Isolation Forest (Liu, Ting & Zhou, ICDM 2008), 100 trees of at most 1 024 rows."""
    from sklearn.ensemble import IsolationForest  # noqa: PLC0415 - heavy

    forest = IsolationForest(n_estimators=100, max_samples=min(1024, len(table)), random_state=seed).fit(
        table
    )
    scores: Values = -forest.score_samples(table)
    return scores


def _standard(scores: Values) -> Values:
    deviation = float(scores.std())
    if not math.isfinite(deviation) or deviation == 0:
        return np.zeros(len(scores))
    clipped: Values = np.clip((scores - scores.mean()) / deviation, -3.0, 6.0)
    return clipped
