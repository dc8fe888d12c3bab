"""Dates: within the fiscal year, validated after they were written, piece and lettering dates."""

from datetime import date

import polars as pl

from levier.core.french.writing_dates import format_date
from levier.tables.accounting.conformity.collecting import Findings, day_text
from levier.tables.accounting.ledger import FiscalYear


def check_days(
    frame: pl.DataFrame, year: FiscalYear, closing: date | None, cash: bool, found: Findings
) -> None:
    if closing is not None:
        wrong = f"Le nom dit {format_date(closing)}, les écritures vont du {format_date(year.start)} au {format_date(year.last)}"
        found.file("cloture", wrong if year.end != closing else "")
    outside = frame.filter(~pl.col("opening") & ((pl.col("date") < year.start) | (pl.col("date") > year.end)))
    span = f"Exercice du {format_date(year.start)} au {format_date(year.end)}."
    found.lines("hors-exercice", outside, pl.format("{}, compte {}", day_text("date"), "account"), span)
    if "validated" in frame.columns:
        found.lines(
            "validation-vide",
            frame.filter(pl.col("validated").is_null()),
            pl.format("écriture du {}", day_text("date")),
        )
        early = frame.filter(pl.col("validated") < pl.col("date"))
        found.lines(
            "validation-avant",
            early,
            pl.format("validée le {} pour le {}", day_text("validated"), day_text("date")),
        )
    if "piece_date" in frame.columns:
        found.lines(
            "piece-date-vide",
            frame.filter(pl.col("piece_date").is_null()),
            pl.format("pièce « {} »", "piece"),
        )
        late = frame.filter((pl.col("piece_date") > pl.col("date")) & ~pl.col("opening"))
        found.lines(
            "piece-apres",
            late,
            pl.format("pièce du {}, écriture du {}", day_text("piece_date"), day_text("date")),
        )
    if cash and {"settled", "settlement_mode"} <= set(frame.columns):
        bare = frame.filter(pl.col("settled").is_null() | (pl.col("settlement_mode") == ""))
        found.lines("reglement-vide", bare, pl.format("compte {} : « {} »", "account", "label"))
