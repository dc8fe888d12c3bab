"""Freshness grows old by itself: a profile measured at import is read as it stands today."""

from datetime import date

from levier.core.french.dates import format_date
from levier.core.french.numbers import format_count
from levier.tables.kinds import KINDS
from levier.tables.profile.mending import mends
from levier.tables.profile.shape import Dimension, Profile

WEIGHTS = {"completeness": 0.3, "validity": 0.25, "uniqueness": 0.15, "freshness": 0.15, "history": 0.15}
_FRESH_DAYS, _STALE_DAYS = 35, 365


def freshness(last: date, age_days: int) -> Dimension:
    """Whole up to five weeks after the last day, nothing left after a year."""
    age = max(age_days, 0)
    score = 100 * min(1.0, max(0.0, 1 - (age - _FRESH_DAYS) / (_STALE_DAYS - _FRESH_DAYS)))
    reason = f"Dernier jour : {format_date(last)}, il y a {format_count(age, 'jour')}."
    return Dimension(name="freshness", label="Fraîcheur", score=round(score, 1), reason=reason)


def scored(found: Profile, kind_name: str) -> Profile:
    """The same with its score and what to mend first, from its dimensions."""
    total = sum(WEIGHTS[dimension.name] for dimension in found.dimensions)
    found.score = round(sum(WEIGHTS[one.name] * one.score for one in found.dimensions) / total, 1)
    found.mends = mends(found, KINDS[kind_name], WEIGHTS)
    return found


def aged(found: Profile, kind_name: str, today: date) -> Profile:
    """The profile of a version as of ``today``: its age, its freshness, hence its score and what to mend first."""
    if found.last_day is None or not any(one.name == "freshness" for one in found.dimensions):
        return found
    age = (today - found.last_day).days
    fresh = freshness(found.last_day, age)
    dimensions = [fresh if one.name == "freshness" else one for one in found.dimensions]
    return scored(found.model_copy(update={"age_days": age, "dimensions": dimensions}), kind_name)
