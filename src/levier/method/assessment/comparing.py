"""Two assessments side by side: what moved, by pillar and by dimension."""

from dataclasses import dataclass

from levier.method.assessment.shape import Snapshot


@dataclass(frozen=True)
class Move:
    """A score then and now; ``change`` is None when one of them was not known."""

    label: str
    pillar: str
    before: float | None
    now: float | None

    @property
    def change(self) -> float | None:
        """Points won (or lost)."""
        return None if self.before is None or self.now is None else round(self.now - self.before, 1)


def moves(before: Snapshot, now: Snapshot) -> list[Move]:
    """The whole, then each pillar and its dimensions, in their order. A part that did not exist before has no score then."""
    old = {(pillar.name, part.name): part.score for pillar in before.pillars for part in pillar.dimensions}
    whole = {pillar.name: pillar.score for pillar in before.pillars}
    found = [Move("Ensemble", "", before.score, now.score)]
    for pillar in now.pillars:
        found.append(Move(pillar.label, "", whole.get(pillar.name), pillar.score))
        found += [
            Move(part.label, pillar.label, old.get((pillar.name, part.name)), part.score)
            for part in pillar.dimensions
        ]
    return found
