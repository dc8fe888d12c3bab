"""How the pages of sources write a moment to come."""

from datetime import datetime

from django import template
from django.utils import timezone

from levier.core.french.numbers import NBSP

register = template.Library()


@register.filter
def at(moment: datetime | None) -> str:
    """« dans 5 min », « aujourd'hui à 18:30 », « demain à 06:00 », « le 27/11/2026 à 06:00 »."""
    if moment is None:
        return "—"
    now = timezone.now()
    seconds = (moment - now).total_seconds()
    if seconds < 60:
        return "dans un instant"
    if seconds < 3600:
        return f"dans {round(seconds / 60)}{NBSP}min"
    local = timezone.localtime(moment)
    days = (local.date() - timezone.localtime(now).date()).days
    if days == 0:
        return f"aujourd'hui à {local:%H:%M}"
    return f"demain à {local:%H:%M}" if days == 1 else f"le {local:%d/%m/%Y} à {local:%H:%M}"
