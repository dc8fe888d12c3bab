"""The pages of a table's versions: list, compare, put back, undo."""
