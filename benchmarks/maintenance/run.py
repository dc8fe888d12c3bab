"""Failures told from states (AI4I 2020) and remaining lives of engines (C-MAPSS FD001), rivals on the same folds. Prints Markdown."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl
from numpy.typing import NDArray
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
)
from sklearn.model_selection import StratifiedKFold

from levier.capabilities.predictive_maintenance.science import remaining, risk
from levier.capabilities.predictive_maintenance.science.quiet import one_thread
from levier.capabilities.predictive_maintenance.science.risk import Rows
from levier.capabilities.predictive_maintenance.science.windows import Features, describe

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "predictive_maintenance"
MEASURES = [
    "Air temperature [K]",
    "Process temperature [K]",
    "Rotational speed [rpm]",
    "Torque [Nm]",
    "Tool wear [min]",
]
SEEDS, CAP = range(5), 125.0
Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
Told = tuple[Values, float]


def main() -> None:
    """Print the section."""
    if not FOLDER.exists():
        print("The data sets of predictive maintenance are absent here: nothing was measured.")
        return
    states()
    engines()


def states() -> None:
    """AI4I 2020: 5 × 4 stratified folds, five measures and the type; the columns of failure modes are not read."""
    data = pl.read_parquet(FOLDER / "ai4i2020.parquet")
    failed = data["Machine failure"].to_numpy() == 1
    kind = pl.col("Type").replace_strict({"L": 0, "M": 1, "H": 2}).cast(pl.Float64)
    wide = data.select(
        *(pl.col(name).cast(pl.Float64) for name in MEASURES),
        kind,
        pl.int_range(pl.len()).alias("life"),
        pl.lit(0.0).alias("age"),
    )
    features = describe(wide, [*MEASURES, "Type"], aged=False)
    print(
        f"### AI4I 2020\n\n{failed.size} states, {failed.sum()} failures. Five repetitions of four stratified folds (seeds 0 to 4). Only the five "
        "measures and the type are read: the columns of failure modes (TWF, HDF, PWF, OSF, RNF) are leaks. Products, differences and ratios are "
        "searched in the training folds; the calibration and the threshold come from folds inside them. The method was shaped on the folds of "
        "seed 0.\n"
    )
    print(
        "| method | F1 (± over 20 folds) | F1, seeds 1 to 4 | caught | precision | Brier | s a fold |\n|---|---:|---:|---:|---:|---:|---:|"
    )
    for name, tell in RIVALS.items():
        scores: list[tuple[int, float, float, float, float]] = []
        started = perf_counter()
        for seed in SEEDS:
            for train, test in StratifiedKFold(4, shuffle=True, random_state=seed).split(
                features.matrix, failed
            ):
                probabilities, threshold = tell(features, failed, train, test)
                said, true = probabilities >= threshold, failed[test]
                right = float((said & true).sum())
                scores.append(
                    (seed, 2 * right / (said.sum() + true.sum()), right / true.sum(), right / max(1, said.sum()),
                     float(np.mean((probabilities - true) ** 2)))
                )  # fmt: skip
        table = np.array(scores)
        fresh = table[table[:, 0] > 0, 1].mean()
        seconds = (perf_counter() - started) / len(scores)
        f1, caught, precision, brier = table[:, 1:].mean(axis=0)
        print(
            f"| {name} | {f1:.3f} ± {table[:, 1].std():.3f} | {fresh:.3f} | {caught:.0%} | {precision:.0%} | {brier:.4f} | {seconds:.1f} |",
            flush=True,
        )
    print("\nTarget: ≥ .82 (random forest .73).\n")


def ours(features: Features, failed: Flags, train: Places, test: Places) -> Told:
    learned = risk.learn(Rows(features.matrix[train], features.levels, failed[train], train, train))
    return learned.within(features.matrix[test]), learned.threshold


def forest(features: Features, failed: Flags, train: Places, test: Places) -> Told:
    model = RandomForestClassifier(200, random_state=0).fit(features.matrix[train], failed[train])
    return model.predict_proba(features.matrix[test])[:, 1], 0.5


def boosting(features: Features, failed: Flags, train: Places, test: Places) -> Told:
    with one_thread():
        model = HistGradientBoostingClassifier(random_state=0).fit(features.matrix[train], failed[train])
        return model.predict_proba(features.matrix[test])[:, 1], 0.5


def base_rate(features: Features, failed: Flags, train: Places, test: Places) -> Told:
    """The mean rate: no machine is told from another, so all are called failing or none."""
    return np.full(test.size, failed[train].mean()), 0.0


RIVALS: dict[str, Callable[[Features, Flags, Places, Places], Told]] = {
    "**Levier**": ours, "random forest on the measures": forest, "gradient boosting on the measures": boosting,
    "mean rate, every machine called failing": base_rate,
}  # fmt: skip


def engines() -> None:
    """FD001: five folds of whole engines of the training set, every cycle of the engines left out is judged, capped at 125."""
    data = pl.read_parquet(FOLDER / "cmapss_FD001_train.parquet").sort("unit", "cycle")
    names = [name for name in data.columns if name not in ("unit", "cycle") and data[name].n_unique() > 1]
    cycle = pl.col("cycle").cast(pl.Float64)
    wide = data.select(
        pl.col("unit").alias("life"), cycle.alias("t"), cycle.alias("age"), *(pl.col(name) for name in names)
    )
    unit = data["unit"].cast(pl.Int64).to_numpy()
    left = (
        data.select(pl.col("cycle").max().over("unit") - pl.col("cycle")).to_series().to_numpy().astype(float)
    )
    true = np.minimum(left, CAP)
    features = describe(wide, names)
    raw = wide.select(names).to_numpy().astype(float)
    aged = np.column_stack([raw, wide["age"].to_numpy()])
    engine = np.unique(unit)
    print(
        f"### C-MAPSS FD001\n\n{engine.size} engines run to failure, {unit.size} cycles. Five folds of whole engines, by their number shuffled "
        "(seeds 0 to 2); each cycle of an engine left out is forecast from its own past only, truth capped at 125. « Below the cap » keeps the "
        "cycles whose true remaining life is under 125; « one cycle an engine » cuts each engine at a random cycle, as the official test does. "
        "The windows were shaped on the folds of seed 0.\n"
    )
    print(
        "| method | RMSE | seeds 1 and 2 | below the cap | one cycle an engine | s |\n|---|---:|---:|---:|---:|---:|"
    )
    plain = HistGradientBoostingRegressor(random_state=0)
    rivals: dict[str, Callable[[Flags], Values]] = {
        "**Levier**": lambda held: remaining.expected(
            remaining.fit(features.matrix[~held], true[~held]), features.matrix[held], CAP
        ),
        "gradient boosting on the sensors": lambda held: plain.fit(raw[~held], true[~held]).predict(
            raw[held]
        ),
        "gradient boosting on the sensors and the age": lambda held: plain.fit(
            aged[~held], true[~held]
        ).predict(aged[held]),
        "age only: mean life less the age": lambda held: np.clip(
            np.mean([left[(unit == one)].max() for one in np.unique(unit[~held])])
            - wide["age"].to_numpy()[held],
            0,
            CAP,
        ),
        "the mean": lambda held: np.full(int(held.sum()), true[~held].mean()),
    }
    for name, tell in rivals.items():
        errors, below, single = [], [], []
        started = perf_counter()
        for seed in range(3):
            random = np.random.default_rng(seed)
            order = random.permutation(engine)
            guess = np.zeros(true.size)
            for part in np.array_split(order, 5):
                held = np.isin(unit, part)
                with one_thread():
                    guess[held] = tell(held)
            gap = (guess - true) ** 2
            some = [int(random.choice(np.flatnonzero(unit == one))) for one in engine for _ in range(5)]
            errors.append(np.sqrt(gap.mean()))
            below.append(np.sqrt(gap[left < CAP].mean()))
            single.append(np.sqrt(gap[some].mean()))
        print(
            f"| {name} | {np.mean(errors):.2f} | {np.mean(errors[1:]):.2f} | {np.mean(below):.2f} | {np.mean(single):.2f} | "
            f"{(perf_counter() - started) / 3:.0f} |",
            flush=True,
        )
    coverage(features, true, unit, engine)
    print("\nTarget: ≤ 15 (gradient boosting 19).")


def coverage(features: Features, true: Values, unit: Places, engine: Places) -> None:
    """The 80 % interval on engines left out of learning and of the interval alike, over three shuffles."""
    kinds: dict[str, list[bool]] = {"from … to …": [], "at least …": [], "beyond 125 cycles": []}
    widths: list[float] = []
    for seed in (1, 2, 3):
        order = np.random.default_rng(seed).permutation(engine)
        held = np.isin(unit, np.array_split(order, 5)[0])
        learned = remaining.learn(features.matrix[~held], true[~held], unit[~held], CAP)
        rows = np.flatnonzero(held)[::7]
        for row, forecast in zip(rows, learned.expected(features.matrix[rows]), strict=True):
            low, high = learned.interval(float(forecast))
            kind = "beyond 125 cycles" if low >= CAP else "at least …" if high >= CAP else "from … to …"
            kinds[kind].append(bool(low - 1e-9 <= true[row] <= high + 1e-9))
            if kind == "from … to …":
                widths.append(high - low)
    told = kinds["from … to …"] + kinds["at least …"]
    print(
        f"\nThe 80 % interval of Levier holds **{np.mean(told):.1%}** of {len(told)} true lives of engines left out (three shuffles; each interval is made of "
        "forecasts of engines left out of their own model). By what it says:\n\n| the answer | times | true |\n|---|---:|---:|"
    )
    for kind, inside in kinds.items():
        print(f"| {kind} | {len(inside)} | {np.mean(inside):.1%} |")
    print(
        f"\nMean width where two ends are told: {np.mean(widths):.0f} cycles. « Beyond 125 » is the cap itself: it cannot be narrowed to be right only 80 % of the "
        "time. Before, the interval held 85.1 % (19 cycles wide): plain quantiles of whole cycles hold the ties of both ends in excess, and its errors came from "
        "models that had seen a quarter fewer engines. Both were found and mended on the 49 engines that no shuffle leaves out here; these were then measured once."
    )


if __name__ == "__main__":
    main()
