"""« Cabinet »: the firm, its people, how its reports look, and for which companies."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from levier.accounts.models import Membership
from levier.core.actor import Role
from levier.core.errors import BadInput, NotFound
from levier.operations.firms import identity, joining, signing
from levier.operations.firms.logos import MOST_BYTES
from levier.operations.firms.models import Signature
from levier.web.access import LevierRequest, needs
from levier.web.companies import tabs
from levier.web.method import forms

_FIELDS = ("name", "accent", "footer", "legal")


@require_http_methods(["GET", "POST"])
@needs()
def firm(request: LevierRequest) -> HttpResponse:
    """The person's firm; a button tells what to do (``do``). What was typed is kept when it is refused."""
    me, error, typed = request.actor.person_id, None, {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in _FIELDS}
        error = forms.done(request, _ways(request, me, typed))
        if error is None:
            return redirect("firm")
    found = joining.firm_of(me)
    followed = _followed(request) if found else []
    signatures = signing.signatures_of([one.company_id for one in followed])
    page = {
        "firm": found, "error": error, "typed": typed or {name: getattr(found, name, "") for name in _FIELDS},
        "proposal": joining.proposal_to(me),
        "people": list(found.people.select_related("user")) if found else [],
        "leads": bool(found and found.people.filter(user=me, leads=True).exists()),
        "signed": [(one, signatures.get(one.company_id)) for one in followed],
        **tabs(request, "firm"),
    }  # fmt: skip
    return render(request, "companies/firm.html", page, status=forms.status(error))


def _ways(request: LevierRequest, me: int, typed: dict[str, str]) -> dict[str, Callable[[], str]]:
    post = request.POST

    def found() -> str:
        joining.found(me, typed["name"])
        return "Votre cabinet est créé : donnez-lui ses couleurs, puis choisissez les entreprises."

    def save() -> str:
        sent = request.FILES.get("logo")
        if sent is not None and (sent.size or 0) > MOST_BYTES:
            raise BadInput(
                "Le logo dépasse 500 Ko", where="logo", mend="Réduisez-le : 1 200 pixels de large suffisent."
            )
        given = identity.GivenIdentity(**typed, logo=sent.read() if sent else None, no_logo="no_logo" in post)
        identity.save_identity(me, given, forms.revision(request))
        return "L'identité du cabinet est enregistrée."

    def propose() -> str:
        joining.propose(me, post.get("email", ""))
        return "Si cette personne suit une entreprise ici et n'est d'aucun cabinet, elle verra votre proposition sur cette page."

    def join() -> str:
        joining.answer(me, accepts=True)
        return "Vous êtes du cabinet."

    def decline() -> str:
        joining.answer(me, accepts=False)
        return "La proposition est déclinée."

    def take_out() -> str:
        joining.take_out(me, forms.number(request, "person") or 0)
        return "C'est fait."

    def leave() -> str:
        joining.leave(me)
        return "Vous avez quitté le cabinet."

    def sign(on: bool) -> Callable[[], str]:
        def done() -> str:
            there = next((one for one in _followed(request) if one.company.slug == post.get("company")), None)
            if there is None:
                raise NotFound("Cette entreprise est introuvable parmi celles que vous suivez")
            signing.sign(there.actor(), on)
            said = (
                "portent désormais le nom de votre cabinet"
                if on
                else "ne portent plus le nom de votre cabinet"
            )
            return f"Les rapports de {there.company.name} {said}."

        return done

    return {
        "found": found, "save": save, "propose": propose, "join": join, "decline": decline, "take_out": take_out, "leave": leave,
        "sign": sign(True), "unsign": sign(False),
    }  # fmt: skip


def _followed(request: LevierRequest) -> list[Membership]:
    return [one for one in request.memberships if one.role == Role.ACCOUNTANT]


@require_GET
@needs()
def logo(request: LevierRequest) -> HttpResponse:
    """The logo of one's firm, or of the one that signs for the company one acts in (``?de=entreprise``)."""
    if request.GET.get("de") == "entreprise":
        signed: Signature | None = signing.signature_of(request.actor.company_id)
        found = signed.firm if signed else None
    else:
        found = joining.firm_of(request.actor.person_id)
    if found is None or not found.logo:
        raise NotFound("Aucun logo n'est enregistré")
    answer = HttpResponse(bytes(found.logo), content_type="image/png")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_GET
@needs()
def example(request: LevierRequest) -> HttpResponse:
    """A page that bears the firm's name and nobody's data."""
    pdf = identity.example(joining.own_firm(request.actor.person_id))
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="exemple.pdf"'
    return answer
