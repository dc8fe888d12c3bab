"""What a person finds on arriving: what waits for them, what was answered last, and one step worth taking."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.french.writing_dates import format_date
from levier.governance.approvals import deciding
from levier.governance.incidents import services as incidents
from levier.governance.legal.facts import stale
from levier.knowledge.reading import readable_documents
from levier.method.steps import Progress, next_stage
from levier.operations.boards.alerts import alerts_of
from levier.operations.own_date import day_after_data
from levier.orchestrator import services
from levier.orchestrator.models import RequestStatus
from levier.policy.rights import Permission, may
from levier.tables.models import Dataset
from levier.web.ask import examples, turns
from levier.web.capabilities import cards

_LAST = 4
_LONG_AGO = 366
"""Days without new data after which a company is taken to be trying Levier on old data."""
_WAITING = {
    RequestStatus.CLARIFY: ("message-question", "Levier a besoin d'une précision"),
    RequestStatus.RUNNING: ("loader", "En cours de calcul"),
    RequestStatus.QUEUED: ("hourglass", "En attente"),
}


@dataclass(frozen=True)
class Waiting:
    """Something that needs the person, or that they started and is not over."""

    icon: str
    what: str
    text: str
    address: str


@dataclass(frozen=True)
class Suggestion:
    """The one next step. ``request``: a request to ask at once; else ``address`` leads to the page."""

    icon: str
    title: str
    text: str
    verb: str
    address: str = ""
    request: str = ""


@dataclass(frozen=True)
class Counts:
    """What Levier can read for this person."""

    tables: int
    documents: int
    ready: int
    capabilities: int


@dataclass(frozen=True)
class Today:
    """The whole page."""

    waiting: list[Waiting]
    last: list[turns.Past]
    suggestion: Suggestion | None
    counts: Counts


def today(actor: Actor) -> Today:
    """Everything the home page shows to ``actor``."""
    every = [card for family in cards.families(actor) for card in family.cards]
    counts = Counts(
        tables=Dataset.objects.filter(
            company_id=actor.company_id, current__gt=0, grants__token__in=actor.readers
        )
        .distinct()
        .count(),
        documents=readable_documents(actor).count(),
        ready=sum(card.ready for card in every),
        capabilities=len(every),
    )
    history = services.history(actor)
    waiting = trust_waiting(actor)
    waiting += [
        Waiting(*_WAITING[RequestStatus(one.status)], one.text, reverse("ask_request", args=[one.pk]))
        for one in history.filter(status__in=list(_WAITING))[:5]
    ]
    waiting = [
        *(
            Waiting(
                "bell-ringing", one.title, one.text, reverse("board_tile", args=[one.board_id, one.tile_id])
            )
            for one in alerts_of(actor, waiting=True).filter(ended=None)[:3]
        ),
        *waiting,
    ]
    ended = [turns.past(one) for one in history.exclude(status__in=list(_WAITING))[:_LAST]]
    return Today(waiting, ended, _suggestion(actor, counts, every, asked=bool(ended or waiting)), counts)


def trust_waiting(actor: Actor) -> list[Waiting]:
    """What must be approved, the clocks that run, the legal facts to read again."""
    found = []
    if count := deciding.waiting_count(actor):
        one = count == 1
        found.append(
            Waiting(
                "clipboard-check",
                f"{count} résultat{'' if one else 's'} à valider",
                "Rien ne sort comme validé avant votre accord.",
                reverse("approvals"),
            )
        )
    now = timezone.now()
    found += [
        Waiting(
            "bell-ringing",
            f"Incident n° {one.number} : {incidents.clock(one, now)}",
            one.title,
            reverse("incident", args=[one.number]),
        )
        for one in incidents.running(actor)[:2]
    ]
    old = stale(timezone.localdate()) if may(actor, Permission.GOVERN) else []
    if old:
        found.append(
            Waiting(
                "book",
                f"{len(old)} texte{'' if len(old) == 1 else 's'} de loi à relire",
                f"{old[0].article} : {old[0].says}",
                reverse("legal"),
            )
        )
    return found


def _suggestion(
    actor: Actor, counts: Counts, every: list[cards.CapabilityCard], *, asked: bool
) -> Suggestion | None:
    imports = _address("data_import") if may(actor, Permission.IMPORT) else ""
    if not counts.tables and imports:
        text = "Un export de votre logiciel suffit : CSV ou Excel. Levier reconnaît les colonnes et mesure la qualité."
        return Suggestion("database", "Importez vos ventes", text, "Importer un tableau", imports)
    if not counts.documents and imports:
        text = "Contrats, procédures, conditions de vente : Levier les cite mot pour mot, à la bonne page."
        return Suggestion("file-text", "Déposez un premier document", text, "Déposer un document", imports)
    possible = examples.suggested(actor)
    if stale := _old_data(actor):
        return stale
    if not asked and possible:
        return Suggestion(
            "message-question",
            "Posez votre première question",
            f"« {possible[0].text} »",
            "Demander",
            request=possible[0].text,
        )
    if step := _method_step(actor):
        return step
    near = max((card for card in every if not card.ready), key=lambda card: card.score, default=None)
    if near and near.score > 0:
        text = f"Il ne manque que ceci : {near.missing[0]}."
        return Suggestion(
            near.icon, f"{near.title} est presque prêt", text, "Voir ce qui manque", near.address
        )
    fresh = _not_yet_asked(actor, possible)
    return (
        Suggestion("bulb", "À essayer aujourd'hui", f"« {fresh} »", "Demander", request=fresh)
        if fresh
        else None
    )


def _old_data(actor: Actor) -> Suggestion | None:
    """Data that ends long ago leaves « le mois dernier » empty: the owner may live at its date."""
    if not may(actor, Permission.MANAGE_COMPANY):
        return None
    after = day_after_data(actor)
    if after is None or (Company.objects.get(pk=actor.company_id).today - after).days <= _LONG_AGO:
        return None
    text = (
        f"Elles s'arrêtent au {format_date(after - timedelta(days=1))}. Importez les suivantes ; ou, pour essayer, dites à Levier "
        "de se placer à cette date."
    )
    return Suggestion(
        "calendar-event", "Vos données sont anciennes", text, "Choisir la date", _address("settings")
    )


def _method_step(actor: Actor) -> Suggestion | None:
    """The method goes on from where it stands, for those who steer it."""
    stage = next_stage(actor) if may(actor, Permission.STEER) else None
    address = _address(stage.step.name) if stage else ""
    if stage is None or not address:
        return None
    verb = "Continuer" if stage.standing.progress == Progress.NOW else "Commencer"
    return Suggestion(
        stage.step.icon,
        f"Méthode : {stage.step.label.lower()}",
        stage.standing.said or stage.step.purpose,
        verb,
        address,
    )


def _not_yet_asked(actor: Actor, possible: list[examples.Example]) -> str:
    asked = set(services.history(actor).values_list("text", flat=True)[:200])
    return next((one.text for one in possible if one.text not in asked), "")


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
