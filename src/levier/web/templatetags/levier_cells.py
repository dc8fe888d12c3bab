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
        written = formats.number(value)
        return f"{written}\u00a0{_MONEY.get(unit, unit)}" if unit else written
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
