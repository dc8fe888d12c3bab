"""The tabs of « Confiance » that the person may open, and how its pages write a class or a state."""

import re
from typing import NamedTuple

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from levier.policy.rights import Permission, may

register = template.Library()
_STRONG = re.compile(r"\*\*(.+?)\*\*")


class Tab(NamedTuple):
    """A tab: the page's name in its view, its label, icon and address."""

    name: str
    label: str
    icon: str
    address: str


_TABS = (
    ("home", "Vue d'ensemble", "layout-dashboard", "trust", Permission.RUN),
    ("approvals", "Validations", "clipboard-check", "approvals", Permission.RUN),
    ("processings", "Traitements", "list-details", "processings", Permission.GOVERN),
    ("systems", "Systèmes d'IA", "cpu", "systems", Permission.GOVERN),
    ("impacts", "Impact", "scale", "impacts", Permission.GOVERN),
    ("incidents", "Incidents", "bell-ringing", "incidents", Permission.ASK),
    ("vendors", "Prestataires", "building", "vendors", Permission.GOVERN),
    ("bias", "Équité", "users", "bias", Permission.GOVERN),
    ("explanations", "Explications", "message-circle", "explanations", Permission.RUN),
    ("notices", "Notices", "file-text", "notices", Permission.GOVERN),
    ("legal", "Textes", "book", "legal", Permission.GOVERN),
    ("journal", "Journal", "notebook", "trust_journal", Permission.SEE_JOURNAL),
)
_TONES = {"prohibited": "bad", "high": "warn", "gpai": "warn", "transparency": "info", "minimal": "good",
          "waiting": "warn", "approved": "good", "refused": "bad", "none": "good", "watch": "warn", "alert": "bad",
          "open": "warn", "contained": "info", "closed": "good", "draft": "warn", "validated": "good",
          "conditional": "info", "consult": "warn", "fresh": "good", "soon": "warn", "stale": "bad",
          "required": "warn", "advised": "info", "not-required": "good"}  # fmt: skip
_ICONS = {
    "good": "circle-check",
    "warn": "alert-triangle",
    "bad": "alert-circle",
    "info": "info-circle",
    "none": "circle-dotted",
}


@register.simple_tag(takes_context=True)
def trust_tabs(context: template.Context) -> list[Tab]:
    """The tabs the person may open."""
    request: HttpRequest | None = context.get("request")
    actor = getattr(request, "actor", None)
    if actor is None:
        return []
    return [
        Tab(name, label, icon, reverse(address))
        for name, label, icon, address, right in _TABS
        if may(actor, right)
    ]


@register.filter
def tone(state: str) -> str:
    """The tone of a class, a decision, a verdict or a state."""
    return _TONES.get(str(state), "none")


@register.filter
def tone_icon(tone: str) -> str:
    """The icon that goes with a tone: colour never speaks alone."""
    return _ICONS.get(str(tone), "circle-dotted")


@register.filter
def signed_points(ratio: float | None) -> str:
    """« −12,3 » points of a difference of rates."""
    if ratio is None:
        return "—"
    return f"{100 * ratio:+.1f}".replace(".", ",").replace("-", "−")


@register.filter
def choices(text: str) -> list[tuple[str, str]]:
    """« oui:Oui,non:Non » as (value, label)."""
    return [(one.partition(":")[0], one.partition(":")[2]) for one in text.split(",")]


@register.filter
def commas(text: str) -> list[str]:
    """« oui,non » as a list."""
    return text.split(",")


@register.filter
def strong(text: str) -> SafeString:
    """``**words**`` made strong, all the rest escaped."""
    return mark_safe(_STRONG.sub(r"<strong>\1</strong>", escape(text)))  # noqa: S308 - escaped just before


@register.filter
def plain_points(ratio: float) -> str:
    """« 19,5 » points of a spread."""
    return f"{100 * ratio:.1f}".replace(".", ",")
