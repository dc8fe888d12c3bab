"""Who may open a page: logged in, in a company, with the permission. The one decorator of every view."""

from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from levier.accounts.models import Company, Membership, User
from levier.core.actor import Actor
from levier.policy.rights import Permission, require

View = TypeVar("View", bound=Callable[..., Any])


class LevierRequest(HttpRequest):
    """The request as views receive it once ``needs`` has let it through (set by ``web.middleware``)."""

    user: User
    actor: Actor
    company: Company
    memberships: list[Membership]


def needs(permission: Permission | None = None) -> Callable[[View], View]:
    """Let only members of the current company who hold ``permission`` through (any member when it is None).

    Anonymous people go to the login page and come back; a member without the right gets a 403 page in French (raised as
    NotAllowed, turned into a page by the middleware). Works on sync and async views.
    """

    def decorate(view: View) -> View:
        if iscoroutinefunction(view):

            @wraps(view)
            async def async_guarded(request: LevierRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
                return _refusal(request, permission) or await view(request, *args, **kwargs)

            return async_guarded  # type: ignore[return-value]

        @wraps(view)
        def guarded(request: LevierRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return _refusal(request, permission) or view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]

    return decorate


def _refusal(request: LevierRequest, permission: Permission | None) -> HttpResponseBase | None:
    if not request.memberships:
        if request.user.is_authenticated:
            return render(request, "account/no_company.html", status=403)
        return redirect_to_login(request.get_full_path())
    if permission is not None:
        require(request.actor, permission)
    return None
