"""A question about what will be sold, read slot by slot: how far, in what steps, of what."""

import math
import re
from dataclasses import replace
from datetime import date
from typing import Literal

from levier.core.french.calendar import whole_months
from levier.core.french.dates import FoundPeriod
from levier.core.measures import Filter
from levier.orchestrator.planning.local import words
from levier.orchestrator.planning.local.frames import TIME, ForecastFrame, Said, TableFrame
from levier.orchestrator.planning.local.reading import frame_of, read
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.understand import Clause
from levier.orchestrator.understand.cues import cue_text

Grain = Literal["day", "week", "month"]
_BY = frozenset({"product", "category", "country", "customer"})
_MOST = {"day": 104, "week": 104, "month": 24}
_AXES = {
    "product": "produit",
    "product_code": "produit",
    "category": "catégorie",
    "customer": "client",
    "customer_name": "client",
    "country": "pays",
    "store": "magasin",
    "channel": "canal",
}
"""The axes on which a forecast keeps or leaves out sales, in the words of its input."""


def read_forecast(clause: Clause, company: CompanyFacts, before: ForecastFrame | None) -> ForecastFrame:
    """The forecast asked; what is left unsaid comes from the forecast before, or is 4 weeks of the whole."""
    frame = before or ForecastFrame()
    ahead = [found for found in clause.periods if found.tense != "past"]
    past = [found for found in clause.periods if found.tense == "past"]
    span = horizon_of(ahead[-1], company.today, cue_text(clause.text)) if ahead else None
    if span is not None:
        frame = replace(frame, horizon=span[0], grain=span[1], since=_since(ahead[-1], company.today))
    # The periods to come belong to the forecast; what is left (« au dernier trimestre ») to the ranking.
    said = read(replace(clause, periods=tuple(past)), company)
    frame = _measured(frame, said, cue_text(clause.text))
    return _narrowed(_divided(frame, said, clause), said)


def horizon_of(found: FoundPeriod, today: date, flat: str) -> tuple[int, Grain]:
    """How many steps of which length reach the end of the period asked."""
    if found.count and found.grain in ("day", "week", "month", "quarter", "semester", "year"):
        return _counted(found.count, found.grain)
    end = found.period.end
    if found.grain == "week" and found.period.days <= 7:
        return max(1, math.ceil(((end - today).days + 1) / 7)), "week"
    after_month = whole_months(found.period)
    if after_month or found.grain in ("month", "quarter", "semester", "year", "season"):
        months = (end.year - today.year) * 12 + end.month - today.month + 1
        return max(1, months), "month"
    days = (end - today).days + 1
    if days <= 14:
        return max(1, days), "day"
    return min(_MOST["week"], math.ceil(days / 7)), "week"


def _since(found: FoundPeriod, today: date) -> str:
    """« Le mois prochain » begins after a month that is not over, which nobody asked about."""
    start = found.period.start
    return start.isoformat() if not found.count and found.grain == "month" and start > today else ""


def _counted(count: int, grain: str) -> tuple[int, Grain]:
    """A horizon beyond what the forecast can do is kept as said: the plan's check refuses it, with the reason."""
    if grain == "day":
        return count, "day"
    if grain == "week":
        return count, "week"
    months = {"month": 1, "quarter": 3, "semester": 6, "year": 12}[grain]
    return count * months, "month"


_PIECES_SOLD = re.compile(
    r"(?<![a-z])combien (?:de |d'|des )(?!euros?|argent|chiffre|ca(?![a-z])|clients?|commandes?|ventes?(?![a-z]))"
    r"[^.?!]{1,80}?(?:vend|ecoul)"
)
"""« combien de savons vendrons-nous »: pieces are asked, not money."""


def _measured(frame: ForecastFrame, said: Said, flat: str) -> ForecastFrame:
    if "quantity" in said.measures and "revenue" not in said.measures and not _ranks_by_quantity_only(flat):
        return replace(frame, measure="quantity")
    if "revenue" in said.measures:
        return replace(frame, measure="revenue")
    return replace(frame, measure="quantity") if _PIECES_SOLD.search(flat) else frame


def _ranks_by_quantity_only(flat: str) -> bool:
    """« les ventes des 5 produits les plus vendus »: the quantity ranks, the turnover is forecast."""
    return bool(words.MOST.search(flat)) and not any(
        name == "quantity" and pattern.search(flat) for name, pattern in words.MEASURES
    )


def _divided(frame: ForecastFrame, said: Said, clause: Clause) -> ForecastFrame:
    """By what the forecast is cut, and which members: named ones, a ranking's, or all."""
    flat = cue_text(clause.text)
    by = next((name for name in said.dimensions if name in _BY), None)
    kept = [one for one in said.filters if not one.exclude and _dimension(one) in _BY]
    ranking = said.limit is not None and by is not None
    grain = next((name for name in said.dimensions if name in ("day", "week", "month")), None)
    if grain and not any(found.count for found in clause.periods):
        frame = _regrained(frame, grain)
    if ranking:
        measure = "quantity" if words.SOLD_COUNT.search(flat) and words.MOST.search(flat) else None
        chosen = replace(said, measures=(measure or frame.measure,), dimensions=(by,) if by else ())
        return replace(frame, by=by or "product", items=(), top=frame_of(_ranked(chosen)))
    if kept:
        named = kept[0]
        return replace(frame, by=_dimension(named), items=tuple(named.values), top=None, keys_of="")
    if by is not None:
        return replace(frame, by=by, items=(), top=None)
    return frame


def _ranked(said: Said) -> Said:
    timeless = tuple(name for name in said.dimensions if name not in TIME)
    return replace(said, dimensions=timeless, share=False, compare=None)


def _dimension(one: Filter) -> str:
    return "product" if one.dimension == "product_code" else one.dimension


def _regrained(frame: ForecastFrame, grain: str) -> ForecastFrame:
    """« par semaine » of three months: the same span in other steps."""
    days = {"day": 1, "week": 7, "month": 30.4}
    if grain == frame.grain:
        return frame
    steps = max(1, round(frame.horizon * days[frame.grain] / days[grain]))
    return replace(frame, grain=grain, horizon=min(steps, _MOST[grain]))  # type: ignore[arg-type]


def _narrowed(frame: ForecastFrame, said: Said) -> ForecastFrame:
    """« en France », « hors Royaume-Uni »: what is said on another axis than the items'."""
    kept, left = list(frame.only), list(frame.without)
    for one in said.filters:
        if frame.top is not None and one in frame.top.filters:
            continue
        wishes = (
            [f"{_AXES[one.dimension]}\u00a0: {name}" for name in one.values] if one.dimension in _AXES else []
        )
        if one.exclude:
            left += wishes
        elif not set(one.values) <= set(frame.items):
            kept += wishes
    return replace(frame, only=tuple(dict.fromkeys(kept)), without=tuple(dict.fromkeys(left)))


def unused_filters(frame: ForecastFrame, said: Said) -> list[str]:
    """Names said on an axis that the forecast cannot take: told to the person."""
    return [
        name
        for one in said.filters
        for name in one.values
        if one.dimension not in _AXES and not (frame.top and one in frame.top.filters)
    ]


def top_of(before: TableFrame | None) -> TableFrame | None:
    """The ranking of the question before, when « leurs ventes » speaks of it."""
    if before is None or not before.dimensions or before.dimensions[0] not in _BY:
        return None
    return before
