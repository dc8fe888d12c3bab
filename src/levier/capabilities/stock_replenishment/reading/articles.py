"""One line an article: its stock, its card, its supplier, its cost and the limits of an order for it."""

import polars as pl

from levier.capabilities.stock_replenishment.reading.columns import Asides, key, made
from levier.capabilities.stock_replenishment.reading.suppliers import Suppliers
from levier.core.french.numbers import format_number

_TEXTS = ("product_code", "product", "category", "unit", "supplier")
_NUMBERS = ("purchase_price", "sale_price", "on_hand", "lead_time", "pack_size", "min_order", "shelf_life")
_LEAST_COMPARED = 3


def read_articles(
    stock: pl.DataFrame,
    cards: pl.DataFrame | None,
    purchases: pl.DataFrame | None,
    suppliers: Suppliers,
    asides: Asides,
) -> pl.DataFrame:
    """The articles in stock with what their cards and purchases say of them.

    Columns: those of the stock, and ``unit``, ``lead``, ``pack``, ``least`` (units, ≥ 0), ``shelf`` (days, null when it
    keeps), ``active``, ``supplier`` (key, "" when unknown), ``supplier_from``; ``cost`` completed, null when unknown.
    """
    found = _with_cards(stock, cards, asides)
    found = _with_purchases(found, purchases)
    told = [suppliers.key(one) for one in found["supplier_told"].to_list()]
    found = found.with_columns(pl.Series("supplier", told, dtype=pl.String))
    _units_bought(found, asides)
    for ref in found.filter(pl.col("pack") < 0)["ref"]:
        asides.put(ref, "conditionnement négatif sur la fiche article : corrigez-le")
    return found.with_columns(pl.coalesce("name", "code").alias("name"))


def _with_cards(stock: pl.DataFrame, cards: pl.DataFrame | None, asides: Asides) -> pl.DataFrame:
    if cards is None:
        cards = pl.DataFrame({"product_code": pl.Series([], dtype=pl.String)})
    if "active" not in cards.columns:
        cards = cards.with_columns(pl.lit(value=True).alias("active"))
    active = cards["active"].cast(pl.Boolean, strict=False).alias("active")
    lines = made(cards, _TEXTS, _NUMBERS).with_columns(key("product_code").alias("ref"), active)
    lines = lines.filter(pl.col("ref").is_not_null())
    units = lines.group_by("ref").agg(pl.col("unit").str.to_lowercase().drop_nulls().unique().sort())
    for ref, several in units.filter(pl.col("unit").list.len() > 1).iter_rows():
        asides.put(ref, f"unités mélangées sur ses fiches ({', '.join(several)}) : gardez-en une seule")
    _told_apart(lines, asides)
    last = lines.unique("ref", keep="last", maintain_order=True).select(
        "ref",
        pl.col("product").alias("card_name"),
        pl.col("category").alias("card_category"),
        "unit",
        pl.col("supplier").alias("card_supplier"),
        pl.col("purchase_price").alias("card_cost"),
        pl.col("sale_price").alias("price"),
        pl.when(pl.col("lead_time") >= 0).then(pl.col("lead_time")).alias("lead"),
        pl.col("pack_size").fill_null(1.0).alias("pack"),
        pl.col("min_order").fill_null(0.0).clip(lower_bound=0).alias("least"),
        pl.when(pl.col("shelf_life") > 0).then(pl.col("shelf_life")).alias("shelf"),
        "active",
    )
    joined = stock.join(last, on="ref", how="left", maintain_order="left")
    return joined.with_columns(
        pl.coalesce("card_name", "name").alias("name"),
        pl.coalesce("card_category", "category").alias("category"),
        pl.when(pl.col("pack") == 0).then(1.0).otherwise(pl.col("pack").fill_null(1.0)).alias("pack"),
        pl.col("least").fill_null(0.0),
        pl.col("active").fill_null(value=True),
        pl.coalesce(key("card_supplier"), key("supplier")).alias("supplier_told"),
        pl.when(pl.col("card_cost") > 0).then(pl.col("card_cost")).alias("card_cost"),
    ).drop("card_name", "card_category", "card_supplier", "supplier")


