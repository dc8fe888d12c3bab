"""Bring a file of the company in as an immutable version of a dataset."""

from levier.tables.importing.recipe import import_file
from levier.tables.importing.report import ImportReport, RejectedLine

TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".gz"})
"""Endings of the files that are tables, in lower case; the content decides how they are read."""

__all__ = ["TABLE_SUFFIXES", "ImportReport", "RejectedLine", "import_file"]
