"""Gains, indicators and surveys by REST."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.capabilities import registry
from levier.indicators.measuring import timing
from levier.indicators.surveys import services as surveys
from levier.method.earning import earned
from levier.method.earning_report import report
from levier.operations.gains import describing, following, keeping, measuring, projecting

router = Router(tags=["Indicateurs"])


class CostGiven(Schema):
    """Money spent, before tax; ``task``: a capability, empty for all."""

    label: str
    kind: Literal["licence", "hosting", "days", "training", "other"]
    amount: Decimal
    rhythm: Literal["once", "month"]
    start: date
    end: date | None = None
    task: str = ""


class IndicatorGiven(Schema):
    """An indicator of the catalogue to follow, with its target and the target's date."""

    name: str
    target: float | None = None
    due: date | None = None


class ValueShown(Schema):
    """One value of an indicator, where it comes from and how it was computed."""

    id: int
    indicator: str
    definition: str
    family: str
    unit: str
    start: date | None
    end: date | None
    value: float | None
    low: float | None
    high: float | None
    n: int
    how: str
    source: str
    baseline: float | None
    target: float | None


class SurveyGiven(Schema):
    """One question until a day."""

    title: str
    question: Literal["nps", "csat"]
    closes: date
    about: str = ""
    message: str = ""


class Addresses(Schema):
    """Who is written to."""

    addresses: list[str] = Field(max_length=500)


class CostShown(Schema):
    """A cost said."""

    id: int
    label: str
    kind: str
    rhythm: str
    amount: float
    start: date
    end: date | None
    task: str


class AssumptionsShown(Schema):
    """What turns hours into money. ``discount``: a ratio a year."""

    hour_cost: float | None
    discount: float
    revision: int


class AssumptionsGiven(Schema):
    """The same, with the revision that was read."""

    hour_cost: Decimal | None = None
    discount: float = 0.08
    revision: int


class TimingGiven(Schema):
    """One file timed; nobody's name."""

    way: Literal["without", "with"]
    minutes: float
    checking: float = 0
    wrong: bool | None = None
    day: date | None = None


class TimingShown(TimingGiven):
    """The same, with its number."""

    id: int


class SurveyShown(Schema):
    """A survey and what was answered. ``value``, ``low``, ``high``: points (nps) or percent (csat); ``notes``: answers by note."""

    id: int
    title: str
    question: str
    about: str
    message: str
    closes: date
    sent: int
    answered: int
    value: float | None
    low: float | None
    high: float | None
    said: str
    notes: dict[int, int]
    comments: list[dict[str, Any]]


@router.get("/gains", response={200: dict[str, Any], REFUSALS: Problem}, summary="Gains nets")
def gains(request: HttpRequest, start: date | None = None, end: date | None = None) -> dict[str, Any]:
    """Heures gagnées et, pour qui conduit la méthode, euros nets de tous les coûts."""
    return earned(caller(request), start, end).plain()


@router.get("/gains.pdf", summary="Le rapport des gains, en PDF")
def gains_pdf(request: HttpRequest, start: date | None = None, end: date | None = None) -> HttpResponse:
    """Gains nets et trois ans à venir, pour qui conduit la méthode."""
    return HttpResponse(report(caller(request), start, end), content_type="application/pdf")


@router.get(
    "/gains/{task}/projection",
    response={200: dict[str, Any], REFUSALS: Problem},
    summary="Trois scénarios sur trois ans",
)
def projection(request: HttpRequest, task: str) -> dict[str, Any]:
    """Valeur actuelle nette, délai de retour, et ce dont le résultat dépend."""
    return describing.projected(projecting.project(caller(request), task))


@router.get("/costs", response={200: list[CostShown], REFUSALS: Problem}, summary="Les dépenses")
def costs(request: HttpRequest) -> list[Any]:
    """Ce qui a été dit ; les appels de modèles se comptent seuls."""
    return keeping.costs(caller(request))


@router.delete("/costs/{number}", response={204: None, REFUSALS: Problem}, summary="Retirer une dépense")
def remove_cost(request: HttpRequest, number: int) -> Status[None]:
    """Elle ne compte plus."""
    keeping.remove_cost(caller(request), number)
    return Status(204, None)


@router.get(
    "/assumptions", response={200: AssumptionsShown, REFUSALS: Problem}, summary="Coût d'une heure, taux"
)
def assumptions(request: HttpRequest) -> Any:
    """Ce qui traduit les heures en argent."""
    return keeping.assumptions(caller(request))


@router.put(
    "/assumptions", response={200: AssumptionsShown, 409: Problem, REFUSALS: Problem}, summary="Les changer"
)
def assume(request: HttpRequest, given: AssumptionsGiven) -> Any:
    """Refusé (409) si quelqu'un les a changés depuis « revision »."""
    return keeping.assume(caller(request), **given.model_dump())


@router.get(
    "/timings/{task}", response={200: list[TimingShown], REFUSALS: Problem}, summary="Dossiers chronométrés"
)
def timings(request: HttpRequest, task: str) -> list[Any]:
    """D'une tâche, sans ou avec Levier ; aucun nom."""
    return list(timing.of(caller(request), task))


