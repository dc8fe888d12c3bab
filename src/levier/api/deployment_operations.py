"""Deployment by REST: capabilities in service, their versions, their alerts; ways of installing; what to plug."""

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.method.deployment import checklist, costing, deploying, ringing, runbook, telling, versions
from levier.method.deployment.promising import every_promise, promises_of
from levier.operations.watching.models import Service

router = Router(tags=["Déploiement"])


class Hours(Schema):
    """Who answers for a service, when it runs, what is watched."""

    title: str = Field(default="", max_length=120, description="Par défaut, le nom du savoir-faire")
    owner: str = Field(default="", description="L'adresse ou le numéro de la personne ; par défaut, vous")
    every: Literal["manual", "day", "week", "month"] = "week"
    hour: int = 6
    weekday: int = Field(default=0, description="0 pour lundi")
    month_day: int = Field(default=1, description="Un mois plus court prend son dernier jour")
    watched: bool = True
    stale_days: int | None = None
    most_seconds: float | None = None
    most_cost: float | None = None
    notes: str = Field(default="", max_length=4_000)

    def how(self) -> dict[str, Any]:
        """Without the name when it is to be the capability's own."""
        return {name: value for name, value in self.dict().items() if name != "title" or value}


class GivenService(Hours):
    """A capability to put in service."""

    capability: str
    input: dict[str, Any] = {}


class GivenChange(Hours):
    """A change, with the revision that was read."""

    revision: int


class GivenCandidate(Schema):
    """A candidate's input."""

    input: dict[str, Any] = {}
    revision: int


class GivenDecision(Schema):
    """What becomes of the candidate."""

    promote: bool
    why: str = Field(max_length=500)
    revision: int


class GivenReturn(Schema):
    """The earlier version wanted."""

    version: int
    revision: int
    why: str = Field(default="", max_length=500)


class GivenWithdrawal(Schema):
    """Why it is withdrawn."""

    why: str = Field(max_length=500)
    revision: int


class GivenPause(Schema):
    """Suspended, or taken up again."""

    paused: bool
    revision: int


class GivenPrice(Schema):
    """A range of the company's own."""

    low: float
    high: float
    source: str = Field(max_length=200)
    revision: int = 0


@router.get(
    "", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Lister les savoir-faire en service"
)
def listing(request: HttpRequest) -> list[dict[str, Any]]:
    """Avec leurs versions, leurs derniers lancements, leurs alertes."""
    return [telling.service(one) for one in deploying.services_of(caller(request))]


@router.post(
    "", response={200: dict[str, Any], REFUSALS: Problem}, summary="Mettre un savoir-faire en service"
)
def deploy(request: HttpRequest, given: GivenService) -> dict[str, Any]:
    """Il tourne aussitôt : ce premier lancement sert de repère."""
    how = given.how()
    return _service(request, deploying.deploy(caller(request), how.pop("capability"), how.pop("input"), how))


@router.get(
    "/options", response={200: dict[str, Any], REFUSALS: Problem}, summary="Comparer les installations"
)
def options(request: HttpRequest) -> dict[str, Any]:
    """Coût sur trois ans, de la consommation mesurée et de prix en fourchettes."""
    return telling.options(costing.options(caller(request)))


@router.put(
    "/prices/{key}", response={200: dict[str, Any], REFUSALS: Problem}, summary="Donner son propre prix"
)
def price(request: HttpRequest, key: str, given: GivenPrice) -> dict[str, Any]:
    """Avec sa source ; il remplace la fourchette publique."""
    kept = costing.set_price(
        caller(request), key, str(given.low), str(given.high), given.source, given.revision
    )
    return {
        "key": kept.key,
        "low": float(kept.low),
        "high": float(kept.high),
        "source": kept.source,
        "revision": kept.revision,
    }


@router.get(
    "/checklist", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Ce qu'il reste à brancher"
)
def integration(request: HttpRequest) -> list[dict[str, Any]]:
    """Par logiciel, coché par ce qui existe."""
    return telling.software(checklist.checklist(caller(request)))


@router.get(
    "/promises", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Promis, et mesuré depuis"
)
def promises(request: HttpRequest) -> list[dict[str, Any]]:
    """Pour chaque savoir-faire en service : la fourchette promise, le gain mesuré avec son intervalle, et la conclusion."""
    return [
        {"service": one.pk, "title": one.title, "promises": [each.plain() for each in found]}
        for one, found in every_promise(caller(request))
    ]


