"""The check of a FEC, rule by rule."""

import polars as pl

from levier.tables.accounting.conformity.accounts import check_accounts
from levier.tables.accounting.conformity.balance import check_balance
from levier.tables.accounting.conformity.collecting import Findings
from levier.tables.accounting.conformity.days import check_days
from levier.tables.accounting.conformity.numbering import check_numbering
from levier.tables.accounting.conformity.parties import check_content, check_parties
from levier.tables.accounting.conformity.report import ConformityReport
from levier.tables.accounting.conformity.rules import rule_book
from levier.tables.accounting.conformity.structure import check_structure, facts_of
from levier.tables.accounting.entries import with_entries
from levier.tables.accounting.ledger import FiscalYear, fiscal_years
from levier.tables.accounting.reading import Fec


def check(fec: Fec) -> ConformityReport:
    """The conformity report of a FEC that was read."""
    return examine(fec)[0]


def examine(fec: Fec) -> tuple[ConformityReport, FiscalYear]:
    """The report, and the fiscal year the file is found to be of."""
    found = Findings()
    check_structure(fec, found)
    frame, scheme = with_entries(_complete(fec.frame))
    year = fiscal_years(frame, fec.name.closing)[-1]
    check_balance(frame, set(scheme.unnumbered), found)
    check_numbering(frame, scheme, found)
    check_days(frame, year, fec.name.closing, fec.header.cash, found)
    check_accounts(frame, year, found)
    check_parties(frame, found)
    check_content(frame, found)
    facts = facts_of(fec)
    facts["Écritures"] = int(frame["key"].n_unique())
    facts["Exercice"] = year.label
    book = rule_book()
    report = ConformityReport(
        fec.name.name,
        facts,
        found.findings,
        found.passed,
        book.source,
        book.reviewed.isoformat(),
        _notes(fec),
    )
    return report, year


def _complete(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns the file lacks, empty, so that each check reads the same shape."""
    texts = (
        "journal",
        "journal_label",
        "entry",
        "account",
        "account_label",
        "auxiliary",
        "auxiliary_label",
        "piece",
        "label",
        "lettering",
    )
    days = ("date", "piece_date", "lettering_date", "validated")
    missing = [pl.lit("").alias(name) for name in texts if name not in frame.columns]
    missing += [pl.lit(None, pl.Date).alias(name) for name in days if name not in frame.columns]
    return frame.with_columns(missing) if missing else frame


def _notes(fec: Fec) -> tuple[str, ...]:
    notes = []
    if fec.header.by_side:
        notes.append("Les colonnes Montant et Sens ont été lues comme débit et crédit.")
    if fec.header.cash:
        notes.append("Colonnes de règlement présentes : comptabilité de trésorerie (BNC ou BA).")
    return tuple(notes)
