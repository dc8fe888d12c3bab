"""Pilots by REST: prepare, measure the start, begin, run, time files, measure the effect, decide."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from levier.api.problems import REFUSALS, Problem
from levier.api.security import caller
from levier.core.errors import NotFound
from levier.indicators.measuring import timing
from levier.method.pilots import (
    baseline,
    board,
    deciding,
    drafting,
    finding,
    proposing,
    running,
    starting,
    telling,
)
from levier.method.pilots.criteria import criteria
from levier.method.pilots.describing import described
from levier.method.pilots.effect import effect_of
from levier.method.pilots.models import Sprint
from levier.method.pilots.worth import worth_of
from levier.method.roadmap.models import UseCase

router = Router(tags=["Pilotes"])


class CriterionShown(Schema):
    """One of the five, with the facts that bear it."""

    name: str
    label: str
    met: bool
    evidence: str
    mend: str


class PilotShown(Schema):
    """A pilot. ``baseline``, ``plan``: what was measured before; ``expected``: a share of the baseline."""

    id: int
    title: str
    use_case: int
    capability: str
    state: str
    design: str
    measure: str
    grain: str
    expected: float
    starts: date
    ends: date
    sponsor: str
    team: list[str]
    baseline: dict[str, Any]
    plan: dict[str, Any]
    decisions: list[dict[str, Any]]
    revision: int


class PilotGiven(Schema):
    """What is said of a pilot; the rest is measured."""

    use_case: int = Field(description="Numéro du cas d'usage")
    title: str = Field(default="", max_length=150)
    capability: str = Field(description="Savoir-faire essayé")
    design: Literal["interrupted", "switchback", "timed", "split"]
    expected: float = Field(description="Effet attendu, en part du départ : −0,2 pour un cinquième de moins")
    starts: date
    ends: date
    scope: str = ""
    measure: str = Field(default="", description="« type:mesure », pour les méthodes sur tableau")
    dataset: int | None = None
    grain: Literal["day", "week", "month"] = "week"
    sprint_weeks: int = 2
    sponsor: int | None = None
    team: list[int] = []
    given: dict[str, Any] = Field(default={}, description="Ce avec quoi le savoir-faire est lancé")


class PilotProposed(Schema):
    """What would stand in the form; ``why``: where it comes from. Send it back, corrected, to prepare the pilot."""

    use_case: int | None
    title: str
    capability: str
    scope: str
    design: str
    measure: str
    expected: float
    starts: date
    ends: date
    sponsor: int | None
    why: str


class PilotChanged(PilotGiven):
    """The same, with the revision that was read."""

    revision: int


class TimingGiven(Schema):
    """One file timed; nobody's name."""

    way: Literal["without", "with"]
    minutes: float
    checking: float = 0
    wrong: bool | None = None
    day: date | None = None


class RemarkGiven(Schema):
    """What someone thinks."""

    useful: bool | None = None
    comment: str = ""
    correction: str = ""
    run: int | None = None


class DecisionGiven(Schema):
    """Go, adjust or stop, with reasons."""

    verdict: Literal["go", "adjust", "stop"]
    reasons: str
    until: date | None = None


class CardShown(Schema):
    """A card of the board."""

    id: int
    title: str
    note: str
    mvp: bool
    column: str
    revision: int


class CardGiven(Schema):
    """A new card."""

    title: str
    note: str = ""
    mvp: bool = False


class CardChanged(CardGiven):
    """A card written anew, with the revision that was read."""

    revision: int


class DemonstrationGiven(Schema):
    """What was said at the demonstration that ends a sprint."""

    said: str
    day: date | None = None


class CardMoved(Schema):
    """Where it goes, and the revision that was read."""

    column: Literal["todo", "doing", "done"]
    revision: int


@router.get("", response={200: list[PilotShown], REFUSALS: Problem}, summary="Lister les pilotes")
def listing(request: HttpRequest) -> list[dict[str, Any]]:
    """Those of the company, the last first."""
    return [described(one) for one in finding.visible(caller(request))]


@router.post("", response={201: PilotShown, REFUSALS: Problem}, summary="Préparer un pilote")
def create(request: HttpRequest, given: PilotGiven) -> Status[dict[str, Any]]:
    """Un pilote en préparation."""
    return Status(201, described(drafting.create(caller(request), _draft(given))))


