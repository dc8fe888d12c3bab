"""Trust by REST: approvals, registers, classification, incidents, vendors, fairness, legal facts."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from levier.accounts.models import Company
from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.governance.approvals import deciding
from levier.governance.approvals.models import Approval
from levier.governance.bias import services as bias
from levier.governance.bias.shapes import BiasReport
from levier.governance.impact import services as impact
from levier.governance.incidents import services as incidents
from levier.governance.incidents.models import Incident
from levier.governance.legal.ai_act import Classified, classify
from levier.governance.legal.facts import LegalFact, facts
from levier.governance.registers import completing, exporting, processing, retention, systems, vendors
from levier.governance.registers.models import Register

router = Router(tags=["Confiance"])
_EXPORTS = {
    ("traitements", "ods"): exporting.processing_ods, ("traitements", "pdf"): exporting.processing_pdf,
    ("systemes", "ods"): exporting.systems_ods, ("systemes", "pdf"): exporting.systems_pdf,
}  # fmt: skip
_TYPES = {"pdf": "application/pdf", "ods": "application/vnd.oasis.opendocument.spreadsheet"}


class ApprovalShown(Schema):
    """A result that needs an agreement. ``snapshot``: what the approver sees, empty when they may not read its data."""

    id: int
    title: str
    capability: str
    level: str
    asked_by: str
    asked_at: datetime
    decision: str
    decided_by: str
    decided_at: datetime | None
    reason: str
    digest: str
    snapshot: dict[str, Any] = {}


class GivenDecision(Schema):
    """What the person decides."""

    decision: Literal["valider", "refuser"]
    reason: str = Field(default="", max_length=2000, description="Obligatoire pour refuser")


class CellShown(Schema):
    """A column of the register: what is measured, what people added."""

    name: str
    label: str
    measured: list[str]
    added: str


class ProcessingShown(Schema):
    """A line of the processing register."""

    key: str
    number: int
    title: str
    purpose: str
    cells: list[CellShown]
    missing: list[str]
    revision: int


class GivenCompletion(Schema):
    """What a person adds; ``revision``: the one they read."""

    said: dict[str, str]
    revision: int = 0
    title: str = ""
    purpose: str = ""


class SystemShown(Schema):
    """A line of the AI systems register."""

    key: str
    title: str
    purpose: str
    role: str
    used: bool
    runs: int
    classified: Classified
    models: list[str]
    data: list[str]
    oversight: list[str]
    logs: list[str]
    answers: dict[str, bool | None]
    revision: int


class GivenAnswers(Schema):
    """The questionnaire of a system (true, false; null: not answered)."""

    answers: dict[str, bool | None]
    role: Literal["deployer", "provider"] = "deployer"
    revision: int = 0


class IncidentShown(Schema):
    """An incident. ``clock``: the 72 hours toward the CNIL, in French; ``deadline``: None when none runs."""

    number: int
    title: str
    nature: str
    state: str
    personal: bool
    risk: str
    discovered: datetime
    deadline: datetime | None
    clock: str
    revision: int


class GivenIncident(Schema):
    """What is declared."""

    title: str = Field(max_length=200)
    description: str = Field(max_length=8000)
    nature: str = "other"
    discovered: datetime | None = None
    happened: datetime | None = None
    personal: bool = False
    people: int | None = None
    data: str = ""
    capability: str = ""


class GivenFollowing(Schema):
    """What changes; only the fields given do."""

    revision: int
    risk: str | None = None
    state: str | None = None
    personal: bool | None = None
    people: int | None = None
    measures: str | None = None
    lessons: str | None = None
    delay_reason: str | None = None
    notified: datetime | None = None
    informed: datetime | None = None
    provider_told: datetime | None = None


class VendorShown(Schema):
    """A vendor with how far article 28's list is."""

    id: int
    name: str
    service: str
    address: str
    country: str
    contract: date | None
    checks: dict[str, bool]
    alerts: list[str]


class GivenExamination(Schema):
    """Which columns of a table of the company to examine."""

    dataset: int
    decision: str
    groups: list[str]
    favourable: str = ""
    truth: str = ""
    truth_favourable: str = ""
    score: str = ""
    given: str = ""
    reference: str = ""


