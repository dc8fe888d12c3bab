"""Whether a result that needs a person's agreement has it. Whoever keeps the agreements says so by registering here.

The floor that hands out files knows nothing of those above it. Nobody registered: nothing is released.
"""

from collections.abc import Callable

Releaser = Callable[[int, str, str], bool]
_releasers: list[Releaser] = []


def releases(function: Releaser) -> Releaser:
    """Have ``function(company, run, step)`` asked whether a person agreed to what this step gave."""
    if function not in _releasers:
        _releasers.append(function)
    return function


def released(company: int, run: str, step: str) -> bool:
    """Whether the result of ``step`` in the durable run ``run`` may leave as approved."""
    return any(function(company, run, step) for function in _releasers)
