"""What the forms of adoption and training share: the revision they were shown, a service called, its refusal kept for the page."""

from collections.abc import Callable, Mapping

from django.contrib import messages

from levier.core.errors import BadInput, LevierError
from levier.web.access import LevierRequest

Ways = Mapping[str, Callable[[], str]]


def revision(request: LevierRequest) -> int | None:
    """The revision that the form was shown with."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() else None


def number(request: LevierRequest, name: str) -> int | None:
    """A whole number of the form or of the address, or None."""
    sent = request.POST.get(name) or request.GET.get(name) or ""
    return int(sent) if sent.isdecimal() else None


def done(request: LevierRequest, ways: Ways) -> LevierError | None:
    """Do what the button pressed (``do``) asks; None and a message once it is done, else what refused it."""
    try:
        way = ways.get(request.POST.get("do", ""))
        if way is None:
            raise BadInput("Cette action n'existe pas", mend="Utilisez les boutons de la page.")
        messages.success(request, way())
    except LevierError as refused:
        if refused.http_status in (403, 404):
            raise
        return refused
    return None


def status(error: LevierError | None) -> int:
    """Of the page that shows the form again."""
    return error.http_status if error else 200
