"""What the detectors look at: one row an operation, whatever table it comes from.

``row``: the number that finds it again (the entry of a ledger, the line of a table) · ``source``: the kind of table ·
``day`` · ``moment``: with its hour, null when unknown · ``party``: code, else folded name, "" when unknown · ``name`` ·
``amount``: ≥ 0, in the table's currency · ``flow``: signed · ``reference`` · ``label`` · ``group``: journal, direction,
means of payment · ``shape``: what tells operations of one sort (accounts used) · ``iban`` · ``net``, ``vat``, ``gross`` ·
``number``: its number in a sequence · ``place``: its order in the table.
"""

from datetime import date
from typing import Any

import polars as pl

from levier.core.french.text import fold
from levier.tables.accounting.amounts import EURO
from levier.tables.accounting.ledger import Ledger

COLUMNS: dict[str, Any] = {
    "row": pl.Int64, "source": pl.String, "day": pl.Date, "moment": pl.Datetime("us"), "party": pl.String,
    "name": pl.String, "amount": pl.Float64, "flow": pl.Float64, "reference": pl.String, "label": pl.String,
    "group": pl.String, "shape": pl.String, "iban": pl.String, "net": pl.Float64, "vat": pl.Float64,
    "gross": pl.Float64, "number": pl.String, "place": pl.Int64,
}  # fmt: skip
_SUPPLIER = r"achat|fournisseur|recue|recu\b|entrante|purchase|supplier|received|incoming|vendor"
_SORTS = r"(?:fournisseurs?|clients?|tiers|comptes?|ventes?|achats?|de|au)"
POOLED = (
    rf"^(?:{_SORTS} )*(?:divers|diverses|autres?|comptoir|passage|occasionnels?)(?: {_SORTS}| france| \d+)*$"
)
"""Accounts where many third parties are booked together are no third party; « Comptoir Ingénierie » is one."""
_CREDIT_NOTE = r"avoir|credit"


def of_ledger(ledger: Ledger) -> pl.DataFrame:
    """One operation an entry, openings and closings left out."""
    lines = ledger.frame.filter(~pl.col("opening") & ~pl.col("closing"))
    third = pl.col("auxiliary") != ""
    own = pl.col("account").str.contains("^4[01][0-9]{0,2}[^0]") & (pl.col("account").str.len_chars() > 3)
    root = pl.col("account").str.slice(0, 3)
    side = pl.when(pl.col("balance") >= 0).then(pl.lit("d")).otherwise(pl.lit("c"))
    code = pl.when(third).then(pl.col("auxiliary")).when(own).then(pl.col("account")).otherwise(None)
    named = (
        pl.when(third & (pl.col("auxiliary_label") != "")).then(pl.col("auxiliary_label"))
        .when(third).then(pl.col("auxiliary")).when(own).then(pl.col("account_label")).otherwise(None)
    )  # fmt: skip
    debit = pl.col("balance").clip(0).sum()
    credit = (-pl.col("balance")).clip(0).sum()
    entries = (
        lines.with_columns(code.alias("code"), named.alias("named"), (root + side).alias("sided"))
        .group_by("key", maintain_order=True)
        .agg(
            pl.col("date").first().alias("day"), pl.col("code").drop_nulls().first().alias("party"),
            pl.col("named").drop_nulls().first().alias("name"),
            (pl.max_horizontal(debit, credit) / EURO).alias("amount"),
            pl.col("piece").filter(pl.col("piece") != "").first().alias("reference"),
            pl.col("label").filter(pl.col("label") != "").first().alias("label"), pl.col("journal").first().alias("group"),
            pl.col("sided").unique().sort().str.join("+").alias("shape"), pl.col("entry").first().alias("number"),
            pl.col("line").min().alias("place"),
        )
    )  # fmt: skip
    return _complete(entries.rename({"key": "row"}), "journal_entries").with_columns(
        pl.col("amount").alias("flow")
    )


def of_invoices(frame: pl.DataFrame) -> pl.DataFrame:
    """One operation an invoice, sent or received, credit notes told apart."""
    said = _folded(frame, "direction")
    known = _has(frame, "gross", "net", "vat")
    gross = pl.coalesce(known["gross"], known["net"] + known["vat"].fill_null(0.0))
    received = said.str.contains(_SUPPLIER)
    group = (
        pl.when(said.str.contains(_CREDIT_NOTE)).then(pl.lit("avoir"))
        .when(received).then(pl.lit("reçue")).otherwise(pl.lit("émise"))
    )  # fmt: skip
    return _complete(
        frame.with_row_index("row").select(
            "row", _day("date").alias("day"), *_party(frame, "party", "party_name"), gross.abs().alias("amount"),
            gross.alias("flow"), _text(frame, "invoice").alias("reference"), _text(frame, "order").alias("label"),
            group.alias("group"), group.alias("shape"), _iban(frame).alias("iban"), known["net"].alias("net"),
            known["vat"].alias("vat"), known["gross"].alias("gross"), _text(frame, "invoice").alias("number"),
        ),
        "invoices",
    )  # fmt: skip


