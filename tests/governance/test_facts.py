"""Legal facts are dated and sourced, and say when they must be read again."""

from datetime import date, timedelta

from levier.governance.legal.facts import facts, stale
from levier.governance.legal.health import texts
from levier.governance.legal.page import PAGE, page


def test_every_fact_has_a_source_a_day_of_reading_and_a_day_of_review() -> None:
    for one in facts():
        assert one.source.address.startswith("http"), one.id
        assert one.read_on < one.review_by, one.id
        assert one.read_in or one.status == "à vérifier", one.id


def test_a_fact_is_stale_once_its_review_has_passed() -> None:
    first = min(one.review_by for one in facts())
    assert stale(first) == []
    assert stale(first + timedelta(days=1))


def test_a_deferred_duty_is_not_yet_in_force() -> None:
    high = next(one for one in facts() if one.id == "ia-high-annex-iii")
    assert not high.in_force(date(2026, 11, 23))
    assert high.in_force(date(2027, 12, 2))


def test_the_doctor_says_when_texts_must_be_read_again() -> None:
    assert texts().subject == "Textes de loi"


def test_the_page_of_the_documentation_is_written_from_the_facts() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m levier.governance.legal.page"
