"""ADBench: thirty sets, no labels seen, the same settings for all."""

import io
import tarfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from levier.capabilities.fraud_detection.anomaly.ensemble import anomaly_scores

FILE = Path(__file__).resolve().parents[3] / "shared/data/fraud/adbench_classical_30.tar"
Values = NDArray[np.float64]


def sets() -> list[tuple[str, Values, NDArray[np.int64]]]:
    found = []
    with tarfile.open(FILE) as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            held = np.load(io.BytesIO(archive.extractfile(member).read()), allow_pickle=True)  # type: ignore[union-attr]
            found.append(
                (Path(member.name).stem, held["X"].astype(np.float64), held["y"].ravel().astype(np.int64))
            )
    return found


def isolation_forest(table: Values) -> Values:
    from sklearn.ensemble import IsolationForest  # noqa: PLC0415

    scores: Values = -IsolationForest(random_state=0).fit(table).score_samples(table)
    return scores


def ecod(table: Values) -> Values:
    """Li et al., *ECOD*, TKDE 2022: tail probabilities of each column, added."""
    left, right = np.empty_like(table), np.empty_like(table)
    for column in range(table.shape[1]):
        ordered = np.sort(table[:, column])
        left[:, column] = -np.log(np.searchsorted(ordered, table[:, column], "right") / len(table))
        right[:, column] = -np.log(
            (len(table) - np.searchsorted(ordered, table[:, column], "left")) / len(table)
        )
    skew = ((table - table.mean(0)) ** 3).mean(0)
    return np.maximum(np.maximum(left.sum(1), right.sum(1)), np.where(skew < 0, left, right).sum(1))


def nearest(table: Values) -> Values:
    """Distance to the fifth neighbour, columns standardised, at most 10 000 rows of reference."""
    from sklearn.neighbors import NearestNeighbors  # noqa: PLC0415

    deviation = table.std(0)
    ready = (table - table.mean(0)) / np.where(deviation > 0, deviation, 1)
    chosen = np.random.default_rng(0).permutation(len(ready))[:10_000]
    distances, _ = NearestNeighbors(n_neighbors=6).fit(ready[chosen]).kneighbors(ready)
    scores: Values = distances[:, -1]
    return scores


METHODS = {"Levier": anomaly_scores, "Isolation Forest": isolation_forest, "ECOD": ecod, "kNN (5)": nearest}
