"""Where a change comes from: its parts along each axis of the table, and the effects of what it is made of.

Everything shown adds up to the change to the cent: parts are computed exactly, grouped, then rounded together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from levier.capabilities.live_dashboard.figures import Tables, covered, is_state
from levier.capabilities.live_dashboard.period_words import spoken
from levier.capabilities.live_dashboard.science import decomposing
from levier.capabilities.live_dashboard.science.rounding import shared_out
from levier.capabilities.live_dashboard.science.spans import spans
from levier.capabilities.live_dashboard.shapes import Change, Factors, Part, Split, Wanted, relative
from levier.core.errors import BadInput, LevierError, NotEnoughData, NotFound
from levier.core.french.numbers import CURRENCY_SIGNS
from levier.core.measures import MeasureQuery
from levier.core.period import Period
from levier.tables.countries import COUNTRY, french_name
from levier.tables.measures.model import ABOVE, BELOW, Measure

_NAMED = 8
BALANCED = 0.05
"""Below this share of the rises and falls together, a change is said to come from their balance."""
_MOST_MEMBERS = 10_000
_SAME = {"product_code": "product", "account": "nature"}
"""Axes that say the same as another: the second is kept."""
_CHAINS: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {
    ("sales", "revenue"): (("orders", "average_basket"), "Nombre de commandes et panier moyen"),
}
_QUANTITIES = {("sales", "revenue"): "quantity", ("purchases", "purchases_amount"): "purchased_quantity"}
REST = "Non réparti"
_METHOD_RATIO = (
    "Effet propre : poids moyen × variation de la valeur du membre ; effet du poids : variation du poids × écart à la moyenne "
    "(points milieux, Bennet 1920). La somme des effets est la variation, au centime près."
)


@dataclass(frozen=True)
class _Pair:
    """A question asked of the two periods."""

    tables: Tables
    base: MeasureQuery
    before: Period
    now: Period

    def ask(self, measures: Sequence[str], dimension: str = "") -> tuple[Any, Any]:
        """The two answers (before, now); by the members of an axis when one is given."""
        given = {
            "measures": list(measures),
            "dimensions": [dimension] if dimension else [],
            "limit": None,
        }
        first, second = (
            self.tables.query(self.base.model_copy(update={**given, "period": period}))
            for period in (self.before, self.now)
        )
        return first, second


def explain(
    tables: Tables,
    today: date,
    wanted: Wanted,
    against: Literal["previous", "year"] = "previous",
) -> Change:
    """The change of a measure since the period before, or the same days of the year before.

    Raises BadInput, NotFound (no such table for this person), NotEnoughData (nothing to compare with).
    """
    model = tables.model(wanted.kind)
    measure = model.measure(wanted.measure)
    facts = tables.facts(wanted.kind, wanted.dataset)
    if facts is None:
        raise NotFound(
            "Le tableau de cette mesure ne vous est pas accessible", mend="Demandez l'accès à un responsable."
        )
    if is_state(tables, wanted) or model.snapshot or measure.cumulative or facts.last_day is None:
        raise NotEnoughData(
            f"« {measure.label[:1].upper()}{measure.label[1:]} » dit un état, pas ce qui s'est passé entre deux dates",
            mend="Sa variation ne se répartit pas ; regardez sa répartition d'aujourd'hui.",
        )
    there = spans(wanted.grain, min(facts.last_day, wanted.until or facts.last_day), today, wanted.which)
    span, other = there.current, there.previous if against == "previous" else there.last_year
    if facts.first_day is None or not covered(other, facts.first_day):
        raise NotEnoughData(
            f"Les données de « {facts.title} » ne couvrent pas toute la période de comparaison ({spoken(there, other)})",
            mend="Comparez avec une autre période, ou importez un historique plus long.",
        )
    base = MeasureQuery(
        kind=wanted.kind,
        measures=[wanted.measure],
        dataset=wanted.dataset,
        filters=list(wanted.filters),
        today=today,
    )
    pair = _Pair(tables, base, other, span)
    first, second = pair.ask([wanted.measure])
    values = [one.totals.get(wanted.measure, 0.0 if measure.zero else None) for one in (first, second)]
    if values[0] is None or values[1] is None:
        raise NotEnoughData(
            "Aucune ligne ne permet de calculer cette mesure dans l'une des deux périodes",
            mend="Choisissez-en d'autres.",
        )
    digits = 2 if measure.unit != "%" else 4
    start, end = round(values[0], digits), round(values[1], digits)
    change = Change(
        kind=wanted.kind, measure=wanted.measure, label=measure.label, better=measure.better,
        unit=CURRENCY_SIGNS.get(facts.currency, facts.currency) if measure.unit == "money" else measure.unit,
        before=start, now=end, difference=round(end - start, digits), relative=relative(start, end),
        period=spoken(there), against=spoken(there, other),
        dataset=second.dataset, version=second.version, table=second.title,
    )  # fmt: skip
    change.splits = _splits(pair, model, measure, change, digits)
    change.factors = _factors(pair, model, measure, change, digits)
    for parts in [*(one.parts for one in change.splits), *(one.parts for one in change.factors)]:
        _without_vain_shares(parts, change.difference)
    if not change.splits and not change.factors:
        change.notes.append(
            "Cette mesure compte des choses différentes (clients, commandes …) : ses parts ne s'additionnent sur aucun axe de ce tableau."
        )
    return change


def _without_vain_shares(parts: list[Part], difference: float) -> None:
    """Take the percentages away where rises and falls nearly cancel out: « 2 871 % of the rise » says nothing."""
    if abs(difference) < BALANCED * sum(abs(one.change) for one in parts):
        for one in parts:
            one.share = None


def _splits(pair: _Pair, model: Any, measure: Measure, change: Change, digits: int) -> list[Split]:
    """Each axis that shares the change out, the most telling first."""
    filtered = {part.dimension for part in pair.base.filters if not part.exclude}
    names = [
        one.name
        for one in model.dimensions.values()
        if not one.grain and one.name not in filtered and one.name != measure.listed
    ]
    found: list[Split] = []
    for name in names:
        if _SAME.get(name) in names and any(one.dimension == _SAME[name] for one in found):
            continue
        try:
            split = (
                _of_ratio(pair, model, measure, change, name, digits)
                if measure.halves is not None and not measure.additive
                else _of_sum(pair, model, measure, change, name, digits)
            )
        except (BadInput, NotEnoughData):
            continue
        if split is not None and split.members > 1:
            found.append(split)
    return sorted(found, key=lambda one: -one.surprise)


def _of_sum(
    pair: _Pair, model: Any, measure: Measure, change: Change, dimension: str, digits: int
) -> Split | None:
    first, second = pair.ask([measure.name], dimension)
    sides = [_members(one, measure.name, dimension) for one in (first, second)]
    if max(map(len, sides)) > _MOST_MEMBERS or not any(sides):
        return None
    if not measure.additive and not all(
        decomposing.is_partition(side, whole)
        for side, whole in zip(sides, (change.before, change.now), strict=True)
    ):
        return None
    if not measure.additive and all(value in (0, 1) for side in sides for value in side.values()):
        sides = [{name: one for name, one in side.items() if one} for side in sides]
        return _turnover(model, dimension, sides, change)
    parts = decomposing.of_sum(sides[0], sides[1], change.before, change.now)
    named = [one for one in parts if one.name != decomposing.REST]
    rest = [one for one in parts if one.name == decomposing.REST]
    shown, others = named[:_NAMED], named[_NAMED:]
    rows = [*shown]
    if others:
        rows.append(
            decomposing.Moved(
                f"Autres ({len(others)})", sum(one.before for one in others), sum(one.now for one in others)
            )
        )
    rows += [decomposing.Moved(REST, one.before, one.now) for one in rest]
    try:
        moved = shared_out([one.change for one in rows], change.difference, digits)
    except ValueError:
        return None
    told = [
        Part(
            name=one.name, before=round(one.before, digits), now=round(one.now, digits), change=part,
            share=round(part / change.difference, 4) if change.difference else None,
            weight=round(one.before / change.before, 4) if change.before else None,
            rest=place >= len(shown),
        )
        for place, (one, part) in enumerate(zip(rows, moved, strict=True))
    ]  # fmt: skip
    return _split(model, dimension, told, len(named), decomposing.surprise(rows))


def _turnover(model: Any, dimension: str, sides: list[dict[str, float]], change: Change) -> Split:
    """A count of different members: those of one period only, in and out."""
    axis = model.dimension(dimension)
    e = "es" if axis.feminine else "s"
    gained, lost = len(sides[1].keys() - sides[0].keys()), len(sides[0].keys() - sides[1].keys())
    told = [
        Part(name=f"{_capital(axis.plural)} {when}", before=float(lost if number < 0 else 0),
             now=float(gained if number > 0 else 0), change=float(number),
             share=round(number / change.difference, 4) if change.difference else None, rest=False)
        for when, number in ((f"apparu{e}", gained), (f"disparu{e}", -lost))
    ]  # fmt: skip
    return _split(model, dimension, told, len(sides[0].keys() | sides[1].keys()), 0.05)


def _of_ratio(
    pair: _Pair, model: Any, measure: Measure, change: Change, dimension: str, digits: int
) -> Split | None:
    up, down = f"{measure.name}{ABOVE}", f"{measure.name}{BELOW}"
    first, second = pair.ask([up, down], dimension)
    above = [_members(one, up, dimension) for one in (first, second)]
    below = [_members(one, down, dimension) for one in (first, second)]
    if max(map(len, below)) > _MOST_MEMBERS:
        return None
    for one, tops, bottoms in zip((first, second), above, below, strict=True):
        left = one.totals.get(down, 0.0) - sum(bottoms.values())
        over = one.totals.get(up, 0.0) - sum(tops.values())
        scale = max(abs(one.totals.get(down, 0.0)), 1.0)
        if left < -1e-6 * scale:  # members that count the same thing twice
            return None
        if left > 1e-6 * scale or abs(over) > 1e-6 * max(abs(one.totals.get(up, 0.0)), 1.0):
            tops[REST], bottoms[REST] = over, max(left, 0.0)
    if not all(sum(one.values()) for one in below):
        return None
    parts = decomposing.of_ratio((above[0], above[1]), (below[0], below[1]))
    named = [one for one in parts if one.name != REST]
    shown, others = named[:_NAMED], named[_NAMED:]
    rows: list[tuple[str, Any, float, float]] = [(one.name, one, one.rate, one.mix) for one in shown]
    if others:
        rows.append(
            (f"Autres ({len(others)})", None, sum(one.rate for one in others), sum(one.mix for one in others))
        )
    rows += [(REST, one, one.rate, one.mix) for one in parts if one.name == REST]
    try:
        moved = shared_out([rate + mix for _, _, rate, mix in rows], change.difference, digits)
    except ValueError:
        return None
    told = []
    for place, ((name, one, rate, mix), whole) in enumerate(zip(rows, moved, strict=True)):
        own, weight = shared_out([rate, mix], whole, digits) if abs(rate + mix - whole) < 1 else (rate, mix)
        told.append(
            Part(
                name=name, before=_rounded(one and one.before, digits), now=_rounded(one and one.now, digits), change=whole,
                share=round(whole / change.difference, 4) if change.difference else None, rate=own, mix=weight,
                rest=place >= len(shown),
            )
        )  # fmt: skip
    gross = sum(abs(one.change) for one in told) or 1.0
    return _split(model, dimension, told, len(named), max(abs(one.change) for one in told) / gross / 10)


def _factors(pair: _Pair, model: Any, measure: Measure, change: Change, digits: int) -> list[Factors]:
    found: list[Factors | None] = []
    chain = _CHAINS.get((change.kind, measure.name))
    if chain is not None:
        found.append(_chained(pair, model, chain, change, digits))
    quantity = _QUANTITIES.get((change.kind, measure.name))
    if quantity:
        found.append(_price_volume(pair, quantity, measure, change, digits))
    if measure.halves is not None and not measure.additive:
        found.append(_halves(pair, measure, change, digits))
    return [one for one in found if one is not None]


def _chained(
    pair: _Pair, model: Any, chain: tuple[tuple[str, ...], str], change: Change, digits: int
) -> Factors | None:
    """The change of a product of measures, each one's effect."""
    names, title = chain
    try:
        first, second = pair.ask(names)
    except (BadInput, NotEnoughData):
        return None
    if any(not side.totals.get(name) for side in (first, second) for name in names):
        return None
    # The last factor is what makes the product exact: its own value is rounded.
    sides = []
    for side, whole in ((first, change.before), (second, change.now)):
        others = [side.totals[name] for name in names[:-1]]
        product = 1.0
        for one in others:
            product *= one
        sides.append([*others, whole / product])
    effects = decomposing.of_product(sides[0], sides[1])
    moved = shared_out(effects, change.difference, digits)
    parts = [
        Part(
            name=_capital(model.measure(name).label), before=round(sides[0][place], 4), now=round(sides[1][place], 4),
            change=moved[place], share=round(moved[place] / change.difference, 4) if change.difference else None,
        )
        for place, name in enumerate(names)
    ]  # fmt: skip
    method = "Effet de chaque facteur, l'autre à sa valeur moyenne (Shapley) : leur somme est la variation, au centime près."
    return Factors(title=title, parts=parts, method=method)


