"""When a document or a table is deleted, whoever copied some of its content is told, so that the copy goes too.

The floor that deletes knows nothing of those above it: they register here when they start.
"""

from collections.abc import Callable
from typing import Literal

Kind = Literal["document", "dataset"]
Forgetter = Callable[[int, Kind, int], object]
_forgetters: list[Forgetter] = []


def forgets(function: Forgetter) -> Forgetter:
    """Have ``function(company, kind, item)`` called at each deletion, inside its transaction."""
    _forgetters.append(function)
    return function


def forgotten(company: int, kind: Kind, item: int) -> None:
    """Tell that the document or the dataset ``item`` of ``company`` is being deleted."""
    for function in _forgetters:
        function(company, kind, item)
