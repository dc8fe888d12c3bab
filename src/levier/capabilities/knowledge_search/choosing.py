"""Which hits answer well enough to be shown, and what must be said about them."""

from datetime import date, timedelta

from levier.core.capability import Hit
from levier.core.french.numbers import find_numbers
from levier.core.french.text import stems
from levier.knowledge.searching.learned import learned

MOST = 3
_WORTH_ADDING = 0.75
"""Share of the best hit's probability that another passage must reach to be shown beside it."""
_SAME_WORDS = 0.8
_SAME_SUBJECT = 0.5
_OLD = timedelta(days=730)


def choose(hits: list[Hit]) -> list[Hit]:
    """The best hit and those nearly as good that say something else; none when the best is below the
    threshold.
    """
    threshold = learned().threshold
    if not hits or hits[0].score < threshold:
        return []
    kept = [hits[0]]
    for hit in hits[1:]:
        good = hit.score >= threshold and hit.score >= _WORTH_ADDING * hits[0].score
        if good and len(kept) < MOST and not any(_overlap(hit, other) >= _SAME_WORDS for other in kept):
            kept.append(hit)
    return kept


def disagree(hits: list[Hit]) -> bool:
    """Two documents speak of the same subject with other values of the same unit: « 14 jours » and « 30
    jours ».
    """
    return any(
        one.document != other.document and _overlap(one, other) >= _SAME_SUBJECT and _differ(one, other)
        for place, one in enumerate(hits)
        for other in hits[:place]
    )


def outdated(hit: Hit, today: date) -> bool:
    """A public text (it has an address) of more than two years. A demo's own date does not make a law
    younger.
    """
    return bool(hit.address and hit.dated and max(today, date.today()) - hit.dated > _OLD)


def _overlap(one: Hit, other: Hit) -> float:
    """Shared words, as a share of the shorter extract's; numbers aside, for two durations of one rule are
    one subject.
    """
    left, right = (
        {stem for stem in stems(hit.extract) if not any(char.isdigit() for char in stem)}
        for hit in (one, other)
    )
    same_numbers = _values(one) == _values(other)
    shared = len(left & right) / max(1, min(len(left), len(right)))
    return shared if same_numbers else min(shared, _SAME_WORDS - 0.01)


def _values(hit: Hit) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number in find_numbers(hit.extract):
        if number.unit:
            found.setdefault(number.unit, set()).add(str(number.value.normalize()))
    return found


def _differ(one: Hit, other: Hit) -> bool:
    left, right = _values(one), _values(other)
    return any(left[unit].isdisjoint(right[unit]) for unit in left.keys() & right.keys())
