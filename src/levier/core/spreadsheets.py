"""What a spreadsheet must not take for a formula."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_text(cell: str) -> str:
    """A cell kept a text whatever it begins with: an apostrophe stands before what would be run (OWASP, « CSV injection »)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
