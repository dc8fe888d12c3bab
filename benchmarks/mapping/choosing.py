"""Writes how the witnesses are weighed: which kind a table is of (``kinds.json``), which column fills which field (``columns.json``).

python -m benchmarks.mapping.choosing

Each table is read as if its program had never been seen (``unseen``). Kinds: a conditional logit over all kinds and « none »
(McFadden 1974), on the columns' score and the words' chance. Columns: a logistic regression over the pairs of column and field, in
tables taken for what they are.
"""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
import django

django.setup()

import numpy as np  # noqa: E402 - Django must be set up before the models are imported
from numpy.typing import NDArray  # noqa: E402
from scipy.optimize import minimize  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.preprocessing import StandardScaler  # noqa: E402

from benchmarks.mapping.unseen import unseen  # noqa: E402
from levier.tables.importing.mapping import weighed  # noqa: E402
from levier.tables.importing.matching import columns, guessing  # noqa: E402
from levier.tables.kinds import KINDS  # noqa: E402

_RIDGE = 5e-4


def fitted_kinds(signs: NDArray[np.float64], right: NDArray[np.int64]) -> NDArray[np.float64]:
    """The weights. ``signs``: tables × kinds × signs; ``right``: the place of the right kind of each table."""
    scale = signs.reshape(-1, signs.shape[2]).std(0) + 1e-9
    scaled = signs / scale
    rows = np.arange(len(right))

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        totals = scaled @ weights
        parts = np.exp(totals - totals.max(1, keepdims=True))
        chances = parts / parts.sum(1, keepdims=True)
        slope = (chances[:, :, None] * scaled).sum(1) - scaled[rows, right]
        wrong = -np.log(chances[rows, right] + 1e-12).mean() + _RIDGE * weights @ weights
        return float(wrong), slope.mean(0) + 2 * _RIDGE * weights

    found = minimize(loss, np.zeros(signs.shape[2]), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / scale)


def main() -> None:
    """Reads all tables (minutes), fits, writes."""
    kinds: list[list[list[float]]] = []
    of_kind: list[int] = []
    pairs: list[list[float]] = []
    right: list[bool] = []
    names = [*(kind.name for kind in KINDS.values() if kind.guessed), guessing.NO_KIND]
    for one in unseen():
        found = weighed(one.raw, "essai", None, {}, known=one.met)
        if one.export.kind not in names:
            continue
        lacking = {name for name, reading in found.read.items() if reading.missing}
        signs = guessing.signs_of_each(found.scores, lacking, len(one.columns))
        kinds.append([signs[name] for name in names])
        of_kind.append(names.index(one.export.kind))
        if one.export.kind == guessing.NO_KIND:
            continue
        kind = KINDS[one.export.kind]
        each = columns.candidates(kind, found.evidence, found.pairs[kind.name])
        for (column, field), sign in columns.signs_of(kind, found.evidence, each).items():
            pairs.append(sign)
            right.append(field in one.right[column])
    weights = fitted_kinds(np.array(kinds), np.array(of_kind))
    guessing.FILE.write_text(json.dumps({"weights": [round(float(each), 4) for each in weights]}) + "\n")
    totals = np.array(kinds) @ weights
    print(f"{len(kinds)} tables, {(totals.argmax(1) == np.array(of_kind)).mean():.1%} of the right kind")
    scale, regression = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000)).fit(pairs, right)
    slopes = regression.coef_[0] / scale.scale_
    bias = float(regression.intercept_[0] - slopes @ scale.mean_)
    learned = {"weights": [round(float(each), 4) for each in slopes], "bias": round(bias, 4)}
    columns.FILE.write_text(json.dumps(learned, indent=1) + "\n")
    print(f"{len(pairs)} pairs of column and field, {sum(right)} right")


if __name__ == "__main__":
    main()
