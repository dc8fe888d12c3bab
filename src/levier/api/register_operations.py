"""Trust by REST, what its pages write: own lines of the registers, who answers for the data, vendors, impact assessments, papers."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Schema, Status
from pydantic import ConfigDict, Field

from levier.accounts.models import Company
from levier.api.governance_operations import router
from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.governance.explaining import letters, notices
from levier.governance.impact import services as impact
from levier.governance.impact.models import Impact
from levier.governance.registers import cards, completing, exporting, retention, systems, vendors
from levier.governance.registers.models import Register

__all__ = ["router"]


class GivenLine(Schema):
    """A line of the company's own. ``case``: a common use, for an AI system (``/governance/classify`` names them)."""

    title: str
    purpose: str
    case: str = ""


class GivenOrganisation(Schema):
    """Who answers for the data. ``revision``: the one read."""

    representative: str = ""
    address: str = ""
    contact: str = ""
    dpo: str = ""
    revision: int = 0


class GivenVendor(Schema):
    """A vendor. ``checks``: names of the clauses of article 28 that are met."""

    model_config = ConfigDict(extra="forbid")

    name: str
    service: str = ""
    address: str = ""
    country: str = ""
    contract: date | None = None
    ends: date | None = None
    personal: bool = True
    guarantee: str = ""
    note: str = ""
    checks: list[str] = []
    revision: int = 0


class GivenImpact(Schema):
    """Answers of the assessment, in the shape that reading it gives."""

    content: dict[str, Any]
    revision: int


class GivenOutcome(Schema):
    """Validate, refuse, or send to the CNIL."""

    outcome: str
    reason: str = ""
    opinion: str = ""
    revision: int


class GivenLetter(Schema):
    """To whom a result is explained, as they are named in the data."""

    step: int = Field(description="Numéro de l'étape (voir « bias/results » ou la demande)")
    person: str


@router.post(
    "/processings", response={201: dict[str, str], REFUSALS: Problem}, summary="Ajouter un traitement"
)
def add_processing(request: HttpRequest, given: GivenLine) -> Status[dict[str, str]]:
    """Une activité hors de Levier."""
    return Status(
        201, {"key": completing.add(caller(request), Register.PROCESSING, given.title, given.purpose).key}
    )


@router.delete("/processings/{key}", response={204: None, REFUSALS: Problem}, summary="Retirer un traitement")
def remove_processing(request: HttpRequest, key: str) -> Status[None]:
    """Seulement l'un des vôtres : ceux qui tournent restent."""
    completing.remove(caller(request), Register.PROCESSING, key)
    return Status(204, None)


@router.post("/systems", response={201: dict[str, str], REFUSALS: Problem}, summary="Ajouter un système d'IA")
def add_system(request: HttpRequest, given: GivenLine) -> Status[dict[str, str]]:
    """Un système hors de Levier."""
    return Status(201, {"key": systems.begin(caller(request), given.title, given.purpose, given.case).key})


@router.delete("/systems/{key}", response={204: None, REFUSALS: Problem}, summary="Retirer un système d'IA")
def remove_system(request: HttpRequest, key: str) -> Status[None]:
    """Seulement l'un des vôtres."""
    completing.remove(caller(request), Register.SYSTEM, key)
    return Status(204, None)


@router.get(
    "/systems/{key}/card.pdf", response={200: None, REFUSALS: Problem}, summary="La fiche d'un modèle"
)
def system_card(request: HttpRequest, key: str) -> HttpResponse:
    """En PDF."""
    actor = caller(request)
    return HttpResponse(
        exporting.card_pdf(actor, cards.model_card(actor, key)), content_type="application/pdf"
    )


@router.get(
    "/tables/{dataset}/card.pdf", response={200: None, REFUSALS: Problem}, summary="La fiche d'un tableau"
)
def dataset_card(request: HttpRequest, dataset: int) -> HttpResponse:
    """En PDF."""
    actor = caller(request)
    return HttpResponse(
        exporting.card_pdf(actor, cards.dataset_card(actor, dataset)), content_type="application/pdf"
    )


@router.get(
    "/organisation", response={200: dict[str, Any], REFUSALS: Problem}, summary="Qui répond des données"
)
def organisation(request: HttpRequest) -> dict[str, Any]:
    """Telles que les registres et les notices les écrivent."""
    found = completing.organisation(caller(request))
    return {
        name: getattr(found, name) for name in ("representative", "address", "contact", "dpo", "revision")
    }


@router.put(
    "/organisation", response={200: dict[str, Any], 409: Problem, REFUSALS: Problem}, summary="Le dire"
)
def set_organisation(request: HttpRequest, given: GivenOrganisation) -> dict[str, Any]:
    """Refusé (409) si quelqu'un l'a changé depuis « revision »."""
    completing.set_organisation(caller(request), given.model_dump(exclude={"revision"}), given.revision)
    return organisation(request)


@router.get(
    "/retention",
    response={200: dict[str, Any], REFUSALS: Problem},
    summary="Ce qui est gardé, et combien de temps",
)
def kept(request: HttpRequest) -> dict[str, Any]:
    """Les règles, et ce qui a réellement été supprimé depuis un an."""
    actor = caller(request)
    rules = retention.kept(actor, Company.objects.get(pk=actor.company_id).today)
    told = [
        {"source": one.source, "documents": one.documents, "kept": one.words, "due": one.due} for one in rules
    ]
    return {"rules": told, "deleted": retention.counted(retention.deleted(actor))}