def of_payments(frame: pl.DataFrame) -> pl.DataFrame:
    """One operation a movement of money; money that leaves is negative in ``flow``."""
    known = _has(frame, "amount", "debit", "credit")
    flow = pl.coalesce(
        known["amount"], known["credit"].abs().fill_null(0.0) - known["debit"].abs().fill_null(0.0)
    )
    direction = pl.when(flow < 0).then(pl.lit("sortie")).otherwise(pl.lit("entrée"))
    moment = (
        pl.col("paid_at").cast(pl.Datetime("us"))
        if "paid_at" in frame.columns
        else pl.lit(None, pl.Datetime("us"))
    )
    return _complete(
        frame.with_row_index("row").select(
            "row", _day("date").alias("day"), moment.alias("moment"), *_party(frame, None, "party"),
            flow.abs().alias("amount"), flow.alias("flow"),
            pl.coalesce(_filled(frame, "invoice"), _filled(frame, "reference")).fill_null("").alias("reference"),
            _text(frame, "label").alias("label"), direction.alias("group"),
            (direction + pl.lit(" ") + _folded(frame, "method")).alias("shape"), _iban(frame).alias("iban"),
            _text(frame, "reference").alias("number"),
        ),
        "payments",
    )  # fmt: skip


def of_purchases(frame: pl.DataFrame) -> pl.DataFrame:
    """One operation an order; a line without an order number is one by itself. ``row``: its first line."""
    known = _has(frame, "amount", "quantity", "unit_price", "discount")
    price = known["quantity"] * known["unit_price"] * (1 - known["discount"].fill_null(0.0) / 100)
    lines = frame.with_row_index("row").select(
        "row", _day("date").alias("day"), *_party(frame, "supplier", "supplier_name"),
        pl.coalesce(known["amount"], price).alias("amount"), _text(frame, "order").alias("reference"),
        _text(frame, "product").alias("label"),
    )  # fmt: skip
    key = (
        pl.when(pl.col("reference") != "")
        .then(pl.col("reference"))
        .otherwise("#" + pl.col("row").cast(pl.String))
    )
    orders = lines.group_by(key.alias("order"), "party", "day", maintain_order=True).agg(
        pl.col("row").first(), pl.col("name").first(), pl.col("amount").sum(), pl.col("reference").first(),
        pl.col("label").first(),
    )  # fmt: skip
    found = orders.with_columns(
        pl.col("amount").alias("flow"), pl.col("amount").abs(), pl.lit("commande").alias("group"),
        pl.lit("commande").alias("shape"), pl.col("reference").alias("number"),
    )  # fmt: skip
    return _complete(found, "purchases")


def _complete(frame: pl.DataFrame, source: str) -> pl.DataFrame:
    missing = [
        pl.lit(None, dtype).alias(name) for name, dtype in COLUMNS.items() if name not in frame.columns
    ]
    whole = frame.with_columns(missing).with_columns(pl.lit(source).alias("source"))
    texts = [pl.col(name).fill_null("") for name, dtype in COLUMNS.items() if dtype == pl.String]
    place = pl.col("place") if "place" in frame.columns else pl.col("row")
    pooled = pl.col("name").map_elements(fold, return_dtype=pl.String).str.contains(POOLED)
    whole = whole.with_columns(
        pl.when(pooled.fill_null(value=False)).then(pl.lit("")).otherwise(pl.col("party")).alias("party")
    )
    shaped = whole.with_columns(*texts, place.alias("place")).select(
        pl.col(name).cast(dtype) for name, dtype in COLUMNS.items()
    )
    return shaped.filter(
        pl.col("day").is_not_null() & pl.col("amount").is_not_null() & pl.col("amount").is_finite()
    )


def _has(frame: pl.DataFrame, *names: str) -> dict[str, pl.Expr]:
    return {
        name: pl.col(name).cast(pl.Float64) if name in frame.columns else pl.lit(None, pl.Float64)
        for name in names
    }


def _day(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Date)


def _text(frame: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name).cast(pl.String).fill_null("") if name in frame.columns else pl.lit("")


def _filled(frame: pl.DataFrame, name: str) -> pl.Expr:
    text = _text(frame, name)
    return pl.when(text != "").then(text)


def _folded(frame: pl.DataFrame, name: str) -> pl.Expr:
    return _text(frame, name).map_elements(fold, return_dtype=pl.String)


def _iban(frame: pl.DataFrame) -> pl.Expr:
    return _text(frame, "iban").str.replace_all(r"[\s\u00a0\u202f-]", "").str.to_uppercase()


def _party(frame: pl.DataFrame, code: str | None, name: str) -> list[pl.Expr]:
    folded = _folded(frame, name)
    key = (
        folded
        if code is None
        else pl.when(_text(frame, code) != "").then(_text(frame, code)).otherwise(folded)
    )
    return [key.alias("party"), _text(frame, name).alias("name")]


def span_days(operations: pl.DataFrame) -> int:
    """Days between the first and the last operation, both included; 0 when there is none."""
    first, last = operations["day"].min(), operations["day"].max()
    return (last - first).days + 1 if isinstance(first, date) and isinstance(last, date) else 0
