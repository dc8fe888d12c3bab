"""A question of figures read slot by slot from its words, its entities and its periods."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from levier.core.french.calendar import Unit, neighbour, shift_period
from levier.core.french.dates import FoundPeriod, labelled
from levier.core.french.numbers import parse_number
from levier.core.measures import Filter, Inactivity
from levier.core.period import Period
from levier.orchestrator.planning.local import words
from levier.orchestrator.planning.local.frames import TIME, Order, Said, TableFrame
from levier.orchestrator.planning.local.shaping import shaped
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.understand import Clause, Entity
from levier.orchestrator.understand.cues import cue_text

DEFAULT_INACTIVITY = 90


def read(clause: Clause, company: CompanyFacts, before: TableFrame | None = None) -> Said:
    """What the question itself says, in the measures and dimensions the company has."""
    flat = blanked(clause)
    inactive = _inactivity(clause, flat) or _longer_inactivity(clause, before)
    dimensions, limit = _dimensions(flat, inactive is not None)
    dimensions = tuple(name for name in dimensions if name in company.dimensions)
    if before is not None and before.dimensions and words.ONLY_BEST.fullmatch(flat.strip(" ?.!")):
        dimensions = ()
    measures = tuple(name for name in _measures(flat, inactive is not None) if name in company.measures)
    filters = tuple(_filters(clause.entities))
    if not measures and re.search(r"(?<![a-z])prix(?! d'achat)|(?<![a-z])price", flat) and filters:
        measures = ("average_price",)
    if "revenue_per_customer" in measures:
        dimensions = tuple(name for name in dimensions if name != "customer")
    changing = bool(words.BETWEEN.search(flat) or words.CHANGED.search(flat) or words.COMPARE.search(flat))
    share = bool(words.SHARE.search(flat)) and "returns_rate" not in measures
    if share and changing and re.search(r"(?:en|de|du) (?:%|pour ?cent\w*)|%|pourcentages?", flat):
        # « évolution en % » asks for a change, which a comparison gives, not for shares.
        share = False
    trend = bool(words.TREND.search(flat)) or (not clause.periods and bool(words.MOVING.search(flat)))
    periods = [found for found in clause.periods if inactive is None]
    period, compare, by_month = periods_of(flat, periods, before, trend, company.today)
    if len(periods) == 1 and before is None and any(len(one.values) > 1 for one in filters):
        # « compare la France et l'Allemagne au T2 »: the two countries are compared, not the quarter with the one before.
        compare = None if not words.CHANGED.search(flat) and not periods[0].parts else compare
    if trend and compare is None and not any(name in TIME for name in dimensions):
        dimensions = (*dimensions, _trend_grain(period))
    if by_month and len(dimensions) < 3 and "month" not in dimensions:
        dimensions = (*dimensions, "month")
    dimensions = _with_compared(flat, filters, dimensions)
    if inactive is not None and (before is None or before.inactive is None):
        dimensions = _inactive_dimension(flat, dimensions)
    if share and not dimensions and not filters and before is None and words.SPREAD.search(flat):
        dimensions = (
            ("product",) if "product" in flat else ("country",) if "country" in company.dimensions else ()
        )
    said = Said(
        measures=measures, dimensions=dimensions, filters=filters, period=period, compare=compare,
        compares=bool(words.COMPARE.search(flat)), share=share, inactive=inactive, order=_order(flat, dimensions),
        limit=limit,
    )  # fmt: skip
    if before is not None and before.limit and (more := words.NEXT_ONES.search(flat)):
        said = replace(said, limit=before.limit + (_count(more["count"]) or 0), dimensions=())
    return shaped(replace(said, each=_each(flat, said)), clause, flat, company, before)


def frame_of(said: Said) -> TableFrame:
    """A question that stands alone, with the defaults for what it leaves unsaid."""
    measures = said.measures or ("revenue",)
    return TableFrame(
        measures=measures, dimensions=said.dimensions, filters=said.filters, period=said.period, compare=said.compare,
        share=said.share, inactive=said.inactive, order=said.order or "desc", limit=said.limit, having=said.having,
        each=said.each, average=said.average, classes=said.classes,
    )  # fmt: skip


def blanked(clause: Clause) -> str:
    """The flattened text with its names and periods blanked, so that « PARTY BUNTING » or « T2 » cue nothing."""
    flat = list(cue_text(clause.text))
    for start, end in spans(clause):
        for place in range(start, end):
            flat[place] = "\u2400" if flat[place] != " " else " "
    return "".join(flat)


def spans(clause: Clause) -> list[tuple[int, int]]:
    """Where the names and the periods of a question stand."""
    named = [(entity.start, entity.end) for entity in clause.entities]
    return named + [(period.start, period.end) for period in clause.periods]


def _measures(flat: str, inactive: bool) -> tuple[str, ...]:
    if inactive:
        return ()
    found: dict[str, int] = {}
    text = flat
    for name, pattern in words.MEASURES:
        match = pattern.search(text)
        if match:
            found[name] = match.start()
            text = text[: match.start()] + "·" * (match.end() - match.start()) + text[match.end() :]
    counts = {"revenue", "products_sold", "orders", "customers"} & set(found)
    if not counts and words.SOLD_COUNT.search(flat):
        found.setdefault("quantity", 0)
    elif (beside := words.BESIDE_SALES.search(flat)) and "revenue" not in found:
        found["revenue"] = beside.start()
    elif not found and words.SALES.search(flat):
        found["revenue"] = 0
    # « le CA par client » groups by client, « les commandes » beside a turnover does not ask for a count of orders.
    return tuple(sorted(found, key=lambda name: found[name]))[:6]


def _dimensions(flat: str, inactive: bool) -> tuple[tuple[str, ...], int | None]:
    """How to group, and how many lines to keep."""
    names = list(_grouped(flat))
    if not inactive:
        names += [
            name for name, pattern in words.ADVERBS if re.search(rf"(?<![a-z])(?:{pattern})(?![a-z])", flat)
        ]
    limit: int | None = None
    ranked = words.RANKED.search(flat)
    for match in (ranked, None if ranked else words.MOST.search(flat)):
        if match:
            groups = match.groupdict()
            names.append(_noun(match))
            limit = limit or _count(groups.get("top") or groups.get("count") or groups.get("top2"))
    if words.LAST_TIME.search(flat):
        names.append("day")
    for match in (words.ASKED.search(flat), words.LISTED.search(flat)):
        if match:
            names.append(_noun(match))
            limit = limit or _count(match.groupdict().get("count"))
    if words.BUYERS.search(flat) and not names:
        names.append("customer")
    if not names and (words.ORDERS_LISTED.search(flat) or words.ONE_ORDER.search(flat)):
        names.append("invoice")
        limit = limit or _limit(flat)
    if not names and words.BEST_SALES.search(flat):
        names.append("product")
    unique = tuple(dict.fromkeys(names))
    if "weekday" in unique:
        unique = tuple(name for name in unique if name not in ("day", "week"))
    return unique[:3], limit or _limit(flat)


def _grouped(flat: str) -> Iterator[str]:
    """« par pays et par mois » → country, month."""
    for match in words.GROUP.finditer(flat):
        yield _noun(match)
        rest = match.end()
        while joined := words.JOINED_GROUP.match(flat[rest:]):
            yield _noun(joined)
            rest += joined.end()


def _limit(flat: str) -> int | None:
    counted = words.COUNT.search(flat)
    if counted:
        return _count(next(value for value in counted.groupdict().values() if value))
    return 1 if words.SINGLE.search(flat) else None


def _noun(match: "re.Match[str]") -> str:
    return next(name for name, _ in words.DIMENSIONS if match.groupdict().get(name))


def _count(said: str | None) -> int | None:
    if not said:
        return None
    return int(parse_number(said)) if said not in ("un", "une") else 1


def _filters(entities: Sequence[Entity]) -> Iterator[Filter]:
    grouped: dict[tuple[str, bool], list[str]] = {}
    for entity in entities:
        grouped.setdefault((entity.dimension, entity.exclude), []).extend(entity.values)
    for (dimension, exclude), values in grouped.items():
        if values:
            yield Filter(dimension=dimension, values=list(dict.fromkeys(values)), exclude=exclude)


def _with_compared(flat: str, filters: Sequence[Filter], dimensions: tuple[str, ...]) -> tuple[str, ...]:
    """« compare la France et l'Allemagne », « ventes en France et en Allemagne »: one line for each."""
    for one in filters:
        same = one.dimension == "product_code" and "product" in dimensions
        if len(one.values) > 1 and not one.exclude and one.dimension not in dimensions and not same:
            named = words.COMPARE.search(flat) or len(one.values) <= 20
            if named and len(dimensions) < 3:
                return (one.dimension, *dimensions)
    return dimensions


