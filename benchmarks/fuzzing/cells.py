"""The cells of a column: a number or a date that is read is the one that is written, or it is asked."""

from decimal import Decimal

import polars as pl

from levier.tables.importing.doubts import style_of
from levier.tables.importing.how import How
from levier.tables.importing.moments import read_moments
from levier.tables.importing.numbers import read_numbers

SEEDS = [
    text.encode()
    for text in (
        "1 234,56\n(12,50)\n-3", "1.234\n12.5", "03/04/05\n25/12/26", "2026-01-02T10:11:12+02:00", "1er févr. 2026\n3 mai 26",
        "12,50 D\n3,00 C", "01 02 03 04", "45123\n45123,5", "1'234.50\n$ 12", "12/25/2026 02:07 PM",
    )
]  # fmt: skip


def one(data: bytes) -> None:
    cells = data.decode("utf-8", errors="replace").split("\n")[:12]
    column = pl.Series("c", cells, dtype=pl.String)
    style = style_of({"c": column}, {"c": column}, ",", How(), certain=False)
    numbers = read_numbers(column, style.decimal["c"]).to_list()
    read_moments(column, style.order["c"])
    for question in style.questions:
        assert len({choice.consequence for choice in question.choices}) > 1, question
    for cell, number in zip(cells, numbers, strict=True):
        if number is None:
            continue
        # Whatever the marks, the digits of the number read are those that were written, in their order.
        written = "".join(char for char in cell.partition("e")[0].partition("E")[0] if char.isdigit()).strip(
            "0"
        )
        shown = format(abs(Decimal(repr(number))), "f").replace(".", "").strip("0")
        if len(written) <= 15 and "e" not in cell.lower():
            assert shown == written, (cell, number)