class GivenOutcome(Schema):
    """Which finished result, and the table whose columns hold the groups. What is left empty is guessed and told."""

    model_config = ConfigDict(extra="forbid")

    dataset: int = Field(title="Tableau de l'entreprise qui porte les groupes")
    groups: list[str] = Field(title="Colonnes des groupes")
    step: str = Field(default="", title="Étape de la demande")
    listed: str = Field(default="", title="Liste du résultat (son chemin ou son titre)")
    key: str = Field(default="", title="Colonne de la liste qui nomme la personne")
    table_key: str = Field(default="", title="Colonne du tableau qui nomme la personne")
    decision: str = Field(
        default="", title="Colonne de la liste qui décide ou note ; vide : être dans la liste"
    )
    at_least: float | None = Field(default=None, title="Note à partir de laquelle on est retenu")
    against: bool = Field(default=False, title="Être retenu, ou bien noté, est défavorable à la personne")
    favourable: str = ""
    truth: str = ""
    truth_favourable: str = ""
    given: str = ""
    reference: str = ""


class ListShown(Schema):
    """A list of a result."""

    path: str
    title: str
    columns: list[str]
    rows: int


class ExaminableShown(Schema):
    """A finished result whose fairness may be examined."""

    request: int
    step: str
    capability: str
    label: str
    today: date
    lists: list[ListShown]


class KeptBias(Schema):
    """A report kept."""

    id: int
    title: str
    capability: str
    verdict: str
    created: datetime


class DeletedShown(Schema):
    """A real deletion, read in the journal."""

    at: datetime
    what: str
    by: str
    why: str
    number: int


class ImpactShown(Schema):
    """An impact assessment."""

    id: int
    key: str
    title: str
    needed: str
    why: str
    risks: dict[str, int]
    outcome: str
    revision: int


@router.get(
    "/approvals", response={200: list[ApprovalShown], REFUSALS: Problem}, summary="Lister les validations"
)
def approvals(request: HttpRequest, waiting: bool = True, limit: int = 100) -> list[dict[str, Any]]:
    """Celles que la personne peut voir ; par défaut, celles qui l'attendent."""
    found = deciding.queue(caller(request), waiting=waiting)
    return [_approval(one) for one in found[: max(1, min(limit, 500))]]


@router.get(
    "/approvals/{number}", response={200: ApprovalShown, REFUSALS: Problem}, summary="Lire une validation"
)
def approval(request: HttpRequest, number: int) -> dict[str, Any]:
    """Avec ce qui a été vu."""
    actor = caller(request)
    found = deciding.one(actor, number)
    return {**_approval(found), "snapshot": found.content() if deciding.readable(actor, found) else {}}


@router.post(
    "/approvals/{number}", response={200: ApprovalShown, REFUSALS: Problem}, summary="Valider ou refuser"
)
def decide(request: HttpRequest, number: int, given: GivenDecision) -> dict[str, Any]:
    """La décision, sa raison et l'empreinte de ce qui a été vu vont au journal."""
    return _approval(deciding.decide(caller(request), number, given.decision, given.reason))


@router.get(
    "/processings",
    response={200: list[ProcessingShown], REFUSALS: Problem},
    summary="Registre des traitements",
)
def processings(request: HttpRequest) -> list[dict[str, Any]]:
    """Rempli par ce qui tourne, complété par les personnes."""
    return [_processing(one) for one in processing.processings(caller(request))]


@router.post(
    "/processings/{key}",
    response={200: ProcessingShown, frozenset({409}) | REFUSALS: Problem},
    summary="Compléter un traitement",
)
def complete(request: HttpRequest, key: str, given: GivenCompletion) -> dict[str, Any]:
    """Les ajouts sont gardés à part de ce qui est mesuré."""
    actor = caller(request)
    processing.one(actor, key)
    completing.complete(
        actor,
        Register.PROCESSING,
        key,
        said=given.said,
        title=given.title,
        purpose=given.purpose,
        revision=given.revision,
    )
    return _processing(processing.one(actor, key))


@router.get(
    "/systems", response={200: list[SystemShown], REFUSALS: Problem}, summary="Registre des systèmes d'IA"
)
def systems_(request: HttpRequest) -> list[dict[str, Any]]:
    """Chaque système avec sa classe, ses articles et ses obligations."""
    return [_system(one) for one in systems.systems(caller(request))]


@router.post(
    "/systems/{key}",
    response={200: SystemShown, frozenset({409}) | REFUSALS: Problem},
    summary="Répondre au questionnaire d'un système",
)
def answer(request: HttpRequest, key: str, given: GivenAnswers) -> dict[str, Any]:
    """La classe est recalculée."""
    actor = caller(request)
    systems.answer(actor, key, given.answers, {"role": given.role}, given.revision)
    return _system(systems.one(actor, key))


