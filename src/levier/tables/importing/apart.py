"""Rows of a table that are no data: totals written below (or between) the lines, headers repeated on each printed page."""

import polars as pl

from levier.tables.importing.raw import BrokenLine, RawTable

_TOTAL = (
    r"(?i)^(?:sous[\s-]*total|total|totaux|grand total|report|à reporter|somme|cumul|solde (?:initial|final|de clôture))"
    r"(?:\s+(?:général|generale?|ht|ttc|tva|du|de|des|la|le|les|mois|page|compte|client|fournisseur|période|€|eur|:|=|n°).*|\s*[:=]?\s*)$"
)


def set_apart(raw: RawTable) -> RawTable:
    """The table without those rows: totals become set-aside lines with their reason; repeated headers are counted.

    A total is a row whose first filled cell says so and of which at least a third of the cells are empty: « Total Énergies »
    in a full row is a customer.
    """
    texts = [name for name, dtype in raw.frame.schema.items() if dtype == pl.String]
    if not texts or not raw.frame.height:
        return raw
    filled = pl.col(texts).str.strip_chars().replace("", None)
    again = _repeated(raw, texts)
    first = _first_words(raw.frame, texts)
    candidates = first.str.contains(_TOTAL).fill_null(value=False)
    totals = pl.Series([False]).new_from_index(0, raw.frame.height)
    if candidates.any():
        others = [name for name in raw.frame.columns if name not in texts]
        counted = raw.frame.filter(candidates).select(
            pl.sum_horizontal(filled.is_not_null(), *(pl.col(name).is_not_null() for name in others)).alias(
                "n"
            )
        )["n"]
        empty_enough = counted <= raw.frame.width * 2 / 3
        totals = candidates.clone()
        totals = totals.scatter(candidates.arg_true(), empty_enough)
    out = totals | again
    if not out.any():
        return raw
    raw.broken = sorted([*raw.broken, *_lines(raw, totals & ~again)], key=lambda line: line.line)
    if repeated := int(again.sum()):
        raw.notes.append(f"{repeated} ligne(s) qui répètent l'en-tête sont ignorées.")
    raw.frame, raw.lines = raw.frame.filter(~out), raw.lines.filter(~out)
    return raw


def _first_words(frame: pl.DataFrame, texts: list[str]) -> pl.Series:
    """The first filled text cell of each row: looked for beyond the first column only where that one is empty."""
    first = frame[texts[0]].str.strip_chars()
    empty = (first == "").fill_null(value=True)
    if not empty.any():
        return first
    filled = (pl.col(name).str.strip_chars().replace("", None) for name in texts)
    return first.scatter(empty.arg_true(), frame.filter(empty).select(pl.coalesce(filled))[:, 0])


def _repeated(raw: RawTable, texts: list[str]) -> pl.Series:
    """Rows equal to the header in every text column (at least two of them)."""
    again = raw.frame[texts[0]].str.strip_chars().eq(texts[0]).fill_null(value=False)
    if len(texts) < 2 or not again.any():
        return pl.Series([False]).new_from_index(0, raw.frame.height)
    same = pl.all_horizontal(pl.col(name).str.strip_chars() == name for name in texts)
    return again.scatter(again.arg_true(), raw.frame.filter(again).select(same.fill_null(value=False))[:, 0])


def _lines(raw: RawTable, chosen: pl.Series) -> list[BrokenLine]:
    rows = raw.frame.filter(chosen).select(pl.all().cast(pl.String).fill_null("")).rows()
    return [
        BrokenLine(line, list(row), "ligne de total, pas une ligne de données")
        for line, row in zip(raw.lines.filter(chosen).to_list(), rows, strict=True)
    ]
