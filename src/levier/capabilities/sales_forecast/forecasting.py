"""The recipe of a sales forecast: lines → series → method chosen by replaying the past → intervals → words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from levier.capabilities.sales_forecast import Cleaning, SalesForecastInput, SalesForecastOutput
from levier.capabilities.sales_forecast import series as building
from levier.capabilities.sales_forecast.assembling import (
    Made,
    Shown,
    accuracy,
    item_forecast,
    overall,
    shown_from,
)
from levier.capabilities.sales_forecast.backtest import Fitted, fit, shortest_item
from levier.capabilities.sales_forecast.cleaning import lessons
from levier.capabilities.sales_forecast.doubts import doubts
from levier.capabilities.sales_forecast.files import CSV
from levier.capabilities.sales_forecast.influences import Known, known
from levier.capabilities.sales_forecast.levels import Tree, added_up, planted, reconciled
from levier.capabilities.sales_forecast.narrowing import narrowed
from levier.capabilities.sales_forecast.newcomers import Launch, by_analogy, launches
from levier.capabilities.sales_forecast.periods import Calendar
from levier.capabilities.sales_forecast.pooling import with_pool
from levier.capabilities.sales_forecast.signals import signals
from levier.capabilities.sales_forecast.span import history, in_weeks
from levier.capabilities.sales_forecast.telling import WORDS, tell
from levier.core.capability import Context, DatasetFacts
from levier.core.errors import NotAllowed, NotEnoughData, NotFound
from levier.core.french.numbers import CURRENCY_SIGNS
from levier.core.result import Download, Sentence, Unanswered

Values = NDArray[np.float64]
_LAUNCHES = 400


def forecast(ctx: Context, given: SalesForecastInput) -> SalesForecastOutput:
    """Forecast what ``given`` asks. Raises NotFound, NotEnoughData, BadInput, each in French."""
    facts = _facts(ctx)
    lines = building.sales_lines(ctx.tables.frame("sales"), given.measure)
    lines = narrowed(_with_categories(ctx, lines, given), given.only, given.without)
    if given.measure == "revenue":
        building.one_currency(lines)
    asked, given = given, in_weeks(lines, ctx.today, given)
    periods = history(lines, ctx.today, given)
    tree = (
        planted(lines, periods, shortest_item(given.horizon, given.grain))
        if given.by == "hierarchy"
        else None
    )
    if tree is not None:
        lines, wanted = tree.lines, tree.leaves
    else:
        lines, aliases = building.labelled(lines, given.by)
        wanted = building.chosen(lines, _catalogued(ctx, given, aliases), aliases, given.by)
    series = building.build(lines, wanted, periods)
    beside = known(ctx, lines, series, periods, given)
    made, refused = _made(ctx, series, beside, given, lines)
    made, groups = _coherent(tree, made, periods, beside, given)
    ctx.progress(len(series), len(series), "")
    made, shown = (made, Shown(periods, given)) if groups else shown_from(made, periods, given)
    output = _output(made, groups, shown, "unités" if given.measure == "quantity" else _currency(facts))
    output.cleaning, output.influences = _cleaned(made, beside), beside.told()
    output.remarks = [*beside.remarks, *doubts(lines, periods, ctx.today)]
    output.unanswered = refused
    output.touched = _touched(ctx, facts, given)
    output.downloads = [
        Download(name=CSV, label="La prévision, période par période (CSV)", media_type="text/csv")
    ]
    replays = [one.found.replay for one in made if isinstance(one.found, Fitted)]
    output.signals = signals(output, replays, _summed([one.values for one in made]), periods, ctx.today)
    told = tell(output, [one.values for one in made], periods, ctx.today)
    if asked.grain != given.grain:
        told.sentences.append(_said_in_weeks())
    return told


def _facts(ctx: Context) -> DatasetFacts:
    facts = ctx.tables.facts("sales")
    if facts is None:
        raise NotFound(
            "Vous n'avez pas encore de ventes dans Levier",
            mend="Importez un fichier de ventes dans la page « Données ».",
        )
    return facts


def _touched(ctx: Context, facts: DatasetFacts, given: SalesForecastInput) -> list[str]:
    """The tables read, for the journal."""
    kinds = ("products", "stock") if given.by in ("product", "hierarchy") else ()
    read = [facts, *(found for kind in kinds if (found := ctx.tables.facts(kind)) is not None)]
    return [f"dataset:{one.dataset}@{one.version}" for one in read]


def _with_categories(ctx: Context, lines: pl.DataFrame, given: SalesForecastInput) -> pl.DataFrame:
    """The family of each line from the catalogue, where the sales do not tell it and it is asked for."""
    wanted = given.by in ("category", "hierarchy", "product") or given.only or given.without
    if not wanted or lines["category"].null_count() < lines.height:
        return lines
    try:
        catalogue = ctx.tables.frame("products")
    except (NotFound, NotAllowed):
        return lines
    if not {"product_code", "category"} <= set(catalogue.columns):
        return lines
    families = (
        catalogue.select(pl.col("product_code").cast(pl.String), pl.col("category").cast(pl.String))
        .drop_nulls()
        .unique("product_code", keep="last")
    )
    return (
        lines.drop("category")
        .with_columns(pl.col("product_code").cast(pl.String))
        .join(families, on="product_code", how="left", maintain_order="left")
    )


def _catalogued(ctx: Context, given: SalesForecastInput, aliases: dict[str, str]) -> list[str]:
    """The items asked for; a product of the catalogue that never sold becomes an item without sales."""
    if given.by != "product" or not given.items:
        return given.items
    unknown = [one for one in given.items if building.folded(one) not in aliases]
    if not unknown:
        return given.items
    try:
        catalogue = ctx.tables.frame("products")
    except (NotFound, NotAllowed):
        return given.items
    for column in ("product_code", "product"):
        if column not in catalogue.columns:
            continue
        for code in catalogue[column].cast(pl.String).drop_nulls().to_list():
            if any(building.folded(one) == building.folded(code) for one in unknown):
                aliases.setdefault(building.folded(code), code)
    return given.items


@dataclass
class _Launched:
    """The launches of the company's products, read once and only if an item is too young."""

    lines: pl.DataFrame
    beside: Known
    found: list[Launch] | None = None

    def of(self, item: str, values: Values) -> tuple[Launch, list[Launch]]:
        families = self._families()
        if self.found is None:
            recent = (
                self.lines.group_by("item")
                .agg(pl.col("value").sum())
                .sort("value", "item", descending=[True, False])
            )
            names = recent.head(_LAUNCHES)["item"].to_list()
            sold = {one.item: one.values for one in building.build(self.lines, names, self.beside.periods)}
            self.found = launches(sold, families, self.beside.periods.count)
        return Launch(item, values, families.get(item, "")), self.found

    def _families(self) -> dict[str, str]:
        if "category" not in self.lines.columns:
            return {}
        named = (
            self.lines.select("item", pl.col("category").cast(pl.String))
            .drop_nulls()
            .unique("item", keep="last")
        )
        return dict(named.iter_rows())