@router.post("/classify", response={200: Classified, REFUSALS: Problem}, summary="Classer un usage")
def classified(request: HttpRequest, given: GivenAnswers) -> Classified:
    """Les réponses au questionnaire donnent la classe, ses raisons et ses articles ; rien n'est gardé."""
    caller(request)
    return classify(given.answers, given.role)


@router.get("/registers/{name}.{form}", response={REFUSALS: Problem}, summary="Exporter un registre")
def export(
    request: HttpRequest, name: Literal["traitements", "systemes"], form: Literal["ods", "pdf"]
) -> HttpResponse:
    """En tableur (ODS) ou à imprimer (PDF)."""
    return HttpResponse(_EXPORTS[name, form](caller(request)), content_type=_TYPES[form])


@router.get(
    "/deletions", response={200: list[DeletedShown], REFUSALS: Problem}, summary="Ce qui a été supprimé"
)
def deletions(request: HttpRequest, days: int = 365) -> list[dict[str, Any]]:
    """Lu dans le journal."""
    return [vars(one) for one in retention.deleted(caller(request), max(1, min(days, 3650)))]


@router.get("/impacts", response={200: list[ImpactShown], REFUSALS: Problem}, summary="Analyses d'impact")
def impacts(request: HttpRequest) -> list[dict[str, Any]]:
    """Requises ou non, leurs risques, leur conclusion."""
    found = []
    for one in impact.impacts(caller(request)):
        asked = impact.needed(one)
        levels = {risk.id: risk.level for risk in impact.risks(one)}
        found.append({"id": one.pk, "key": one.key, "title": one.title, "needed": asked.answer, "why": asked.why,
                      "risks": levels, "outcome": one.outcome, "revision": one.revision})  # fmt: skip
    return found


@router.get(
    "/incidents", response={200: list[IncidentShown], REFUSALS: Problem}, summary="Lister les incidents"
)
def incidents_(request: HttpRequest, open_only: bool = False) -> list[dict[str, Any]]:
    """Ceux que la personne peut voir."""
    return [_incident(one) for one in incidents.incidents(caller(request), open_only=open_only)]


@router.post("/incidents", response={201: IncidentShown, REFUSALS: Problem}, summary="Déclarer un incident")
def declare(request: HttpRequest, given: GivenIncident) -> Status[dict[str, Any]]:
    """Toute personne de l'entreprise le peut."""
    return Status(201, _incident(incidents.declare(caller(request), given.model_dump())))


@router.post(
    "/incidents/{number}",
    response={200: IncidentShown, frozenset({409}) | REFUSALS: Problem},
    summary="Suivre un incident",
)
def follow(request: HttpRequest, number: int, given: GivenFollowing) -> dict[str, Any]:
    """Seuls les champs donnés changent."""
    changes = given.model_dump(exclude_unset=True, exclude={"revision"})
    return _incident(incidents.follow(caller(request), number, changes, given.revision))


@router.get(
    "/vendors", response={200: list[VendorShown], REFUSALS: Problem}, summary="Registre des prestataires"
)
def vendors_(request: HttpRequest) -> list[dict[str, Any]]:
    """Avec ce que l'article 28 demande."""
    actor = caller(request)
    today = Company.objects.get(pk=actor.company_id).today
    return [
        {**{name: getattr(line.vendor, name) for name in ("name", "service", "address", "country", "contract", "checks")},
         "id": line.vendor.pk, "alerts": list(line.alerts)}
        for line in vendors.vendors(actor, today)
    ]  # fmt: skip


@router.post(
    "/bias", response={200: BiasReport, REFUSALS: Problem}, summary="Examiner l'équité d'une décision"
)
def examine(request: HttpRequest, given: GivenExamination) -> BiasReport:
    """Sur un tableau de l'entreprise ; le rapport est gardé, sans aucune ligne de personne."""
    from levier.governance.bias.measuring import Asked  # noqa: PLC0415 - heavy

    asked = Asked(**given.model_dump(exclude={"dataset"}))
    return BiasReport.model_validate(bias.of_table(caller(request), given.dataset, asked).report)


@router.get(
    "/bias", response={200: list[KeptBias], REFUSALS: Problem}, summary="Les rapports d'équité gardés"
)
def reports(request: HttpRequest) -> list[dict[str, Any]]:
    """Les derniers d'abord."""
    found = bias.kept(caller(request))[:200]
    return [{"id": one.pk, **{name: getattr(one, name) for name in ("title", "capability", "verdict", "created")}} for one in found]  # fmt: skip