def _price_volume(
    pair: _Pair, quantity: str, measure: Measure, change: Change, digits: int
) -> Factors | None:
    try:
        first, second = pair.ask([measure.name, quantity], "product")
    except (BadInput, NotEnoughData):
        return None
    money = [_members(one, measure.name, "product") for one in (first, second)]
    units = [_members(one, quantity, "product") for one in (first, second)]
    if max(map(len, money)) > _MOST_MEMBERS or not any(money):
        return None
    found, odd = decomposing.price_volume_mix((money[0], money[1]), (units[0], units[1]))
    rows = [
        ("Quantités (au prix moyen)", found.volume),
        ("Répartition entre articles", found.mix),
        ("Prix des articles", found.price),
        ("Articles apparus", found.started),
        ("Articles disparus", found.stopped),
    ]
    rest = change.difference - found.total
    rows.append(("Frais, corrections et lignes sans prix unitaire", rest))
    del odd  # it is a part of the rest, which also holds the lines that are no article
    try:
        moved = shared_out([one for _, one in rows], change.difference, digits)
    except ValueError:
        return None
    parts = [
        Part(name=name, change=part, share=round(part / change.difference, 4) if change.difference else None)
        for (name, _), part in zip(rows, moved, strict=True)
        if part
    ]
    method = (
        "Articles des deux périodes : prix = quantité moyenne × variation du prix ; quantités = prix moyen × variation du total ; "
        "répartition = le reste de l'effet des quantités. La somme est la variation, au centime près."
    )
    return Factors(title="Prix, quantités et répartition", parts=parts, method=method)


