"""The drift test rings as rarely as it says, and does ring when something changed."""

import numpy as np
import pytest

from levier.operations.watching import drift


def _weeks(random: np.random.Generator, weeks: int, rows: int, shift: float, spread: float) -> drift.Counts:
    """Rows of each week share a mean of their own: they are not independent."""
    bounds = np.linspace(-1.6, 1.6, 9)
    found = []
    for _ in range(weeks):
        values = random.normal(shift + random.normal(0, spread), 1, rows)
        found.append(np.bincount(np.searchsorted(bounds, values), minlength=10).astype(float))
    return np.array(found)


def _columns(random: np.random.Generator, shift: float = 0.0, spread: float = 0.3) -> list[drift.Column]:
    return [
        drift.Column(
            f"c{n}",
            _weeks(random, 26, 60, 0, spread),
            _weeks(random, 8, 60, shift if n == 0 else 0, spread),
            ordered=True,
        )
        for n in range(5)
    ]


def _rate(monkeypatch: pytest.MonkeyPatch, spread: float, looks: int, alpha: float) -> float:
    monkeypatch.setattr(
        drift, "WORTH_SAYING", 0.0
    )  # the test alone, without the size that makes a change worth saying
    random = np.random.default_rng(11)
    return float(np.mean([
        any(one.moved for one in drift.judge(_columns(random, spread=spread), deals=199, alpha=alpha, seed=n)) for n in range(looks)
    ]))  # fmt: skip


@pytest.mark.parametrize("spread", [0.0, 0.3])
def test_a_look_at_a_whole_table_rings_falsely_as_often_as_it_says(
    monkeypatch: pytest.MonkeyPatch, spread: float
) -> None:
    looks, alpha = 500, 0.05
    rate = _rate(monkeypatch, spread, looks, alpha)
    noise = 3 * (alpha * (1 - alpha) / looks) ** 0.5
    assert alpha - noise < rate < alpha + noise


def test_the_limit_of_independent_rows_would_ring_several_times_too_often() -> None:
    random, rung = np.random.default_rng(5), 0
    for _ in range(100):
        column = _columns(random)[0]
        chi2 = 16.92  # the 95 % quantile with 9 degrees of freedom
        limit = (1 / column.before.sum() + 1 / column.after.sum()) * chi2
        rung += drift.index(column.before.sum(0), column.after.sum(0)) > limit
    assert rung > 15  # of 100, where 5 were meant


def test_a_change_worth_saying_is_found() -> None:
    random = np.random.default_rng(3)
    looks = [drift.judge(_columns(random, shift=1.0), deals=199, seed=n) for n in range(60)]
    assert np.mean([found[0].moved for found in looks]) > 0.9
    assert np.mean([any(one.moved for one in found[1:]) for found in looks]) < 0.1


def test_too_little_says_nothing() -> None:
    few = drift.Column("c", np.ones((3, 10)) * 50, np.ones((8, 10)) * 50)
    assert drift.judge([few]) == []
    assert drift.judge([]) == []


def test_the_index_and_the_gap_are_those_of_the_books() -> None:
    same = np.array([10.0, 20.0, 30.0])
    assert drift.index(same, same) == pytest.approx(0)
    before, after = np.array([5e5, 5e5]), np.array([2e5, 8e5])
    assert drift.index(before, after) == pytest.approx(
        0.3 * np.log(0.8 / 0.5) - 0.3 * np.log(0.2 / 0.5), rel=1e-4
    )
    assert drift.gap(before, after) == pytest.approx(0.3)
