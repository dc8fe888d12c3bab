"""The rules that can be checked on stored lines, without the file: balance, numbers, dates, accounts, third parties."""

import polars as pl

from levier.tables.accounting.conformity.accounts import check_accounts
from levier.tables.accounting.conformity.balance import check_balance
from levier.tables.accounting.conformity.collecting import Findings
from levier.tables.accounting.conformity.days import check_days
from levier.tables.accounting.conformity.numbering import check_numbering
from levier.tables.accounting.conformity.parties import check_content, check_parties
from levier.tables.accounting.conformity.report import Finding
from levier.tables.accounting.ledger import Ledger


def quick_findings(ledger: Ledger) -> tuple[tuple[Finding, ...], int]:
    """What is broken in the latest fiscal year, and how many rules were looked at; lines are counted from 1."""
    found = Findings()
    year = ledger.current
    frame = ledger.frame.filter(pl.col("year") == year.end)
    check_balance(frame, set(ledger.scheme.unnumbered), found)
    check_numbering(frame, ledger.scheme, found)
    check_days(frame, year, None, cash=False, found=found)
    check_accounts(frame, year, found)
    check_parties(frame, found)
    check_content(frame, found)
    return found.findings, len(found.findings) + len(found.passed)