def _order(flat: str, dimensions: Sequence[str]) -> Order | None:
    if words.ASCENDING.search(flat):
        return None if re.search(r"(?<![a-z])plus (?:eleve|grand|gros|fort|haut)", flat) else "asc"
    ranked = (
        words.RANKED.search(flat)
        or words.MOST.search(flat)
        or words.ASKED.search(flat)
        or words.COUNT.search(flat)
    )
    if dimensions and dimensions[0] in TIME and not ranked:
        return "natural"
    return None


def _each(flat: str, said: Said) -> str:
    """« les 5 meilleurs produits par pays », « … en France et en Allemagne »: so many in each country."""
    if not said.limit or len(said.dimensions) != 2 or set(said.dimensions) & TIME:
        return ""
    compared = {one.dimension for one in said.filters if len(one.values) > 1 and not one.exclude}
    apart = [name for name in said.dimensions if name in compared or name in set(_grouped(flat))]
    return apart[0] if len(apart) == 1 else ""


def _trend_grain(period: Period | None) -> str:
    if period is None or period.days > 92:
        return "month"
    return "week" if period.days > 31 else "day"


def _inactivity(clause: Clause, flat: str) -> Inactivity | None:
    then = next((one for one in clause.periods if one.tense == "past" and not one.open_end), None)
    if then is not None and words.BOUGHT_THEN.search(flat):
        return Inactivity(days=1, bought=labelled(then.period))
    if len(clause.periods) == 2 and words.BOUGHT_APART.search(flat):
        first, second = (labelled(one.period) for one in clause.periods)
        return Inactivity(days=1, bought=first, absent=second)
    if not words.INACTIVE.search(flat):
        return None
    if not re.search(
        r"clients?|customers?|produits?|references?|articles?|qui |who|pays|plus rien|acheteurs?", flat
    ):
        return None
    since = next((found for found in clause.periods if found.open_end and found.tense == "past"), None)
    closed = [one for one in clause.periods if one.tense == "past" and not one.open_end and not one.count]
    if since is None and len(closed) == 1 and not any(pattern.search(flat) for _, pattern in words.RHYTHM):
        return Inactivity(days=1, absent=labelled(closed[0].period))
    since = since or next((found for found in clause.periods if found.tense == "past"), None)
    days = DEFAULT_INACTIVITY
    if since is not None:
        days = max(1, (since.period.end - since.period.start).days + (0 if since.open_end else 1))
    rhythm = next((name for name, pattern in words.RHYTHM if pattern.search(flat)), "any")
    return Inactivity.model_validate({"days": days, "rhythm": rhythm})


