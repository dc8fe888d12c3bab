"""What lies in stock today, reference by reference: the last state of each place, lots that will spoil left out."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from levier.capabilities.stock_replenishment.reading.columns import Asides, key, made
from levier.core.errors import BadInput, NotEnoughData
from levier.core.french.numbers import format_number

_TEXTS = ("product_code", "product", "category", "place", "lot", "supplier")
_NUMBERS = ("on_hand", "available", "reserved", "on_order", "reorder_point", "unit_cost")


@dataclass(frozen=True)
class Lot:
    """A quantity that is lost after ``last`` day."""

    quantity: float
    last: date


@dataclass(frozen=True)
class Stock:
    """``frame``: one line a reference (``ref``, ``code``, ``name``, ``category``, ``supplier``, ``on_hand``, ``reserved``,
    ``on_order`` null when untold, ``cost``); ``lots``: the dated ones of each reference; ``day``: of the last state.
    """

    frame: pl.DataFrame
    lots: dict[str, list[Lot]]
    day: date | None


def read_stock(raw: pl.DataFrame, today: date, asides: Asides) -> Stock:
    """Raises NotEnoughData (no line can be used), BadInput (every quantity is negative)."""
    lines = made(raw, _TEXTS, _NUMBERS, ("date", "expiry")).with_columns(key("product_code").alias("ref"))
    ahead = lines.filter(pl.col("date") > today).height
    if ahead:
        asides.remarks.append(
            f"{format_number(ahead)} ligne{'s' if ahead > 1 else ''} de stock datée{'s' if ahead > 1 else ''} d'après "
            "aujourd'hui n'ont pas été lues."
            if ahead > 1
            else "Une ligne de stock datée d'après aujourd'hui n'a pas été lue."
        )
    lines = lines.filter(
        pl.col("ref").is_not_null()
        & pl.col("on_hand").is_not_null()
        & ((pl.col("date") <= today) | pl.col("date").is_null())
    )
    if lines.is_empty() and ahead:
        raise NotEnoughData(
            "Tout votre état de stock est daté d'après aujourd'hui",
            where="tableau du stock, colonne « Date »",
            mend="Vérifiez le format des dates (jour et mois inversés ?), puis importez-le de nouveau.",
        )
    if lines.is_empty():
        raise NotEnoughData(
            "Votre tableau de stock ne donne aucune quantité par code article",
            mend="Importez un état de stock avec les colonnes « Code article » et « Quantité en stock ».",
        )
    lines = _last_state(lines)
    below = lines.filter(pl.col("on_hand") < 0)
    if below["ref"].n_unique() == lines["ref"].n_unique():
        raise BadInput(
            "Toutes les quantités en stock sont négatives",
            where="tableau du stock, colonne « Quantité en stock »",
            mend="Vérifiez le signe de l'export, ou saisissez un inventaire, puis importez-le de nouveau.",
        )
    for one in below.iter_rows(named=True):
        asides.put(
            one["ref"],
            f"stock négatif ({format_number(one['on_hand'])}) : une sortie a été saisie sans entrée ; comptez-la, puis "
            "importez l'état corrigé",
        )
    same = lines.group_by("ref", "place", "date", "lot").len().filter(pl.col("len") > 1)["ref"].n_unique()
    if same:
        asides.remarks.append(
            f"{format_number(same)} référence{'s' if same > 1 else ''} {'ont' if same > 1 else 'a'} plusieurs quantités le même jour au même "
            "endroit : elles sont additionnées ; vérifiez qu'il ne s'agit pas d'une saisie en double."
        )
    frame = (
        lines.group_by("ref", maintain_order=True)
        .agg(
            pl.col("product_code").first().alias("code"),
            pl.col("product").drop_nulls().first().alias("name"),
            pl.col("category").drop_nulls().first(),
            pl.col("supplier").drop_nulls().last(),
            pl.col("on_hand").sum(),
            _held().clip(lower_bound=0).sum().alias("reserved"),
            pl.when(pl.col("on_order").is_not_null().any())
            .then(pl.col("on_order").clip(lower_bound=0).sum())
            .alias("on_order"),
            _cost().alias("cost"),
        )
        .sort("ref")
    )
    return Stock(frame, _lots(lines), lines["date"].max())  # type: ignore[arg-type]


def _last_state(lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of the last day of each reference and place; a line repeated as it is counts once."""
    place = pl.col("place").fill_null("")
    dated = lines.with_columns(place.alias("place"), pl.col("date").fill_null(date.min).alias("_day"))
    latest = dated.filter(pl.col("_day") == pl.col("_day").max().over("ref", "place"))
    return latest.unique(maintain_order=True).with_columns(
        pl.when(pl.col("_day") > date.min).then(pl.col("_day")).alias("date")
    )


def _held() -> pl.Expr:
    """What is promised to customers: told, or what is in stock less what is free."""
    return pl.coalesce("reserved", pl.col("on_hand") - pl.col("available"), pl.lit(0.0))


def _cost() -> pl.Expr:
    """Mean cost of a unit, by quantity where some is left."""
    told = pl.col("unit_cost").is_not_null() & (pl.col("unit_cost") > 0)
    weight = pl.when(told).then(pl.col("on_hand").clip(lower_bound=0) + 1e-6)
    return pl.when(told.any()).then((pl.col("unit_cost") * weight).sum() / weight.sum())


def _lots(lines: pl.DataFrame) -> dict[str, list[Lot]]:
    found: dict[str, list[Lot]] = {}
    dated = lines.filter(pl.col("expiry").is_not_null() & (pl.col("on_hand") > 0)).sort("ref", "expiry")
    for ref, quantity, last in dated.select("ref", "on_hand", "expiry").iter_rows():
        found.setdefault(ref, []).append(Lot(quantity, last))
    return found


def sellable(on_hand: float, lots: list[Lot], daily: float, today: date) -> float:
    """What of ``on_hand`` will be sold before it spoils, at ``daily`` units a day, the first to spoil going first."""
    if not lots:
        return on_hand
    gone, spoilt = 0.0, 0.0
    for lot in lots:
        left = max(0.0, daily * ((lot.last - today).days + 1) - gone)
        sold = min(lot.quantity, left)
        gone += sold
        spoilt += lot.quantity - sold
    return max(0.0, on_hand - spoilt)


__all__ = ["Lot", "Stock", "read_stock", "sellable"]
