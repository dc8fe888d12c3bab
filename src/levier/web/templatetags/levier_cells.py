"""Cells of business tables, as they were read."""

from datetime import date, datetime
from typing import Any

from django import template

from levier.web import formats

register = template.Library()
_MONEY = {"EUR": "€", "GBP": "£", "USD": "$"}


@register.filter
def cell(value: Any, unit: str = "") -> str:
    """« 23/11/2026 », « 23/11/2026 14:05 », « 1 234,56 € », « oui », a dash for nothing."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if (value.hour, value.minute) == (0, 0) else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if formats.is_number(value):
        if unit in _MONEY or (len(unit) == 3 and unit.isupper()):
            return f"{formats.number(value, 2)}\u00a0{_MONEY.get(unit, unit)}"
        return formats.number(value)
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


@register.filter
def bound(text: str, column_type: str) -> str:
    """The least or greatest value of a column, kept as text by its profile, written the French way."""
    if column_type in ("date", "datetime"):
        try:
            return f"{datetime.fromisoformat(text):%d/%m/%Y}"
        except ValueError:
            return text
    if column_type in ("number", "money", "integer"):
        try:
            return formats.number(float(text))
        except ValueError:
            return text
    return text if len(text) <= 24 else f"{text[:23]}…"


@register.filter
def heading(label: str, unit: str) -> str:
    """« Quantité (unités) »; money carries its sign in each cell instead."""
    shown = unit and unit not in _MONEY and not (len(unit) == 3 and unit.isupper())
    return f"{label} ({unit})" if shown else label
