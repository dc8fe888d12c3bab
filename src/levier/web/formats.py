"""How values are written on the pages: French numbers, dates, durations, costs, readable JSON."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from levier.core.french.dates import format_long_date
from levier.core.french.numbers import NBSP, format_money, format_number, format_percent, format_quantity

_MONEY = {
    "€": "EUR",
    "EUR": "EUR",
    "£": "GBP",
    "GBP": "GBP",
    "$": "USD",
    "USD": "USD",
    "CHF": "CHF",
    "XPF": "XPF",
}


def is_number(value: Any) -> bool:
    """Whether a cell is a figure, shown right-aligned."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def number(value: Any, decimals: int | None = None) -> str:
    """1 234,5 — a dash when there is nothing to write."""
    return format_number(value, decimals) if is_number(value) else "—" if value is None else str(value)


def value(given: Any, unit: str = "") -> str:
    """A value as its unit wants it. A percentage is given as a ratio (0.125 → « 12,5 % »)."""
    if given is None or given == "":
        return "—"
    if isinstance(given, bool):
        return "oui" if given else "non"
    if isinstance(given, date | datetime) or (unit == "date" and isinstance(given, str)):
        return day(given)
    return _figure(given, unit) if is_number(given) else str(given)


def _figure(given: float | Decimal, unit: str) -> str:
    if unit in _MONEY:
        return format_money(given, _MONEY[unit])
    if unit == "%":
        return format_percent(given)
    if not unit or unit.isalpha():
        return format_quantity(given, unit)
    return f"{format_number(given)}{NBSP}{unit}"


def _as_date(given: date | datetime | str | None) -> date | None:
    if isinstance(given, datetime):
        return timezone.localtime(given).date() if timezone.is_aware(given) else given.date()
    if isinstance(given, str):
        try:
            return date.fromisoformat(given[:10])
        except ValueError:
            return None
    return given


def day(given: date | datetime | str | None) -> str:
    """23/11/2026"""
    when = _as_date(given)
    return f"{when:%d/%m/%Y}" if when else str(given or "—")


def long_day(given: date | datetime | str | None) -> str:
    """« 2 septembre 2011 », « 1er septembre 2011 »."""
    when = _as_date(given)
    return format_long_date(when) if when else str(given or "—")


def since(moment: datetime | None, now: datetime | None = None) -> str:
    """« à l'instant », « il y a 2 h », « hier à 14:05 », then the date."""
    if moment is None:
        return "—"
    now = now or timezone.now()
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return "à l'instant"
    if seconds < 3600:
        return f"il y a {int(seconds // 60)}{NBSP}min"
    days = (timezone.localtime(now).date() - timezone.localtime(moment).date()).days
    if days == 0 or seconds < 6 * 3600:
        return f"il y a {int(seconds // 3600)}{NBSP}h"
    if days == 1:
        return f"hier à {timezone.localtime(moment):%H:%M}"
    return f"il y a {days} jours" if days < 7 else day(moment)


def duration(seconds: float | None) -> str:
    """« 0,4 s », « 12 s », « 2 min 5 s »."""
    if seconds is None:
        return "—"
    if seconds < 0.05:
        return f"moins de 0,1{NBSP}s"
    if seconds < 10:
        return f"{format_number(float(seconds), 1)}{NBSP}s"
    if seconds < 60:
        return f"{round(seconds)}{NBSP}s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}{NBSP}min" + (f" {rest}{NBSP}s" if rest else "")


def cost(euros: float | None) -> str:
    """« 0 € — calculé sur votre machine », or the euros spent on models elsewhere."""
    if not euros:
        return f"0{NBSP}€ — calculé sur votre machine"
    return f"{format_number(float(euros), 4 if euros < 0.1 else 2)}{NBSP}€"


def pretty(given: Any) -> str:
    """A typed value as readable JSON."""
    return json.dumps(given, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
