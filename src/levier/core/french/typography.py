"""French typography: the spaces that never end a line."""

import re

from levier.core.french.numbers import NBSP

_BEFORE = re.compile(r" (?=[:;?!%€»](?!-))")
_AFTER = re.compile(r"(?<=«) ")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}\b)")


def unbroken(text: str) -> str:
    """A space before « : ; ? ! % € », inside guillemets or between the digits of « 32 000 » never ends a line."""
    return _THOUSANDS.sub(NBSP, _AFTER.sub(NBSP, _BEFORE.sub(NBSP, text)))
