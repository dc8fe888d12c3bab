"""A board on paper (PDF): its figures, their curves, what crossed a threshold and what broke."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from levier.capabilities.live_dashboard.period_words import period_label
from levier.capabilities.live_dashboard.shapes import Figure
from levier.capabilities.live_dashboard.words import (
    amount,
    break_words,
    capital,
    finding,
    incomplete,
    moved,
    percent,
)
from levier.core.french.dates import format_date, format_long_date
from levier.core.french.numbers import format_percent
from levier.operations.boards.models import Board
from levier.operations.boards.showing import Shown
from levier.operations.firms.signing import brand_of
from levier.printing import Document
from levier.printing.document import Column

_WIDTH, _HEIGHT = 480.0, 74.0
_INK, _GREY, _LINE = "#0072B2", "#8a8f8e", "#d8d3c8"


def printed(board: Board, tiles: Sequence[Shown], company: str, today: date) -> bytes:
    """The board as the person sees it, as a PDF."""
    paper = Document(board.name, company, subtitle=board.purpose or f"Indicateurs au {format_long_date(today)}",
                     footer=f"Établi le {format_date(today)}", brand=brand_of(board.company_id))  # fmt: skip
    with_value = [one for one in tiles if one.figure is not None]
    paper.facts(
        [
            (capital(one.figure.label), amount(one.figure.value, one.figure.unit))
            for one in with_value[:8]
            if one.figure
        ]
    )
    paper.space(3)
    columns: list[Column | str] = [
        Column("Indicateur", share=2.0), Column("Période", share=1.7), Column("Valeur", numeric=True, share=1.9),
        Column("Avant", numeric=True, share=1.35), Column("Un an avant", numeric=True, share=1.35), Column("Objectif", numeric=True, share=1.3),
        Column("État", share=1.2),
    ]  # fmt: skip
    paper.table(columns, [_row(one) for one in tiles])
    for one in with_value:
        if (
            one.figure is not None
            and len([point for point in one.figure.series if point.value is not None]) > 2
        ):
            _curve(paper, one, one.figure)
    paper.note(
        "Une période en cours est comparée à autant de jours de la période précédente et de l'an dernier. Ruptures : régression sur la "
        "saison, seuil calé par simulation à 2 % de fausses alertes par série."
    )
    return paper.bytes()


def _row(one: Shown) -> list[str]:
    figure, tile = one.figure, one.tile
    if figure is None:
        return [tile.measure, "—", "—", "—", "—", "—", one.problem.what if one.problem else ""]
    state = {"low": "sous le seuil", "high": "au-dessus du seuil"}.get(one.side, "")
    target = amount(tile.target, figure.unit) if tile.target is not None else "—"
    if one.reached is not None:
        target += f" ({format_percent(one.reached, 0)})"
    return [
        capital(figure.label), figure.period or "à ce jour", amount(figure.value, figure.unit), _told(figure, figure.previous, figure.change),
        _told(figure, figure.last_year, figure.year_change), target, state,
    ]  # fmt: skip


def _told(figure: Figure, before: float | None, change: float | None) -> str:
    if before is None or figure.value is None:
        return "—"
    if figure.unit == "%" or change is None:
        return moved(figure.value - before, figure.unit)
    return percent(change)


def _curve(paper: Document, one: Shown, figure: Figure) -> None:
    paper.heading(finding(figure))
    paper.drawing(_drawing(figure, one.tile.target))
    told = [break_words(found, figure.unit) + "." for found in figure.breaks]
    if incomplete(figure):
        told.append(incomplete(figure))
    if told:
        paper.note(" ".join(told))


def _drawing(figure: Figure, target: float | None) -> Any:
    from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, String  # noqa: PLC0415
    from reportlab.lib.colors import HexColor  # noqa: PLC0415

    drawing = Drawing(_WIDTH, _HEIGHT + 16)
    points = [(place, point) for place, point in enumerate(figure.series) if point.value is not None]
    values = [point.value for _, point in points if point.value is not None]
    low, high = (
        min([*values, *([target] if target is not None else [])]),
        max([*values, *([target] if target is not None else [])]),
    )
    low = min(low, 0.0) if figure.additive and low > 0 and low < 0.5 * high else low
    size = (high - low) or 1.0
    left, right = 4.0, _WIDTH - 96

    def at(place: int, value: float) -> tuple[float, float]:
        return left + (right - left) * place / max(len(figure.series) - 1, 1), 14 + (_HEIGHT - 8) * (
            value - low
        ) / size

    drawing.add(Line(left, 12, right, 12, strokeColor=HexColor(_LINE), strokeWidth=0.6))
    if target is not None:
        height = at(0, target)[1]
        drawing.add(
            Line(
                left,
                height,
                right,
                height,
                strokeColor=HexColor(_GREY),
                strokeWidth=0.8,
                strokeDashArray=[3, 3],
            )
        )
    path = [axis for place, point in points for axis in at(place, float(point.value or 0))]
    drawing.add(PolyLine(path, strokeColor=HexColor(_INK), strokeWidth=1.6))
    for found in figure.breaks:
        near = [place for place, point in points if point.day <= found.day]
        if near and found.day >= figure.series[0].day:
            x, y = at(near[-1], float(figure.series[near[-1]].value or 0))
            drawing.add(Circle(x, y, 3, fillColor=HexColor("#D55E00"), strokeColor=HexColor("#D55E00")))
    last, lasting = points[-1]
    x, y = at(last, float(lasting.value or 0))
    drawing.add(Circle(x, y, 2.4, fillColor=HexColor(_INK), strokeColor=HexColor(_INK)))
    style = {"fontName": "Inter", "fontSize": 8, "fillColor": HexColor("#454b4a")}
    drawing.add(String(x + 6, y - 3, amount(lasting.value, figure.unit), **style))
    drawing.add(String(left, 1, _label(figure, 0), **style))
    drawing.add(String(right - 44, 1, _label(figure, -1), **style))
    return drawing


def _label(figure: Figure, place: int) -> str:
    day = figure.series[place].day
    return format_date(day) if figure.grain == "week" else period_label(day, figure.grain)