def _halves(pair: _Pair, measure: Measure, change: Change, digits: int) -> Factors | None:
    """A ratio's change as that of what is divided and of what it is divided by."""
    up, down = f"{measure.name}{ABOVE}", f"{measure.name}{BELOW}"
    first, second = pair.ask([up, down])
    above = [float(one.totals.get(up, 0.0)) for one in (first, second)]
    below = [float(one.totals.get(down, 0.0)) for one in (first, second)]
    if not all(below):
        return None
    effects = decomposing.of_product([above[0], 1 / below[0]], [above[1], 1 / below[1]])
    try:
        moved = shared_out(effects, change.difference, digits)
    except ValueError:
        return None
    names = ("Ce qui est divisé", "Ce par quoi on divise")
    parts = [
        Part(
            name=name, before=round(side[0], 4), now=round(side[1], 4), change=part,
            share=round(part / change.difference, 4) if change.difference else None,
        )
        for name, side, part in zip(names, (above, below), moved, strict=True)
    ]  # fmt: skip
    method = "Effet de chaque moitié du rapport, l'autre à sa valeur moyenne : leur somme est la variation, au centime près."
    return Factors(title="Numérateur et dénominateur", parts=parts, method=method)


def _members(answered: Any, measure: str, dimension: str) -> dict[str, float]:
    """The value of each member by its name as it is shown: countries in French, the spellings of one together."""
    place = answered.columns.index(measure)
    found: dict[str, float] = {}
    for row in answered.rows:
        name = french_name(str(row[0])) if dimension == COUNTRY else str(row[0])
        found[name] = found.get(name, 0.0) + float(row[place] or 0.0)
    return found


def _split(model: Any, dimension: str, parts: list[Part], members: int, surprise: float) -> Split:
    axis = model.dimension(dimension)
    return Split(
        dimension=dimension,
        label=axis.label,
        plural=axis.plural,
        parts=parts,
        members=members,
        surprise=round(surprise, 6),
    )


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(float(value), digits)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def failed(error: LevierError) -> str:
    """One sentence for a page."""
    return error.message