@router.get(
    "/bias/results",
    response={200: list[ExaminableShown], REFUSALS: Problem},
    summary="Les résultats à examiner",
)
def examinable(request: HttpRequest) -> list[dict[str, Any]]:
    """Vos derniers résultats, et ceux que vous validez, qui listent, notent ou classent ; données personnelles d'abord."""
    return [
        {
            "request": record.request.pk, "step": record.step, "capability": record.capability, "label": record.label,
            "today": record.request.today,
            "lists": [{"path": one.path, "title": one.title, "columns": one.frame.columns, "rows": len(one.rows)} for one in lists],
        }
        for record, lists in bias.examinable(caller(request))
    ]  # fmt: skip


@router.post(
    "/bias/results/{request_id}",
    response={200: BiasReport, REFUSALS: Problem},
    summary="Examiner l'équité d'un résultat",
)
def examine_result(request: HttpRequest, request_id: int, given: GivenOutcome) -> BiasReport:
    """Le résultat d'un savoir-faire, joint aux groupes d'un tableau de l'entreprise ; le rapport est gardé, sans aucun nom."""
    from levier.governance.bias.measuring import Asked  # noqa: PLC0415 - heavy
    from levier.governance.bias.outcomes import Outcome  # noqa: PLC0415 - heavy

    of_table = ("groups", "favourable", "truth", "truth_favourable", "given", "reference")
    asked = Asked(decision="", **given.model_dump(include=set(of_table)))
    outcome = Outcome(request=request_id, **given.model_dump(exclude=set(of_table)))
    return BiasReport.model_validate(bias.of_result(caller(request), outcome, asked).report)


@router.get(
    "/bias/{number}", response={200: BiasReport, REFUSALS: Problem}, summary="Lire un rapport d'équité"
)
def report(request: HttpRequest, number: int) -> BiasReport:
    """Un rapport gardé."""
    return BiasReport.model_validate(bias.one(caller(request), number).report)


@router.get("/bias/{number}/report.pdf", response={REFUSALS: Problem}, summary="Imprimer un rapport d'équité")
def bias_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """Un rapport gardé, en PDF."""
    response = HttpResponse(bias.pdf(caller(request), number), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="equite-{number}.pdf"'
    return response


@router.get("/legal", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Les faits juridiques")
def legal(request: HttpRequest) -> list[dict[str, Any]]:
    """Chacun avec sa source, sa date de lecture et sa date de relecture."""
    caller(request)
    return [_fact(one) for one in facts()]


def _fact(one: LegalFact) -> dict[str, Any]:
    today = timezone.localdate()
    return {**one.model_dump(mode="json"), "state": one.state(today), "in_force": one.in_force(today)}


def _approval(one: Approval) -> dict[str, Any]:
    return {
        "id": one.pk, "title": one.title, "capability": one.capability, "level": str(one.level),
        "asked_by": str(one.asked_by or ""), "asked_at": one.asked_at, "decision": str(one.decision),
        "decided_by": str(one.decided_by or ""), "decided_at": one.decided_at, "reason": one.reason, "digest": one.digest,
    }  # fmt: skip


def _processing(one: processing.Processing) -> dict[str, Any]:
    cells = [
        {"name": name, "label": cell.label, "measured": list(cell.measured), "added": cell.added}
        for name, cell in one.cells.items()
    ]
    return {"key": one.key, "number": one.number, "title": one.title, "purpose": one.purpose, "cells": cells,
            "missing": list(one.missing), "revision": one.entry.revision if one.entry else 0}  # fmt: skip


def _system(one: systems.System) -> dict[str, Any]:
    return {
        "key": one.key, "title": one.title, "purpose": one.purpose, "role": one.role, "used": one.used, "runs": one.runs,
        "classified": one.classified, "models": list(one.models), "data": list(one.data), "oversight": list(one.oversight),
        "logs": list(one.logs), "answers": one.answers, "revision": one.entry.revision if one.entry else 0,
    }  # fmt: skip


def _incident(one: Incident) -> dict[str, Any]:
    now = timezone.now()
    return {
        "number": one.number, "title": one.title, "nature": str(one.nature), "state": str(one.state), "personal": one.personal,
        "risk": str(one.risk), "discovered": one.discovered, "deadline": one.deadline if one.left(now) is not None else None,
        "clock": incidents.clock(one, now), "revision": one.revision,
    }  # fmt: skip
