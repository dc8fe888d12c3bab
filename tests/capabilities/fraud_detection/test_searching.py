"""The whole search: one list with its proofs, feedback that teaches, refusals in French."""

from datetime import date, timedelta
from functools import cache
from io import BytesIO

import polars as pl
import pytest

from levier.capabilities.fraud_detection import FraudDetection, FraudDetectionInput, FraudDetectionOutput
from levier.capabilities.fraud_detection.lessons import lessons_of
from levier.capabilities.output_check import named
from levier.core.capability import JudgedAlert
from levier.core.errors import BadInput, NotEnoughData, NotFound, Unavailable
from levier.core.evidence import Rows
from levier.validation import validate
from tests.capabilities.fraud_detection.company import Memory, added, changed, context, invoices, ledger


def search(
    memory: Memory | None = None, *, given: dict[str, object] | None = None, **frames: pl.DataFrame
) -> FraudDetectionOutput:
    return FraudDetection().run(context(memory, **frames), FraudDetectionInput.model_validate(given or {}))


@cache
def duplicated() -> FraudDetectionOutput:
    return search(invoices=added(invoices(), 10))


def test_the_duplicate_comes_first_and_opens_on_its_two_lines() -> None:
    output = named(duplicated(), FraudDetectionOutput, "s1")
    first = output.alerts[0]
    assert first.lines == [120]
    assert first.beside == [10]
    assert first.detectors[0] == "duplicate"
    proof = next(one for one in output.evidence if isinstance(one, Rows))
    assert proof.query == {"kind": "invoices", "lines": [120, 10]}


def test_the_entries_of_a_ledger_open_by_their_key() -> None:
    output = search(journal_entries=ledger().filter(pl.col("entry") != "00050"))
    proof = next(one for one in output.evidence if isinstance(one, Rows))
    assert proof.query["basis"] == "entries"
    assert output.alerts[0].detectors[0] == "sequence_gap"


def test_the_validation_keeps_every_sentence() -> None:
    output = named(
        search(invoices=added(invoices(), 10), journal_entries=ledger()), FraudDetectionOutput, "s1"
    )
    assert not [(claim.text, claim.reason) for claim in validate(output.sentences, output.evidence).removed]


def test_a_rehearsal_stands_beside_the_trivial_way() -> None:
    output = search(invoices=invoices(240))
    assert output.rehearsed
    assert output.rehearsed.found > output.rehearsed.by_amount
    assert any("Essai" in one.text for one in output.sentences)


def test_the_same_search_gives_the_same_list_and_the_same_references() -> None:
    frame = added(invoices(), 10)
    again = search(invoices=frame.sample(fraction=1.0, shuffle=True, seed=2))
    assert duplicated().alerts[0].reference == again.alerts[0].reference


def test_what_a_person_found_normal_and_its_like_are_silent_but_a_larger_one_is_not() -> None:
    memory = Memory()
    frame = added(invoices(), 10)
    search(memory, invoices=frame)
    kept = memory.kept[0]
    taught = Memory([JudgedAlert(kept.reference, "normal", kept.amount, kept.shape, date(2026, 1, 1))])
    output = search(taught, invoices=frame)
    assert output.summary.silenced >= 1
    assert not [alert for alert in output.alerts[:5] if alert.lines == [120]]
    ten = {name: frame[name][10] * 10 for name in ("net", "vat", "gross")}
    larger = added(changed(frame, 10, **ten), 10, **ten)
    assert any(alert.lines[0] in (120, 121) for alert in search(taught, invoices=larger).alerts[:5])


def test_verdicts_move_the_weights_of_detectors_towards_what_people_confirm() -> None:
    def said(verdict: str, detector: str) -> JudgedAlert:
        return JudgedAlert("A", verdict, 10.0, {"clues": {detector: {"party": "F1"}}}, date(2026, 1, 1))  # type: ignore[arg-type]

    weights = lessons_of([said("error", "duplicate")] * 3 + [said("normal", "round_amount")] * 3).weights
    assert weights["duplicate"] > 1 > weights["round_amount"]
    assert lessons_of([]).weights == {}


def test_a_verdict_on_a_week_end_of_a_whole_journal_takes_two() -> None:
    one = JudgedAlert("A", "normal", 10.0, {"clues": {"weekend": {"group": "OD"}}}, date(2026, 1, 1))
    assert not lessons_of([one]).normal
    assert lessons_of([one, one]).normal


