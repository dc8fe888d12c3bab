"""The lines behind a tile's figure, page by page."""

from dataclasses import dataclass
from typing import Any

from levier.accounts.models import Company
from levier.capabilities.live_dashboard.figures import is_state
from levier.capabilities.live_dashboard.shapes import Figure
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.core.measures import Filter, MeasureQuery
from levier.core.period import Period
from levier.operations.boards.models import Tile
from levier.operations.boards.reading import BoardTables
from levier.operations.boards.showing import shown
from levier.tables.kinds import KINDS

A_PAGE = 50


@dataclass(frozen=True)
class Lines:
    """A page of lines: French headings with their units, cells as the table holds them."""

    figure: Figure
    headings: list[tuple[str, str]]
    rows: list[tuple[Any, ...]]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // A_PAGE))


def lines_of(
    actor: Actor, tile: Tile, page: int = 1, *, dimension: str = "", member: str = "", a_page: int = A_PAGE
) -> Lines:
    """The lines of the tile's period, those of one member when it is named. The tile must be visible to the person.

    Raises BadInput (the figure cannot be given, the axis does not exist), NotFound.
    """
    from levier.tables.measures.choosing import source_for  # noqa: PLC0415
    from levier.tables.measures.rows import rows_of  # noqa: PLC0415 - loads DuckDB

    tables = BoardTables(actor)
    found = shown(actor, [tile], tables)[0]
    if found.figure is None:
        problem = found.problem
        raise BadInput(
            problem.what if problem else "Ce chiffre n'existe pas", mend=problem.mend if problem else ""
        )
    figure, model = found.figure, tables.model(tile.kind)
    filters = list(tile.asked)
    if dimension and member:
        model.dimension(dimension)
        filters.append(Filter(dimension=dimension, values=[member]))
    period = None
    if figure.start and figure.end and not is_state_of(tables, tile):
        period = Period(start=figure.start, end=figure.end)
    today = Company.objects.get(pk=actor.company_id).today
    query = MeasureQuery(
        kind=tile.kind,
        measures=[tile.measure],
        dataset=tile.dataset,
        filters=filters,
        period=period,
        today=today,
    )
    source, _ = source_for(actor, model, query)
    page = max(1, page)
    columns, rows, total, _ = rows_of(model, source, query, [], a_page, (page - 1) * a_page)
    kind = KINDS[tile.kind]
    headings = [(kind.field(name).label, _unit(kind.field(name), figure)) for name in columns]
    return Lines(figure, headings, rows, total, page)


def is_state_of(tables: BoardTables, tile: Tile) -> bool:
    """Whether the tile's figure has no period."""
    from levier.operations.boards.showing import wanted  # noqa: PLC0415

    return is_state(tables, wanted(tile))


def _unit(field: Any, figure: Figure) -> str:
    if field.type == "money" and figure.unit in ("€", "£", "$", "CHF"):
        return figure.unit
    return "date" if field.type == "date" else ""
