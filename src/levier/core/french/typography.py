"""French typography: the spaces that never end a line."""

import re

from levier.core.french.numbers import NBSP

_BEFORE = re.compile(r" (?=[:;?!%€»](?!-))")
_AFTER = re.compile(r"(?<=«) ")


def unbroken(text: str) -> str:
    """A space before « : ; ? ! % € » and inside guillemets never ends a line."""
    return _AFTER.sub(NBSP, _BEFORE.sub(NBSP, text))
