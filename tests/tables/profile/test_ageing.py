"""A table that nobody imports again grows old: its freshness, its score and what to mend first follow the day."""

from datetime import date

import polars as pl

from levier.tables.profile.ageing import aged
from levier.tables.profile.measuring import profile

FRAME = pl.DataFrame(
    {
        "date": [date(2026, month, 10) for month in range(1, 7)],
        "invoice": [f"F{month}" for month in range(1, 7)],
        "product_name": ["Table"] * 6,
        "amount": [10.0 * month for month in range(1, 7)],
    }
)


def test_a_profile_read_later_is_less_fresh_and_says_so_first() -> None:
    found = profile("sales", FRAME, {}, date(2026, 6, 15))
    same = aged(found, "sales", date(2026, 6, 15))
    later = aged(found, "sales", date(2027, 7, 1))
    assert same == found
    assert (found.age_days, later.age_days) == (5, 386)
    fresh = {one.name: one.score for one in later.dimensions}["freshness"]
    assert fresh == 0
    assert later.score < found.score
    assert later.mends != found.mends
    assert "il y a 386\u00a0jours" in next(one.reason for one in later.dimensions if one.name == "freshness")


def test_it_is_what_measuring_that_day_would_say() -> None:
    early, late = (profile("sales", FRAME, {}, day) for day in (date(2026, 6, 15), date(2026, 12, 1)))
    assert aged(early, "sales", date(2026, 12, 1)) == late
