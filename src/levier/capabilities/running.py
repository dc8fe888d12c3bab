"""Run one capability for one person: rights, typed input, the work, a checked output, a line in the
journal.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from pydantic import BaseModel

from levier.capabilities import context, inputs, registry
from levier.capabilities.output_check import BadOutput, named
from levier.core.actor import Actor
from levier.core.capability import Context, ProgressReport
from levier.core.errors import LevierError
from levier.core.result import Result
from levier.policy import journal
from levier.policy.rights import Permission, require

ACTION = "capability.run"
_log = logging.getLogger(__name__)


class CapabilityFailed(LevierError):
    """The capability itself broke; the details are in the server's log, never shown."""

    code = "panne-du-savoir-faire"
    http_status = 500
    exit_status = 1


@dataclass(frozen=True)
class Ran:
    """What a run gave: the output (evidence ids prefixed by the step), seconds, and cost in euros."""

    output: Result
    seconds: float
    cost: float


def run(
    name: str,
    given: Mapping[str, Any],
    actor: Actor,
    *,
    run: str = "",
    step: str = "s1",
    progress: ProgressReport | None = None,
    language: str = "fr",
    cancelled: Callable[[], bool] | None = None,
) -> Ran:
    """Run the capability called ``name`` on ``given`` for ``actor``, and write it to the journal.

    Raises NotFound (no such capability), NotAllowed, BadInput (before anything runs), what the capability
    raises for people (NotEnoughData …), or CapabilityFailed when it breaks.
    """
    capability = registry.get(name)
    require(actor, Permission.RUN)
    typed = inputs.read(capability.Input, given)
    handed = context.build(
        actor, progress=progress, run=run, step=step, language=language, capability=name, cancelled=cancelled
    )
    started = perf_counter()
    trace = {"run": run, "step": step, "version": capability.version, **_asked(capability, typed)}
    try:
        output = _work(capability, handed, typed, step)
    except LevierError as error:
        _note(actor, name, {**trace, "outcome": error.code, "seconds": _since(started)})
        raise
    ran = Ran(output, _since(started), context.spent(handed))
    _note(
        actor,
        name,
        {**trace, "outcome": "done", "touched": output.touched, "seconds": ran.seconds, "cost": ran.cost},
    )
    return ran


def _work(capability: registry.AnyCapability, handed: Context, typed: BaseModel, step: str) -> Result:
    try:
        return named(capability().run(handed, typed), capability.Output, step)
    except LevierError:
        raise
    except BadOutput as fault:
        _log.exception("capability %s broke its contract", capability.name)
        raise _failed(capability, "a rendu un résultat incohérent") from fault
    except Exception as fault:
        _log.exception("capability %s failed", capability.name)
        raise _failed(capability, "s'est arrêté sur une erreur imprévue") from fault


def _failed(capability: registry.AnyCapability, what: str) -> CapabilityFailed:
    package = registry.package(capability.name)
    who = "le journal du serveur" if package.built_in else f"l'auteur du paquet « {package.name} »"
    return CapabilityFailed(
        f"Le savoir-faire « {capability.title} » {what}",
        mend=f"Le reste de Levier n'est pas touché ; voyez {who} si cela recommence.",
    )


def _asked(capability: registry.AnyCapability, typed: BaseModel) -> dict[str, Any]:
    """What the journal keeps of the input: all of it, or only its digest where it may hold personal data.

    The journal can never be erased, personal data must be erasable (GDPR art. 17).
    """
    plain = typed.model_dump(mode="json", exclude_defaults=True)
    if capability.card.personal_data == "aucune":
        return {"input": plain}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False)
    return {"input_sha256": hashlib.sha256(text.encode()).hexdigest()}


def _note(actor: Actor, name: str, details: dict[str, Any]) -> None:
    journal.record(actor.company_id, actor.person_id, ACTION, name, details)


def _since(started: float) -> float:
    return round(perf_counter() - started, 4)
