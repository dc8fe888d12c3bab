"""From reasons to scores: nothing is assumed of what is not known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.method.assessment import scoring
from levier.method.assessment.comparing import moves
from levier.method.assessment.referential import levels, questionnaire
from levier.method.assessment.shape import Fix, Item, Snapshot

QUESTIONS = questionnaire().questions


def item(dimension: str, score: float, weight: float = 1.0, fixes: list[Fix] | None = None) -> Item:
    return Item(
        dimension=dimension, name=f"{dimension}-{score}", label="", score=score, weight=weight, text=f"{dimension} {score}",
        origin="measured", fixes=fixes or [],
    )  # fmt: skip


def test_five_levels_have_a_public_anchor_and_a_source_with_its_review_date() -> None:
    reference = levels()
    assert [one.level for one in reference.levels] == [1, 2, 3, 4, 5]
    assert all(one.anchor and one.cmmi for one in reference.levels)
    assert all(one.address.startswith("https://") and one.status for one in reference.sources)
    assert reference.review_again > reference.reviewed
    known = {one.name for one in reference.sources}
    assert all(set(part.sources) <= known for one in reference.pillars for part in one.dimensions)


def test_the_questions_take_a_manager_less_than_twenty_minutes() -> None:
    found = questionnaire()
    assert len(found.questions) * found.seconds_each <= 20 * 60
    assert len({one.name for one in found.questions}) == len(found.questions)


@pytest.mark.parametrize(
    ("score", "level"), [(0, 1), (19.9, 1), (20, 2), (59.9, 3), (60, 4), (80, 5), (100, 5)]
)
def test_a_score_has_one_level(score: float, level: int) -> None:
    assert levels().of(score).level == level


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_a_dimension_lies_between_its_worst_and_its_best_reason(scores: list[float]) -> None:
    found = scoring.pillars([item("quality", one) for one in scores])
    score = found[0].dimensions[0].score
    assert score is not None
    assert min(scores) - 0.06 <= score <= max(scores) + 0.06


def test_a_pillar_that_nothing_tells_of_has_no_score_and_neither_has_the_whole() -> None:
    found = scoring.pillars([item("quality", 80)])
    assert found[0].score == 80
    assert found[0].known == pytest.approx(0.3)
    assert found[1].score is None
    assert scoring.overall(found) is None


def test_one_group_cannot_outvote_another() -> None:
    one = QUESTIONS[0]
    answers = [(one.name, "owner", 1), *[(one.name, "employee", 5)] * 9]
    (found,) = scoring.answered_items([one], answers)
    assert found.score == 50


def test_i_do_not_know_counts_for_nothing() -> None:
    one = QUESTIONS[0]
    assert scoring.answered_items([one], [(one.name, "owner", 0)]) == []


def test_a_divergence_is_told_without_naming_anybody() -> None:
    one = QUESTIONS[0]
    (found,) = scoring.divergences([one], [(one.name, "owner", 5), (one.name, "employee", 2)])
    assert (found.managers, found.team, found.spread) == (5, 2, 3)
    assert "la direction répond 5" in found.text
    assert scoring.divergences([one], [(one.name, "owner", 3), (one.name, "employee", 2)]) == []


def test_actions_come_by_effect_for_a_day_of_work() -> None:
    items = [
        item("quality", 20, fixes=[Fix(what="long", days=10), Fix(what="court", days=0.5)]),
        item("access", 99, fixes=[Fix(what="rien à gagner", days=0.1, to=99)]),
    ]
    found = scoring.actions(items, scoring.pillars(items))
    assert [one.what for one in found] == ["court", "long"]
    assert found[0].effect == found[1].effect > 0


def test_the_effect_told_is_what_the_score_would_really_gain() -> None:
    dimensions = [part.name for one in levels().pillars for part in one.dimensions]
    items = [item(name, 40, fixes=[Fix(what=name, days=1, to=90)]) for name in dimensions]
    before = scoring.overall(scoring.pillars(items)) or 0
    for told in scoring.actions(items, scoring.pillars(items)):
        lifted = [item(one.dimension, 90) if one.dimension == told.what else one for one in items]
        after = scoring.overall(scoring.pillars(lifted)) or 0
        assert after - before == pytest.approx(told.effect, abs=0.11)


def test_two_assessments_are_compared_part_by_part() -> None:
    def made(score: float) -> Snapshot:
        pillars = scoring.pillars([item("quality", score)])
        return Snapshot(made=date(2026, 1, 1), company="x", pillars=pillars)

    found = {one.label: one.change for one in moves(made(40), made(55))}
    assert found["Qualité"] == 15
    assert found["Ensemble"] is None
