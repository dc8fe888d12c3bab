"""What every target of files checks: a reader refuses in French or gives a table that holds together."""

from levier.core.errors import LevierError
from levier.tables.importing.raw import RawTable


def sound(tables: list[RawTable]) -> None:
    """Raises AssertionError for a table whose parts do not fit."""
    for table in tables:
        assert table.frame.height == len(table.lines), "a row without its line"
        assert len(set(table.frame.columns)) == table.frame.width
        assert all(line.reason for line in table.broken), "a line set aside without a reason"
        assert table.lines.is_empty() or int(table.lines.min() or 0) >= 1  # type: ignore[arg-type]


def refused_well(error: LevierError) -> None:
    """A refusal says what is wrong and how to mend it."""
    assert error.what
    assert error.mend, error.what
