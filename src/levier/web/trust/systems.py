"""« Systèmes d'IA »: the register, a system with its questionnaire, the cards of models and data."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from levier.core.errors import BadInput
from levier.governance.legal.ai_act import book
from levier.governance.legal.facts import fact
from levier.governance.registers import cards, completing, exporting, systems
from levier.governance.registers.models import Register
from levier.policy.rights import Permission
from levier.web.access import LevierRequest, needs
from levier.web.trust.forms import answers, download, revision, texts

_EXPORTS = {"ods": exporting.systems_ods, "pdf": exporting.systems_pdf}
_GROUPS = {
    "prohibited": "Pratiques interdites (article 5)",
    "high": "Haut risque (article 6, annexes I et III)",
    "exception": "Exceptions de l'article 6(3)",
    "transparency": "Transparence (article 50)",
    "gpai": "Modèles à usage général (articles 51 à 55)",
}
_FIELDS = (("models", "Modèles utilisés"), ("data", "Données lues"), ("oversight", "Contrôle humain"),
           ("logs", "Journaux"), ("version", "Version ou fournisseur"))  # fmt: skip


@require_GET
@needs(Permission.GOVERN)
def register(request: LevierRequest) -> HttpResponse:
    """The whole register."""
    return _list(request)


def _list(request: LevierRequest, error: BadInput | None = None, status: int = 200) -> HttpResponse:
    shown = {
        "systems": systems.systems(request.actor),
        "cases": sorted(book().use_cases, key=lambda one: one.title),
        "typed": request.POST,
        "error": error,
        "tab": "systems",
    }
    return render(request, "trust/systems.html", shown, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.GOVERN)
def one(request: LevierRequest, key: str) -> HttpResponse:
    """A system: its class with the reasons, and the questionnaire that leads to it."""
    found = systems.one(request.actor, key)
    error: BadInput | None = None
    said = answers(request.POST, "q-")
    if request.method == "POST":
        try:
            systems.answer(request.actor, key, said, texts(request.POST, "said-"), revision(request.POST))
        except BadInput as fault:
            error = fault
            found = systems.one(request.actor, key)
        else:
            messages.success(request, "Les réponses sont enregistrées et la classe recalculée.")
            return redirect("system", key)
    current = said if error else found.answers
    groups: dict[str, list[dict[str, Any]]] = {}
    for question in book().questions:
        given = current.get(question.id)
        value = {True: "oui", False: "non"}.get(given) if given is not None else ""
        groups.setdefault(_GROUPS[question.group], []).append({"question": question, "value": value or ""})
    entry = found.entry
    typed = texts(request.POST, "said-") if error else dict(entry.said if entry else {})
    shown = {
        "system": found,
        "groups": groups.items(),
        "roles": systems.ROLES.items(),
        "fields": [(name, label, typed.get(name, "")) for name, label in _FIELDS] if found.own else [],
        "facts": [fact(name) for name in found.classified.facts],
        "open": {one.id for one in found.classified.could_change},
        "revision": entry.revision if entry else 0,
        "error": error,
        "tab": "systems",
    }
    return render(request, "trust/system.html", shown, status=error.http_status if error else 200)


@require_POST
@needs(Permission.GOVERN)
def add(request: LevierRequest) -> HttpResponse:
    """A system outside Levier (a recruiting tool, an assistant bought elsewhere)."""
    given = request.POST
    try:
        entry = systems.begin(
            request.actor, given.get("title", ""), given.get("purpose", ""), given.get("case", "")
        )
    except BadInput as error:
        return _list(request, error, error.http_status)
    return redirect("system", entry.key)


@require_POST
@needs(Permission.GOVERN)
def remove(request: LevierRequest, key: str) -> HttpResponse:
    """Take a system of the company's own away."""
    completing.remove(request.actor, Register.SYSTEM, key)
    messages.success(request, "Le système est retiré du registre.")
    return redirect("systems")


@require_GET
@needs(Permission.GOVERN)
def export(request: LevierRequest, form: str) -> HttpResponse:
    """The register as ODS or PDF."""
    if form not in _EXPORTS:
        raise Http404
    return download(_EXPORTS[form](request.actor), f"registre-ia-{request.company.slug}", form)


@require_GET
@needs(Permission.GOVERN)
def card(request: LevierRequest, key: str) -> HttpResponse:
    """The card of a model, to print."""
    return download(
        exporting.card_pdf(request.actor, cards.model_card(request.actor, key)), "fiche-de-modele", "pdf"
    )


@require_GET
@needs(Permission.GOVERN)
def dataset(request: LevierRequest, dataset: int) -> HttpResponse:
    """The card of a table."""
    found = cards.dataset_card(request.actor, dataset)
    return render(request, "trust/card.html", {"card": found, "dataset": dataset, "tab": "systems"})


@require_GET
@needs(Permission.GOVERN)
def dataset_pdf(request: LevierRequest, dataset: int) -> HttpResponse:
    """The card of a table, to print."""
    found = cards.dataset_card(request.actor, dataset)
    return download(exporting.card_pdf(request.actor, found), "fiche-de-donnees", "pdf")
