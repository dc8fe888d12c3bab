"""Whether messages leave this machine."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def mail_stays_here() -> bool:
    """True while messages are written to files instead of sent (the default)."""
    return "smtp" not in settings.EMAIL_BACKEND
