"""The order of the projects, and its sensitivity to the weights: the share of draws in which each stays among the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from levier.method.roadmap.ordering.feasible import PARTS

_DRAWS = 2000
_SEED = 20261123
_CONCENTRATION = 12.0
"""Of the Dirichlet law of the weights: each strays by about half its value, as people who argue about weights do."""
CRITERIA = ("impact", *PARTS)


@dataclass(frozen=True)
class Rival:
    """A project to order. ``impact``: money a year (its likeliest value); ``draws``: of the same, or None; ``parts`` 0–100."""

    key: str
    impact: float
    parts: dict[str, float | None]
    draws: Any = None


@dataclass(frozen=True)
class Rank:
    """The place of a project (from 1), its score (0–100), and the share of draws where it is among the first ``top``."""

    key: str
    place: int
    score: float
    stays: float
    top: int


def ranking(rivals: Sequence[Rival], weights: dict[str, float], top: int = 3) -> list[Rank]:
    """The rivals in order. Impact is told from 0 to the best one's 100; a part that is not known takes the mean of the known."""
    import numpy as np  # noqa: PLC0415 - the web process starts without it

    if not rivals:
        return []
    top = min(top, max(1, len(rivals) - 1))
    parts = np.array([[_part(one, name) for name in PARTS] for one in rivals])
    chosen = np.array([weights[name] for name in CRITERIA])
    impacts = np.array([one.impact for one in rivals])
    scores = _scores(chosen[None, :] / chosen.sum(), impacts[None, :], parts)[0]
    order = sorted(range(len(rivals)), key=lambda i: (-scores[i], rivals[i].key))
    stays = _stays(rivals, chosen, parts, top)
    return [
        Rank(rivals[i].key, place, float(scores[i]), float(stays[i]), top) for place, i in enumerate(order, 1)
    ]


def _stays(rivals: Sequence[Rival], chosen: Any, parts: Any, top: int) -> Any:
    import numpy as np  # noqa: PLC0415

    random = np.random.default_rng(_SEED)
    drawn = random.dirichlet(np.maximum(chosen / chosen.sum() * _CONCENTRATION, 0.05), _DRAWS)
    impacts = np.empty((_DRAWS, len(rivals)))
    for i, one in enumerate(rivals):
        impacts[:, i] = one.impact if one.draws is None else np.asarray(one.draws)[:_DRAWS]
    scores = _scores(drawn, impacts, parts)
    places = np.argsort(np.argsort(-scores, axis=1, kind="stable"), axis=1, kind="stable")
    return (places < top).mean(axis=0)


def _scores(weights: Any, impacts: Any, parts: Any) -> Any:
    """(draws, rivals): weights (draws, criteria) on impacts (draws, rivals) brought to 0–100 and on parts (rivals, parts)."""
    import numpy as np  # noqa: PLC0415

    best = np.maximum(impacts.max(axis=1, keepdims=True), 1e-9)
    share = 100 * np.clip(impacts, 0, None) / best
    return weights[:, :1] * share + weights[:, 1:] @ parts.T


def _part(one: Rival, name: str) -> float:
    known = [score for score in one.parts.values() if score is not None]
    score = one.parts.get(name)
    return score if score is not None else (sum(known) / len(known) if known else 0.0)
