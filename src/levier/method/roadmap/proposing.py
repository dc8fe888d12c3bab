"""One or two pilots, by the five criteria of selection, each checked on what exists."""

from dataclasses import dataclass

from levier.method.roadmap.candidates import Candidate
from levier.method.roadmap.models import Objective
from levier.method.roadmap.ordering.feasible import Part
from levier.method.roadmap.planning.budget import Budget
from levier.method.roadmap.value.estimating import Estimate

MOST = 2
_WORDS = 20
_ANY_TASK = ("time-saved", "time-per-file")
_READY = 100.0
_QUICK = 12.0


@dataclass(frozen=True)
class Criterion:
    """One of the five: whether it is met, and what shows it."""

    label: str
    met: bool
    said: str


def criteria(candidate: Candidate, data: Part, estimate: Estimate, budget: Budget) -> tuple[Criterion, ...]:
    """The five criteria of a good pilot (PRODUCT, M15), read from the project as it is."""
    case = candidate.use_case
    problem = (case.problem or "").strip() if case else ""
    objective = case.objective if case else None
    moved = case is not None and objective is not None and _moves(candidate, objective.indicator)
    quick = budget.payback is not None and budget.payback <= _QUICK
    return (
        Criterion(
            "Un problème défini, qui gêne", len(problem) >= _WORDS,
            f"« {problem[:120]} »" if len(problem) >= _WORDS else "Décrivez le problème en une phrase sur sa fiche.",
        ),
        Criterion("Des données déjà là", (data.score or 0) >= _READY, data.said),
        Criterion(
            "Un périmètre limité, un but mesurable", moved, _aim(objective, moved=moved),
        ),
        Criterion(
            "Un effet visible vite", quick,
            f"Dépense remboursée en {budget.payback:.0f} mois (valeur centrale)." if quick and budget.payback is not None
            else "Remboursement au-delà d'un an, ou gain pas encore estimé.",
        ),
        Criterion(
            "Un porteur métier", candidate.sponsor is not None,
            f"{candidate.sponsor}." if candidate.sponsor else "Nommez un porteur.",
        ),
    )  # fmt: skip


def _moves(candidate: Candidate, indicator: str) -> bool:
    """Whether the project can move the indicator: a capability says which ones it does; an own idea is believed.

    Time is moved by any of them: each run is counted, and what it saves is timed.
    """
    return candidate.capability is None or indicator in candidate.capability.moves or indicator in _ANY_TASK


def _aim(objective: Objective | None, *, moved: bool) -> str:
    if objective is None:
        return "Reliez-le à un objectif chiffré."
    if not moved:
        return f"L'objectif « {objective.title} » se mesure par un indicateur que ce savoir-faire ne fait pas bouger."
    return f"Objectif : {objective.title}."
