"""Everything that was gained: hours turned into money, and the margin that pilots brought on sales; net of all costs.

The two never overlap: hours are those of work saved, the margin that of sales made. What is spent on a pilot's capability stands once,
among the costs. A margin whose effect chance alone could give is told, and not added.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from levier.core.actor import Actor
from levier.core.errors import LevierError
from levier.method.pilots.effect import effect_of
from levier.method.pilots.models import Pilot, State
from levier.method.pilots.worth import worth_of
from levier.operations.gains.describing import described
from levier.operations.gains.net import Gains, gains


@dataclass(frozen=True)
class PilotMargin:
    """Margin of one pilot over its periods within the days asked, with its interval. ``added``: whether it counts in the total."""

    pilot: int
    title: str
    gained: float
    low: float
    high: float
    added: bool
    said: str


@dataclass(frozen=True)
class Earned:
    """The gains of tasks, and beside them the margin of pilots."""

    gains: Gains
    margins: list[PilotMargin]

    @property
    def margin(self) -> float | None:
        """Euros of margin that count in the total; None when no pilot brings any that is certain."""
        added = [one.gained for one in self.margins if one.added]
        return sum(added) if added else None

    @property
    def brought(self) -> float | None:
        """Euros of hours and of margin; None while neither is known."""
        if self.gains.worth is None and self.margin is None:
            return None
        return (self.gains.worth or 0.0) + (self.margin or 0.0)

    @property
    def net(self) -> float | None:
        """The same, everything paid; None while neither is known."""
        return None if self.brought is None or self.gains.spent is None else self.brought - self.gains.spent

    def plain(self) -> dict[str, Any]:
        """As the API and the command give it."""
        margins = [vars(one) for one in self.margins]
        return {**described(self.gains), "pilot_margins": margins, "net_with_pilots": self.net}


def earned(actor: Actor, start: date | None = None, end: date | None = None) -> Earned:
    """Over the days asked, the last three months by default. Raises NotAllowed, BadInput."""
    found = gains(actor, start, end)
    if not found.euros:
        return Earned(found, [])
    pilots = (
        Pilot.objects.visible_to(actor)
        .exclude(state=State.PREPARING)
        .filter(starts__lte=found.end, ends__gte=found.start)
    )
    return Earned(found, [one for pilot in pilots if (one := _margin(actor, pilot, found)) is not None])


def _margin(actor: Actor, pilot: Pilot, found: Gains) -> PilotMargin | None:
    """None where the pilot follows no money of the sales, where no margin is known or where nothing can be measured."""
    try:
        measured = effect_of(actor, pilot)
    except LevierError:
        return None
    worth = worth_of(actor, pilot, measured)
    if worth is None or worth.gained is None or worth.low is None or worth.high is None:
        return None
    days = [date.fromisoformat(day) for day, _, on in measured.points if on]
    share = sum(found.start <= day <= found.end for day in days) / len(days) if days else 0.0
    if not share:
        return None
    return PilotMargin(
        pilot.pk,
        pilot.title,
        share * worth.gained,
        share * worth.low,
        share * worth.high,
        measured.effect.certain,
        worth.said,
    )
