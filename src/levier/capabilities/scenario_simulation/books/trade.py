"""Drivers read from sales and purchases, for a company whose entries are not there: a margin, not a whole result.

The cost of what is sold comes from the « coût de revient » of the sales lines, else from purchases of the same months, else from
the margin rate the person gives. Without any of them only the turnover can be simulated, and it is said so.
"""

from datetime import date, timedelta

import numpy as np
import polars as pl

from levier.capabilities.scenario_simulation.books.accounts import LEAST_MONTHS
from levier.capabilities.scenario_simulation.books.drivers import Drivers, Standing, Values, next_months
from levier.core.errors import BadInput, NotEnoughData

_MOST_COSTED = 0.8
_PURCHASE_MONTHS = 3


def drivers_from_trade(
    sales: pl.DataFrame,
    purchases: pl.DataFrame | None,
    currency: str,
    *,
    margin_rate: float | None = None,
    fixed_costs: float | None = None,
    cash: float | None = None,
    customer_days: float | None = None,
    supplier_days: float | None = None,
) -> Drivers:
    """``margin_rate``: 0–1, of the turnover; ``fixed_costs``: a month. Raises BadInput (currencies), NotEnoughData."""
    _one_currency(sales, "ventes")
    if purchases is not None:
        _one_currency(purchases, "achats")
    day = pl.col("date").cast(pl.Date)
    lines = sales.with_columns(day.alias("day"), _amount(sales)).filter(pl.col("day").is_not_null())
    months = _whole_months(lines)
    sold = _by_month(lines, "sold", months)
    if sold.sum() <= 0:
        raise NotEnoughData(
            "Les ventes sont nulles ou négatives sur toute la période : il n'y a pas d'activité à simuler",
            where="colonnes Montant, Quantité et Prix unitaire des ventes",
            mend="Vérifiez ces colonnes dans « Données », ou importez des ventes d'une autre période.",
        )
    costs, said = _costs(lines, purchases, months, sold, margin_rate)
    missing = [*said]
    if fixed_costs is None:
        missing.append(
            "les charges fixes et les salaires : donnez-les dans les hypothèses, ou importez vos écritures comptables (FEC)"
        )
    if cash is None:
        missing.append(
            "la trésorerie de départ : donnez-la dans les hypothèses, ou importez vos écritures comptables (FEC)"
        )
    zeros = np.zeros(len(months))
    return Drivers(
        basis="turnover" if costs is None else "margin",
        currency=currency,
        months=months,
        sales=sold,
        variable=zeros if costs is None else costs,
        payroll=zeros,
        services=zeros + (fixed_costs or 0.0),
        other=zeros,
        wear=zeros,
        standing=Standing(
            cash=cash,
            customer_days=customer_days,
            supplier_days=supplier_days,
            receivables=float(sold[-1] * (customer_days or 0) / 30.4),
            payables=0.0,
        ),
        suppliers=_suppliers(purchases, months) if purchases is not None else {},
        foreign={},
        missing=tuple(missing),
    )


def _one_currency(frame: pl.DataFrame, what: str) -> None:
    if "currency" not in frame.columns:
        return
    found = frame["currency"].drop_nulls().cast(pl.String).str.to_uppercase().unique().sort().to_list()
    found = [one for one in found if one.strip()]
    if len(found) > 1:
        raise BadInput(
            f"Les {what} mêlent plusieurs devises ({', '.join(found[:5])}) : leur somme ne voudrait rien dire",
            where=f"colonne Devise des {what}",
            mend="Convertissez les montants dans une seule devise avant de les importer, ou retirez les lignes des autres devises.",
        )


def _amount(frame: pl.DataFrame) -> pl.Expr:
    parts = []
    if "amount" in frame.columns:
        parts.append(pl.col("amount").cast(pl.Float64))
    if {"quantity", "unit_price"} <= set(frame.columns):
        parts.append(pl.col("quantity").cast(pl.Float64) * pl.col("unit_price").cast(pl.Float64))
    return pl.coalesce(*parts).alias("sold") if parts else pl.lit(None, pl.Float64).alias("sold")


