"""Third parties and lettering; labels and references of each line; entries written twice."""

import polars as pl

from levier.tables.accounting.conformity.collecting import Findings, amount_text, day_text, money

_GAP = (pl.col("debit") - pl.col("credit")).alias("gap")


def check_parties(frame: pl.DataFrame, found: Findings) -> None:
    third = frame.filter(pl.col("account").str.contains("^(401|403|404|411|413|416)"))
    if third.height:
        bare = third.filter(pl.col("auxiliary") == "")
        # One general account a customer (411DUPONT) is another way of following each of them.
        own = bare.filter(pl.col("account").str.contains("[A-Za-z]") | (pl.col("account").n_unique() > 10))
        missing = bare if not own.height else bare.clear()
        found.lines("auxiliaire-absent", missing, pl.format("compte {} : « {} »", "account", "label"))
    unnamed = frame.filter((pl.col("auxiliary") != "") & (pl.col("auxiliary_label") == ""))
    found.lines("auxiliaire-libelle", unnamed, pl.format("compte {}, tiers {}", "account", "auxiliary"))
    _lettering(frame, found)


def _lettering(frame: pl.DataFrame, found: Findings) -> None:
    lettered = frame.filter(pl.col("lettering") != "")
    half = frame.filter((pl.col("lettering") != "") != pl.col("lettering_date").is_not_null())
    if not lettered.height and not half.height:
        return
    found.lines(
        "lettrage-date", half, pl.format("lettrage « {} », date {}", "lettering", day_text("lettering_date"))
    )
    early = lettered.filter(pl.col("lettering_date") < pl.col("date"))
    found.lines(
        "lettrage-avant",
        early,
        pl.format("lettrée le {}, écrite le {}", day_text("lettering_date"), day_text("date")),
    )
    groups = lettered.group_by("account", "auxiliary", "lettering", maintain_order=True).agg(
        _GAP.sum(), pl.col("line").first(), pl.len()
    )
    uneven = groups.filter(pl.col("gap") != 0)
    found.several("lettrage-solde", uneven.height, [
        (int(line), f"compte {account} {auxiliary}, lettrage {code} ({count} ligne{'s' if count > 1 else ''}) : écart {money(gap)}")
        for account, auxiliary, code, gap, line, count in uneven.head(20).iter_rows()
    ])  # fmt: skip


def check_content(frame: pl.DataFrame, found: Findings) -> None:
    found.lines(
        "libelle-vide",
        frame.filter(pl.col("label") == ""),
        pl.format("compte {}, écriture {}", "account", "entry"),
    )
    found.lines(
        "piece-vide", frame.filter(pl.col("piece") == ""), pl.format("compte {} : « {} »", "account", "label")
    )
    if "currency" in frame.columns and "foreign_amount" in frame.columns:
        amount = pl.col("foreign_amount").fill_null(0) != 0
        half = frame.filter(amount != (pl.col("currency") != ""))
        # « EUR » beside an empty amount says nothing wrong.
        half = half.filter(~((pl.col("currency").str.to_uppercase() == "EUR") & ~amount))
        found.lines("devise", half, pl.format("devise « {} », compte {}", "currency", "account"))
    _twice(frame, found)


def _twice(frame: pl.DataFrame, found: Findings) -> None:
    """Entries alike in everything but their number, with a piece reference that names one piece."""
    lines = frame.filter(~pl.col("opening") & (pl.col("piece") != ""))
    if not lines.height:
        return
    shape = pl.struct("account", "auxiliary", "debit", "credit", "label").hash()
    entries = lines.group_by("key").agg(
        pl.col("journal").first(), pl.col("date").first(), pl.col("piece").first(), shape.sum().alias("shape"),
        pl.len().alias("size"), pl.col("line").first(), pl.col("debit").sum(), pl.col("piece").n_unique().alias("pieces"),
    )  # fmt: skip
    pieces = entries.group_by("journal", "piece").agg(pl.len().alias("uses"))
    # « PRLV », « CB », « 01/2023 » name no piece: a reference used by many entries proves nothing.
    entries = entries.join(pieces.filter(pl.col("uses") <= 3), on=["journal", "piece"], how="semi").filter(
        pl.col("pieces") == 1
    )
    alike = entries.filter(pl.len().over("journal", "date", "piece", "shape", "size") > 1).sort("line")
    again = alike.filter(pl.int_range(pl.len()).over("journal", "date", "piece", "shape", "size") > 0)
    found.several("doublons", again.height, [
        (int(line), text) for line, text in again.head(20).select("line", pl.format("journal {}, {}, pièce {} : {}", "journal", day_text("date"), "piece", amount_text("debit"))).iter_rows()
    ])  # fmt: skip
