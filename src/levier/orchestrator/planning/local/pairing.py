"""« Compare les deux » : the last two questions become one, which shows their figures side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace

from levier.core.measures import Filter
from levier.orchestrator.planning.local.frames import TableFrame

BOTH = re.compile(
    r"(?<![a-z])(?:compar\w*|rapproch\w*|confront\w*)[- ](?:moi )?(?:l[ea]s|ces|tous les|the|ceux|celles|them)(?: (?:deux|2|two|both))?(?: chiffres| resultats| reponses| periodes| figures)?"
    r"[ ?.!]*$|(?<![a-z])compare (?:both|them)[ ?.!]*$"
)


def side_by_side(asked: Sequence[TableFrame]) -> TableFrame | None:
    """The last two different questions as one; None when they cannot stand in one table."""
    if not asked:
        return None
    last = asked[-1]
    for before in reversed(asked[:-1]):
        if before == last:
            continue
        return _paired(before, last)
    return None


def _paired(before: TableFrame, last: TableFrame) -> TableFrame | None:
    if before.kind != last.kind or before.inactive or last.inactive or before.compare or last.compare:
        return None
    same_measures, same_period = before.measures == last.measures, before.period == last.period
    same_filters, same_axes = before.filters == last.filters, before.dimensions == last.dimensions
    if same_measures and same_filters and same_axes and before.period and last.period:
        early, late = sorted((before.period, last.period), key=lambda period: period.start)
        return replace(last, period=late, compare=early)
    if same_period and same_filters and same_axes and not same_measures:
        measures = tuple(dict.fromkeys((*before.measures, *last.measures)))
        return replace(last, measures=measures[:6])
    if same_measures and same_period and same_axes:
        return _two_members(before, last)
    return None


def _two_members(before: TableFrame, last: TableFrame) -> TableFrame | None:
    """« … en France », « … en Allemagne »: one line for each."""
    one, other = _only(before), _only(last)
    if one is None or other is None or one.dimension != other.dimension or one.exclude or other.exclude:
        return None
    values = list(dict.fromkeys((*one.values, *other.values)))
    axes = last.dimensions if one.dimension in last.dimensions else (one.dimension, *last.dimensions)
    return replace(
        last, filters=(Filter(dimension=one.dimension, values=values),), dimensions=axes[:3], limit=None
    )


def _only(frame: TableFrame) -> Filter | None:
    return frame.filters[0] if len(frame.filters) == 1 else None
