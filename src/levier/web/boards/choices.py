"""What the form of an indicator offers: the measures that the person's tables can give, by table, and what limits them."""

from typing import Any

from levier.capabilities.live_dashboard.words import capital
from levier.core.actor import Actor
from levier.core.french.numbers import format_number
from levier.core.measures import MeasureQuery
from levier.operations.boards.models import Tile
from levier.operations.boards.reading import BoardTables
from levier.tables.kinds import KINDS
from levier.tables.measures import MODELS
from levier.tables.measures.choosing import choices as tables_of
from levier.tables.measures.choosing import source_for
from levier.tables.measures.offered import missing
from levier.tables.models import Dataset


def choices(actor: Actor) -> dict[str, Any]:
    """``groups``: (table, [(value, label)]); ``axes``: (kind, [(name, label)]) of the axes of members."""
    tables = BoardTables(actor)
    kinds = (
        Dataset.objects.visible_to(actor)
        .filter(current__gt=0)
        .order_by("kind")
        .values_list("kind", flat=True)
        .distinct()
    )
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    axes: dict[str, str] = {}
    for kind in dict.fromkeys(kinds):
        model = tables.model(kind)
        several = tables_of(actor, kind)
        for dataset in [None, *several] if len(several) > 1 else [None]:
            source, _ = source_for(
                actor, model, MeasureQuery(kind=kind, dataset=dataset.pk if dataset is not None else None)
            )
            end = f"@{dataset.pk}" if dataset is not None else ""
            label = KINDS[kind].label + (
                f" — {dataset.name}"
                if dataset is not None
                else " (le tableau en cours)"
                if len(several) > 1
                else ""
            )
            offered = [
                (f"{kind}.{one.name}{end}", capital(one.label))
                for one in model.measures.values()
                if not missing(model, source, one)
            ]
            if offered:
                groups.append((label, offered))
            for axis in model.dimensions.values():
                if not axis.grain and not missing(model, source, axis):
                    axes.setdefault(axis.name, capital(axis.label))
    return {"groups": groups, "axes": list(axes.items())}


def typed_of(tile: Tile | None) -> dict[str, Any]:
    """What the form shows at first."""
    if tile is None:
        return {"measure": "", "grain": "month", "which": "current", "dimension": "", "members": "", "target": "", "low": "", "high": "",
                "margin": "5", "watch_breaks": False}  # fmt: skip
    filters = tile.asked
    rate = _is_rate(tile)
    return {
        "measure": f"{tile.kind}.{tile.measure}" + (f"@{tile.dataset}" if tile.dataset else ""), "grain": tile.grain, "which": tile.which,
        "dimension": filters[0].dimension if filters else "", "members": "\n".join(filters[0].values) if filters else "",
        "target": _figure(tile.target, rate), "low": _figure(tile.low, rate), "high": _figure(tile.high, rate),
        "margin": _figure(tile.margin, True), "watch_breaks": tile.watch_breaks,
    }  # fmt: skip


def _figure(value: float | None, rate: bool) -> str:
    if value is None:
        return ""
    return format_number(value * 100 if rate else value, None)


def _is_rate(tile: Tile) -> bool:
    known = MODELS[tile.kind].measures.get(tile.measure) if tile.kind in MODELS else None
    return known is not None and known.unit == "%"
