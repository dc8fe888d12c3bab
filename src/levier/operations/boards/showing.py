"""What a board shows to one person now: its tiles with their figures, read together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from levier.accounts.models import Company
from levier.capabilities.live_dashboard.figures import figures
from levier.capabilities.live_dashboard.shapes import Figure, Problem, Wanted
from levier.core.actor import Actor
from levier.operations.boards.models import Tile
from levier.operations.boards.reading import BoardTables
from levier.operations.boards.thresholds import next_state, weighed
from levier.tables.models import Dataset


@dataclass(frozen=True)
class Shown:
    """A tile and its figure, or why it has none. ``side``: the threshold it is past, "" when within."""

    tile: Tile
    figure: Figure | None
    problem: Problem | None
    side: str = ""

    @property
    def reached(self) -> float | None:
        """Share of the target reached (1 = all of it)."""
        if self.figure is None or self.figure.value is None or not self.tile.target:
            return None
        return self.figure.value / self.tile.target

    @property
    def expected(self) -> float | None:
        """Share of the target that a steady pace would have reached by now; None when the period is whole or does not add up."""
        figure = self.figure
        if (
            figure is None
            or not self.tile.target
            or not figure.additive
            or figure.complete
            or not figure.days
        ):
            return None
        return figure.elapsed / figure.days


def wanted(tile: Tile, which: str = "") -> Wanted:
    """What a tile asks of the tables."""
    return Wanted(
        tile.kind,
        tile.measure,
        tile.grain,  # type: ignore[arg-type]
        which or tile.which,  # type: ignore[arg-type]
        tile.dataset,
        tile.asked,
    )


def shown(actor: Actor, tiles: Sequence[Tile], tables: BoardTables | None = None) -> list[Shown]:
    """Each tile with its figure, in order. The tiles must be visible to the person (``services.tiles_of``)."""
    tables = tables or BoardTables(actor)
    today = Company.objects.get(pk=actor.company_id).today
    gone = _gone(actor, tables, tiles)
    alive = [tile for tile in tiles if tile.pk not in gone]
    read = dict(
        zip(
            [tile.pk for tile in alive], figures(tables, today, [wanted(tile) for tile in alive]), strict=True
        )
    )
    before = _last_whole(tables, today, alive, read)
    found = []
    for tile in tiles:
        one = gone.get(tile.pk) or read[tile.pk]
        if isinstance(one, Problem):
            found.append(Shown(tile, None, one))
            continue
        side = next_state("", weighed(one, before.get(tile.pk)), tile.low, tile.high, tile.margin)
        found.append(Shown(tile, one, None, side))
    return found


def _last_whole(
    tables: BoardTables, today: Any, tiles: Sequence[Tile], read: dict[int, Figure | Problem]
) -> dict[int, Figure]:
    """For sums in progress that have a low threshold, the last complete period."""
    asked = []
    for tile in tiles:
        one = read[tile.pk]
        if tile.low is not None and isinstance(one, Figure) and one.additive and not one.complete:
            asked.append(tile)
    found = (
        figures(tables, today, [wanted(tile, "last") for tile in asked], seek_breaks=False) if asked else []
    )
    return {tile.pk: one for tile, one in zip(asked, found, strict=True) if isinstance(one, Figure)}


def _gone(actor: Actor, tables: BoardTables, tiles: Sequence[Tile]) -> dict[int, Problem]:
    """The tiles whose table was deleted or set aside."""
    pinned = {tile.dataset for tile in tiles if tile.dataset}
    names = dict(
        Dataset.objects.visible_to(actor).filter(pk__in=pinned, current__gt=0).values_list("pk", "name")
    )
    found = {}
    for tile in tiles:
        lost = tile.dataset not in names if tile.dataset else tables.facts(tile.kind) is None
        if lost:
            name = f"« {tile.dataset_name} »" if tile.dataset_name else "de ce type"
            found[tile.pk] = Problem(
                what=f"Le tableau {name} a été supprimé ou n'est plus utilisé",
                mend="Importez-le de nouveau, choisissez-en un autre, ou retirez cet indicateur.",
                gone=True,
            )
    return found
