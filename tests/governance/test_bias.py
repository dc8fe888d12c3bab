"""Rates by group, their gaps, and what a remedy costs."""

from math import sqrt
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from levier.core.errors import BadInput, NotEnoughData
from levier.governance.bias import intervals
from levier.governance.bias.measuring import Asked, examine
from levier.governance.bias.reading import of_bytes
from levier.governance.bias.services import of_file
from tests.shared_data import shared


def people(rates: dict[str, float], each: int = 500, seed: int = 1) -> pl.DataFrame:
    """``each`` people a group, accepted at the group's rate, with a truth and a score that follow."""
    rng = np.random.default_rng(seed)
    frames = []
    for name, rate in rates.items():
        truth = rng.random(each) < 0.5
        score = np.clip(rng.normal(rate, 0.15, each), 0, 1)
        frames.append(pl.DataFrame({"sexe": [name] * each, "score": score, "vrai": np.where(truth, "oui", "non"),
                                    "accepté": np.where(score >= 0.5, "oui", "non")}))  # fmt: skip
    return pl.concat(frames)


def test_the_gap_of_adult_is_that_of_the_literature() -> None:
    report = of_file(shared("fairness/adult.parquet"), Asked("income", ["sex"], favourable=">50K"))
    women = report.sections[0].groups[1]
    assert women.name == "Female"
    assert women.impact == pytest.approx(0.36, abs=0.005)  # the shared data's own README
    assert women.below
    assert women.gap is not None
    assert women.gap.sure
    assert report.verdict == "alert"


def test_german_credit_has_a_smaller_gap_that_is_not_under_four_fifths() -> None:
    report = of_file(
        shared("fairness/german_credit.parquet"), Asked("credit", ["status_sex"], favourable="good")
    )
    women = next(one for one in report.sections[0].groups if one.name == "A92")
    assert women.gap is not None
    assert women.gap.value == pytest.approx(-0.085, abs=0.001)
    assert not women.below


def test_the_interval_is_newcombes_own_example() -> None:
    # Newcombe (1998), table II, method 10: 56/70 − 48/80.
    low, high = intervals.newcombe(56, 70, 48, 80)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_newcombe_covers_the_true_gap_at_its_nominal_rate() -> None:
    rng = np.random.default_rng(5)
    inside = 0
    for one, two in zip(rng.binomial(40, 0.2, 2000), rng.binomial(60, 0.35, 2000), strict=True):
        low, high = intervals.newcombe(int(one), 40, int(two), 60)
        inside += low <= -0.15 <= high
    assert 0.93 <= inside / 2000 <= 0.975


def test_the_stratified_gap_covers_the_true_one_and_undoes_a_confounder() -> None:
    rng = np.random.default_rng(6)
    inside = 0
    for _ in range(1000):
        strata = [
            (float(rng.binomial(30, base - 0.1)), 30.0, float(rng.binomial(50, base)), 50.0)
            for base in (0.3, 0.5, 0.7)
        ]
        _, low, high = intervals.stratified_gap(strata)
        inside += low <= -0.1 <= high
    assert 0.93 <= inside / 1000 <= 0.975
    # Simpson: same rates in each stratum, unequal mixes: the raw gap is large, the stratified one is none.
    value, _, _ = intervals.stratified_gap([(90, 100, 9, 10), (1, 10, 10, 100)])
    assert abs(value) < 1e-9


def test_no_group_smaller_than_the_least_is_shown() -> None:
    frame = pl.concat([people({"F": 0.4, "M": 0.6}), people({"X": 0.5}, each=7)])
    report = examine(frame, Asked("accepté", ["sexe"]))
    section = report.sections[0]
    assert {one.name for one in section.groups} == {"F", "M"}
    assert (section.hidden_groups, section.hidden_people) == (1, 7)
    assert "X" not in report.model_dump_json()
    assert report.rate == round(report.rate, 2)


def test_equalised_odds_are_measured_when_the_truth_is_known() -> None:
    report = examine(people({"F": 0.4, "M": 0.6}), Asked("accepté", ["sexe"], truth="vrai"))
    women = next(one for one in report.sections[0].groups if one.name == "F")
    assert women.true_gap is not None
    assert women.false_gap is not None
    assert women.true_gap.value < -0.3
    assert women.false_gap.value < -0.3


def test_reweighing_makes_the_decision_independent_of_the_group() -> None:
    report = examine(people({"F": 0.4, "M": 0.6}), Asked("accepté", ["sexe"]))
    [remedy] = report.sections[0].remedies
    assert remedy.gap_before > 0.3
    assert remedy.gap_after == pytest.approx(0, abs=1e-6)
    assert sum(one.weight * one.people for one in remedy.weights) == pytest.approx(1000, rel=0.001)


def test_a_threshold_for_each_group_closes_the_gap_and_says_its_cost_and_caution() -> None:
    report = examine(people({"F": 0.4, "M": 0.6}), Asked("accepté", ["sexe"], truth="vrai", score="score"))
    remedy = next(one for one in report.sections[0].remedies if one.name == "thresholds")
    assert remedy.gap_after < 0.01 < remedy.gap_before
    assert remedy.changed > 0
    assert remedy.accuracy_after is not None
    assert "L1132-1" in remedy.caution


def test_equal_groups_raise_no_alarm() -> None:
    frame = people({"F": 0.5, "M": 0.5}, each=400)
    assert examine(frame, Asked("accepté", ["sexe"])).verdict == "none"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked("absente", ["sexe"]), "n'existe pas"),
        (Asked("accepté", []), "Aucun groupe"),
        (Asked("accepté", ["sexe"], favourable="peut-être"), "n'existe pas dans"),
        (Asked("sexe", ["accepté"]), "décision favorable"),
        (Asked("accepté", ["sexe"], score="vrai"), "un nombre"),
        (Asked("sexe", ["sexe"], favourable="F"), "aussi le groupe"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(asked: Asked, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        examine(people({"F": 0.4, "M": 0.6}), asked)


def test_one_group_alone_compares_with_nothing() -> None:
    with pytest.raises(NotEnoughData):
        examine(people({"F": 0.4}), Asked("accepté", ["sexe"]))


def test_a_french_file_is_read_with_its_numbers(tmp_path: Path) -> None:
    lines = ["sexe;âge;décision"] + [
        f"{'F' if i % 2 else 'M'};{20 + i % 40},5;{'oui' if i % 3 else 'non'}" for i in range(200)
    ]
    frame = of_bytes("\n".join(lines).encode("cp1252"), "décisions.csv")
    assert frame["âge"].dtype == pl.Float64
    report = examine(frame, Asked("décision", ["âge"]))
    assert len(report.sections[0].groups) == 4
    low, high = intervals.wilson(10, 100)
    assert low < 0.1 < high < 0.1 + 2 * sqrt(0.1 * 0.9 / 100) * 1.3