def _longer_inactivity(clause: Clause, before: TableFrame | None) -> Inactivity | None:
    """« et depuis 90 jours ? » after a question of who stopped."""
    if before is None or before.inactive is None or not clause.periods:
        return None
    period = clause.periods[-1].period
    old = before.inactive
    if old.absent is not None or old.bought is not None:
        name = "absent" if old.absent is not None else "bought"
        return old.model_copy(update={name: labelled(period)})
    return Inactivity(days=max(1, (period.end - period.start).days), rhythm=before.inactive.rhythm)


def _inactive_dimension(flat: str, dimensions: Sequence[str]) -> tuple[str, ...]:
    for name in dimensions:
        if name in ("product", "customer", "product_code", "category", "country"):
            return (name,)
    if re.search(r"(?<![a-z])(?:produits?|references?|articles?|products?)(?![a-z])", flat) and not re.search(
        r"clients?|customers?", flat
    ):
        return ("product",)
    return ("customer",)


def periods_of(
    flat: str, found: Sequence[FoundPeriod], before: TableFrame | None, trend: bool, today: date
) -> tuple[Period | None, Period | None, bool]:
    """The period, the one it is compared to, and whether the months asked one by one must be shown apart."""
    if not found:
        return None, None, False
    anchors = [one for one in found if not one.anaphoric]
    compares = bool(words.COMPARE.search(flat))
    if len(found) == 1:
        only = found[0]
        moves = words.BETWEEN.search(flat) or words.RISING.search(flat)
        if len(only.parts) == 2 and moves and only.grain in ("month", "quarter", "semester") and not trend:
            return labelled(only.parts[1]), labelled(only.parts[0]), False
        if (
            len(only.parts) == 2
            and re.search(r"(?<![a-z])evolution", flat)
            and only.parts[1].days <= 31
            and _adjacent(only.parts)
        ):
            return labelled(only.parts[1]), labelled(only.parts[0]), False
        if only.shift is not None and (compares or before is not None):
            return _shifted(flat, only, before, compares, today)
        if compares and before is not None and before.period is not None:
            return before.period, only.period, False
        if (
            compares
            and words.AGAINST.search(flat[: only.start]) is None
            and re.match(r" *(?:\w+ )?compar", flat)
        ):
            return only.period, labelled(neighbour(only.period, -1)), False
        if words.CHANGED.search(flat) and not only.open_end and not only.parts:
            return only.period, labelled(neighbour(only.period, -1)), False
        return only.period, None, False
    if len(found) == 2:
        return _two(flat, found[0], found[1], anchors)
    merged = labelled(Period(start=min(p.period.start for p in found), end=max(p.period.end for p in found)))
    months = all(one.grain == "month" for one in found)
    return merged, None, months


