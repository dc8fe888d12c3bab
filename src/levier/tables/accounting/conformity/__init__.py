"""Conformity of a FEC: rules with their sources, checks, report."""

from levier.tables.accounting.conformity.checking import check
from levier.tables.accounting.conformity.report import ConformityReport, Example, Finding
from levier.tables.accounting.conformity.rules import FAMILIES, GRAVITIES, Rule, rule_book

__all__ = ["FAMILIES", "GRAVITIES", "ConformityReport", "Example", "Finding", "Rule", "check", "rule_book"]
