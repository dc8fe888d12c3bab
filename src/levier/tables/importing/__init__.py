"""Bring data of the company in as an immutable version of a dataset: a file, or rows that come from elsewhere."""

from levier.tables.importing.how import How, Question
from levier.tables.importing.recipe import import_file, import_frame, import_tables
from levier.tables.importing.report import ImportReport, RejectedLine
from levier.tables.sniffing import SUFFIXES

TABLE_SUFFIXES = SUFFIXES
"""Endings of the files that are tables, in lower case; the content decides how they are read."""

__all__ = [
    "TABLE_SUFFIXES",
    "How",
    "ImportReport",
    "Question",
    "RejectedLine",
    "import_file",
    "import_frame",
    "import_tables",
]
