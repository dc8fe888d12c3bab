"""The line of the method's steps, for the pages of every step: ``{% include "method/line.html" with here="roadmap" %}``."""

from typing import Any

from django import template

from levier.method.steps import Stage, stages

register = template.Library()


@register.simple_tag(takes_context=True)
def method_stages(context: template.Context) -> list[Stage]:
    """Each step with how far the person's company is in it; nothing for who is not logged in."""
    actor: Any = getattr(context.get("request"), "actor", None)
    return stages(actor) if actor else []