@router.post(
    "/timings/{task}", response={201: dict[str, int], REFUSALS: Problem}, summary="Chronométrer un dossier"
)
def time(request: HttpRequest, task: str, given: TimingGiven) -> Status[dict[str, int]]:
    """Aucun nom n'est conservé."""
    known = registry.get(task)
    return Status(201, {"id": timing.add(caller(request), known.name, **given.model_dump()).pk})


@router.delete(
    "/timed-files/{number}", response={204: None, REFUSALS: Problem}, summary="Retirer un chronométrage"
)
def remove_timing(request: HttpRequest, number: int) -> Status[None]:
    """Il ne compte plus."""
    timing.remove(caller(request), number)
    return Status(204, None)


@router.post("/costs", response={201: dict[str, int], REFUSALS: Problem}, summary="Ajouter une dépense")
def add_cost(request: HttpRequest, given: CostGiven) -> Status[dict[str, int]]:
    """Une fois, ou par mois."""
    return Status(201, {"id": keeping.add_cost(caller(request), **given.model_dump()).pk})


@router.get("", response={200: list[ValueShown], REFUSALS: Problem}, summary="Indicateurs suivis")
def listing(request: HttpRequest) -> list[dict[str, Any]]:
    """Chacun avec sa dernière valeur."""
    return [_shown(branch) for family in following.tree(caller(request)) for branch in family.followed]


@router.post("", response={201: dict[str, Any], REFUSALS: Problem}, summary="Suivre un indicateur")
def follow(request: HttpRequest, given: IndicatorGiven) -> Status[dict[str, Any]]:
    """Son passé est mesuré aussitôt ; sa dernière valeur est le départ."""
    made, outcome = following.follow(caller(request), given.name, target=given.target, due=given.due)
    return Status(201, {"id": made.pk, "values": outcome.values, "reason": outcome.reason})


@router.post(
    "/measure", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Mesurer maintenant"
)
def measure(request: HttpRequest) -> list[dict[str, Any]]:
    """Tous les indicateurs suivis, sans attendre le matin."""
    return [
        {"indicator": one.indicator.label, "values": one.values, "reason": one.reason}
        for one in measuring.measure_all(caller(request))
    ]


@router.get("/surveys", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Enquêtes")
def listed(request: HttpRequest) -> list[dict[str, Any]]:
    """Chacune avec son résultat et sa marge."""
    found = []
    for one in surveys.visible(caller(request)):
        results = surveys.results(one)
        found.append(
            {"id": one.pk, "title": one.title, "question": one.question, "closes": one.closes, "sent": results.sent,
             "answered": results.answered, "value": results.value, "low": results.low, "high": results.high}
        )  # fmt: skip
    return found


@router.post("/surveys", response={201: dict[str, int], REFUSALS: Problem}, summary="Créer une enquête")
def make_survey(request: HttpRequest, given: SurveyGiven) -> Status[dict[str, int]]:
    """Recommandation (nps) ou satisfaction (csat)."""
    return Status(201, {"id": surveys.create(caller(request), **given.model_dump()).pk})


@router.get(
    "/surveys/{survey}", response={200: SurveyShown, REFUSALS: Problem}, summary="Une enquête et son résultat"
)
def one_survey(request: HttpRequest, survey: int) -> SurveyShown:
    """Réponses par note ; les commentaires n'y sont qu'à partir de cinq réponses, sans ordre ni nom."""
    found = surveys.get(caller(request), survey)
    results = surveys.results(found)
    return SurveyShown(
        id=found.pk, title=found.title, question=found.question, about=found.about, message=found.message, closes=found.closes,
        sent=results.sent, answered=results.answered, value=results.value, low=results.low, high=results.high, said=results.said,
        notes=dict(results.counts),
        comments=[{"note": note, "text": text} for note, text in results.comments],
    )  # fmt: skip


@router.post(
    "/surveys/{survey}/invitations",
    response={200: dict[str, int], REFUSALS: Problem},
    summary="Envoyer une enquête",
)
def invite(request: HttpRequest, survey: int, given: Addresses) -> dict[str, int]:
    """Une invitation par adresse, une réponse chacune."""
    site = f"{request.scheme}://{request.get_host()}"
    return {"sent": surveys.invite(caller(request), survey, given.addresses, site)}


@router.delete("/{number}", response={204: None, REFUSALS: Problem}, summary="Ne plus suivre un indicateur")
def unfollow(request: HttpRequest, number: int) -> Status[None]:
    """Ses valeurs mesurées partent avec lui."""
    following.unfollow(caller(request), number)
    return Status(204, None)


def _shown(branch: following.Branch) -> dict[str, Any]:
    last, kept = branch.last, branch.indicator
    return {
        "id": kept.pk, "indicator": kept.label, "definition": branch.definition.name, "family": branch.definition.family, "unit": branch.definition.unit,
        "start": last.start if last else None, "end": last.end if last else None, "value": last.value if last else None,
        "low": last.low if last else None, "high": last.high if last else None, "n": last.n if last else 0,
        "how": last.how if last else "", "source": last.source if last else "",
        "baseline": None if kept.baseline is None else float(kept.baseline), "target": None if kept.target is None else float(kept.target),
    }  # fmt: skip
