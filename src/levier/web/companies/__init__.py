"""« Vos entreprises »: the companies one person follows, side by side; their firm, its templates, whose name reports bear."""

from levier.core.actor import Role
from levier.web.access import LevierRequest


def tabs(request: LevierRequest, tab: str) -> dict[str, object]:
    """What the line of tabs needs: those of the firm are for who follows a company as its accountant or consultant."""
    return {"tab": tab, "consultant": any(one.role == Role.ACCOUNTANT for one in request.memberships)}
