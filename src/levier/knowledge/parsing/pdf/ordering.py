"""Reading order: columns of text one after the other, everything else from top to bottom."""

from statistics import median

from levier.knowledge.parsing.pdf.letters import Row, Sheet, rows_of

_LEAST_ROWS = 4
_LEAST_WIDTH = 18
"""Letters of the usual line of a column of text: less is a column of a table, or labels."""
_DEEPEST = 3


def in_order(sheet: Sheet) -> None:
    """Put the rows of a sheet in reading order, and say which column each stands in."""
    ordered: list[tuple[Row, tuple[float, float]]] = []
    _order(sheet.rows, 0, ordered)
    sheet.rows = [row for row, _ in ordered]
    sheet.columns = [edges for _, edges in ordered]


def _order(rows: list[Row], depth: int, found: list[tuple[Row, tuple[float, float]]]) -> None:
    """Cut the rows in bands by the gutter, if there is one; in a band, the left column comes first."""
    gutter = _gutter(rows) if depth < _DEEPEST else None
    if gutter is None:
        edges = _edges(rows)
        found += [(row, edges) for row in rows]
        return
    band: list[Row] = []
    for row in [*rows, None]:
        if row is not None and not _crosses(row, gutter):
            band.append(row)
            continue
        if band:
            left = [side for one in band if (side := [run for run in one if run.right <= gutter])]
            right = [side for one in band if (side := [run for run in one if run.left >= gutter])]
            if _is_text(left) and _is_text(right):
                _order(rows_of([run for one in left for run in one]), depth + 1, found)
                _order(rows_of([run for one in right for run in one]), depth + 1, found)
            else:
                edges = _edges(band)
                found += [(one, edges) for one in band]
            band = []
        if row is not None:
            found.append((row, _edges(rows)))


def _edges(rows: list[Row]) -> tuple[float, float]:
    runs = [run for row in rows for run in row]
    return (min(run.left for run in runs), max(run.right for run in runs)) if runs else (0.0, 0.0)


def _crosses(row: Row, gutter: float) -> bool:
    return any(run.left < gutter - 1 < gutter + 1 < run.right for run in row)


def _gutter(rows: list[Row]) -> float | None:
    """The middle of the widest upright white band that most rows leave free, with rows on both sides."""
    runs = [run for row in rows for run in row if run.table is None]
    if len(runs) < 2 * _LEAST_ROWS:
        return None
    left, right = _edges(rows)
    width = right - left
    if width < 200:
        return None
    best: tuple[int, float, float] | None = None
    edges = sorted(
        {round(run.right, 0) for run in runs if left + 0.2 * width < run.right < left + 0.8 * width}
    )
    for edge in edges:
        following = [run.left for run in runs if run.left > edge + 6]
        if not following:
            continue
        crossing = sum(any(run.left < edge + 1 and run.right > edge + 5 for run in row) for row in rows)
        beside = sum(
            any(run.right <= edge + 1 for run in row) and any(run.left > edge + 5 for run in row)
            for row in rows
        )
        lefts = sum(any(run.right <= edge + 1 for run in row) for row in rows)
        rights = sum(any(run.left > edge + 5 for run in row) for row in rows)
        if (
            min(lefts, rights) < _LEAST_ROWS
            or crossing > 0.5 * len(rows)
            or (beside < 2 and min(lefts, rights) < 6)
        ):
            continue
        gap = min(run.left for run in runs if run.left > edge + 5) - edge
        if best is None or (crossing, -gap) < best[:2]:
            best = (crossing, -gap, edge + min(gap, 12) / 2)
    return best[2] if best else None


def _is_text(rows: list[Row]) -> bool:
    """Whether these are lines to be read one after the other: long enough, one run each, several of them."""
    if len(rows) < _LEAST_ROWS - 1:
        return False
    if any(run.table is not None for row in rows for run in row):
        return True
    lengths = [sum(len(run.text) for run in row) for row in rows]
    alone = sum(len(row) == 1 for row in rows) / len(rows)
    return median(lengths) >= _LEAST_WIDTH and alone >= 0.6


def joined(row: Row) -> str:
    """The words of a row."""
    return " ".join(run.text for run in row if run.text)


def box_of(row: Row) -> tuple[float, float, float, float]:
    """The box of a row, in points."""
    return (
        min(run.left for run in row),
        min(run.top for run in row),
        max(run.right for run in row),
        max(run.bottom for run in row),
    )
