"""The class of an AI system, against the articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from levier.capabilities import registry
from levier.governance.legal.ai_act import ORDER, book, classify, use_case, use_case_of
from levier.governance.legal.facts import fact

# Use → class, article that decides. Read against Regulation (EU) 2024/1689 (articles 5, 6, 50, 51; annexes I and III).
EXPECTED = {
    "hiring": ("high", "annexe III, point 4 a"),
    "job-ads": ("high", "annexe III, point 4 a"),
    "cv-parsing": ("minimal", ""),
    "employee-scoring": ("high", "annexe III, point 4 b"),
    "task-allocation": ("high", "annexe III, point 4 b"),
    "work-emotion": ("prohibited", "art. 5(1)(f)"),
    "driver-drowsiness": ("high", "annexe III, point 1 c"),
    "customer-emotion": ("high", "annexe III, point 1 c"),
    "social-scoring": ("prohibited", "art. 5(1)(c)"),
    "dark-patterns": ("prohibited", "art. 5(1)(b)"),
    "subliminal": ("prohibited", "art. 5(1)(a)"),
    "face-database": ("prohibited", "art. 5(1)(e)"),
    "theft-prediction": ("prohibited", "art. 5(1)(d)"),
    "biometric-religion": ("prohibited", "art. 5(1)(g)"),
    "police-realtime": ("prohibited", "art. 5(1)(h)"),
    "nudify": ("prohibited", "art. 5 (ajout de l'omnibus)"),
    "site-face-recognition": ("high", "annexe III, point 1 a"),
    "badge-unlock": ("minimal", "art. 4"),
    "audience-age": ("high", "annexe III, point 1 b"),
    "consumer-credit": ("high", "annexe III, point 5 b"),
    "business-credit": ("minimal", "art. 4"),
    "fraud": ("minimal", "art. 4"),
    "life-insurance": ("high", "annexe III, point 5 c"),
    "car-insurance": ("minimal", "art. 4"),
    "medical-diagnosis": ("high", "art. 6(1) et annexe I"),
    "machine-safety": ("high", "art. 6(1) et annexe I"),
    "predictive-maintenance": ("minimal", "art. 4"),
    "water-network": ("high", "annexe III, point 2"),
    "exam-proctoring": ("high", "annexe III, point 3"),
    "training-quiz": ("minimal", "art. 4"),
    "welfare": ("high", "annexe III, point 5 a"),
    "emergency-triage": ("high", "annexe III, point 5 d"),
    "border": ("high", "annexe III, point 7"),
    "evidence-police": ("high", "annexe III, point 6"),
    "judge-assistant": ("high", "annexe III, point 8 a"),
    "court-translation": ("minimal", ""),
    "vote-influence": ("high", "annexe III, point 8 b"),
    "chatbot": ("transparency", "art. 50(1)"),
    "internal-assistant": ("minimal", "art. 4"),
    "drafting": ("transparency", "art. 50(2)"),
    "deepfake-ad": ("transparency", "art. 50(4), premier alinéa"),
    "public-news": ("transparency", "art. 50(4), second alinéa"),
    "reviewed-news": ("transparency", "art. 50(2)"),
    "own-model": ("gpai", "art. 51 à 55"),
    "sales-forecast": ("minimal", "art. 4"),
    "stock": ("minimal", "art. 4"),
    "routes": ("minimal", "art. 4"),
    "recommendation": ("minimal", "art. 4"),
    "spam": ("minimal", "art. 4"),
    "invoice-reading": ("minimal", "art. 4"),
    "dashboard": ("minimal", "art. 4"),
    "scenarios": ("minimal", "art. 4"),
}


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items(), ids=EXPECTED)
def test_a_common_use_has_the_class_of_its_article(name: str, expected: tuple[str, str]) -> None:
    case = use_case(name)
    assert case is not None
    found = classify(case.answers)
    assert found.risk == expected[0]
    assert (expected[1] in found.articles) == bool(expected[1])


def test_every_common_use_is_checked() -> None:
    assert {one.id for one in book().use_cases} == set(EXPECTED)
    assert len(EXPECTED) >= 25


def test_profiling_closes_the_exceptions_of_article_6_3() -> None:
    kept = classify({"recruitment": True, "narrow_task": True, "profiling": False})
    assert kept.risk == "minimal"
    assert "art. 6(3)(a)" in {one.article for one in kept.reasons if not one.holds}
    lost = classify({"recruitment": True, "narrow_task": True, "profiling": True})
    assert lost.risk == "high"
    assert "art. 6(3), dernier alinéa" in {one.article for one in lost.reasons if not one.holds}


def test_the_exceptions_never_lift_annex_i_nor_a_prohibition() -> None:
    assert classify({"safety_product": True, "preparatory": True, "profiling": False}).risk == "high"
    assert classify({"social_score": True, "preparatory": True, "profiling": False}).risk == "prohibited"


def test_what_is_not_answered_and_could_raise_the_class_is_said() -> None:
    found = classify({})
    assert found.risk == "minimal"
    assert {"recruitment", "social_score", "credit"} <= {one.id for one in found.could_change}
    assert classify({"social_score": True}).could_change == ()


def test_a_provider_of_a_high_risk_system_has_more_duties_than_a_deployer() -> None:
    assert len(classify({"credit": True}, "provider").duties) > len(classify({"credit": True}).duties)


def test_every_rule_names_questions_and_facts_that_exist() -> None:
    known = {one.id for one in book().questions}

    def asked(when: dict[str, object]) -> set[str]:
        [(word, inner)] = when.items()
        if word == "yes":
            return {str(inner)}
        parts = [inner] if word == "not" else inner
        return set().union(*(asked(one) for one in parts))  # type: ignore[attr-defined, arg-type]

    for rule in book().rules:
        assert asked(rule.when) <= known, rule.id
        assert all(fact(name).source.address for name in rule.facts), rule.id
    for case in book().use_cases:
        assert set(case.answers) | set(case.open) <= known, case.id


def test_each_capability_of_levier_has_its_common_use() -> None:
    for name in registry.catalogue():
        if registry.package(name).built_in:
            assert use_case_of(name) is not None, name


_ANSWERS = st.dictionaries(st.sampled_from([one.id for one in book().questions]), st.booleans())
_DOORS = {"medical_or_safety", "financial_fraud", "narrow_task", "improves_human", "detects_patterns", "preparatory",
          "obviously_ai", "human_editorial"}  # fmt: skip


@given(_ANSWERS, st.sampled_from([one.id for one in book().questions if one.id not in _DOORS]))
def test_a_further_yes_never_lowers_the_class_save_the_exceptions(
    answers: dict[str, bool], question: str
) -> None:
    before = classify({**answers, question: False}).risk
    after = classify({**answers, question: True}).risk
    assert ORDER.index(after) <= ORDER.index(before)
