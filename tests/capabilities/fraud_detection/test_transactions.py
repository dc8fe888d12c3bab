"""Card payments: nothing of the future is seen, the split is by time, the budget is kept."""

from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from sklearn.metrics import average_precision_score

from levier.capabilities.fraud_detection import FraudDetection, FraudDetectionInput
from levier.capabilities.fraud_detection.transactions.features import features, transactions_of
from levier.capabilities.fraud_detection.transactions.learning import (
    average_precision,
    daily_alerts,
    split_of,
)
from levier.capabilities.fraud_detection.transactions.windows import DAY, Past
from levier.core.capability import JudgedAlert
from tests.capabilities.fraud_detection.company import Memory, context


def payments(days: int = 60, a_day: int = 60, seed: int = 1) -> pl.DataFrame:
    """Payments of 40 people at 30 terminals; frauds are amounts above the habit, at two terminals."""
    random = np.random.default_rng(seed)
    rows = []
    for day in range(days):
        for _ in range(a_day):
            person, terminal = int(random.integers(40)), int(random.integers(30))
            fraud = terminal < 2 and random.random() < 0.4
            amount = float(random.normal(20 + person, 3)) * (1.6 if fraud else 1)
            moment = datetime(2025, 1, 1) + timedelta(days=day, seconds=int(random.integers(DAY)))
            rows.append((moment, moment.date(), round(abs(amount), 2), f"C{person}", f"T{terminal}", fraud))
    return pl.DataFrame(
        rows, schema=["paid_at", "date", "amount", "party", "terminal", "fraud"], orient="row"
    )


def test_windows_count_only_what_came_before_and_within() -> None:
    times = np.array([0, 1, 2, 2, 9]) * DAY
    past = Past(np.array([1, 1, 1, 1, 1]), times.astype(np.int64))
    count, total = past.sums([np.array([1.0, 2.0, 4.0, 8.0, 16.0])], 2)
    assert count.tolist() == [0, 1, 2, 2, 0]
    assert total.tolist() == [0, 1, 3, 3, 0]
    delayed, _ = past.sums([np.ones(5)], 2, delay=1)
    assert delayed.tolist() == [0, 0, 1, 1, 0]


def test_groups_have_no_common_past() -> None:
    count, _ = Past(np.array([1, 2, 1]), np.array([0, 10, 20], dtype=np.int64)).sums([np.ones(3)], 1)
    assert count.tolist() == [0, 0, 1]


def test_features_do_not_change_when_the_future_does() -> None:
    frame = payments(30)
    known = transactions_of(frame)
    cut = int(0.6 * len(known))
    future = frame.sort("paid_at").with_row_index("n").with_columns(
        pl.when(pl.col("n") >= cut).then(pl.col("amount") * 9).otherwise("amount").alias("amount"),
        pl.when(pl.col("n") >= cut).then(~pl.col("fraud")).otherwise("fraud").alias("fraud"),
    ).drop("n")  # fmt: skip
    before, _ = features(transactions_of(frame.sort("paid_at")))
    after, _ = features(transactions_of(future))
    assert np.array_equal(before[:cut], after[:cut])


def test_a_fraud_is_not_known_before_the_delay() -> None:
    frame = payments(20)
    table, names = features(transactions_of(frame), delay=1000)
    risk = [place for place, name in enumerate(names) if "fraud" in name or "risk" in name]
    assert not table[:, risk].any()


def test_average_precision_is_that_of_scikit_learn_with_ties() -> None:
    random = np.random.default_rng(0)
    labels, scores = (random.random(500) < 0.1) * 1.0, np.round(random.random(500), 1)
    assert average_precision(labels, scores) == pytest.approx(average_precision_score(labels, scores))


def test_the_budget_of_alerts_holds_each_day() -> None:
    days = np.array([1, 1, 1, 2, 2, 3])
    chosen = daily_alerts(days, np.array([0.1, 0.9, 0.5, 0.2, 0.8, 0.3]), 2)
    assert sorted(chosen.tolist()) == [1, 2, 3, 4, 5]


def test_training_ends_a_delay_before_the_days_measured() -> None:
    split = split_of(transactions_of(payments()), delay=7)
    assert split.start - split.until == 7
    assert split.end - split.start == 7
    with pytest.raises(ValueError, match="few"):
        split_of(transactions_of(payments(10)))


def test_what_a_verdict_silences_leaves_its_place_to_the_next() -> None:
    frame, memory = payments(45), Memory()
    given = FraudDetectionInput(where="transactions", per_day=5, limit=6)
    before = FraudDetection().run(context(memory, payments=frame), given)
    first = memory.kept[0]
    memory.verdicts = [JudgedAlert(first.reference, "normal", first.amount, first.shape, date(2025, 3, 1))]
    after = FraudDetection().run(context(memory, payments=frame), given)
    assert first.title == f"Transaction à vérifier — {before.alerts[0].party}"
    assert len(before.alerts) == len(after.alerts) == 6
    assert after.summary.silenced
    assert first.reference not in {one.reference for one in after.alerts}
    assert {one.reference for one in before.alerts[1:]} & {one.reference for one in after.alerts}


def test_known_frauds_teach_a_model_better_than_the_amount() -> None:
    output = FraudDetection().run(
        context(payments=payments(45)), FraudDetectionInput(where="transactions", per_day=3)
    )
    assert output.learnt
    assert output.learnt.average_precision > output.learnt.by_amount
    assert output.learnt.alerts <= 3 * output.learnt.days
    assert all(alert.day and alert.day >= date(2025, 2, 8) for alert in output.alerts)
    assert any("jours jamais vus" in one.text for one in output.sentences)
