"""Writes how sure a choice is (``doubt.json``): three logistic regressions, and the chance from which on nobody is asked.

python -m benchmarks.mapping.doubting

Each table is read as if its program had never been seen (``unseen``). The chances used to set the thresholds are out of fold: ten
folds by program. A threshold is the lowest whose risk, the mean share of a table's columns that are wrong without a mark, stays
under its bound: (n·risk + 1) / (n + 1) ≤ bound, over n tables (Angelopoulos et al., « Conformal risk control », ICLR 2024).
"""

import json
import os
from dataclasses import dataclass, field

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
import django

django.setup()

import numpy as np  # noqa: E402 - Django must be set up before the models are imported
from numpy.typing import NDArray  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.model_selection import GroupKFold, cross_val_predict  # noqa: E402
from sklearn.pipeline import make_pipeline  # noqa: E402
from sklearn.preprocessing import StandardScaler  # noqa: E402

from benchmarks.mapping.scoring import NONE  # noqa: E402
from benchmarks.mapping.unseen import Unseen, unseen  # noqa: E402
from levier.tables.importing.matching.doubt import (  # noqa: E402
    FILE,
    Table,
    signs_left,
    signs_of_kind,
    signs_used,
)
from levier.tables.kinds import KINDS  # noqa: E402

BOUNDS = {"used": 0.0025, "left": 0.006, "kind": 0.005}
"""Expected share of a table's columns wrongly used, wrongly left aside, and of tables of a wrong kind, without a mark."""
_FOLDS = 10
_STRENGTH = 0.3


@dataclass
class Cases:
    """What a judge learns from: signs, whether the choice was right, the program, the table and how many columns it has."""

    signs: list[list[float]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    program: list[str] = field(default_factory=list)
    table: list[str] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    named: list[str] = field(default_factory=list)

    def add(self, one: Unseen, signs: list[float], *, right: bool, columns: int, named: str = "") -> None:
        self.signs.append(signs)
        self.right.append(right)
        self.program.append(one.export.program)
        self.table.append(one.export.name)
        self.columns.append(columns)
        self.named.append(f"{one.export.name}: {named}")


def collected() -> tuple[dict[str, Cases], int, int]:
    """By judge; how many tables, and how many of the right kind. Columns are judged in tables of the right kind; the kind in all."""
    cases = {name: Cases() for name in BOUNDS}
    tables = of_kind = 0
    for one in unseen():
        tables += 1
        found = one.likeliest()
        of_kind += (found.mapping.kind if found else NONE) == one.export.kind
        if found is None:
            continue
        mapping, count = found.mapping, len(one.columns)
        confidences = [match.confidence for match in mapping.matches]
        signs = signs_of_kind(mapping.kind, found.scores, confidences, count)
        cases["kind"].add(one, signs, right=mapping.kind == one.export.kind, columns=1, named=mapping.kind)
        if mapping.kind != one.export.kind:
            continue
        used = {match.column: match.field for match in mapping.matches}
        table = Table(KINDS[mapping.kind], found.pairs, used, found.looks)
        for match in mapping.matches:
            signs = signs_used(table, one.met, match.column, match.field, match.confidence)
            right = match.field in one.right[match.column]
            cases["used"].add(one, signs, right=right, columns=count, named=f"{match.column} → {match.field}")
        for column in mapping.ignored:
            signs = signs_left(table, one.met, column)
            cases["left"].add(one, signs, right="" in one.right[column], columns=count, named=column)
    return cases, tables, of_kind


def fitted(cases: Cases, bound: float, tables: int) -> dict[str, object]:
    """Weights on the signs as they come, bias, threshold and what it costs."""
    signs, right = np.array(cases.signs), np.array(cases.right)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=_STRENGTH, max_iter=5000))
    folds = GroupKFold(_FOLDS)
    chances = cross_val_predict(model, signs, right, groups=cases.program, cv=folds, method="predict_proba")[
        :, 1
    ]
    sure, silent = threshold(chances, right, np.array(cases.columns), bound, tables)
    scale, regression = model.fit(signs, right)
    weights = regression.coef_[0] / scale.scale_
    bias = regression.intercept_[0] - float(weights @ scale.mean_)
    worst = sorted(
        (c, name) for c, ok, name in zip(chances, right, cases.named, strict=True) if not ok and c >= sure
    )
    for chance, name in worst:
        print(f"    {chance:.3f} {name}")
    return {
        "weights": [round(float(weight), 4) for weight in weights],
        "bias": round(float(bias), 4),
        "sure": round(sure, 4),
        "choices": len(right),
        "wrong": int((~right).sum()),
        "silent": silent,
        "marked": round(float((chances < sure).mean()), 4),
        "calibration": round(calibration(chances, right), 4),
    }


def threshold(
    chances: NDArray[np.float64],
    right: NDArray[np.bool_],
    columns: NDArray[np.int64],
    bound: float,
    tables: int,
) -> tuple[float, int]:
    """The lowest one under the bound, and how many are wrong above it."""
    wrong = np.flatnonzero(~right)
    order = wrong[np.argsort(-chances[wrong])]
    risk, kept = 0.0, 0
    for place in order:
        risk += 1 / columns[place]
        if (risk + 1) / (tables + 1) > bound:
            return float(np.nextafter(chances[place], 1)) + 1e-4, kept
        kept += 1
    return 0.0, kept


def calibration(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error over ten bins of as many choices (Naeini et al. 2015)."""
    bins = np.array_split(np.argsort(chances), 10)
    return float(
        sum(abs(chances[each].mean() - right[each].mean()) * len(each) for each in bins) / len(chances)
    )


def main() -> None:
    """Reads all tables (minutes), fits, writes."""
    judged, tables, of_kind = collected()
    print(f"{tables} tables, {of_kind} of the right kind")
    learned = {}
    for name, cases in judged.items():
        learned[name] = fitted(cases, BOUNDS[name], tables)
        print(name, {key: value for key, value in learned[name].items() if key != "weights"})
    FILE.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
