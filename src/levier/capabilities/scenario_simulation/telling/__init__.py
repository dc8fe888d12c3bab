"""What a simulation says: French sentences bound to computed evidence, the tables, the signals, and what to do next."""

from datetime import date

from levier.capabilities.scenario_simulation import (
    Change,
    ScenarioSimulationInput,
    ScenarioSimulationOutput,
)
from levier.capabilities.scenario_simulation.drawn import charts
from levier.capabilities.scenario_simulation.papers import downloads
from levier.capabilities.scenario_simulation.replaying import Replay
from levier.capabilities.scenario_simulation.telling.evidence import evidence
from levier.capabilities.scenario_simulation.telling.sentences import (
    base,
    break_even,
    influence,
    notices,
    price,
    replay,
    scenarios,
)
from levier.capabilities.scenario_simulation.telling.signals import signals
from levier.capabilities.scenario_simulation.telling.tables import tables
from levier.capabilities.scenario_simulation.telling.words import money, month_words, sentence, value_words
from levier.core.result import Action, Unanswered

"""A volume to be multiplied by more than four says « never », not a percentage."""


def tell(
    output: ScenarioSimulationOutput,
    given: ScenarioSimulationInput,
    changes: list[Change],
    past: Replay | None,
    unread: tuple[str, ...],
    today: date,
) -> ScenarioSimulationOutput:
    """``output`` with its sentences, evidence, tables, charts, signals, files and what to do next."""
    output.evidence = [*evidence(output)]
    output.sentences = [
        *replay(output), base(output), *scenarios(output), *break_even(output), *influence(output), *price(output), *notices(output),
    ]  # fmt: skip
    output.unanswered = [
        Unanswered(question=f"« {piece} »", reason="Ce passage n'a pas été compris : il n'est pas dans la simulation.")
        for piece in unread
    ]  # fmt: skip
    if output.missing:
        lacking = " ".join(sentence(one) for one in output.missing)
        output.unanswered.append(Unanswered(question="Ce que vos tableaux ne disent pas", reason=lacking))
    output.tables = tables(output)
    output.charts = charts(output, past)
    output.signals = signals(output, today)
    output.downloads = downloads()
    output.actions = [_edit(given, changes, output)]
    return output


def _edit(given: ScenarioSimulationInput, changes: list[Change], output: ScenarioSimulationOutput) -> Action:
    """The same simulation, its assumptions open for correction."""
    typed = given.model_dump(exclude_none=True, exclude_defaults=True, exclude={"question", "changes", "horizon"})  # fmt: skip
    typed |= {"changes": [one.model_dump(exclude_defaults=True) for one in changes], "horizon": output.horizon}  # fmt: skip
    return Action(label="Corriger les hypothèses et relancer", capability="scenario-simulation", input=typed, approval="none")  # fmt: skip


__all__ = ["money", "month_words", "tell", "value_words"]