def test_no_person_is_ranked_and_the_answer_says_an_alert_is_no_proof() -> None:
    output = duplicated()
    assert any("n'est pas une preuve" in one.text for one in output.sentences)
    assert FraudDetection.card.risk == "high"
    assert "humain" in FraudDetection.card.risk_reason


def test_the_files_open_in_a_spreadsheet_and_run_no_formula() -> None:
    frame = added(changed(invoices(), 10, party_name="=HYPERLINK(1)"), 10, party_name="=HYPERLINK(1)")
    output = search(invoices=frame)
    text = FraudDetection().render(output, "alertes.csv").decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert text.splitlines()[0].startswith("Rang;Alerte")
    assert BytesIO(FraudDetection().render(output, "alertes.pdf")).read(5) == b"%PDF-"
    with pytest.raises(NotImplementedError):
        FraudDetection().render(output, "autre.txt")


def test_nothing_to_look_at_says_what_to_import() -> None:
    with pytest.raises(NotFound, match="Aucune table") as caught:
        search()
    assert "FEC" in str(caught.value.mend)


def test_one_observation_is_too_little() -> None:
    with pytest.raises(NotEnoughData, match="Trop peu"):
        search(invoices=invoices(1))


def test_a_period_outside_the_operations_is_refused_with_the_days_there_are() -> None:
    with pytest.raises(BadInput, match="02/01/2025"):
        search(given={"period": {"start": "2019-01-01", "end": "2019-12-31"}}, invoices=invoices())


def test_a_period_keeps_only_its_days() -> None:
    output = search(
        given={"period": {"start": "2025-03-01", "end": "2025-03-31"}}, invoices=added(invoices(), 10)
    )
    assert all(alert.day and alert.day.month == 3 for alert in output.alerts)


def test_a_negative_threshold_is_refused() -> None:
    with pytest.raises(ValueError, match="threshold"):
        FraudDetectionInput.model_validate({"threshold": -5})


def test_optional_columns_may_be_missing() -> None:
    bare = invoices().select("invoice", "date", "gross")
    assert search(invoices=bare).summary.examined == 120


def test_a_cancelled_search_stops() -> None:
    ctx = context(invoices=invoices())
    ctx.cancelled = lambda: True
    with pytest.raises(Unavailable, match="arrêtée"):
        FraudDetection().run(ctx, FraudDetectionInput())


def test_card_payments_without_known_frauds_are_ranked_by_rarity_and_say_so() -> None:
    days = [date(2025, 1, 1) + timedelta(days=n % 40) for n in range(400)]
    frame = pl.DataFrame(
        {
            "date": days,
            "amount": [20.0 + n % 7 for n in range(399)] + [4000.0],
            "party": [f"C{n % 20}" for n in range(400)],
        }
    )
    output = search(given={"where": "transactions", "per_day": 3}, payments=frame)
    assert output.learnt is None
    assert any("rien ne permet de mesurer" in one.text for one in output.sentences)
    assert output.alerts[0].amount == 4000.0


def test_lines_without_a_date_are_counted_aloud_and_never_silently_dropped() -> None:
    frame = ledger().with_row_index("at")
    holed = frame.with_columns(
        pl.when(pl.col("at") % 9 == 0).then(None).otherwise("date").alias("date")
    ).drop("at")
    output = FraudDetection().run(context(journal_entries=holed), FraudDetectionInput())
    many = holed["date"].null_count()
    (said,) = [one.text for one in output.sentences if "n'ont pas été examinées" in one.text]
    assert said.startswith(f"{many} lignes de « Journal_entries » sans date")
    assert output.unread == {"journal_entries": many}
    none = FraudDetection().run(context(invoices=invoices()), FraudDetectionInput())
    assert not none.unread


def test_a_table_of_nothing_but_zeros_is_refused_and_not_called_sound() -> None:
    nil = invoices().with_columns(pl.lit(0.0).alias(name) for name in ("net", "vat", "gross"))
    for given in (FraudDetectionInput(), FraudDetectionInput(where="invoices")):
        with pytest.raises(BadInput, match="valent 0"):
            FraudDetection().run(context(invoices=nil), given)
