"""What a sales line says once it is read: its amount, its day, its product's name, whether it is a return.

Columns added (all kinds of sales files have them):

- ``quantity``, ``unit_price``, ``amount``: each completed from the two others (amount = quantity × unit price, less the
  discount in %);
- ``day``: the date without its time;
- ``product_code``, ``product``: always there, possibly empty;
- ``product_name``: the most frequent designation of the code on invoiced lines, since real files write one article in
  several ways; the code itself when it never has a designation;
- ``customer_member``: the customer's name, or code; a name shared by several codes is followed by the code;
- ``is_product``: False for postage, fees, discounts and corrections (see ``non_products``);
- ``is_return``: a line that takes a sale back: an invoice number of credit note, or a negative quantity, at a price.
"""

import polars as pl

from levier.tables.deriving.non_products import non_product_codes

_TEXTS = ("invoice", "product_code", "product", "customer", "customer_name", "country", "category")
_NUMBERS = ("quantity", "unit_price", "amount")
_CREDIT_NOTE = r"^(C|CN|AV|AVO|AVOIR|RET|A)[\s\-_/]*\d"


def derive_sales(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds the columns above; rows keep their order."""
    frame = frame.with_columns(
        *(pl.lit(None, dtype=pl.String).alias(name) for name in _TEXTS if name not in frame.columns),
        *(pl.lit(None, dtype=pl.Float64).alias(name) for name in _NUMBERS if name not in frame.columns),
    )
    frame = _amounts(frame).with_columns(pl.col("date").cast(pl.Date).alias("day"))
    frame = _named(frame)
    outside = non_product_codes(frame)
    code = pl.coalesce("product_code", "product")
    return frame.with_columns(
        (~code.is_in(outside)).fill_null(value=True).alias("is_product"),
        _returned(frame).alias("is_return"),
        _customer(frame).alias("customer_member"),
    )


def _amounts(frame: pl.DataFrame) -> pl.DataFrame:
    net = 1 - pl.col("discount").fill_null(0) / 100 if "discount" in frame.columns else pl.lit(1.0)
    asked = pl.col("quantity") * pl.col("unit_price") * net
    frame = frame.with_columns(pl.coalesce("amount", asked).round(6).alias("amount"))
    priced = pl.when(pl.col("quantity") != 0).then((pl.col("amount") / pl.col("quantity")).round(6))
    counted = pl.when(pl.col("unit_price") != 0).then((pl.col("amount") / pl.col("unit_price")).round(6))
    return frame.with_columns(
        pl.coalesce("unit_price", priced).alias("unit_price"),
        pl.coalesce("quantity", counted).alias("quantity"),
    )


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    """``product_name`` by code: most frequent on lines with a price, then on any line, then the code."""
    counted = (
        frame.filter(pl.col("product_code").is_not_null() & pl.col("product").is_not_null())
        .group_by("product_code", "product")
        .agg((pl.col("amount") > 0).sum().alias("invoiced"), pl.len().alias("lines"))
        .sort("invoiced", "lines", "product", descending=[True, True, False])
        .group_by("product_code", maintain_order=True)
        .first()
        .select("product_code", pl.col("product").alias("named"))
    )
    return (
        frame.join(counted, on="product_code", how="left", maintain_order="left")
        .with_columns(pl.coalesce("named", "product", "product_code").alias("product_name"))
        .drop("named")
    )


def _returned(frame: pl.DataFrame) -> pl.Expr:
    """A credit note's number starts with letters that most invoices of the file do not have."""
    number = pl.col("invoice").str.to_uppercase()
    noted = number.str.contains(_CREDIT_NOTE).fill_null(value=False)
    share = frame.select(noted.mean().alias("s"))["s"][0] or 0.0
    by_number = noted if 0 < share < 0.4 else pl.lit(value=False)
    negative = (pl.col("quantity") < 0).fill_null(value=False) & (pl.col("amount") <= 0).fill_null(
        value=False
    )
    return ((by_number & (pl.col("amount") <= 0)) | negative).fill_null(value=False) & (
        pl.col("amount").fill_null(0) != 0
    )


def _customer(frame: pl.DataFrame) -> pl.Expr:
    both = frame.filter(pl.col("customer_name").is_not_null() & pl.col("customer").is_not_null())
    if both.is_empty():
        return pl.coalesce("customer_name", "customer")
    shared = (
        both.group_by("customer_name")
        .agg(pl.col("customer").n_unique().alias("codes"))
        .filter(pl.col("codes") > 1)
    )
    doubtful = (
        pl.col("customer_name").is_in(shared["customer_name"].to_list()) & pl.col("customer").is_not_null()
    )
    named = (
        pl.when(doubtful)
        .then(pl.format("{} ({})", "customer_name", "customer"))
        .otherwise(pl.col("customer_name"))
    )
    return pl.coalesce(named, "customer")
