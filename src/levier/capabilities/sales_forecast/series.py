"""From sales lines to series of equal periods: returns deducted, gaps filled by zero, nothing cut short."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from levier.capabilities.sales_forecast import Dimension, Measure
from levier.capabilities.sales_forecast.periods import Calendar
from levier.core.errors import BadInput, NotEnoughData
from levier.core.french.text import fold

Values = NDArray[np.float64]
COLUMNS = (
    "date",
    "product",
    "product_code",
    "category",
    "country",
    "customer",
    "customer_name",
    "quantity",
    "unit_price",
    "discount",
    "amount",
    "invoice",
    "store",
    "channel",
    "currency",
)
TOTAL = "Ensemble des ventes"
_BEST = 20
_RECENT_DAYS = 182
_UNKNOWN_ORDERS = 0.5
"""Share of lines without an invoice or a customer above which orders are not told apart."""
_NOUNS = {"product": "produit", "category": "catégorie", "country": "pays", "customer": "client"}


@dataclass(frozen=True)
class Series:
    """Sales of one item by period, from its first sale on; the last value is that of the last whole period.

    ``largest``: the largest single order of each period; ``discount``: the mean discount (percent) of what was sold,
    None when no discount is known.
    """

    item: str
    values: Values
    largest: Values | None = None
    discount: Values | None = None


def sales_lines(frame: Any, measure: Measure) -> pl.DataFrame:
    """The lines as ``day``, ``value`` and the columns of dimensions; lines without a day or a value are
    left out.

    Revenue is the line's amount, else quantity × unit price less the discount. Returns count negatively.
    """
    present = frame.select([name for name in COLUMNS if name in frame.columns])
    lines = present.with_columns(
        [pl.lit(None).alias(name) for name in COLUMNS if name not in present.columns]
    ).with_columns(pl.col("date").cast(pl.Date).alias("day"))
    quantity, price = pl.col("quantity").cast(pl.Float64), pl.col("unit_price").cast(pl.Float64)
    if measure == "quantity":
        value = quantity
    else:
        net = quantity * price * (1 - pl.col("discount").cast(pl.Float64).fill_null(0) / 100)
        value = pl.coalesce(pl.col("amount").cast(pl.Float64), net)
    invoice = pl.coalesce(_text("invoice"), _text("customer"))
    lines = lines.with_columns(value.alias("value"), invoice.alias("order")).filter(
        pl.col("day").is_not_null() & pl.col("value").is_finite()
    )
    if lines.is_empty():
        what = "quantités" if measure == "quantity" else "montants"
        raise NotEnoughData(
            f"Le jeu de données des ventes ne contient pas de {what} datées",
            mend="Importez un fichier qui porte ces colonnes, ou changez la mesure.",
        )
    return lines


def one_currency(lines: pl.DataFrame) -> None:
    """Raises BadInput when amounts of several currencies would be added."""
    known = _text("currency").str.to_uppercase()
    found = lines.select(known.alias("currency")).drop_nulls()["currency"].value_counts(sort=True)
    if found.height > 1:
        names = found["currency"].to_list()
        raise BadInput(
            f"Vos ventes sont en {len(names)} devises ({', '.join(names[:5])}), qui ne s'additionnent pas",
            where="colonne « Devise » des ventes",
            mend=f"Choisissez-en une dans « Seulement » (« devise : {names[0]} »), ou prévoyez les quantités.",
        )


def labelled(lines: pl.DataFrame, by: Dimension) -> tuple[pl.DataFrame, dict[str, str]]:
    """``lines`` with their ``item``, and every folded name or code an item answers to.

    A product whose wording changed over time is one item, under its most frequent wording: its code tells.
    Raises NotEnoughData when the dimension is nowhere filled.
    """
    if by == "total":
        return lines.with_columns(pl.lit(TOTAL).alias("item")), {}
    code, name = {
        "product": ("product_code", "product"),
        "customer": ("customer", "customer_name"),
        "category": ("category", "category"),
        "country": ("country", "country"),
    }[by]
    plain = lines.with_columns(_text(code).alias("_code"), _text(name).alias("_name"))
    usual = (
        plain.filter(pl.col("_code").is_not_null() & pl.col("_name").is_not_null())
        .group_by("_code", "_name")
        .len()
        .sort("len", "_name", descending=[True, False])
        .unique("_code", keep="first")
        .select("_code", pl.col("_name").alias("_usual"))
    )
    named = plain.join(usual, on="_code", how="left").with_columns(
        pl.coalesce("_usual", "_name", "_code").alias("item")
    )
    named = named.filter(pl.col("item").is_not_null())
    if named.is_empty():
        raise NotEnoughData(
            f"Vos ventes ne disent pas {'la' if by == 'category' else 'le'} {_NOUNS[by]} de chaque ligne",
            mend=f"Importez un fichier avec une colonne « {_NOUNS[by]} », ou prévoyez l'ensemble des ventes.",
        )
    return named, _aliases(named)


def chosen(lines: pl.DataFrame, asked: Sequence[str], aliases: dict[str, str], by: Dimension) -> list[str]:
    """The items asked for, by name or code whatever their case and accents; without any, the best sellers.

    Raises BadInput with the nearest names for one that is unknown.
    """
    if by == "total":
        return [TOTAL]
    if not asked:
        recent = lines.filter(pl.col("day") > pl.col("day").max() - pl.duration(days=_RECENT_DAYS))
        best = recent.group_by("item").agg(pl.col("value").sum()).filter(pl.col("value") > 0)
        return best.sort("value", "item", descending=[True, False]).head(_BEST)["item"].to_list()
    unknown = [name for name in asked if fold(name).strip() not in aliases]
    if unknown:
        near = process.extract(
            fold(unknown[0]).strip(), list(aliases), scorer=fuzz.WRatio, limit=6, score_cutoff=70
        )
        names = list(dict.fromkeys(aliases[match] for match, _, _ in near))[:3]
        guess = f"Vouliez-vous dire : {', '.join(f'« {one} »' for one in names)} ?" if names else ""
        raise BadInput(
            f"Aucune vente pour le {_NOUNS[by]} « {unknown[0]} »"
            if by != "category"
            else f"Aucune vente pour la catégorie « {unknown[0]} »",
            where="champ Éléments",
            mend=guess or "Vérifiez le nom ou le code dans vos données.",
        )
    return list(dict.fromkeys(aliases[fold(name).strip()] for name in asked))


def build(lines: pl.DataFrame, items: Sequence[str], calendar: Calendar) -> list[Series]:
    """One series an item in the order of ``items``, each from its first period with a sale.

    A period whose returns exceed its sales counts as zero: one cannot sell less than nothing.
    """
    inside = (
        lines.filter(pl.col("item").is_in(list(items)))
        .with_columns(_index(calendar).alias("period"))
        .filter(pl.col("period").is_between(0, calendar.count - 1))
    )
    sums = inside.group_by("item", "period").agg(pl.col("value").sum())
    values = _tables(sums, items, calendar.count)
    orders = _orders(inside)
    largest = None if orders is None else _tables(orders, items, calendar.count)
    discounts = _discounts(inside)
    discount = None if discounts is None else _tables(discounts, items, calendar.count)
    return [
        Series(
            item,
            _from_first_sale(values[item], values[item]),
            None if largest is None else _from_first_sale(values[item], largest[item]),
            None if discount is None else _from_first_sale(values[item], discount[item]),
        )
        for item in items
    ]


def _tables(sums: pl.DataFrame, items: Sequence[str], count: int) -> dict[str, Values]:
    tables = {item: np.zeros(count) for item in items}
    for item, period, value in sums.iter_rows():
        tables[item][period] = max(0.0, value)
    return tables


def _orders(lines: pl.DataFrame) -> pl.DataFrame | None:
    """The largest order of each item and period: lines of a same invoice, else of a customer's day."""
    if "order" not in lines.columns or lines["order"].null_count() > _UNKNOWN_ORDERS * lines.height:
        return None
    orders = lines.group_by("item", "period", "day", "order").agg(pl.col("value").sum())
    return orders.group_by("item", "period").agg(pl.col("value").max())