def _nested(one: Period, other: Period) -> bool:
    return (one.start >= other.start and one.end <= other.end) or (
        other.start >= one.start and other.end <= one.end
    )


def _adjacent(parts: Sequence[Period]) -> bool:
    return (parts[1].start - parts[0].end).days == 1


def _shifted(
    flat: str, only: FoundPeriod, before: TableFrame | None, compares: bool, today: date
) -> tuple[Period | None, Period | None, bool]:
    """« et le mois suivant ? » moves the period before; « par rapport à l'an dernier » compares with it moved."""
    unit, steps = only.shift if only.shift else ("same", 0)
    base = before.period if before is not None else None
    if compares:
        main = base or _running(only, unit, today)
        return main, _moved(main, unit, steps), False
    if base is None or steps == 0:
        return only.period, None, False
    if only.anaphoric or unit == "year":
        return _moved(base, unit, steps), None, False
    return only.period, None, False


def _running(only: FoundPeriod, unit: str, today: date) -> Period:
    """The unit now running, up to today, compared with as much of the one before: « … par rapport à l'an dernier »."""
    start = date.fromordinal(only.period.end.toordinal() + 1)
    whole = shift_period(only.period, cast("Unit", unit if unit != "same" else "month"), 1)
    return labelled(Period(start=start, end=max(start, min(whole.end, today))))


def _moved(period: Period, unit: str, steps: int) -> Period:
    if unit == "same":
        return labelled(neighbour(period, steps))
    return labelled(shift_period(period, cast("Unit", unit), steps))


def _two(
    flat: str, first: FoundPeriod, second: FoundPeriod, anchors: Sequence[FoundPeriod]
) -> tuple[Period | None, Period | None, bool]:
    """Two periods stand side by side: what is compared to what."""
    if second.shift is not None and (
        second.anaphoric or words.AGAINST.search(flat[: second.start]) or second.shift[0] == "year"
    ):
        return first.period, _moved(first.period, *second.shift), False
    if first.shift is not None and first.anaphoric and anchors:
        return second.period, _moved(second.period, *first.shift), False
    if _nested(first.period, second.period) and not words.COMPARE.search(flat):
        # « en avril, cette année »: the narrower one.
        return min(first.period, second.period, key=lambda period: period.days), None, False
    if words.AGAINST.search(flat[: second.start]) and not re.search(
        r"(?:vs\.?|versus) *$", flat[: second.start]
    ):
        return first.period, second.period, False
    early, late = sorted((first.period, second.period), key=lambda period: period.start)
    return late, early, False
