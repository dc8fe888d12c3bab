"""Levels that add up: products make families, families and customers make the whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.sales_forecast import SalesForecastInput
from levier.capabilities.sales_forecast.assembling import Made, whole_units
from levier.capabilities.sales_forecast.backtest import Fitted, fit, together
from levier.capabilities.sales_forecast.coherence import coherent
from levier.capabilities.sales_forecast.influences import Known
from levier.capabilities.sales_forecast.periods import Calendar
from levier.capabilities.sales_forecast.series import TOTAL, build, labelled

Values = NDArray[np.float64]
_PRODUCTS = 40
_CUSTOMERS = 10
_FAMILIES = 30
_RECENT_DAYS = 182
_REST = "Autres"
OTHER_CUSTOMERS = "Autres clients"


@dataclass(frozen=True)
class Tree:
    """``lines`` carry their leaf in ``item``, their family in ``family``, their customer in ``buyer`` (absent where the
    sales name none). ``leaves``: the products that are forecast apart, and the rest of each family.
    """

    lines: pl.DataFrame
    leaves: list[str]
    families: list[str]
    family_of: dict[str, str]
    buyers: list[str]


def planted(lines: pl.DataFrame, periods: Calendar, needed: int) -> Tree:
    """The levels of these sales; what sold too little or for less than ``needed`` periods goes with the rest.

    Raises NotEnoughData when the products are not named.
    """
    named, _ = labelled(lines, "product")
    if named.height < lines.height:
        # Lines without a product still belong to the whole.
        named = pl.concat(
            [named, lines.join(named, on=lines.columns, how="anti", nulls_equal=True)], how="diagonal"
        )
    since = periods.start(periods.count - needed)
    family = pl.col("category").cast(pl.String).str.strip_chars().replace("", None).fill_null("Sans famille")
    old_families = _best(named.with_columns(family.alias("_member")), since, _FAMILIES)
    family = pl.when(family.is_in(old_families)).then(family).otherwise(pl.lit(f"{_REST} familles"))
    named = named.with_columns(family.alias("family"), pl.col("item").alias("_member"))
    best = _best(named, since, _PRODUCTS)
    usual = (
        named.group_by("_member", "family")
        .len()
        .sort("len", "family", descending=[True, False])
        .unique("_member", keep="first")
    )
    # A product sold under two families belongs to the one it is most often sold under.
    kept = dict(usual.select("_member", "family").iter_rows())
    apart = pl.col("_member").is_in(best)
    lines = named.with_columns(
        pl.when(apart)
        .then(pl.col("_member").replace_strict(kept, default=None))
        .otherwise("family")
        .alias("family")
    ).with_columns(
        pl.when(apart).then("_member").otherwise(pl.format(f"{_REST} — {{}}", pl.col("family"))).alias("item")
    )
    lines, buyers = _with_buyers(lines, since)
    leaf = lines.group_by("item").agg(pl.col("family").first(), pl.col("value").sum())
    family_of = dict(leaf.select("item", "family").iter_rows())
    order = leaf.sort("value", "item", descending=[True, False])["item"].to_list()
    families = list(dict.fromkeys(family_of[one] for one in order))
    return Tree(lines, order, families, family_of, buyers)


def added_up(
    tree: Tree, made: list[Made], periods: Calendar, beside: Known, given: SalesForecastInput
) -> tuple[list[Made], list[Made]]:
    """The leaves and the groups of a hierarchy, whose sums agree at every period."""
    families = tree.families if len(tree.families) > 1 else []
    total = _fitted(tree.lines.with_columns(pl.lit(TOTAL).alias("item")), [TOTAL], periods, beside, given)
    family = _fitted(
        tree.lines.with_columns(pl.col("family").alias("item")), families, periods, beside, given
    )
    buyer = (
        _fitted(tree.lines.with_columns(pl.col("buyer").alias("item")), tree.buyers, periods, beside, given)
        if tree.buyers
        else []
    )
    if len(family) < len(families) or len(buyer) < len(tree.buyers) or not total:
        family, buyer, families = [], [], []
    nodes = [*made, *family, *total, *buyer]
    places = {kind: range(start, start + size) for kind, start, size in _places(made, family, total, buyer)}
    rows = []
    whole = places["total"]
    for at, name in enumerate(families):
        row = np.zeros(len(nodes))
        row[[place for place, one in enumerate(made) if tree.family_of[one.item] == name]] = -1
        row[places["family"][at]] = 1
        rows.append(row)
    for group in (places["family"] if families else places["leaf"], places["buyer"]):
        if len(group) and len(whole):
            row = np.zeros(len(nodes))
            row[list(group)], row[whole[0]] = -1, 1
            rows.append(row)
    fitted = [one.found for one in nodes if isinstance(one.found, Fitted)]
    found = (
        coherent(fitted, np.stack(rows), [list(one) for one in places.values() if len(one)]) if rows else None
    )
    if found is not None:
        nodes = [replace(one, found=moved) for one, moved in zip(nodes, found, strict=True)]
    leaves = [_rounded(nodes[place]) for place in places["leaf"]]
    groups = []
    for at, name in enumerate(families):
        members = [one for one in leaves if tree.family_of[one.item] == name]
        groups.append(_summed(nodes[places["family"][at]], members, moved=found is not None))
    mean = np.sum([one.found.mean for one in leaves], axis=0)
    return leaves, [*groups, *_shared([nodes[place] for place in places["buyer"]], mean)]


def reconciled(made: list[Made], given: SalesForecastInput) -> list[Made]:
    """Items moved by what the forecast of their sum knows, where that made the past better told."""
    fitted = [(place, one.found) for place, one in enumerate(made) if isinstance(one.found, Fitted)]
    if len(fitted) < 2:
        return made
    longest = max(made[place].values.size for place, _ in fitted)
    values = np.sum(
        [np.pad(made[place].values, (longest - made[place].values.size, 0)) for place, _ in fitted], axis=0
    )
    whole = fit(values, given.horizon, given.grain)
    if whole is None:
        return made
    count = len(fitted)
    constraint = np.array([[-1.0] * count + [1.0]])
    found = coherent([*(one for _, one in fitted), whole], constraint, [list(range(count)), [count]])
    if found is None:
        return made
    moved = dict(zip((place for place, _ in fitted), found[:-1], strict=True))
    return [replace(one, found=moved[place]) if place in moved else one for place, one in enumerate(made)]


def _places(*groups: Sequence[Made]) -> list[tuple[str, int, int]]:
    found, start = [], 0
    for kind, group in zip(("leaf", "family", "total", "buyer"), groups, strict=True):
        found.append((kind, start, len(group)))
        start += len(group)
    return found


def _old(lines: pl.DataFrame, since: object) -> list[str]:
    """Members sold before a day."""
    first = lines.group_by("_member").agg(pl.col("day").min())
    return first.filter(pl.col("day") <= pl.lit(since))["_member"].drop_nulls().to_list()


def _best(lines: pl.DataFrame, since: object, most: int) -> list[str]:
    """The members sold before a day that sold most lately, the best first."""
    recent = lines.filter(pl.col("day") > pl.col("day").max() - pl.duration(days=_RECENT_DAYS))
    return (
        recent.filter(pl.col("_member").is_in(_old(lines, since)) & pl.col("_member").is_not_null())
        .group_by("_member")
        .agg(pl.col("value").sum())
        .filter(pl.col("value") > 0)
        .sort("value", "_member", descending=[True, False])
        .head(most)["_member"]
        .to_list()
    )


def _with_buyers(lines: pl.DataFrame, since: object) -> tuple[pl.DataFrame, list[str]]:
    """The lines with their customer: the best ones by name, the others together; none when the sales name none."""
    code, name = (pl.col(column).cast(pl.String) for column in ("customer", "customer_name"))
    named = lines.with_columns(pl.coalesce(name, code).alias("_member"))
    if named["_member"].null_count() > 0.5 * named.height:
        return lines, []
    best = _best(named, since, _CUSTOMERS)
    if not best:
        return lines, []
    buyer = pl.when(pl.col("_member").is_in(best)).then("_member").otherwise(pl.lit(OTHER_CUSTOMERS))
    named = named.with_columns(buyer.alias("buyer"))
    others = (named["buyer"] == OTHER_CUSTOMERS).any()
    return named, [*best, *([OTHER_CUSTOMERS] if others else [])]


def _fitted(
    lines: pl.DataFrame, names: Sequence[str], periods: Calendar, beside: Known, given: SalesForecastInput
) -> list[Made]:
    found = []
    for one in build(lines, names, periods):
        made = fit(beside.history(one), given.horizon, given.grain)
        if made is not None:
            found.append(Made(one.item, one.values, made))
    return found


def _rounded(one: Made) -> Made:
    return replace(one, found=replace(one.found, mean=whole_units(one.found.mean)))


def _summed(group: Made, members: Sequence[Made], *, moved: bool) -> Made:
    """A group that is the sum of its members as they are shown."""
    mean = np.sum([one.found.mean for one in members], axis=0)
    if not isinstance(group.found, Fitted):
        return group
    replays = [one.found.replay for one in members if isinstance(one.found, Fitted)]
    replay = group.found.replay if moved else together(replays, [one.values for one in members])
    return replace(group, found=replace(group.found, mean=mean, replay=replay))


def _shared(buyers: Sequence[Made], whole: Values) -> list[Made]:
    """Customers brought to the whole in their proportions, in round figures (the largest takes what rounding leaves)."""
    if not buyers:
        return []
    means = np.stack([one.found.mean for one in buyers])
    sums = means.sum(axis=0)
    shares = np.divide(means, sums, out=np.full_like(means, 1 / len(buyers)), where=sums > 0)
    rounded = np.round(shares * whole)
    largest = np.argmax(rounded, axis=0)
    rounded[largest, np.arange(whole.size)] += whole - rounded.sum(axis=0)
    return [
        replace(
            one,
            item=f"Client {one.item}" if one.item.isdigit() else one.item,
            found=replace(one.found, mean=np.maximum(mean, 0.0)),
        )
        for one, mean in zip(buyers, rounded, strict=True)
    ]


__all__ = ["Tree", "added_up", "planted", "reconciled"]