def _discounts(lines: pl.DataFrame) -> pl.DataFrame | None:
    """The mean discount of what was sold, by item and period; None when the table says none."""
    if "discount" not in lines.columns:
        return None
    known = lines.with_columns(pl.col("discount").cast(pl.Float64, strict=False).fill_null(0.0))
    if not (known["discount"] > 0).any():
        return None
    sold = known.filter(pl.col("value") > 0)
    return sold.group_by("item", "period").agg(
        (pl.col("discount") * pl.col("value")).sum() / pl.col("value").sum()
    )


def _index(calendar: Calendar) -> pl.Expr:
    """The number of the period a ``day`` falls in; below 0 before the history, ``count`` or more after it."""
    day = pl.col("day")
    if calendar.grain == "month":
        months = day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64)
        return months - (calendar.last.year * 12 + calendar.last.month) + calendar.count - 1
    before = (pl.lit(calendar.last) - day).dt.total_days()
    return calendar.count - 1 - before.floordiv(calendar.step)


def _from_first_sale(values: Values, table: Values) -> Values:
    sold = np.flatnonzero(values)
    return table[sold[0] :] if sold.size else table[:0]


def folded(name: str) -> str:
    """A name or code without its case, accents and outer spaces: the key of the aliases."""
    return fold(name).strip()


def _text(column: str) -> pl.Expr:
    text = pl.col(column).cast(pl.String).str.strip_chars()
    return pl.when(text == "").then(None).otherwise(text)


def _aliases(named: pl.DataFrame) -> dict[str, str]:
    pairs = named.select("_code", "_name", "item").unique().sort("item", "_code", "_name", nulls_last=True)
    aliases: dict[str, str] = {}
    for code, name, item in pairs.iter_rows():
        for word in (name, code):
            if word is not None:
                aliases.setdefault(fold(word).strip(), item)
    for item in pairs["item"].unique().to_list():
        aliases[fold(item).strip()] = item
    return aliases
