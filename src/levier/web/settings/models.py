"""Models:

none is needed; a company may add a local server, or a remote one with the classes of data it allows.
"""

from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from levier.core.errors import BadInput, LevierError
from levier.inference.language import add_endpoint, endpoints, remove_endpoint
from levier.inference.language.trying import try_endpoint
from levier.policy.addresses import is_this_machine
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.settings.destinations import CLASSES, WORDS


@needs(Permission.CONFIGURE)
def models(request: LevierRequest) -> HttpResponse:
    """The models of the company, cheapest first."""
    return _page(request)


@require_POST
@needs(Permission.CONFIGURE)
def add(request: LevierRequest) -> HttpResponse:
    """Register a model. An address outside this machine also becomes an allowed destination."""
    typed = request.POST
    try:
        add_endpoint(
            request.actor,
            name=_needed(typed.get("name", ""), "Nom"),
            address=_address(typed.get("address", "")),
            model=_needed(typed.get("model", ""), "Modèle"),
            key=typed.get("key", "").strip(),
            data_classes=typed.getlist("classes") or None,
            price_in=_price(typed.get("price_in", "")),
            price_out=_price(typed.get("price_out", "")),
        )
    except BadInput as error:
        return _page(request, error=error, status=422)
    messages.success(request, "Le modèle est ajouté. Essayez-le avant de compter dessus.")
    return redirect("settings_models")


@require_POST
@needs(Permission.CONFIGURE)
def test(request: LevierRequest, endpoint: int) -> HttpResponse:
    """Ask the model a harmless question and show what it answers."""
    try:
        return _page(request, tried=try_endpoint(request.actor, endpoint), tried_id=endpoint)
    except LevierError as error:
        if error.http_status == 404:
            raise
        return _page(request, error=error, status=error.http_status)


@require_POST
@needs(Permission.CONFIGURE)
def remove(request: LevierRequest, endpoint: int) -> HttpResponse:
    """Forget a model and its key."""
    remove_endpoint(request.actor, endpoint)
    messages.success(request, "Le modèle est retiré, sa clé est effacée.")
    return redirect("settings_models")


def _page(request: LevierRequest, *, status: int = 200, **more: object) -> HttpResponse:
    found = [
        (one, is_this_machine(one.address), ", ".join(WORDS.get(c, c) for c in one.data_classes))
        for one in endpoints(request.company.pk)
    ]
    page = {
        "models": found,
        "classes": CLASSES,
        "typed": request.POST if more.get("error") else {},
        "typed_classes": request.POST.getlist("classes"),
        "tab": "models",
        **more,
    }
    return render(request, "settings/models.html", page, status=status)


def _needed(text: str, label: str) -> str:
    if not text.strip():
        raise BadInput(f"Le champ « {label} » est vide", where=f"champ {label}", mend="Remplissez-le.")
    return text.strip()[:120]


def _address(text: str) -> str:
    text = text.strip()
    if not text.startswith(("http://", "https://")):
        raise BadInput(
            f"« {text} » n'est pas l'adresse d'un serveur de modèles",
            where="champ Adresse",
            mend="Elle commence par http:// ou https://, par exemple http://127.0.0.1:8080/v1.",
        )
    return text[:300]


def _price(text: str) -> Decimal:
    try:
        return Decimal(
            text.replace(",", ".").replace("\u202f", "").replace("\u00a0", "").replace(" ", "") or "0"
        )
    except InvalidOperation:
        raise BadInput(
            f"« {text} » n'est pas un prix", where="champ Prix", mend="Écrivez par exemple 0,40."
        ) from None
