"""The method of one company for one person (core ``MethodAccess``): the services behind the pages, and their rights."""

from datetime import date

from django.utils import timezone

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.core.french.numbers import format_money, format_number
from levier.core.french.writing_dates import format_date
from levier.core.method import (
    AssessmentFact,
    EffectFact,
    GainsFact,
    PilotFact,
    ProjectFact,
    Room,
    StateFact,
    WaitingFact,
)
from levier.core.period import Period
from levier.governance.approvals import deciding
from levier.governance.incidents import services as incident_services
from levier.indicators.effects import TooFew
from levier.method.assessment import services as assessments
from levier.method.assessment.models import Assessment
from levier.method.assessment.referential import levels
from levier.method.following.states import STATES
from levier.method.ideas.box import ideas_of
from levier.method.pilots.effect import Measured, effect_of
from levier.method.pilots.finding import visible
from levier.method.pilots.models import Pilot, State
from levier.operations.gains import net
from levier.policy.rights import Permission, may

_MOST = 20
_ACTIONS = 3


class CompanyMethod:
    """What the person would read on the pages of the method, as facts. Raises NotAllowed as the pages do."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.company = Company.objects.get(pk=actor.company_id)

    def pilots(self) -> list[PilotFact]:
        """Running ones first, then those being prepared, then those decided, the latest first."""
        order = {State.RUNNING: 0, State.PREPARING: 1}
        found = sorted(visible(self.actor)[:_MOST], key=lambda one: order.get(State(one.state), 2))
        return [self._pilot(one) for one in found]

    def _pilot(self, pilot: Pilot) -> PilotFact:
        today = self.company.today
        left = max(0, (pilot.ends - today).days)
        effect, trouble = self._effect(pilot)
        running = pilot.state == State.RUNNING
        tail = f", encore {format_number(left)} jour{'s' if left > 1 else ''}" if running and left else ""
        said = (
            f"Le pilote « {pilot.title} » est {pilot.get_state_display()}, du {format_date(pilot.starts)} au "
            f"{format_date(pilot.ends)}{tail}."
        )
        return PilotFact(
            number=pilot.pk, title=pilot.title, state=str(pilot.state), starts=pilot.starts, ends=pilot.ends,
            days_left=left, effect=effect, trouble=trouble, said=said, gain=self._gain(pilot),
        )  # fmt: skip

    def _effect(self, pilot: Pilot) -> tuple[EffectFact | None, str]:
        if pilot.state == State.PREPARING:
            return None, str(pilot.plan.get("said") or "Son point de départ reste à mesurer.")
        decided = pilot.decisions.first() if pilot.state != State.RUNNING else None
        if decided is not None:
            kept = decided.effect
            if "estimate" not in kept:
                return None, str(kept.get("said", ""))
            return _effect_of(kept), ""
        try:
            return _effect_of(_kept(effect_of(self.actor, pilot))), ""
        except (LevierError, TooFew) as error:
            return None, str(getattr(error, "message", error))

    def _gain(self, pilot: Pilot) -> GainsFact | None:
        """Of the pilot's task, from its first day to its last, or to today."""
        end = min(pilot.ends, self.company.today)
        if pilot.state == State.PREPARING or end < pilot.starts:
            return None
        found = net.gains(self.actor, pilot.starts, end)
        task = next((one for one in found.tasks if one.task == pilot.capability), None)
        if task is None:
            return None
        fact = GainsFact(
            said="", start=pilot.starts, end=end, runs=task.use.runs, hours=task.hours, low=task.hours_low,
            high=task.hours_high, worth=task.worth, spent=task.spent, net=task.net,
            how="Minutes gagnées par dossier, chronométrées, multipliées par le nombre de dossiers ; coûts déduits.",
            lacking=[] if task.hours is not None else [task.said],
        )  # fmt: skip
        return _told(fact, self.company.currency)

    def gains(self, period: Period | None = None) -> GainsFact:
        """Over the days asked, never beyond today; the last three months by default."""
        start, end = (period.start, min(period.end, self.company.today)) if period else (None, None)
        if start and end and end < start:
            start, end = None, None
        found = net.gains(self.actor, start, end)
        timed = any(one.hours is not None for one in found.tasks)
        low, high = found.interval
        fact = GainsFact(
            said="", start=found.start, end=found.end, runs=sum(one.use.runs for one in found.tasks),
            hours=found.hours if timed else None, low=low if timed else None, high=high if timed else None,
            worth=found.worth if found.euros else None, spent=found.spent if found.euros else None,
            net=found.net if found.euros else None, lacking=found.lacking,
            how="Minutes gagnées par dossier, chronométrées sans puis avec Levier, multipliées par les dossiers réellement "
            "traités ; le contrôle, les modèles et les dépenses sont déduits.",
        )  # fmt: skip
        return _told(fact, self.company.currency)

    def projects(self) -> list[ProjectFact]:
        """In the order of the roadmap; those that a condition stops come after, without a place. Only what the company took up
        or what Levier ranks. Raises NotAllowed."""
        from levier.method.roadmap.evaluating import roadmap_of  # noqa: PLC0415 - weighs every candidate

        found = roadmap_of(self.actor)
        told = []
        for one in [
            *found.ordered,
            *(aside for aside in found.aside if aside.candidate.use_case or aside.waits_only_for_a_sponsor),
        ][:_MOST]:
            case = one.candidate.use_case
            stage = str(case.get_stage_display()) if case else "candidat proposé par Levier"
            place = one.rank.place if one.rank else None
            worth = one.net
            money = (
                f", de {_money(worth.low, found.company.currency)} à {_money(worth.high, found.company.currency)} par an, coûts "
                "annuels déduits" if worth else ""
            )  # fmt: skip
            rank = f" vient au rang {place}" if place else " est écarté pour l'instant"
            stopped = (
                f", {stage} ({_small(one.barriers[0].reason.rstrip('.'))})"
                if not place and one.barriers
                else f", {stage}"
            )
            told.append(
                ProjectFact(
                    said=f"« {one.title} »{rank}{stopped}{money}.",
                    title=one.title,
                    stage=stage,
                    place=place,
                    low=worth.low if worth else None,
                    central=worth.central if worth else None,
                    high=worth.high if worth else None,
                    how="Valeur estimée sur les chiffres de l'entreprise, fourchette à 80 % ; ordre par impact et faisabilité.",
                )
            )
        return told

    def assessment(self) -> AssessmentFact | None:
        """The last one closed; else the one that people are answering; None before the first. Its score for those who steer."""
        seen = Assessment.objects.visible_to(self.actor)
        last = seen.filter(closed__isnull=False).first()
        opened = seen.filter(closed=None).first()
        if last is None or last.closed is None:
            if opened is None:
                return None
            said = f"Un diagnostic est en cours depuis le {format_date(opened.opened)} ; il n'est pas encore clos."
            return AssessmentFact(said=said, number=opened.number)
        said = f"Le dernier diagnostic date du {format_date(last.closed)}"
        if not may(self.actor, Permission.STEER):
            return AssessmentFact(said=f"{said}.", number=last.number, closed=last.closed)
        kept = assessments.snapshot_of(self.actor, last)
        if kept.score is not None and kept.level is not None:
            label = levels().levels[kept.level - 1].label
            said += f" : note {format_number(kept.score, 0)} sur 100, niveau {kept.level} (« {label} »)"
        return AssessmentFact(
            said=f"{said}.", number=last.number, closed=last.closed, score=kept.score, level=kept.level,
            actions=[one.what for one in kept.actions[:_ACTIONS]],
            how="Moyenne pondérée de ce qui est mesuré sur les données et de ce que les personnes ont répondu.",
        )  # fmt: skip

    def ideas(self) -> list[WaitingFact]:
        """Those without an answer, the late ones first. Nobody's name."""
        today = self.company.today
        found = sorted(ideas_of(self.actor).filter(answer=""), key=lambda one: (one.due, one.pk))
        return [
            WaitingFact(
                kind="idea", number=one.pk, title=one.title, due=one.due, late=one.is_late(today), voices=getattr(one, "voices", 0),
                said=f"L'idée « {one.title} » attend une réponse, promise pour le {format_date(one.due)}"
                f"{' : elle est en retard' if one.is_late(today) else ''}.",
            )
            for one in found
        ]  # fmt: skip

    def approvals(self) -> list[WaitingFact]:
        """Results this person may approve or refuse now."""
        return [
            WaitingFact(
                kind="approval",
                number=one.pk,
                title=one.title,
                said=f"Le résultat « {one.title} » attend votre validation.",
            )
            for one in deciding.queue(self.actor, waiting=True)[:_MOST]
        ]

    def incidents(self) -> list[WaitingFact]:
        """Open incidents the person may see, with the clock of those that must be notified."""
        now = timezone.now()
        told = []
        for one in incident_services.incidents(self.actor, open_only=True)[:_MOST]:
            left = one.left(now)
            due: date | None = timezone.localdate(one.deadline) if left is not None else None
            clock = f" (notification à la CNIL avant le {format_date(due)})" if due else ""
            told.append(
                WaitingFact(
                    kind="incident",
                    number=one.number,
                    title=one.title,
                    due=due,
                    late=left is not None and left.total_seconds() < 0,
                    said=f"L'incident n° {one.number}, « {one.title} », est ouvert{clock}.",
                )
            )
        return told

    def state(self, room: Room) -> list[StateFact]:
        """What that room of the method says today, as its page shows it to this person."""
        return STATES[room](self.actor, self.company)


