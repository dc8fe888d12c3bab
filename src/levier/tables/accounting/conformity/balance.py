"""Double entry: each entry, journal, month and the whole file; opening balances; amounts on a line."""

import polars as pl

from levier.tables.accounting.conformity.collecting import Findings, amount_text, day_text, money

_GAP = pl.col("debit") - pl.col("credit")


def check_balance(frame: pl.DataFrame, unnumbered: set[str], found: Findings) -> None:
    gap = int(frame["debit"].sum()) - int(frame["credit"].sum())
    found.file("equilibre", f"Débits − crédits = {money(gap)}" if gap else "")
    _entries(frame, unnumbered, found)
    journals = _unbalanced(frame, ["journal"])
    found.several(
        "equilibre-journal",
        journals.height,
        [
            (line, f"journal {journal} : écart {money(value)}")
            for journal, value, line in journals.iter_rows()
        ],
    )
    months = _unbalanced(
        frame.filter(~pl.col("opening")).with_columns(
            pl.col("date").dt.strftime("%m/%Y").fill_null("sans date").alias("month")
        ),
        ["journal", "month"],
    )
    found.several(
        "equilibre-mois",
        months.height,
        [
            (line, f"journal {journal}, {month} : écart {money(value)}")
            for journal, month, value, line in months.iter_rows()
        ],
    )
    opening = frame.filter("opening")
    gap = int(opening["debit"].sum()) - int(opening["credit"].sum())
    if opening.height:
        keys = frame.filter(
            pl.col("key").is_in(opening["key"].unique().implode()) & pl.col("account").str.contains("^[67]")
        )
        found.lines("an-gestion", keys, pl.format("compte {} : {}", "account", amount_text("debit")))
        gap += int(keys["debit"].sum()) - int(keys["credit"].sum())
        found.file("an-equilibre", f"Débits − crédits des à-nouveaux = {money(gap)}" if gap else "")
    _amounts(frame, found)


def _unbalanced(frame: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    sums = frame.group_by(by, maintain_order=True).agg(_GAP.sum().alias("gap"), pl.col("line").first())
    return sums.filter(pl.col("gap") != 0)


def _entries(frame: pl.DataFrame, unnumbered: set[str], found: Findings) -> None:
    """Entries with a number by their number; the others by journal and day, the finest that can be asked of them."""
    numbered = frame.filter(~pl.col("journal").is_in(list(unnumbered)))
    by_number = numbered.group_by("key").agg(
        _GAP.sum().alias("gap"), pl.col("line").first(), pl.col("journal").first(), pl.col("entry").first(), pl.col("date").first()
    ).filter(pl.col("gap") != 0).sort("line")  # fmt: skip
    bare = frame.filter(pl.col("journal").is_in(list(unnumbered)) & ~pl.col("opening"))
    by_day = (
        bare.group_by("journal", "date")
        .agg(_GAP.sum().alias("gap"), pl.col("line").first())
        .filter(pl.col("gap") != 0)
        .sort("line")
    )
    examples = [
        (int(line), f"journal {journal}, écriture {entry} : écart {money(gap)}")
        for gap, line, journal, entry in by_number.select("gap", "line", "journal", "entry")
        .head(20)
        .iter_rows()
    ] + [
        (int(line), f"journal {journal}, journée du {day} : écart {money(gap)}")
        for journal, day, gap, line in by_day.select("journal", day_text("date"), "gap", "line")
        .head(20)
        .iter_rows()
    ]
    found.several(
        "equilibre-ecriture", by_number.height + by_day.height, examples,
        f"Sans numéro d'écriture, l'équilibre est vérifié par journal et par jour (journaux {', '.join(sorted(unnumbered))})." if unnumbered else "",
    )  # fmt: skip


def _amounts(frame: pl.DataFrame, found: Findings) -> None:
    both = frame.filter((pl.col("debit") != 0) & (pl.col("credit") != 0))
    found.lines(
        "deux-sens", both, pl.format("débit {} et crédit {}", amount_text("debit"), amount_text("credit"))
    )
    negative = frame.filter((pl.col("debit") < 0) | (pl.col("credit") < 0))
    found.lines(
        "negatifs",
        negative,
        pl.format("compte {} : débit {}, crédit {}", "account", amount_text("debit"), amount_text("credit")),
    )
    nothing = frame.filter((pl.col("debit") == 0) & (pl.col("credit") == 0))
    found.lines("lignes-nulles", nothing, pl.format("compte {} : « {} »", "account", "label"))
    sides = frame.filter(~pl.col("closing"))
    costs = int(sides.filter(pl.col("account").str.starts_with("6")).select(_GAP.sum()).item())
    income = int(sides.filter(pl.col("account").str.starts_with("7")).select(_GAP.sum()).item())
    inverted = costs < 0 < income
    found.file(
        "sens-inverse",
        f"Charges {money(costs)} et produits {money(-income)} : le sens paraît inversé" if inverted else "",
    )
