"""Which codes of a sales file are not articles: postage, bank fees, discounts, manual corrections …

They belong to the turnover (they are invoiced, or reduce what is earned) but not to a ranking of products. A code is set
apart, from the data of the file alone, when

1. its designation holds nothing but words of services and corrections (``service_words.json``), as « frais de port »; or
2. its form is unusual among the codes of the file (no figure in it while others have some, or a form that less than 1 %
   of the codes have) and its designation holds at least one such word; or
3. its form is unusual and its price has nothing of a tariff: at least 10 lines, and the tenth decile of its prices is at
   least 8 times the first (an article has a few prices, a fee has any).
"""

import json
import re
from functools import cache
from pathlib import Path

import polars as pl

from levier.core.french.text import fold

_WORD = re.compile(r"[a-z]{2,}")
_LINKS = frozenset(
    {"de", "du", "des", "la", "le", "les", "sur", "pour", "et", "en", "au", "aux", "of", "and", "to", "the"}
)


@cache
def _service_words() -> frozenset[str]:
    data = json.loads((Path(__file__).parent / "service_words.json").read_text(encoding="utf-8"))
    return frozenset(fold(word) for words in data["words"].values() for word in words)


def non_product_codes(frame: pl.DataFrame) -> list[str]:
    """The codes (or names, where a line has no code) that are not articles, by the rule above."""
    code = pl.coalesce("product_code", "product").alias("code")
    price = (pl.col("unit_price").abs()).filter(pl.col("unit_price") != 0)
    codes = (
        frame.group_by(code)
        .agg(
            pl.col("product_name").first().alias("name"),
            pl.len().alias("lines"),
            price.quantile(0.1, "nearest").alias("low"),
            price.quantile(0.9, "nearest").alias("high"),
        )
        .drop_nulls("code")
    )
    if codes.is_empty():
        return []
    codes = codes.with_columns(
        pl.col("code").str.replace_all(r"[A-Za-z]+", "A").str.replace_all(r"\d+", "9").alias("form")
    ).with_columns(
        (pl.len().over("form") / pl.len()).alias("share"), pl.col("code").str.contains(r"\d").alias("figured")
    )
    figures_usual = (codes["figured"].mean() or 0) > 0.8  # type: ignore[operator]
    found = []
    for row in codes.iter_rows(named=True):
        words = [word for word in _WORD.findall(fold(row["name"] or "")) if word not in _LINKS]
        known = [word in _service_words() for word in words]
        unusual = figures_usual and (not row["figured"] or row["share"] < 0.01)
        untariffed = row["lines"] >= 10 and row["low"] and row["high"] / row["low"] >= 8
        if (known and all(known)) or (unusual and (any(known) or untariffed)):
            found.append(row["code"])
    return sorted(found)