_CARD = ("supplier", "purchase_price", "lead_time", "pack_size", "min_order", "shelf_life")


def _told_apart(lines: pl.DataFrame, asides: Asides) -> None:
    """What the cards say twice in two ways, or cannot mean."""
    several = lines.group_by("ref").agg(pl.col(name).drop_nulls().n_unique() for name in _CARD)
    differ = several.filter(pl.any_horizontal(pl.col(name) > 1 for name in _CARD)).height
    if differ:
        asides.remarks.append(
            f"{format_number(differ)} article{'s' if differ > 1 else ''} {'ont' if differ > 1 else 'a'} plusieurs fiches qui ne disent pas la "
            "même chose (fournisseur, prix, conditionnement ou délai) : la dernière est lue."
        )
    for column, bad, said in (
        ("purchase_price", pl.col("purchase_price") <= 0, "un prix d'achat nul ou négatif : il est ignoré"),
        ("pack_size", pl.col("pack_size") == 0, "un conditionnement de 0 : il est lu comme 1"),
        ("min_order", pl.col("min_order") < 0, "un minimum de commande négatif : il est ignoré"),
        ("lead_time", pl.col("lead_time") < 0, "un délai négatif : il est ignoré"),
    ):
        count = lines.filter(pl.col(column).is_not_null() & bad)["ref"].n_unique()
        if count:
            asides.remarks.append(
                f"{format_number(count)} article{'s' if count > 1 else ''} {'ont' if count > 1 else 'a'} {said}."
            )


def _with_purchases(found: pl.DataFrame, purchases: pl.DataFrame | None) -> pl.DataFrame:
    """Supplier of the last order where the card names none; last price paid where nothing tells the cost."""
    if purchases is None:
        return found.with_columns(
            pl.coalesce("cost", "card_cost").alias("cost"), pl.lit(None, dtype=pl.Float64).alias("paid")
        )
    net = pl.col("unit_price") * (1 - pl.col("discount").fill_null(0) / 100)
    each = pl.coalesce(net, pl.when(pl.col("quantity") > 0).then(pl.col("amount") / pl.col("quantity")))
    last = (
        purchases.filter(pl.col("ref").is_not_null())
        .with_columns(each.alias("each"))
        .sort("date", maintain_order=True)
        .group_by("ref")
        .agg(
            pl.col("from").drop_nulls().last().alias("bought_from"),
            pl.col("each").filter(pl.col("each") > 0).last().alias("paid"),
            pl.col("each").filter(pl.col("each") > 0).median().alias("usual_paid"),
            pl.len().alias("bought"),
        )
    )
    joined = found.join(last, on="ref", how="left", maintain_order="left")
    return joined.with_columns(
        pl.coalesce("supplier_told", "bought_from").alias("supplier_told"),
        pl.coalesce("cost", "card_cost", "paid").alias("cost"),
    )


def _units_bought(found: pl.DataFrame, asides: Asides) -> None:
    """Articles bought by the carton and sold by the piece: the price paid is that of a pack, the cost that of one."""
    if "usual_paid" not in found.columns:
        return
    for ref, paid, cost, pack, bought in found[
        "ref", "usual_paid", "card_cost", "pack", "bought"
    ].iter_rows():
        if not paid or not cost or pack < 2 or (bought or 0) < _LEAST_COMPARED:
            continue
        if abs(paid / cost / pack - 1) < 0.15:
            asides.put(
                ref,
                f"unités mélangées : les achats semblent comptés par colis de {format_number(pack)} et les ventes à l'unité ; "
                "mettez les deux dans la même unité",
            )


__all__ = ["read_articles"]