def _made(
    ctx: Context,
    series: Sequence[building.Series],
    beside: Known,
    given: SalesForecastInput,
    lines: pl.DataFrame,
) -> tuple[list[Made], list[Unanswered]]:
    """Each item's forecast, and those that nothing sound can be said of. Raises NotEnoughData when none is left."""
    made: list[Made] = []
    refused: list[Unanswered] = []
    launched = _Launched(lines, beside)
    for done, one in enumerate(series):
        if ctx.cancelled():
            break
        ctx.progress(done, len(series), one.item)
        found = fit(beside.history(one), given.horizon, given.grain)
        if found is not None:
            made.append(Made(one.item, one.values, found))
            continue
        analogy = (
            by_analogy(*launched.of(one.item, one.values), given.horizon) if given.by == "product" else None
        )
        if analogy is not None:
            made.append(Made(one.item, one.values, analogy))
        else:
            refused.append(_too_short(one, given, beside.periods))
    if not any(isinstance(one.found, Fitted) for one in made):
        if made:
            refused = [
                _too_short(one, given, beside.periods)
                for one in series
                if one.item in {had.item for had in made}
            ]
        if ctx.cancelled():
            raise NotEnoughData("La prévision a été interrompue", mend="Relancez la demande.")
        if not refused or not any(one.values.size for one in series):
            raise _nothing_sold(lines)
        raise NotEnoughData(
            refused[0].reason, mend="Importez un historique plus long, ou prévoyez l'ensemble des ventes."
        )
    return with_pool(made, given, ctx.cancelled), refused


