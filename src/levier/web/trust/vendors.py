"""« Prestataires »: those who work for the company, and article 28's list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.core.errors import BadInput
from levier.governance.registers import vendors
from levier.governance.registers.models import Vendor
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.trust.forms import revision


@require_GET
@needs(Permission.GOVERN)
def listing(request: LevierRequest) -> HttpResponse:
    """The register, and the outside addresses that nobody declared."""
    shown = {
        "lines": vendors.vendors(request.actor, request.company.today),
        "undeclared": vendors.undeclared(request.actor),
        "tab": "vendors",
    }
    return render(request, "trust/vendors.html", shown)


@require_http_methods(["GET", "POST"])
@needs(Permission.GOVERN)
def add(request: LevierRequest) -> HttpResponse:
    """A new vendor."""
    return _form(request, Vendor(address=request.GET.get("adresse", "")[:300]), None)


@require_http_methods(["GET", "POST"])
@needs(Permission.GOVERN)
def one(request: LevierRequest, number: int) -> HttpResponse:
    """A vendor to read or change."""
    return _form(request, vendors.one(request.actor, number), number)


@require_POST
@needs(Permission.GOVERN)
def remove(request: LevierRequest, number: int) -> HttpResponse:
    """Take a vendor away."""
    vendors.remove(request.actor, number)
    messages.success(request, "Le prestataire est retiré du registre.")
    return redirect("vendors")


def _form(request: LevierRequest, vendor: Vendor, number: int | None) -> HttpResponse:
    error: BadInput | None = None
    if request.method == "POST":
        given = {
            **request.POST.dict(),
            "checks": request.POST.getlist("checks"),
            "personal": "personal" in request.POST,
        }
        try:
            made = vendors.save(request.actor, given, number, revision(request.POST))
        except BadInput as fault:
            error = fault
            vendor = vendors.one(request.actor, number) if number else vendor
        else:
            messages.success(request, f"« {made.name} » est enregistré.")
            return redirect("vendors")
    met = (
        set(request.POST.getlist("checks"))
        if error
        else {name for name, value in vendor.checks.items() if value}
    )
    shown = {
        "vendor": vendor, "number": number, "checks": [(check, check.id in met) for check in vendors.checks()],
        "typed": request.POST if error else None, "error": error, "tab": "vendors",
    }  # fmt: skip
    return render(request, "trust/vendor.html", shown, status=error.http_status if error else 200)
