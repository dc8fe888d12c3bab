"""Products beside those that a visitor looks at, from an edition in memory: milliseconds, no table read."""

from dataclasses import dataclass
from typing import Literal

from levier.operations.shop.files import Published

Goal = Literal["together", "similar"]
MOST_SEEN = 50
MOST_PROPOSED = 50


@dataclass(frozen=True)
class Proposed:
    """One product. ``because``: codes of the products seen that bring it, strongest first; none for a best seller."""

    code: str
    name: str
    why: str
    because: list[str]


def propose(edition: Published, seen: list[str], number: int, goal: Goal) -> list[Proposed]:
    """At most ``number`` products in stock, best first; unknown codes are ignored.

    Beside what was seen come the companions, then the best sellers to fill the list. In place of it come lookalikes only.
    """
    import numpy as np  # noqa: PLC0415 - the web process starts without it

    places = list(
        dict.fromkeys(
            place for code in seen if (place := edition.places.get(code.strip().casefold())) is not None
        )
    )
    count = len(edition.codes)
    near, weights = (
        (edition.together, edition.together_weight)
        if goal == "together"
        else (edition.similar, edition.similar_weight)
    )
    # The last slot takes the −1 of rows with few companions.
    scores = np.zeros(count + 1, dtype=np.float64)
    for place in places:
        np.add.at(scores, near[place], weights[place])
    scores = scores[:count]
    scores[places] = 0
    scores[~edition.in_stock] = 0
    linked = scores > 0
    if goal == "together":
        most = max(float(scores.max(initial=0)), 1e-9)
        ranks = np.where(linked, scores / most + edition.fashion * edition.popular, 0)
        spare = edition.popular.astype(np.float64).copy()
        spare[places] = 0
        spare[linked | ~edition.in_stock] = 0
        order = [*_first(ranks, number), *_first(spare, number)][:number]
    else:
        order = _first(scores, number)
    return [_told(edition, place, places, goal) for place in order]


def _first(scores: object, number: int) -> list[int]:
    """Places of the ``number`` highest scores above zero; ties in the order of the catalogue."""
    import numpy as np  # noqa: PLC0415

    values = np.asarray(scores)
    order = np.argsort(-values, kind="stable")[:number]
    return [int(place) for place in order if values[place] > 0]


def _told(edition: Published, place: int, seen: list[int], goal: Goal) -> Proposed:
    near, weights = (
        (edition.together, edition.together_weight)
        if goal == "together"
        else (edition.similar, edition.similar_weight)
    )
    part = [(float(weights[one][near[one] == place].sum()), one) for one in seen]
    brings = [one for weight, one in sorted(part, key=lambda each: -each[0]) if weight > 0][:2]
    words = "Souvent acheté avec" if goal == "together" else "Ressemble à"
    names = " et ".join(f"«\u00a0{edition.names[one]}\u00a0»" for one in brings)
    why = f"{words} {names}" if brings else "Parmi les meilleures ventes"
    return Proposed(edition.codes[place], edition.names[place], why, [edition.codes[one] for one in brings])
