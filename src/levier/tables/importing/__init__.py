"""Bring a file of the company in as an immutable version of a dataset."""

from levier.tables.importing.recipe import import_file
from levier.tables.importing.report import ImportReport, RejectedLine

__all__ = ["ImportReport", "RejectedLine", "import_file"]
