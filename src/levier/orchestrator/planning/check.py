"""A plan is checked like any input, before anything runs: known capabilities, typed arguments, no cycle, budget, rights."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from levier.capabilities.input_errors import refusal
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.orchestrator.planning.plan import Plan, Step
from levier.orchestrator.planning.planner import AnyCapability
from levier.policy.rights import Permission, require

MOST_STEPS = 12


def check_plan(plan: Plan, catalogue: Sequence[AnyCapability], actor: Actor) -> None:
    """Raises NotAllowed when the person may not run anything, BadInput when the plan cannot be run as it is.

    A reference to an earlier step stands for a value that does not exist yet: its field's type is checked when the
    step runs; all other fields are checked now.
    """
    if not plan.steps:
        return
    require(actor, Permission.ASK)
    require(actor, Permission.RUN)
    if len(plan.steps) > MOST_STEPS:
        raise BadInput(
            f"Cette demande compte {len(plan.steps)} étapes, au plus {MOST_STEPS}",
            mend="Posez vos questions en plusieurs demandes.",
        )
    known = {capability.name: capability for capability in catalogue}
    ids = [step.id for step in plan.steps]
    if len(set(ids)) != len(ids):
        raise BadInput("Deux étapes du plan portent le même nom", where=", ".join(ids))
    for step in plan.steps:
        if step.capability not in known:
            raise BadInput(
                f"Le savoir-faire «\u00a0{step.capability}\u00a0» n’existe pas", where=f"étape {step.id}"
            )
        _check_links(step, ids)
        _check_input(step, known[step.capability])
    _check_order(plan.steps)


def references(step: Step) -> dict[str, tuple[str, str]]:
    """Input fields taken from earlier steps: field → (step, path)."""
    found = {}
    for name, value in step.input.items():
        if is_reference(value):
            found[name] = (str(value["from"]["step"]), str(value["from"]["path"]))
    return found


def is_reference(value: Any) -> bool:
    """True for ``{"from": {"step": …, "path": …}}``."""
    return (
        isinstance(value, dict)
        and set(value) == {"from"}
        and isinstance(value["from"], dict)
        and set(value["from"]) == {"step", "path"}
    )


def _check_links(step: Step, ids: Sequence[str]) -> None:
    for earlier in (*step.after, *(source for source, _ in references(step).values())):
        if earlier not in ids or earlier == step.id:
            raise BadInput(f"L’étape {step.id} attend une étape qui n’existe pas", where=earlier)
    for source, _ in references(step).values():
        if source not in step.after:
            raise BadInput(f"L’étape {step.id} utilise l’étape {source} sans l’attendre", where=step.id)


def _check_input(step: Step, capability: AnyCapability) -> None:
    waiting = references(step)
    given = {name: value for name, value in step.input.items() if name not in waiting}
    try:
        capability.Input.model_validate(given)
    except ValidationError as error:
        faults: list[dict[str, Any]] = [
            dict(fault)
            for fault in error.errors()
            if (fault["loc"] and fault["loc"][0] not in waiting) or not waiting
        ]
        if faults:
            raise BadInput(
                refusal(capability.Input, faults).what,
                where=f"{capability.title}, étape {step.id}",
                mend="Restreignez ou précisez la demande.",
            ) from None
    unknown = set(waiting) - set(capability.Input.model_fields)
    if unknown:
        raise BadInput(f"L’étape {step.id} remplit un champ inconnu", where=", ".join(sorted(unknown)))


def _check_order(steps: Sequence[Step]) -> None:
    """Every step must be reachable once those it waits for are done: no cycle."""
    done: set[str] = set()
    left = list(steps)
    while left:
        free = [step for step in left if set(step.after) <= done]
        if not free:
            raise BadInput("Le plan tourne en rond", where=", ".join(step.id for step in left))
        done |= {step.id for step in free}
        left = [step for step in left if step.id not in done]
