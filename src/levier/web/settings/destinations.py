"""Destinations: what may leave this machine, to where. Nothing, until an administrator says so here."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from levier.core.errors import BadInput
from levier.policy import destinations as policy
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs

CLASSES = [
    (policy.DataClass.PUBLIC, "Publiques", "Textes de loi, pages que tout le monde peut lire."),
    (policy.DataClass.INTERNAL, "Internes", "Procédures, chiffres courants de l'entreprise."),
    (policy.DataClass.CONFIDENTIAL, "Confidentielles", "Contrats, marges, prix d'achat."),
    (
        policy.DataClass.PERSONAL,
        "Personnelles",
        "Tout ce qui concerne une personne. Remplacées par des pseudonymes avant l'envoi.",
    ),
]
WORDS = {value: label.lower() for value, label, _ in CLASSES}


@needs(Permission.CONFIGURE)
def destinations(request: LevierRequest) -> HttpResponse:
    """Every address Levier may talk to for this company."""
    return _page(request)


@require_POST
@needs(Permission.CONFIGURE)
def allow(request: LevierRequest) -> HttpResponse:
    """Let some classes of data go to an address."""
    try:
        allowed = policy.allow(
            request.actor,
            request.POST.get("address", "").strip(),
            request.POST.getlist("classes"),
            purpose="model",
            label=request.POST.get("label", "").strip()[:120],
        )
    except BadInput as error:
        return _page(request, error=error, status=422)
    messages.success(request, f"« {allowed.address} » est autorisée pour les données choisies.")
    return redirect("destinations")


@require_POST
@needs(Permission.CONFIGURE)
def forbid(request: LevierRequest) -> HttpResponse:
    """Nothing goes to this address any more."""
    address = request.POST.get("address", "")
    policy.forbid(request.actor, address)
    messages.success(request, f"Plus rien ne part vers « {address} ».")
    return redirect("destinations")


def _page(request: LevierRequest, *, status: int = 200, **more: object) -> HttpResponse:
    allowed = [
        (
            found,
            ", ".join(WORDS[one] for one in found.data_classes),
            ", ".join(WORDS[one] for one in found.pseudonymised if one in found.data_classes),
        )
        for found in policy.destinations(request.company.pk)
    ]
    page = {
        "allowed": allowed,
        "classes": CLASSES,
        "typed": request.POST,
        "typed_classes": request.POST.getlist("classes"),
        "tab": "destinations",
        **more,
    }
    return render(request, "settings/destinations.html", page, status=status)
