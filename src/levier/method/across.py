"""One reading for several companies: what one person may see in each of theirs, with their own rights there."""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Model, QuerySet

from levier.core.actor import Actor

T = TypeVar("T")
Rows = TypeVar("Rows", bound=QuerySet[Model])


def across(seen: Callable[[Actor], Rows], actors: Sequence[Actor]) -> Rows:
    """What ``seen`` shows of each company, as one query. ``actors``: at least one, each in another company."""
    return reduce(or_, map(seen, actors))


def by_company(rows: Iterable[tuple[int, T]], actors: Sequence[Actor]) -> dict[int, list[T]]:
    """Rows (company, what it has) gathered by company; an empty list for those that have none."""
    found: dict[int, list[T]] = {one.company_id: [] for one in actors}
    for company, row in rows:
        found[company].append(row)
    return found
