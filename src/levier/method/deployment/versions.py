"""Settings as versions: try a candidate beside the one in service on the same data, promote or refuse it, go back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from levier.capabilities import inputs, registry
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.method.deployment.deploying import locked, service_of, touch
from levier.operations.watching import running
from levier.operations.watching.figures import passed, worse
from levier.operations.watching.models import Purpose, Run, Service, Setting, State
from levier.policy import journal


@dataclass(frozen=True)
class Beside:
    """A figure of both versions on the same data. ``worse``: by which share the candidate is worse (below zero: better)."""

    label: str
    unit: str
    in_service: float | None
    candidate: float | None
    worse: float | None
    passed: bool

    @property
    def verdict(self) -> str:
        """« mieux », « moins bien », « pareil » (less than 1 % apart)."""
        if self.worse is None:
            return "—"
        return "pareil" if abs(self.worse) < 0.01 else "moins bien" if self.worse > 0 else "mieux"


@dataclass(frozen=True)
class Comparison:
    """A candidate and the version in service, run together. ``ready``: both are over and went well; ``same_data``: both read the
    same versions of the same tables; ``said``: the finding in one sentence."""

    candidate: Setting
    runs: tuple[Run | None, Run | None]
    lines: list[Beside]
    ready: bool
    same_data: bool
    said: str
    changed: tuple[str, ...] = ()
    """What was asked differently, in French: errors of different tasks do not compare exactly."""


def try_candidate(actor: Actor, pk: int, given: Mapping[str, Any], revision: int) -> Setting:
    """Make a candidate with this input (the one in service learns again with its own), and run both now, as the person.
    Raises NotAllowed, NotFound, BadInput, Conflict."""
    service = service_of(actor, pk)
    kind = registry.get(service.capability)
    typed = inputs.read(kind.Input, given).model_dump(mode="json", include=set(given))
    with transaction.atomic():
        service = locked(pk, revision)
        if service.settings.filter(state=State.CANDIDATE).exists():
            raise BadInput(
                "Une version candidate attend déjà", where=service.title, mend="Décidez d'abord de celle-là."
            )
        number = service.settings.order_by("-number").values_list("number", flat=True)[0] + 1
        made = Setting.objects.create(
            service=service, number=number, input=typed, state=State.CANDIDATE, made_by_id=actor.person_id
        )
        touch(service, actor)
        _journal(actor, service, "candidate", {"version": number})
    running.run_now(service, service.in_service, Purpose.BESIDE, actor)
    running.run_now(service, made, Purpose.CANDIDATE, actor)
    return made


def comparison_of(service: Service) -> Comparison | None:
    """The candidate that waits for its decision; None when there is none."""
    candidate = service.settings.filter(state=State.CANDIDATE).first()
    if candidate is None:
        return None
    new = candidate.runs.filter(purpose=Purpose.CANDIDATE).first()
    old = service.runs.filter(purpose=Purpose.BESIDE, planned__gte=candidate.made).first()
    ready = bool(new and old and new.good and old.good)
    lines = _lines(old.figures, new.figures) if new and old and ready else []
    same = bool(new and old and new.data == old.data)
    return Comparison(
        candidate, (old, new), lines, ready, same, _said(lines, ready, old, new), _changed(service, candidate)
    )


def _changed(service: Service, candidate: Setting) -> tuple[str, ...]:
    before, now = service.in_service.input, candidate.input
    labels = {one.name: one.label for one in inputs.fields(registry.get(service.capability).Input)}
    return tuple(
        labels.get(name, name) for name in sorted({*before, *now}) if before.get(name) != now.get(name)
    )


def _lines(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Beside]:
    found = []
    for name in [*new, *(one for one in old if one not in new)]:
        figure = new.get(name) or old[name]
        both = (
            name in old and name in new and not name.endswith("coverage")
        )  # more is not better: only near its level
        found.append(Beside(
            figure["label"], figure["unit"], old[name]["value"] if name in old else None, new[name]["value"] if name in new else None,
            worse(old[name], new[name]) if both else None, name in new and passed(new[name]),
        ))  # fmt: skip
    return found


def _said(lines: list[Beside], ready: bool, old: Run | None, new: Run | None) -> str:
    if new is not None and new.finished and not new.good:
        return f"La candidate n'a pas abouti : {new.problem or new.said}"
    if old is not None and old.finished and not old.good:
        return f"La version en service n'a pas abouti sur ces données : {old.problem or old.said}"
    if not ready:
        return "Les deux versions tournent sur les mêmes données : revenez dans un instant."
    better, less = (sum(one.verdict == word for one in lines) for word in ("mieux", "moins bien"))
    if not lines:
        return "Ce savoir-faire ne donne aucun chiffre de qualité : ouvrez les deux résultats pour juger."
    return f"Sur {len(lines)} chiffres, la candidate fait mieux {better} fois, moins bien {less} fois."


def decide(actor: Actor, pk: int, promoted: bool, why: str, revision: int) -> Setting:
    """Promote or refuse the candidate, always with a reason. Raises NotAllowed, NotFound, BadInput, Conflict."""
    service_of(actor, pk)
    why = _reason(why)
    with transaction.atomic():
        service = locked(pk, revision)
        running.settle(service.company_id)
        found = comparison_of(service)
        if found is None:
            raise BadInput(
                "Aucune version candidate n'attend de décision",
                where=service.title,
                mend="Essayez-en une d'abord.",
            )
        if promoted and not found.ready:
            raise BadInput(
                "On ne met en service qu'une version dont le résultat a été comparé",
                where=service.title,
                mend=found.said,
            )
        candidate = Setting.objects.get(pk=found.candidate.pk)
        if promoted:
            service.settings.filter(number=service.number).update(state=State.PAST)
            service.number = candidate.number
        _decided(candidate, State.SERVICE if promoted else State.REFUSED, why, actor)
        touch(service, actor)
        details = {"version": candidate.number, "why": why}
        _journal(actor, service, "promoted" if promoted else "refused", details)
    return candidate


def roll_back(actor: Actor, pk: int, number: int, revision: int, why: str = "") -> Setting:
    """Put an earlier version back in service, as it was. Raises NotAllowed, NotFound, BadInput, Conflict."""
    service_of(actor, pk)
    with transaction.atomic():
        service = locked(pk, revision)
        earlier = service.settings.filter(number=number, state=State.PAST).first()
        if earlier is None:
            raise BadInput(
                f"La version {number} n'a pas été en service",
                where=service.title,
                mend="Choisissez-en une de la liste des versions.",
            )
        before = service.number
        service.settings.filter(number=before).update(state=State.PAST)
        service.number = number
        _decided(earlier, State.SERVICE, why.strip()[:500] or f"Retour de la version {before}.", actor)
        touch(service, actor)
        _journal(actor, service, "rolled-back", {"version": number, "from": before, "why": earlier.why})
    return earlier


def _decided(setting: Setting, state: State, why: str, actor: Actor) -> None:
    setting.state, setting.why = state, why
    setting.decided, setting.decided_by_id = timezone.now(), actor.person_id
    setting.save()


def _reason(why: str) -> str:
    words = " ".join(why.split())
    if not words:
        raise BadInput(
            "Il manque la raison de votre décision", where="raison", mend="Quelques mots suffisent."
        )
    return words[:500]


def _journal(actor: Actor, service: Service, action: str, details: dict[str, Any]) -> None:
    journal.record(
        actor.company_id,
        actor.person_id,
        f"deployment.{action}",
        service.title,
        {"service": service.pk, **details},
    )