@router.get(
    "/proposal", response={200: PilotProposed, REFUSALS: Problem}, summary="Se faire proposer un pilote"
)
def proposal(request: HttpRequest, use_case: int | None = None, capability: str = "") -> Any:
    """Rempli d'après le projet (à défaut, le seul retenu), ce que son savoir-faire fait bouger et les tableaux de l'entreprise."""
    actor = caller(request)
    case = UseCase.objects.visible_to(actor).filter(pk=use_case).first() if use_case is not None else None
    if use_case is not None and case is None:
        raise NotFound(f"Le cas d'usage n° {use_case} n'existe pas", mend="Voyez la feuille de route.")
    return proposing.proposed(actor, case, capability)


@router.get("/{pilot}", response={200: PilotShown, REFUSALS: Problem}, summary="Lire un pilote")
def read(request: HttpRequest, pilot: int) -> dict[str, Any]:
    """Un pilote, son départ, sa durée, ses décisions."""
    return described(finding.get(caller(request), pilot))


@router.put(
    "/{pilot}", response={200: PilotShown, 409: Problem, REFUSALS: Problem}, summary="Décrire autrement"
)
def change(request: HttpRequest, pilot: int, given: PilotChanged) -> dict[str, Any]:
    """Tant qu'il est en préparation ; 409 si quelqu'un l'a modifié depuis ``revision``."""
    return described(drafting.change(caller(request), pilot, _draft(given), given.revision))


@router.get(
    "/{pilot}/criteria",
    response={200: list[CriterionShown], REFUSALS: Problem},
    summary="Vérifier les critères",
)
def checked(request: HttpRequest, pilot: int) -> list[Any]:
    """Les cinq critères, chacun avec ses preuves."""
    actor = caller(request)
    return list(criteria(actor, finding.get(actor, pilot)))


@router.post("/{pilot}/baseline", response={200: PilotShown, REFUSALS: Problem}, summary="Mesurer le départ")
def start_point(request: HttpRequest, pilot: int) -> dict[str, Any]:
    """Mesure le point de départ et calcule la durée nécessaire."""
    return described(baseline.measure(caller(request), pilot))


@router.post("/{pilot}/start", response={200: PilotShown, REFUSALS: Problem}, summary="Commencer")
def start(request: HttpRequest, pilot: int) -> dict[str, Any]:
    """Refusé tant qu'il manque un critère, dit lequel."""
    return described(starting.start(caller(request), pilot))


@router.post(
    "/{pilot}/runs", response={202: dict[str, int], REFUSALS: Problem}, summary="Lancer le savoir-faire"
)
def run(request: HttpRequest, pilot: int) -> Status[dict[str, int]]:
    """Pour de bon ; ``request`` se suit par « /requests »."""
    made = running.run_now(caller(request), pilot)
    return Status(202, {"run": made.pk, "request": made.request})


@router.post(
    "/{pilot}/timings", response={201: dict[str, int], REFUSALS: Problem}, summary="Chronométrer un dossier"
)
def time(request: HttpRequest, pilot: int, given: TimingGiven) -> Status[dict[str, int]]:
    """Un dossier, sans ou avec Levier ; aucun nom n'est conservé."""
    actor = caller(request)
    found = finding.get(actor, pilot)
    made = timing.add(
        actor,
        found.capability,
        given.way,
        given.minutes,
        checking=given.checking,
        wrong=given.wrong,
        day=given.day,
    )
    return Status(201, {"id": made.pk})


@router.get("/{pilot}/effect", response={200: dict[str, Any], REFUSALS: Problem}, summary="Mesurer l'effet")
def effect(request: HttpRequest, pilot: int) -> dict[str, Any]:
    """Avec son intervalle ; un refus dit ce qui manque."""
    actor = caller(request)
    found = finding.get(actor, pilot)
    measured = effect_of(actor, found)
    worth = worth_of(actor, found, measured)
    return {**measured.kept(), "worth": worth.plain() if worth else None}


@router.post("/{pilot}/remarks", response={201: dict[str, int], REFUSALS: Problem}, summary="Donner son avis")
def remark(request: HttpRequest, pilot: int, given: RemarkGiven) -> Status[dict[str, int]]:
    """Utile ou non, un commentaire, une correction."""
    made = running.remark(
        caller(request),
        pilot,
        useful=given.useful,
        comment=given.comment,
        correction=given.correction,
        run=given.run,
    )
    return Status(201, {"id": made.pk})