def _nothing_sold(lines: pl.DataFrame) -> NotEnoughData:
    """What to say of sales that sum to nothing."""
    if (lines["value"] < 0).any():
        return NotEnoughData(
            "Vos ventes sont toutes négatives ou annulées par des retours : il n'y a rien à prévoir",
            where="colonnes « Quantité » et « Montant » des ventes",
            mend="Vérifiez le signe de l'export.",
        )
    return NotEnoughData(
        "Toutes vos ventes sont nulles : il n'y a rien à prévoir",
        where="colonnes « Quantité » et « Montant » des ventes",
        mend="Vérifiez que la colonne des quantités est bien celle qui a été importée.",
    )


def _coherent(
    tree: Tree | None, made: list[Made], periods: Calendar, beside: Known, given: SalesForecastInput
) -> tuple[list[Made], list[Made]]:
    """The items, moved so that they and their sums agree, and the families and customers of a hierarchy."""
    if tree is not None:
        return added_up(tree, made, periods, beside, given)
    return reconciled(made, given), []


def _too_short(one: building.Series, given: SalesForecastInput, periods: Calendar) -> Unanswered:
    word, sold = WORDS[given.grain], one.values.size
    needed = shortest_item(given.horizon, given.grain)
    if not sold:
        reason = f"« {one.item} » n'a aucune vente dans l'historique"
    else:
        since = periods.start(periods.count - sold)
        reason = (
            f"« {one.item} » n'est vendu que depuis le {since:%d/%m/%Y} ({sold} {word.of(sold)}) ; "
            f"il faut au moins {needed} {word.many} pour une prévision vérifiable"
        )
    return Unanswered(question=f"Prévision de « {one.item} »", reason=reason)


def _output(made: Sequence[Made], groups: Sequence[Made], shown: Shown, unit: str) -> SalesForecastOutput:
    given, periods = shown.given, shown.periods
    items = [item_forecast(one, shown) for one in made]
    replays = [one.found.replay for one in made if isinstance(one.found, Fitted)]
    return SalesForecastOutput(
        keys=[item.item for item in items],
        start=periods.start(shown.first),
        end=periods.end(shown.first + shown.horizon - 1),
        horizon=shown.horizon,
        grain=given.grain,
        by=given.by,
        measure=given.measure,
        unit=unit,
        level=given.level,
        items=items,
        overall=items[0] if len(items) == 1 else overall(made, shown),
        groups=[item_forecast(one, shown) for one in groups],
        accuracy=accuracy(replays, given.level / 100),
    )


def _cleaned(made: Sequence[Made], beside: Known) -> Cleaning:
    """What was taken out of the histories of the items shown."""
    orders, removed, outs = 0, 0.0, 0
    for one in made:
        if not isinstance(one.found, Fitted) or one.found.history is None:
            continue
        learnt = lessons(one.found.history, one.found.history.values.size, one.found.season)
        orders += int(learnt.exceptional.sum())
        removed += learnt.removed
        outs += 0 if one.found.history.out is None else int(one.found.history.out.sum())
    return Cleaning(orders=orders, removed=round(removed), stock_outs=outs)


def _summed(arrays: Sequence[Values]) -> Values:
    longest = max(one.size for one in arrays)
    total: Values = np.sum([np.pad(one, (longest - one.size, 0)) for one in arrays], axis=0)
    return total


def _said_in_weeks() -> Sentence:
    text = "Votre historique est trop court pour prévoir mois par mois\u00a0: la prévision est faite par semaine."
    return Sentence(text=text, kind="notice", evidence=["cadre"])


def _currency(facts: DatasetFacts) -> str:
    return CURRENCY_SIGNS.get(facts.currency, facts.currency)
