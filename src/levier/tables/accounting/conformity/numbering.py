"""The sequence of entry numbers: empty, all alike, used twice, missing; the order of the file."""

import polars as pl

from levier.core.french.numbers import format_number
from levier.tables.accounting.conformity.collecting import Findings, day_text
from levier.tables.accounting.entries import Scheme

_MOST_GAPS_LISTED = 12
_LONGEST_GAP = 100_000
"""A jump longer than that is another series (a year, a software prefix), not entries removed."""


def check_numbering(frame: pl.DataFrame, scheme: Scheme, found: Findings) -> None:
    found.lines(
        "numero-vide",
        frame.filter(pl.col("entry") == ""),
        pl.format("journal {}, « {} »", "journal", "label"),
    )
    bare = [
        (int(line), f"journal {journal} : le numéro « {number} » est le même sur {format_number(lines)} lignes")
        for journal, number, lines, line in frame.filter(pl.col("journal").is_in(list(scheme.unnumbered)) & (pl.col("entry") != ""))
        .group_by("journal").agg(pl.col("entry").first(), pl.len(), pl.col("line").first()).sort("line").iter_rows()
    ]  # fmt: skip
    found.several("numero-unique", len(bare), bare)
    numbered = frame.filter(~pl.col("journal").is_in(list(scheme.unnumbered)) & (pl.col("entry") != ""))
    _repeated(numbered, found)
    _gaps(numbered, scheme, found)
    _order(frame, found)


def _repeated(numbered: pl.DataFrame, found: Findings) -> None:
    days = numbered.filter(~pl.col("opening")).group_by("journal", "entry", maintain_order=True).agg(
        pl.col("date").n_unique().alias("days"), pl.col("line").first(), pl.col("date").min().alias("from"), pl.col("date").max().alias("to")
    ).filter(pl.col("days") > 1)  # fmt: skip
    examples = days.head(20).select(
        "line", pl.format("journal {}, numéro {} : du {} au {}", "journal", "entry", day_text("from"), day_text("to"))
    ).iter_rows()  # fmt: skip
    found.several("numero-repete", days.height, [(int(line), text) for line, text in examples])


def _gaps(numbered: pl.DataFrame, scheme: Scheme, found: Findings) -> None:
    """Numbers missing between the first and the last of each series (by journal when numbers come back in several)."""
    by = ["journal"] if scheme.by_journal else []
    entries = numbered.group_by(["journal", "entry"], maintain_order=True).agg(pl.col("line").first())
    entries = entries.with_columns(
        pl.col("entry").str.extract(r"(\d{1,18})\D*$").cast(pl.Int64, strict=False).alias("number"),
        pl.col("entry").str.replace(r"\d{1,18}\D*$", "").alias("prefix"),
    )
    odd = entries.filter(pl.col("number").is_null())
    found.several(
        "numero-forme",
        odd.height,
        [(int(line), f"« {entry} »") for entry, line in odd.head(20).select("entry", "line").iter_rows()],
    )
    series = entries.drop_nulls("number").unique(
        subset=[*by, "prefix", "number"], keep="first", maintain_order=True
    )
    steps = series.sort([*by, "prefix", "number"]).with_columns(
        (pl.col("number") - pl.col("number").shift(1).over([*by, "prefix"])).alias("step"),
        pl.col("number").shift(1).over([*by, "prefix"]).alias("before"),
        pl.len().over([*by, "prefix"]).alias("size"),
    )
    gaps = steps.filter((pl.col("step") > 1) & (pl.col("step") <= _LONGEST_GAP) & (pl.col("size") > 2))
    missing = int((gaps["step"] - 1).sum())
    examples = [
        (int(line), f"{f'journal {journal} : ' if by else ''}{_range(prefix, before + 1, number - 1)} absent(s), avant « {entry} »")
        for journal, prefix, before, number, entry, line in gaps.sort("line").head(_MOST_GAPS_LISTED)
        .select("journal", "prefix", "before", "number", "entry", "line").iter_rows()
    ]  # fmt: skip
    found.several(
        "numero-trous",
        missing,
        examples,
        "Séquence suivie par journal." if by else "Séquence suivie sur tout le fichier.",
    )


def _range(prefix: str, first: int, last: int) -> str:
    return f"{prefix}{first}" if first == last else f"{prefix}{first} à {prefix}{last}"


def _order(frame: pl.DataFrame, found: Findings) -> None:
    validated = frame.filter(pl.col("validated").is_not_null())
    back = validated.filter(pl.col("validated") < pl.col("validated").cum_max())
    found.lines(
        "chronologie",
        back,
        pl.format("validée le {} après des lignes validées plus tard", day_text("validated")),
    )
    opening = frame.filter("opening")
    if opening.height:
        first = int(frame["line"].min())  # type: ignore[arg-type]
        place = int(opening["line"].min())  # type: ignore[arg-type]
        found.file(
            "an-premiers",
            f"Les à-nouveaux commencent à la ligne {format_number(place)}" if place != first else "",
        )
