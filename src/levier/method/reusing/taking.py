"""Read from a company what may be reused: one reader for each kind of template. Nothing is written."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from levier.accounts.models import Company, Membership
from levier.capabilities import registry
from levier.core.actor import Actor, Role
from levier.core.errors import BadInput, NotEnoughData
from levier.indicators.surveys import services as surveys
from levier.method.adoption.communicating import messages_of
from levier.method.pilots.finding import steered
from levier.method.reusing import contents
from levier.method.reusing.hiding import Hider
from levier.method.reusing.models import TemplateKind
from levier.method.roadmap.models import Objective, Plan
from levier.method.training.models import TierPlan
from levier.method.training.sessions import sessions_of
from levier.policy.rights import Permission, require
from levier.tables.measures import MODELS

_MONTH = 30.44


@dataclass(frozen=True)
class Taken:
    """A content ready to be kept. ``hidden``: how many texts lost a name or a figure on the way."""

    content: contents.Content
    hidden: int


def take(actor: Actor, kind: str, source: int | None = None) -> Taken:
    """The structure of the company's roadmap, plan or training; of the pilot or survey ``source``.

    Raises NotAllowed, NotFound, BadInput (unknown kind, no source), NotEnoughData (there is nothing to take).
    """
    require(actor, Permission.STEER)
    reader = _READERS.get(kind)
    if reader is None:
        raise BadInput(
            f"La sorte de modèle « {kind} » n'existe pas",
            where="sorte",
            mend=f"L'une de : {', '.join(TemplateKind.values)}.",
        )
    hide = Hider(actor)
    return Taken(reader(actor, hide, source), hide.hidden)


def _roadmap(actor: Actor, hide: Hider, source: int | None) -> contents.Roadmap:
    today = Company.objects.get(pk=actor.company_id).today
    found = Objective.objects.visible_to(actor)
    plan = Plan.objects.filter(company_id=actor.company_id).first()
    weights = dict(plan.weights) if plan else {}
    if not found and not weights:
        raise _nothing("Cette entreprise n'a ni objectif ni poids choisis", "feuille de route")
    return contents.Roadmap(
        objectives=tuple(
            contents.AnObjective(title=hide(one.title), indicator=one.indicator, months=_months(today, one.due)) for one in found
        ),
        weights=weights,
    )  # fmt: skip


def _pilot(actor: Actor, hide: Hider, source: int | None) -> contents.PilotPlan:
    pilot = steered(actor, _said(source, "pilote"))
    if pilot.kind and pilot.measure not in MODELS[pilot.kind].measures:
        raise BadInput(
            "Ce pilote suit une mesure que l'entreprise a définie pour elle : une autre ne l'a pas", where=pilot.measure,
            mend="Un modèle suit les mesures de Levier : prenez un autre pilote.",
        )  # fmt: skip
    roles = dict(Membership.objects.filter(company_id=actor.company_id).values_list("user", "role"))
    team = Counter(roles[one] for one in pilot.team.values_list("pk", flat=True) if one in roles)
    return contents.PilotPlan(
        title=hide(pilot.title), capability=registry.get(pilot.capability).name, design=pilot.design, kind=pilot.kind,
        measure=pilot.measure, grain=pilot.grain, direction="up" if pilot.direction == "up" else "down",
        weeks=max(1, round((pilot.ends - pilot.starts).days / 7)), sprint_weeks=pilot.sprint_weeks, scope=hide(pilot.scope),
        cards=tuple(contents.ACard(title=hide(one.title), note=hide(one.note), mvp=one.mvp) for one in pilot.cards.all()),
        team={str(role): team[role] for role in Role if team[role]}, sponsor=roles.get(pilot.sponsor_id or 0, ""),
    )  # fmt: skip


def _communication(actor: Actor, hide: Hider, source: int | None) -> contents.Communication:
    found = list(messages_of(actor))
    if not found:
        raise _nothing("Cette entreprise n'a pas de plan de communication", "plan de communication")
    first = found[0].due
    return contents.Communication(
        messages=tuple(
            contents.AMessage(
                audience=hide(one.audience), why=hide(one.why), body=hide(one.body), channel=one.channel, after=(one.due - first).days
            )
            for one in found
        )
    )  # fmt: skip


def _training(actor: Actor, hide: Hider, source: int | None) -> contents.Training:
    today = Company.objects.get(pk=actor.company_id).today
    tiers = list(TierPlan.objects.filter(company_id=actor.company_id))
    found = list(sessions_of(actor))
    if not tiers and not found:
        raise _nothing("Cette entreprise n'a ni plan de formation décidé, ni séance", "formation")
    return contents.Training(
        tiers=tuple(
            contents.ATier(tier=one.tier, hours=f"{one.hours.normalize():f}", within=max(7, (one.due - today).days)) for one in tiers
        ),
        sessions=tuple(
            contents.ASession(
                tier=one.tier, title=hide(one.title), capabilities=tuple(one.capabilities), hours=f"{one.hours.normalize():f}", seats=one.seats,
                after=(one.day - found[0].day).days,
            )
            for one in found
        ),
    )  # fmt: skip


def _survey(actor: Actor, hide: Hider, source: int | None) -> contents.Questionnaire:
    found = surveys.get(actor, _said(source, "enquête"))
    return contents.Questionnaire(
        title=hide(found.title), question=found.question, about=hide(found.about), message=hide(found.message),
        days=max(1, min(366, (found.closes - timezone.localdate(found.created)).days)),
    )  # fmt: skip


_READERS: dict[str, Callable[[Actor, Hider, int | None], contents.Content]] = {
    "roadmap": _roadmap, "pilot": _pilot, "communication": _communication, "training": _training, "survey": _survey,
}  # fmt: skip


def _said(source: int | None, what: str) -> int:
    if source is None:
        raise BadInput(
            f"Dites de quel {what} partir" if what == "pilote" else f"Dites de quelle {what} partir",
            where=what,
        )
    return source


def _nothing(said: str, where: str) -> NotEnoughData:
    return NotEnoughData(
        said, where=where, mend="Choisissez une autre entreprise, ou une autre sorte de modèle."
    )


def _months(today: date, due: date) -> int:
    return max(1, min(180, round((due - today).days / _MONTH)))
