"""What other rooms reuse of accounting: groups of accounts, and the marks kept with each line at import.

The stored lines of the kind « journal_entries » have, besides the columns of the file: ``entry_key`` (whole number of the
entry), ``is_opening``, ``is_closing`` (entries that close classes 6 and 7, or the balance), ``settles_vat`` and
``year_end``. SQL below is DuckDB's, over those columns, amounts in euros.
"""

import polars as pl

from levier.tables.accounting.ledger import ledger_of
from levier.tables.accounting.selection import settling_keys

BALANCE = "coalesce(debit, 0) - coalesce(credit, 0)"
"""SQL of what a line adds to its account (debit − credit)."""
FLOW = "regexp_matches(account, '^[67]') AND NOT is_closing"
"""SQL of the lines of costs and income that are real."""
TURNOVER = f"sum(CASE WHEN starts_with(account, '70') AND NOT is_closing THEN -({BALANCE}) ELSE 0 END)"
PURCHASES = f"sum(CASE WHEN regexp_matches(account, '^(60|61|62)') AND NOT starts_with(account, '603') AND NOT is_closing THEN {BALANCE} ELSE 0 END)"
PAYROLL = f"sum(CASE WHEN starts_with(account, '64') AND NOT is_closing THEN {BALANCE} ELSE 0 END)"
RESULT = f"sum(CASE WHEN {FLOW} THEN -({BALANCE}) ELSE 0 END)"
VAT_COLLECTED = f"sum(CASE WHEN regexp_matches(account, '^(4457|4452)') AND NOT settles_vat AND NOT is_opening AND NOT is_closing THEN -({BALANCE}) ELSE 0 END)"
VAT_DEDUCTIBLE = f"sum(CASE WHEN starts_with(account, '4456') AND NOT starts_with(account, '44567') AND NOT settles_vat AND NOT is_opening AND NOT is_closing THEN {BALANCE} ELSE 0 END)"
MARKS = ("entry_key", "is_opening", "is_closing", "settles_vat")


def derive_journal_entries(frame: pl.DataFrame) -> pl.DataFrame:
    """The typed lines with their marks, in the same order; lines without a date bear none."""
    plain = frame.drop([name for name in MARKS if name in frame.columns])
    placed = plain.with_row_index("line").with_columns(pl.col("line").cast(pl.Int64))
    ledger = ledger_of(placed)
    settling = list(settling_keys(ledger))
    marks = ledger.frame.select(
        "line", pl.col("key").alias("entry_key"), pl.col("opening").alias("is_opening"),
        pl.col("closing").alias("is_closing"), pl.col("key").is_in(settling).alias("settles_vat"),
    )  # fmt: skip
    joined = placed.join(marks, on="line", how="left", maintain_order="left").drop("line")
    return joined.with_columns(pl.col("is_opening", "is_closing", "settles_vat").fill_null(value=False))
