"""Whether the answer of a request waits for somebody's agreement."""

from django import template

from levier.governance.approvals.models import Approval

register = template.Library()


@register.simple_tag
def approvals_of(request: int) -> list[Approval]:
    """The approvals that this request's results need, or got."""
    return list(Approval.objects.filter(request_id=request).select_related("decided_by"))
