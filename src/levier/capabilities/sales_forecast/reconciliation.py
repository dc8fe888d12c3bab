"""Forecasts that add up: products to families, families to the total, customers to the same total.

Each level is forecast for itself, then all are moved as little as their errors allow until every sum holds: the
minimum-trace projection (Wickramasuriya, Athanasopoulos & Hyndman, JASA 114, 2019) in its constraint form (Di Fonzo &
Girolimetto, 2023), with the covariance of the replayed errors shrunk towards its diagonal (Schäfer & Strimmer, 2005).
"""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
_FEWEST = 8
_MOST_NODES = 400
"""Nodes beyond which only the variances are used: a covariance of thousands says nothing and costs a lot."""


def projection(errors: Values, constraints: Values) -> Values:
    """The matrix (nodes, nodes) that makes forecasts of the nodes meet ``constraints`` (k, nodes) · x = 0.

    ``errors``: (observations, nodes), signed, NaN where unknown.
    """
    covariance = _covariance(errors)
    nodes = constraints.shape[1]
    crossed = constraints @ covariance
    pull = np.linalg.solve(crossed @ constraints.T + 1e-9 * np.eye(len(constraints)), crossed)
    matrix: Values = np.eye(nodes) - pull.T @ constraints
    return matrix


def _covariance(errors: Values) -> Values:
    """The shrunk covariance (nodes, nodes), in units of the mean variance; equal variances when nothing is known."""
    nodes = errors.shape[1]
    known = errors[np.isfinite(errors).all(axis=1)]
    if len(known) < _FEWEST:
        spread = np.array(
            [np.nanmean(column**2) if np.isfinite(column).any() else np.nan for column in errors.T]
        )
        usual = float(np.nanmean(spread)) if np.isfinite(spread).any() else 1.0
        variances = np.where(np.isfinite(spread) & (spread > 0), spread, max(usual, 1e-9))
        return np.diag(variances / variances.mean())
    variances = np.maximum((known**2).mean(axis=0), 1e-9)
    variances = np.maximum(variances, 1e-4 * variances.mean())
    if nodes > _MOST_NODES:
        return np.diag(variances / variances.mean())
    scaled = known / np.sqrt(variances)
    count = len(known)
    products = scaled.T @ scaled / count
    spread_of = (scaled**2).T @ (scaled**2) / count - products**2
    off = ~np.eye(nodes, dtype=bool)
    total = float((products[off] ** 2).sum())
    shrink = float(np.clip(spread_of[off].sum() / max(count - 1, 1) / total, 0.0, 1.0)) if total > 0 else 1.0
    correlation = np.where(off, (1 - shrink) * products, 1.0)
    root = np.sqrt(variances / variances.mean())
    shrunk: Values = correlation * root[:, None] * root[None, :]
    return shrunk


__all__ = ["projection"]
