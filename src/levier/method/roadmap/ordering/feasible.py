"""How feasible a project is, part by part (0–100), each with what it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from levier.capabilities.feasibility import Feasibility
from levier.core.french.numbers import format_number
from levier.method.assessment.measuring.held import Held
from levier.method.assessment.measuring.quality import quality_of

PARTS = {
    "data": "Données présentes",
    "quality": "Qualité des données",
    "skills": "Compétences",
    "processes": "Processus",
    "integration": "Intégration",
    "legal": "Droit",
}
WEIGHTS = {
    "impact": 0.5,
    "data": 0.16,
    "quality": 0.07,
    "skills": 0.07,
    "processes": 0.07,
    "integration": 0.05,
    "legal": 0.08,
}
"""Weights of the order; they sum to one. The impact counts as much as all the feasibility."""
_LEGAL = {"minimal": 100.0, "limited": 75.0, "high": 35.0}
_RISKS = {"minimal": "minimal", "limited": "limité", "high": "élevé"}
_BY_HAND = 60.0


@dataclass(frozen=True)
class Part:
    """One part. ``score`` is None when it cannot be said yet: it then weighs nothing."""

    name: str
    score: float | None
    said: str
    page: str = ""
    args: tuple[int | str, ...] = ()

    @property
    def label(self) -> str:
        """The name on screen."""
        return PARTS[self.name]


def data_part(feasible: Feasibility, capability: str) -> Part:
    """What the capability needs beside what the company has."""
    said = (
        " ; ".join(feasible.missing)
        or "; ".join(one.text for one in feasible.reasons if not one.optional)
        or "Rien à fournir."
    )
    return Part("data", 100 * feasible.score, f"{said[0].upper()}{said[1:]}", "capability", (capability,))


def own_data_part(needs: Sequence[str], labels: dict[str, str], tables: Sequence[Held]) -> Part:
    """The same for an own idea: the share of the tables it names that are there."""
    if not needs:
        return Part("data", None, "Dites sur quels tableaux ce projet s'appuie.")
    held = {one.dataset.kind for one in tables}
    missing = [labels.get(one, one) for one in needs if one not in held]
    score = 100 * (1 - len(missing) / len(needs))
    return Part(
        "data",
        score,
        f"Manque : {', '.join(missing)}." if missing else "Tous les tableaux nommés sont là.",
        "data",
    )


def quality_part(kinds: Sequence[str], tables: Sequence[Held]) -> Part:
    """The mean measured quality of the tables used."""
    used = [(one, quality_of(one)) for one in tables if one.dataset.kind in kinds]
    scores = [(one, score) for one, score in used if score is not None]
    if not scores:
        return Part("quality", None, "Aucun tableau mesuré pour ce projet.")
    worst, least = min(scores, key=lambda two: two[1])
    mean = sum(score for _, score in scores) / len(scores)
    said = f"Note moyenne {format_number(mean, 0)} sur 100 ; la plus basse : « {worst.label} » ({format_number(least, 0)})."
    return Part("quality", mean, said, "dataset_quality", (worst.dataset.pk,))


def integration_part(
    kinds: Sequence[str], tables: Sequence[Held], automatic: frozenset[int], *, documents: bool
) -> Part:
    """Whether the tables used keep themselves up to date."""
    used = [one for one in tables if one.dataset.kind in kinds]
    if not used:
        if documents:
            return Part("integration", 100.0, "Les documents déposés suffisent.", "data")
        return Part(
            "integration", 0.0 if kinds else None, "Aucun de ses tableaux n'est encore relié.", "data"
        )
    by_hand = [one for one in used if one.dataset.pk not in automatic]
    score = sum(100.0 if one.dataset.pk in automatic else _BY_HAND for one in used) / len(used)
    names = ", ".join(f"« {one.label} »" for one in by_hand[:2])
    said = f"À importer à la main : {names}." if by_hand else "Ses tableaux se mettent à jour tout seuls."
    return Part("integration", score, said, "sources")


def assessed_part(name: str, score: float | None) -> Part:
    """Skills or processes, from the last assessment."""
    if score is None:
        return Part(name, None, "Pas encore évalué : faites le diagnostic.", "assessment")
    return Part(name, score, f"{format_number(score, 0)} sur 100 au diagnostic.", "assessment")


def legal_part(risk: str, reason: str) -> Part:
    """The risk class of the card (or of the idea)."""
    if risk not in _LEGAL:
        return Part("legal", 50.0, "Risque pas encore classé : dites-le sur sa fiche.")
    why = f" : {reason.rstrip('.')}" if reason else ""
    return Part("legal", _LEGAL[risk], f"Risque {_RISKS[risk]}{why}.")


def together(parts: Sequence[Part], weights: dict[str, float]) -> float:
    """The weighted mean of the parts that are known (0–100), 0 when none is."""
    known = [(weights[one.name], one.score) for one in parts if one.score is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * score for weight, score in known) / total if total else 0.0
