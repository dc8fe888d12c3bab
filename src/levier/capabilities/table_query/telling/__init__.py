"""What the figures say, in French: one sentence by finding, each bound to the rows that prove it."""

from collections.abc import Callable

from levier.capabilities.table_query.asked import Asked
from levier.capabilities.table_query.telling.averages import average
from levier.capabilities.table_query.telling.classes import classes
from levier.capabilities.table_query.telling.comparisons import compared_lines, compared_values
from levier.capabilities.table_query.telling.rankings import ranking
from levier.capabilities.table_query.telling.silence import silent
from levier.capabilities.table_query.telling.thresholds import thresholds
from levier.capabilities.table_query.telling.trends import cycle, trend, trends
from levier.capabilities.table_query.telling.values import values
from levier.core.result import Sentence


def sentences(asked: Asked) -> list[Sentence]:
    """The findings, most general first."""
    alone = len(asked.dimensions) == 1
    shapes: list[tuple[bool, Callable[[Asked], list[Sentence]]]] = [
        (asked.silent is not None, silent),
        (asked.query.classes and asked.every is not None, classes),
        (bool(asked.query.having) and not asked.compared, thresholds),
        (asked.compared and not asked.dimensions, lambda a: compared_values(a, a.lines[0], "e1")),
        (asked.compared, compared_lines),
        (not asked.dimensions, values),
        (
            asked.calendar is not None and alone and asked.query.limit is None,
            lambda a: [*average(a), *trend(a)],
        ),
        (asked.calendar is not None and len(asked.dimensions) > 1, trends),
        (alone and bool(asked.dimensions[0].grain) and asked.query.order == "natural", cycle),
        (True, ranking),
    ]
    return next(tell for fits, tell in shapes if fits)(asked)
