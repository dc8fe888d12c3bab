"""One or two pilots, by the five criteria of selection, each checked on what exists."""

from dataclasses import dataclass

from levier.method.roadmap.candidates import Candidate
from levier.method.roadmap.ordering.feasible import Part
from levier.method.roadmap.planning.budget import Budget
from levier.method.roadmap.value.estimating import Estimate

MOST = 2
_WORDS = 20
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
    quick = budget.payback is not None and budget.payback <= _QUICK
    return (
        Criterion(
            "Un problème défini, qui gêne", len(problem) >= _WORDS,
            f"« {problem[:120]} »" if len(problem) >= _WORDS else "Décrivez le problème en une phrase sur sa fiche.",
        ),
        Criterion("Des données déjà là", (data.score or 0) >= _READY, data.said),
        Criterion(
            "Un périmètre limité, un but mesurable", objective is not None,
            f"Objectif : {objective.title}." if objective else "Reliez-le à un objectif chiffré.",
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