def _whole_months(lines: pl.DataFrame) -> tuple[date, ...]:
    first, last = lines["day"].min(), lines["day"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        raise NotEnoughData("Aucune vente n'est datée", mend="Vérifiez la colonne « Date » des ventes.")
    start = (
        first.replace(day=1) if first.day <= 5 else (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    )
    end = last.replace(day=1)
    if (last + timedelta(days=4)).month == last.month:
        end = (end - timedelta(days=1)).replace(day=1)
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    if count < LEAST_MONTHS:
        whole = max(0, count)
        raise NotEnoughData(
            f"Les ventes ne couvrent que {whole} mois complet{'s' if whole > 1 else ''} ; il en faut au moins {LEAST_MONTHS} pour juger le modèle sur votre passé",
            where=f"ventes du {first:%d/%m/%Y} au {last:%d/%m/%Y}",
            mend="Importez un historique plus long.",
        )
    return (start, *next_months(start, count - 1))


def _by_month(lines: pl.DataFrame, column: str, months: tuple[date, ...]) -> Values:
    by = dict(
        lines.group_by(pl.col("day").dt.truncate("1mo").alias("month")).agg(pl.col(column).sum()).iter_rows()
    )
    return np.array([float(by.get(month) or 0.0) for month in months])


def _costs(
    lines: pl.DataFrame,
    purchases: pl.DataFrame | None,
    months: tuple[date, ...],
    sold: Values,
    margin_rate: float | None,
) -> tuple[Values | None, list[str]]:
    """The cost of what was sold each month, and what must be said of it."""
    if margin_rate is not None:
        return sold * (1 - margin_rate), []
    if "cost" in lines.columns and "quantity" in lines.columns:
        known = lines.filter(pl.col("cost").is_not_null() & pl.col("quantity").is_not_null())
        covered = float(known["sold"].sum() or 0) / float(lines["sold"].sum() or 1)
        if covered >= _MOST_COSTED:
            priced = known.with_columns((pl.col("cost").cast(pl.Float64) * pl.col("quantity")).alias("spent"))
            return _by_month(priced, "spent", months) / max(covered, _MOST_COSTED), []
    if purchases is not None:
        bought = purchases.with_columns(
            pl.col("date").cast(pl.Date).alias("day"), _amount(purchases).alias("spent")
        )
        spent = _by_month(bought.filter(pl.col("day").is_not_null()), "spent", months)
        if (spent > 0).sum() >= min(len(months), _PURCHASE_MONTHS) and 0 < spent.sum() < sold.sum():
            # Goods are not sold the month they are bought: only the whole of the period is compared.
            return sold * float(spent.sum() / sold.sum()), [
                "le coût vient du rapport des achats aux ventes sur toute la période : la variation du stock n'y est pas"
            ]
    return None, [
        "le coût de ce que vous vendez : donnez votre taux de marge dans les hypothèses, remplissez le coût de revient des ventes, "
        "importez vos achats ou vos écritures comptables (FEC)"
    ]


def _suppliers(purchases: pl.DataFrame, months: tuple[date, ...]) -> dict[str, float]:
    names = [name for name in ("supplier_name", "supplier") if name in purchases.columns]
    if not names:
        return {}
    spent = (
        purchases.with_columns(
            _amount(purchases).alias("spent"),
            pl.coalesce(*[pl.col(name).cast(pl.String) for name in names]).alias("who"),
        )
        .filter(pl.col("date").cast(pl.Date) >= months[max(0, len(months) - 12)])
        .group_by("who")
        .agg(pl.col("spent").sum())
        .drop_nulls()
    )
    whole = float(spent["spent"].sum())
    if whole <= 0:
        return {}
    return {str(who): float(amount) / whole for who, amount in spent.iter_rows() if amount > 0}


__all__ = ["drivers_from_trade"]