def _kept(found: Measured) -> dict[str, object]:
    return found.kept() | {"without": found.effect.without, "certain": found.effect.certain}


def _effect_of(kept: dict[str, object]) -> EffectFact:
    """From what a decision keeps, or a measure of today."""
    change, low, high, without = (float(str(kept[name])) for name in ("estimate", "low", "high", "without"))
    shares = [value / abs(without) if without else None for value in (change, low, high)]
    return EffectFact(
        said=str(kept["said"]), how=str(kept.get("method", "")), label=str(kept["label"]), unit=str(kept["unit"]), change=change,
        low=low, high=high, without=without, level=float(str(kept.get("level", 0.95))), before=int(str(kept["before"])),
        during=int(str(kept["during"])), share=shares[0], share_low=shares[1], share_high=shares[2],
        certain=low > 0 or high < 0, day=date.fromisoformat(str(kept["day"])),
    )  # fmt: skip


def _told(fact: GainsFact, currency: str) -> GainsFact:
    when = f"du {format_date(fact.start)} au {format_date(fact.end)}"
    if fact.hours is None or fact.low is None or fact.high is None:
        return fact.model_copy(update={"said": f"Le temps gagné {when} n'est pas encore connu."})
    said = (
        f"Temps gagné {when} : {format_number(fact.hours, 1)} heures, entre {format_number(fact.low, 1)} et "
        f"{format_number(fact.high, 1)} heures (intervalle à 95 %)."
    )
    if fact.net is None:
        return fact.model_copy(update={"said": said})
    net_said = f"Gain net de tous les coûts {when} : {format_money(round(fact.net, 2), currency)}."
    return fact.model_copy(update={"said": said, "net_said": net_said})


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _money(value: float, currency: str) -> str:
    return format_money(round(value), currency, decimals=0)
