"""From sales lines to who bought what and when: returns deducted, services and cancelled sales left out."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from levier.core.errors import NotEnoughData
from levier.core.french.text import fold

COLUMNS = ("date", "invoice", "product_code", "product", "category", "customer", "customer_name", "quantity")
MOST_PRODUCTS = 4000
_SERVICES = re.compile(
    r"(?<![a-z])(?:frais|port|livraison|transport|expedition|emballage|remise|rabais|ristourne|avoir|acompte|arrondi|"
    r"consigne|escompte|postage|carriage|shipping|delivery|discount|fee|fees|charges?|manual|adjust\w*|bad debt|samples?|"
    r"commission|gift voucher|carte cadeau|bon d.achat|cheque cadeau|test)(?![a-z])"
)
_FILLED = 0.3
_DAY = 86_400


@dataclass(frozen=True)
class Purchases:
    """Who bought what. ``people`` and ``codes`` are the rows and columns of the matrices; ``days`` counts from 1970.

    ``last``: day of the last purchase, 0 where there is none. ``baskets``: whether ``people`` are invoices, because the sales
    do not say who bought. ``left_out``: products beyond the MOST_PRODUCTS that most people bought.
    """

    people: list[str]
    named: dict[str, str]
    codes: list[str]
    products: list[str]
    categories: list[str]
    last: sparse.csr_matrix
    lines: pl.DataFrame
    baskets: bool
    left_out: int = 0

    @property
    def bought(self) -> sparse.csr_matrix:
        """1 where the person bought the product."""
        ones = self.last.copy()
        ones.data = np.ones_like(ones.data)
        return ones

    def before(self, day: int) -> sparse.csr_matrix:
        """The same as ``last``, of what was bought before ``day``."""
        return _matrix(self.lines.filter(pl.col("day") < day), len(self.people), len(self.codes))


def purchases(frame: Any, *, active: pl.DataFrame | None = None) -> Purchases:
    """Sales lines in the columns of the kind as purchases.

    A line counts when its day, product and buyer are known and its quantity is above zero; what was wholly returned later
    is not bought. ``active``: ``product_code`` and ``active`` of the products table; the inactive are left out.

    Raises NotEnoughData when no line names a product, or nothing tells two purchases apart.
    """
    lines = _lines(frame)
    customers = lines["customer"].is_not_null().mean() or 0.0
    baskets = float(customers) < _FILLED  # type: ignore[arg-type]
    lines = lines.with_columns((pl.col("invoice") if baskets else pl.col("customer")).alias("person"))
    lines = lines.filter(pl.col("person").is_not_null())
    if active is not None:
        gone = active.filter(pl.col("active") == False)["product_code"]  # noqa: E712 - a polars expression
        lines = lines.filter(~pl.col("code").is_in(gone.to_list()))
    net = lines.group_by("person", "code").agg(pl.col("quantity").sum().alias("net"))
    kept = net.filter(pl.col("net") > 0).select("person", "code")
    lines = lines.filter(pl.col("quantity") > 0).join(kept, on=["person", "code"])
    if lines.is_empty():
        raise NotEnoughData(
            "Vos ventes ne disent ni le client, ni le numéro de facture de chaque ligne",
            mend="Importez un fichier de ventes qui porte l'une de ces colonnes, avec le code ou le nom de l'article.",
        )
    return _gathered(lines, baskets)


def _lines(frame: Any) -> pl.DataFrame:
    present = frame.select([name for name in COLUMNS if name in frame.columns])
    lines = present.with_columns(
        [pl.lit(None, dtype=pl.String).alias(name) for name in COLUMNS if name not in present.columns]
    )
    words = [
        _text(name)
        for name in ("invoice", "product_code", "product", "category", "customer", "customer_name")
    ]
    lines = lines.with_columns(
        *words,
        pl.col("quantity").cast(pl.Float64, strict=False).fill_null(1.0),
        pl.col("date").cast(pl.Date).to_physical().cast(pl.Int32).alias("day"),
    ).with_columns(
        pl.coalesce("product_code", "product").alias("code"),
        pl.coalesce("customer", "customer_name").alias("customer"),
    )
    lines = lines.filter(
        pl.col("day").is_not_null() & pl.col("code").is_not_null() & pl.col("quantity").is_finite()
    )
    if lines.is_empty():
        raise NotEnoughData(
            "Vos ventes ne nomment pas les produits vendus, ou ne les datent pas",
            mend="Importez un fichier de ventes avec une date et le code ou le nom de l'article.",
        )
    names = lines.select("code", "product").unique()
    services = [row[0] for row in names.iter_rows() if _SERVICES.search(fold(row[1] or row[0]))]
    return lines.filter(~pl.col("code").is_in(services))


def _gathered(lines: pl.DataFrame, baskets: bool) -> Purchases:
    reach = (
        lines.group_by("code")
        .agg(pl.col("person").n_unique().alias("reach"))
        .sort("reach", "code", descending=[True, False])
    )
    codes = sorted(reach["code"].head(MOST_PRODUCTS).to_list())
    lines = lines.filter(pl.col("code").is_in(codes))
    people = sorted(lines["person"].unique().to_list())
    named = _usual(lines.filter(pl.col("customer_name").is_not_null()), "person", "customer_name")
    products = _usual(lines.filter(pl.col("product").is_not_null()), "code", "product")
    categories = _usual(lines.filter(pl.col("category").is_not_null()), "code", "category")
    places = {person: place for place, person in enumerate(people)}
    columns = {code: place for place, code in enumerate(codes)}
    numbered = lines.select(
        pl.col("person").replace_strict(places, return_dtype=pl.Int32).alias("row"),
        pl.col("code").replace_strict(columns, return_dtype=pl.Int32).alias("column"),
        "day",
    )
    return Purchases(
        people=people,
        named=named,
        codes=codes,
        products=[products.get(code, code) for code in codes],
        categories=[categories.get(code, "") for code in codes],
        last=_matrix(numbered, len(people), len(codes)),
        lines=numbered,
        baskets=baskets,
        left_out=max(0, reach.height - MOST_PRODUCTS),
    )


def _matrix(lines: pl.DataFrame, rows: int, columns: int) -> sparse.csr_matrix:
    latest = lines.group_by("row", "column").agg(pl.col("day").max())
    where = (latest["row"].to_numpy(), latest["column"].to_numpy())
    return sparse.csr_matrix((latest["day"].to_numpy().astype(np.float32), where), shape=(rows, columns))


def _usual(lines: pl.DataFrame, key: str, name: str) -> dict[str, str]:
    """The most frequent wording of each key."""
    counted = lines.group_by(key, name).len().sort("len", name, descending=[True, False])
    return {
        str(row[0]): str(row[1]) for row in counted.unique(key, keep="first", maintain_order=True).iter_rows()
    }


def _text(name: str) -> pl.Expr:
    words = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(words == "").then(None).otherwise(words).alias(name)


def day_number(day: date) -> int:
    """Days since 1970, as in the matrices."""
    return (day - date(1970, 1, 1)).days


def ones(matrix: sparse.csr_matrix) -> NDArray[np.float32]:
    """How many people bought each product."""
    return np.asarray((matrix > 0).sum(axis=0), dtype=np.float32).ravel()
