"""Numbers of lines as pages send them back."""

_LONGEST = 18
"""Digits under which a number fits the database."""


def number(text: str | None) -> int | None:
    """« 12 » → 12; nothing for what is no such number."""
    return int(text) if text and text.isdecimal() and len(text) <= _LONGEST else None