@router.get("/alerts", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Lister les alertes")
def alerts(request: HttpRequest) -> list[dict[str, Any]]:
    """Celles qui durent d'abord."""
    return [telling.alert(one) for one in ringing.alerts_of(caller(request))[:200]]


@router.get(
    "/{service}", response={200: dict[str, Any], REFUSALS: Problem}, summary="Lire un savoir-faire en service"
)
def one(request: HttpRequest, service: int) -> dict[str, Any]:
    """Ses versions, ses lancements, sa dérive, sa candidate."""
    return _service(request, deploying.service_of(caller(request), service))


@router.put("/{service}", response={200: dict[str, Any], REFUSALS: Problem}, summary="Changer son réglage")
def change(request: HttpRequest, service: int, given: GivenChange) -> dict[str, Any]:
    """Refusé si quelqu'un l'a changé entre-temps."""
    return _service(request, deploying.change(caller(request), service, given.dict(), given.revision))


@router.post("/{service}/run", response={200: dict[str, Any], REFUSALS: Problem}, summary="Lancer maintenant")
def run(request: HttpRequest, service: int) -> dict[str, Any]:
    """Le résultat est dans vos demandes."""
    made = deploying.run_now(caller(request), service)
    return {"request": made.request, "version": made.setting.number}


@router.post(
    "/{service}/pause", response={200: dict[str, Any], REFUSALS: Problem}, summary="Suspendre, reprendre"
)
def pause(request: HttpRequest, service: int, given: GivenPause) -> dict[str, Any]:
    """Suspendu, il ne part plus à l'heure dite."""
    return _service(request, deploying.set_paused(caller(request), service, given.paused, given.revision))


@router.post(
    "/{service}/look", response={200: dict[str, Any], REFUSALS: Problem}, summary="Surveiller maintenant"
)
def look(request: HttpRequest, service: int) -> dict[str, Any]:
    """Données, résultats, échecs, coût."""
    raised = ringing.look_now(caller(request), service)
    return {"raised": raised, **_service(request, deploying.service_of(caller(request), service))}


@router.post(
    "/{service}/candidate",
    response={200: dict[str, Any], REFUSALS: Problem},
    summary="Essayer une version candidate",
)
def candidate(request: HttpRequest, service: int, given: GivenCandidate) -> dict[str, Any]:
    """Elle et la version en service tournent sur les mêmes données."""
    versions.try_candidate(caller(request), service, given.input, given.revision)
    return _service(request, deploying.service_of(caller(request), service))


@router.post(
    "/{service}/decision", response={200: dict[str, Any], REFUSALS: Problem}, summary="Promouvoir ou refuser"
)
def decision(request: HttpRequest, service: int, given: GivenDecision) -> dict[str, Any]:
    """Toujours avec une raison."""
    versions.decide(caller(request), service, given.promote, given.why, given.revision)
    return _service(request, deploying.service_of(caller(request), service))


@router.post(
    "/{service}/rollback", response={200: dict[str, Any], REFUSALS: Problem}, summary="Revenir à une version"
)
def rollback(request: HttpRequest, service: int, given: GivenReturn) -> dict[str, Any]:
    """Une version qui a déjà été en service."""
    versions.roll_back(caller(request), service, given.version, given.revision, given.why)
    return _service(request, deploying.service_of(caller(request), service))


@router.get("/{service}/runbook", response={200: None, REFUSALS: Problem}, summary="Lire la conduite à tenir")
def book(request: HttpRequest, service: int) -> HttpResponse:
    """En Markdown."""
    return HttpResponse(
        runbook.markdown(caller(request), service), content_type="text/markdown; charset=utf-8"
    )


@router.post(
    "/{service}/withdrawal",
    response={204: None, 409: Problem, REFUSALS: Problem},
    summary="Retirer du service",
)
def withdraw(request: HttpRequest, service: int, given: GivenWithdrawal) -> Status[None]:
    """Horaires, versions et alertes partent ; les résultats restent, et le journal garde la raison."""
    deploying.withdraw(caller(request), service, given.why, given.revision)
    return Status(204, None)


@router.post(
    "/alerts/{number}/seen",
    response={200: dict[str, Any], REFUSALS: Problem},
    summary="Dire qu'une alerte est lue",
)
def seen(request: HttpRequest, number: int) -> dict[str, Any]:
    """Elle reste ouverte tant que sa cause dure."""
    return telling.alert(ringing.see(caller(request), number))


def _service(request: HttpRequest, one: Service) -> dict[str, Any]:
    return telling.service(one, promises_of(caller(request), one))
