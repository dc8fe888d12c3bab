"""A figure that Levier knows how to compute from a kind of table that the company does not have: said so, with what to import."""

from levier.core.result import Unanswered
from levier.orchestrator.planning.local.lexicon import mentions
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.understand import Clause
from levier.orchestrator.understand.cues import cue_text
from levier.tables.kinds import KINDS
from levier.tables.measures import MODELS

_TELLING = 2
"""Words of a measure's name that must stand in the question before another table is asked for."""


def unmeasured_kind(clause: Clause, company: CompanyFacts) -> Unanswered | None:
    """None when the question names no measure of an absent table better than those of the tables there are."""
    if not company.models:
        return None
    flat = cue_text(clause.text)
    absent = {kind: model for kind, model in MODELS.items() if kind not in company.models}
    named = mentions(flat, absent)
    here = mentions(flat, company.models)
    if not named or named[0].words < _TELLING or (here and here[0].words >= named[0].words):
        return None
    label = MODELS[named[0].kind].measure(named[0].measure).label
    return Unanswered(
        question=clause.text,
        reason=f"« {label} » se calcule à partir d'un tableau « {KINDS[named[0].kind].label} », que vous n'avez pas importé : "
        "déposez-le dans « Données ».",
    )
