"""Accounts and journals: filled, of the chart of accounts, labelled once; what an auditor looks at on a few of them."""

import polars as pl

from levier.core.french.writing_dates import format_date
from levier.tables.accounting.conformity.collecting import Findings, money
from levier.tables.accounting.ledger import FiscalYear
from levier.tables.accounting.pcg import chart

_NEW_CHART_FROM = 2025


def check_accounts(frame: pl.DataFrame, year: FiscalYear, found: Findings) -> None:
    found.lines("compte-vide", frame.filter(pl.col("account") == ""), pl.format("« {} »", "label"))
    found.lines(
        "compte-libelle-vide",
        frame.filter((pl.col("account_label") == "") & (pl.col("account") != "")),
        pl.format("compte {}", "account"),
    )
    found.lines("journal-vide", frame.filter(pl.col("journal") == ""), pl.format("« {} »", "label"))
    _numbers(frame, year, found)
    _labels(frame, found)
    _watched(frame, found)


def _numbers(frame: pl.DataFrame, year: FiscalYear, found: Findings) -> None:
    accounts = (
        frame.filter(pl.col("account") != "")
        .group_by("account", maintain_order=True)
        .agg(pl.col("line").first(), pl.col("account_label").first())
    )
    known = chart()
    formed = accounts.filter(~pl.col("account").str.contains(r"^[1-8]\d\d"))
    found.several(
        "compte-forme",
        formed.height,
        [(int(line), f"{account} « {label} »") for account, line, label in formed.iter_rows()],
    )
    unknown: list[tuple[int, str]] = []
    removed: list[tuple[int, str]] = []
    for account, line, label in accounts.filter(pl.col("account").str.contains(r"^[1-8]\d\d")).iter_rows():
        root = known.root_of(account)
        if len(root) < 3 and account[2] != "0":
            # « 600000 » is account 60 written on six figures; « 679 » is no account of the chart.
            near = (
                f"« {known.accounts[root]} » ({root}) n'a pas de compte {account[:3]}"
                if root
                else f"aucun compte {account[:2]}"
            )
            unknown.append((int(line), f"{account} « {label} » : {near}"))
        elif root in known.until and year.start.year >= _NEW_CHART_FROM:
            removed.append(
                (int(line), f"{account} « {label} » : {root} supprimé au {format_date(known.until[root])}")
            )
    found.several("compte-racine", len(unknown), unknown)
    found.several("compte-supprime", len(removed), removed)


def _labels(frame: pl.DataFrame, found: Findings) -> None:
    for code, key, label in (
        ("compte-libelle", "account", "account_label"),
        ("journal-libelle", "journal", "journal_label"),
    ):
        names = frame.filter(pl.col(key) != "").group_by(key, maintain_order=True).agg(
            pl.col(label).str.strip_chars().unique(maintain_order=True).alias("names"), pl.col("line").first()
        )  # fmt: skip
        empty = pl.col("names").list.contains("") if code == "journal-libelle" else pl.lit(value=False)
        bad = names.filter((pl.col("names").list.drop_nulls().list.len() > 1) | empty)
        found.several(code, bad.height, [
            (int(line), f"{one} : {', '.join(f'« {name} »' for name in called[:3])}") for one, called, line in bad.head(20).iter_rows()
        ])  # fmt: skip


def _watched(frame: pl.DataFrame, found: Findings) -> None:
    gap = (pl.col("debit") - pl.col("credit")).alias("gap")
    lines = frame.filter(~pl.col("closing"))
    cash = lines.filter(pl.col("account").str.starts_with("53"))
    if cash.height and cash["date"].null_count() == 0:
        opening = cash.filter("opening").group_by("account").agg(gap.sum().alias("start"))
        daily = (
            cash.filter(~pl.col("opening"))
            .group_by("account", "date")
            .agg(gap.sum(), pl.col("line").first())
            .sort("account", "date")
        )
        running = daily.join(opening, on="account", how="left", maintain_order="left").with_columns(
            (pl.col("gap").cum_sum().over("account") + pl.col("start").fill_null(0)).alias("stands")
        )
        bad = running.filter(pl.col("stands") < 0)
        found.several("caisse-negative", bad.height, [
            (int(line), f"compte {account}, le {format_date(day)} : {money(stands)}") for account, day, line, stands in bad.head(20).select("account", "date", "line", "stands").iter_rows()
        ])  # fmt: skip
    for code, prefix in (("attente", "^47[1-3]"), ("virements", "^58")):
        chosen = lines.filter(pl.col("account").str.contains(prefix))
        if not chosen.height:
            continue
        open_ones = (
            chosen.group_by("account", maintain_order=True)
            .agg(gap.sum(), pl.col("line").last())
            .filter(pl.col("gap") != 0)
        )
        found.several(
            code,
            open_ones.height,
            [
                (int(line), f"compte {account} : solde {money(value)}")
                for account, value, line in open_ones.iter_rows()
            ],
        )
