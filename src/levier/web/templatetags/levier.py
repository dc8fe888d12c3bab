"""What every template may write: icons, the map of the site, French numbers, dates and durations."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from levier.core.french.numbers import CURRENCY_SIGNS, format_money
from levier.core.french.typography import unbroken
from levier.policy.rights import Permission, may
from levier.web import formats
from levier.web.icons import known

register = template.Library()


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """The outline ``name`` of the sprite, hidden from screen readers (a word always stands beside it)."""
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        extra,
        static("vendor/icons/sprite.svg"),
        known(name),
    )


@dataclass(frozen=True)
class Entry:
    """A line of the left bar."""

    label: str
    icon: str
    address: str
    here: bool


_MAP: tuple[tuple[str, str, str, tuple[Permission, ...]], ...] = (
    ("Accueil", "home", "home", ()),
    ("Demander", "message-question", "ask", (Permission.ASK,)),
    ("Savoir-faire", "sparkles", "capabilities", (Permission.RUN,)),
    ("Données", "database", "data", (Permission.SEE_DATA,)),
    ("Méthode", "route", "method", (Permission.ASK,)),
    ("Indicateurs", "chart-line", "boards", (Permission.SEE_DATA,)),
    ("Confiance", "shield-check", "trust", (Permission.RUN,)),
    (
        "Réglages",
        "settings",
        "settings",
        (Permission.MANAGE_COMPANY, Permission.MANAGE_PEOPLE, Permission.CONFIGURE),
    ),
)


def _address(name: str, *args: Any) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def address(name: str, *args: Any) -> str:
    """The address of a page, or nothing when this installation does not have it."""
    return _address(name, *args)


@register.simple_tag(takes_context=True)
def navigation(context: template.Context) -> list[Entry]:
    """The entries of the left bar that exist and that the person may use."""
    request: HttpRequest | None = context.get("request")
    actor = getattr(request, "actor", None)
    if request is None or actor is None:
        return []
    entries = []
    for label, picture, name, permissions in _MAP:
        where = _address(name)
        if where and (not permissions or any(may(actor, one) for one in permissions)):
            here = request.path == where if where == "/" else request.path.startswith(where)
            entries.append(Entry(label, picture, where, here))
    return entries


@register.filter
def letters(name: str) -> str:
    """The initials of a name: « Claire Martin » → « CM »."""
    words = [word for word in str(name).replace("@", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "?"


@register.filter
def first_name(name: str) -> str:
    """« Claire Martin » → « Claire »; nothing of an address."""
    words = str(name).split()
    return words[0] if words and "@" not in words[0] else ""


@register.filter
def french(text: str) -> str:
    """Words typed or made elsewhere, with the spaces that may not break: « Combien ? », « 12 % »."""
    return unbroken(str(text))


@register.filter
def number(value: Any, decimals: Any = None) -> str:
    """1 234,5"""
    return formats.number(value, None if decimals in (None, "") else int(decimals))


@register.filter
def with_unit(value: Any, unit: str = "") -> str:
    """A value as its unit wants it: « 1 234,56 € », « −12 % », « 23/11/2026 », « 12 jours »."""
    return formats.value(value, unit)


@register.filter
def rounded_money(value: Any, currency: str) -> str:
    """An amount foreseen: « 1 500 £ », without the cents nobody can foresee."""
    return "—" if value is None else format_money(value, currency, 0)


@register.filter
def in_currency(unit: str, currency: str) -> str:
    """The unit of an indicator as this company counts: money, written « € » in the catalogue, in its own currency."""
    return CURRENCY_SIGNS.get(currency, currency) if unit == "€" else unit


@register.filter
def since(moment: datetime | None) -> str:
    """« à l'instant », « il y a 2 h », « hier », « 23/11/2026 »."""
    return formats.since(moment)


@register.filter
def day(value: date | datetime | str | None) -> str:
    """23/11/2026"""
    return formats.day(value)


@register.filter
def long_day(value: date | datetime | str | None) -> str:
    """1 septembre 2011, « 1er » for the first."""
    return formats.long_day(value)


@register.filter
def duration(seconds: float | None) -> str:
    """« 0,4 s », « 12 s », « 2 min 5 s »."""
    return formats.duration(seconds)


@register.filter
def cost(euros: float | None) -> str:
    """« 0 € — calculé sur votre machine » or « 0,0123 € »."""
    return formats.cost(euros)


@register.filter
def pretty(value: Any) -> str:
    """A typed value as readable JSON."""
    return formats.pretty(value)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """``mapping[key]``, or nothing."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.filter
def percent_of(ratio: float) -> str:
    """A ratio as a number of hundredths for a drawing: 0.125 → « 12.5 »."""
    return f"{100 * float(ratio):.1f}"