@router.post("/vendors", response={201: dict[str, int], REFUSALS: Problem}, summary="Ajouter un prestataire")
def add_vendor(request: HttpRequest, given: GivenVendor) -> Status[dict[str, int]]:
    """Avec ce que l'article 28 demande."""
    return Status(201, {"id": vendors.save(caller(request), given.model_dump(exclude={"revision"})).pk})


@router.put(
    "/vendors/{number}",
    response={200: dict[str, int], 409: Problem, REFUSALS: Problem},
    summary="Changer un prestataire",
)
def change_vendor(request: HttpRequest, number: int, given: GivenVendor) -> dict[str, int]:
    """Refusé (409) si quelqu'un l'a changé depuis « revision »."""
    made = vendors.save(caller(request), given.model_dump(exclude={"revision"}), number, given.revision)
    return {"id": made.pk, "revision": made.revision}


@router.delete("/vendors/{number}", response={204: None, REFUSALS: Problem}, summary="Retirer un prestataire")
def remove_vendor(request: HttpRequest, number: int) -> Status[None]:
    """Il quitte le registre ; le journal le garde."""
    vendors.remove(caller(request), number)
    return Status(204, None)


@router.post(
    "/impacts/of/{key}",
    response={200: dict[str, Any], REFUSALS: Problem},
    summary="Ouvrir une analyse d'impact",
)
def begin_impact(request: HttpRequest, key: str) -> dict[str, Any]:
    """Pour une ligne du registre ; celle qui existe est rendue."""
    return _impact(impact.begin(caller(request), key))


@router.get(
    "/impacts/{number}",
    response={200: dict[str, Any], REFUSALS: Problem},
    summary="Lire une analyse d'impact",
)
def read_impact(request: HttpRequest, number: int) -> dict[str, Any]:
    """Ses réponses, et si elle est obligatoire."""
    return _impact(impact.one(caller(request), number))


@router.put(
    "/impacts/{number}", response={200: dict[str, Any], 409: Problem, REFUSALS: Problem}, summary="Répondre"
)
def answer_impact(request: HttpRequest, number: int, given: GivenImpact) -> dict[str, Any]:
    """Une analyse validée redevient un projet."""
    return _impact(impact.answer(caller(request), number, given.content, given.revision))


@router.post(
    "/impacts/{number}/outcome",
    response={200: dict[str, Any], 409: Problem, REFUSALS: Problem},
    summary="Conclure",
)
def conclude_impact(request: HttpRequest, number: int, given: GivenOutcome) -> dict[str, Any]:
    """Valider, refuser, ou saisir la CNIL."""
    return _impact(
        impact.conclude(caller(request), number, given.outcome, given.reason, given.opinion, given.revision)
    )


@router.get(
    "/impacts/{number}/impact.pdf",
    response={200: None, REFUSALS: Problem},
    summary="Imprimer une analyse d'impact",
)
def impact_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """En PDF."""
    return HttpResponse(impact.pdf(caller(request), number), content_type="application/pdf")


@router.get(
    "/notices", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Les notices de transparence"
)
def listed_notices(request: HttpRequest) -> list[dict[str, Any]]:
    """Avec ce qui manque encore à chacune."""
    return [
        {"title": one.title, "paragraphs": list(one.paragraphs), "missing": list(one.missing)}
        for one in notices.notices(caller(request))
    ]


@router.get("/notices.pdf", response={200: None, REFUSALS: Problem}, summary="Imprimer les notices")
def notices_pdf(request: HttpRequest, name: str = "toutes") -> HttpResponse:
    """Toutes, ou celle que l'on nomme."""
    return HttpResponse(notices.pdf(caller(request), name), content_type="application/pdf")


@router.post(
    "/explanations",
    response={200: dict[str, Any], REFUSALS: Problem},
    summary="Expliquer un résultat à une personne",
)
def explain(request: HttpRequest, given: GivenLetter) -> dict[str, Any]:
    """La lettre, partie par partie ; elle ne parle que de la personne nommée."""
    written = letters.letter(caller(request), given.step, given.person)
    parts = [{"title": one.title, "paragraphs": list(one.paragraphs)} for one in written.parts]
    return {"person": written.person, "subject": written.subject, "parts": parts}


@router.post("/explanations/letter.pdf", response={200: None, REFUSALS: Problem}, summary="La lettre, en PDF")
def explain_pdf(request: HttpRequest, given: GivenLetter) -> HttpResponse:
    """À imprimer et envoyer."""
    actor = caller(request)
    return HttpResponse(
        letters.pdf(actor, letters.letter(actor, given.step, given.person)), content_type="application/pdf"
    )


def _impact(one: Impact) -> dict[str, Any]:
    need = impact.needed(one)
    return {
        "id": one.pk, "key": one.key, "title": one.title, "content": one.content, "outcome": str(one.outcome),
        "needed": need.answer, "why": need.why, "revision": one.revision,
    }  # fmt: skip