@router.post("/{pilot}/decisions", response={201: PilotShown, REFUSALS: Problem}, summary="Décider")
def decide(request: HttpRequest, pilot: int, given: DecisionGiven) -> Status[dict[str, Any]]:
    """Généraliser, ajuster ou arrêter, avec ses raisons ; inscrit au journal."""
    actor = caller(request)
    deciding.decide(actor, pilot, given.verdict, given.reasons, given.until)
    return Status(201, described(finding.get(actor, pilot)))


@router.get("/{pilot}/cards", response={200: list[CardShown], REFUSALS: Problem}, summary="Lire le tableau")
def cards(request: HttpRequest, pilot: int) -> list[Any]:
    """Les cartes, colonne par colonne."""
    found = finding.get(caller(request), pilot)
    return [card for lane in board.lanes(found) for card in lane.cards]


@router.post("/{pilot}/cards", response={201: CardShown, REFUSALS: Problem}, summary="Ajouter une carte")
def add_card(request: HttpRequest, pilot: int, given: CardGiven) -> Status[Any]:
    """Au pied de « À faire »."""
    return Status(201, board.add(caller(request), pilot, given.title, note=given.note, mvp=given.mvp))


@router.post(
    "/{pilot}/cards/{card}",
    response={200: CardShown, 409: Problem, REFUSALS: Problem},
    summary="Déplacer une carte",
)
def move_card(request: HttpRequest, pilot: int, card: int, given: CardMoved) -> Any:
    """409 si quelqu'un l'a modifiée depuis ``revision``."""
    return board.move(caller(request), pilot, card, given.column, given.revision)


@router.put(
    "/{pilot}/cards/{card}",
    response={200: CardShown, 409: Problem, REFUSALS: Problem},
    summary="Récrire une carte",
)
def edit_card(request: HttpRequest, pilot: int, card: int, given: CardChanged) -> Any:
    """409 si quelqu'un l'a modifiée depuis ``revision``."""
    said = given.model_dump(include={"title", "note", "mvp"})
    return board.edit(caller(request), pilot, card, given.revision, **said)


@router.delete(
    "/{pilot}/cards/{card}",
    response={204: None, 409: Problem, REFUSALS: Problem},
    summary="Retirer une carte",
)
def remove_card(request: HttpRequest, pilot: int, card: int, revision: int) -> Status[None]:
    """409 si quelqu'un l'a modifiée depuis ``revision``."""
    board.remove(caller(request), pilot, card, revision)
    return Status(204, None)


@router.get(
    "/{pilot}/sprints", response={200: list[dict[str, Any]], REFUSALS: Problem}, summary="Les sprints"
)
def sprints(request: HttpRequest, pilot: int) -> list[dict[str, Any]]:
    """Leurs dates, et ce qui a été dit à chaque démonstration."""
    return [_sprint(one) for one in finding.get(caller(request), pilot).sprints.all()]


@router.post(
    "/{pilot}/sprints/{number}/demonstration",
    response={200: dict[str, Any], REFUSALS: Problem},
    summary="Noter une démonstration",
)
def shown(request: HttpRequest, pilot: int, number: int, given: DemonstrationGiven) -> dict[str, Any]:
    """À la fin de chaque sprint."""
    return _sprint(board.shown(caller(request), pilot, number, given.said, given.day))


@router.get(
    "/{pilot}/communication.pdf", summary="La page pour l'équipe", response={200: None, REFUSALS: Problem}
)
def paper(request: HttpRequest, pilot: int) -> HttpResponse:
    """Une page, en PDF."""
    actor = caller(request)
    return HttpResponse(
        telling.communication(actor, finding.get(actor, pilot)), content_type="application/pdf"
    )


def _sprint(one: Sprint) -> dict[str, Any]:
    return {
        "number": one.number,
        "starts": one.starts,
        "ends": one.ends,
        "shown_on": one.shown_on,
        "said": one.said,
    }


def _draft(given: PilotGiven) -> drafting.Draft:
    said = given.model_dump(exclude={"revision", "team"})
    return drafting.Draft(**said, team=tuple(given.team))
