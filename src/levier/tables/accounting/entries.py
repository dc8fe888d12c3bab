"""Which lines make one entry, when the numbers say it and when they do not; openings and closings told apart."""

from dataclasses import dataclass

import polars as pl

_OPENING_CODES = ("AN", "ANO", "ANV", "RAN", "ANOUV", "ANX", "RANV", "A-N", "A.N.", "OUV", "REPORT", "AND")
_OPENING_WORDS = (
    r"(?i)\b[aà][\s\-_.]*nouv|report[\s\-]+[aà][\s\-]+nouv|r[eé]?ouverture|\bouverture|reprise (?:de |des )?(?:solde|balance)|"
    r"soldes? (?:d.ouverture|initia)|bilan d.ouverture|balance (?:d.ouverture|initiale)|\bran\b"
)
_CLOSING_WORDS = r"(?i)cl[oôÔ]tur|solde (?:des |de )?(?:comptes? de )?(?:gestion|charges|produits)|r[eé]sultat de l.exercice|d[eé]termination du r[eé]sultat"
_UNNUMBERED_FROM = 12
"""Lines under one number and several dates from which a number is taken for no number at all (« 0 » everywhere)."""


@dataclass(frozen=True)
class Scheme:
    """How entries are numbered. ``unnumbered``: journals whose lines bear no usable number. ``by_journal``: a number may
    come back in another journal."""

    unnumbered: tuple[str, ...]
    by_journal: bool


def with_entries(frame: pl.DataFrame) -> tuple[pl.DataFrame, Scheme]:
    """The frame with ``key`` (whole number of the entry), ``opening`` and ``closing``; amounts in ten-thousandths.

    Needs: journal, journal_label, entry, date, account, label, debit, credit.
    """
    opening_journals = _opening_journals(frame)
    unnumbered = _unnumbered(frame)
    scheme = Scheme(tuple(sorted(unnumbered)), _by_journal(frame, unnumbered))
    keyed = frame.with_columns(_key(frame, unnumbered, opening_journals))
    return _marked(keyed, opening_journals), scheme


def _opening_journals(frame: pl.DataFrame) -> set[str]:
    """Journals of opening balances, by their code or label, provided they hold no income or cost of weight."""
    journals = frame.group_by("journal").agg(
        pl.col("journal_label").first(),
        pl.col("account").str.contains("^[67]").mean().alias("flows"),
    )
    named = pl.col("journal").str.to_uppercase().is_in(list(_OPENING_CODES)) | pl.col(
        "journal_label"
    ).fill_null("").str.contains(_OPENING_WORDS)
    return set(journals.filter(named & (pl.col("flows") < 0.2))["journal"].to_list())


def _unnumbered(frame: pl.DataFrame) -> set[str]:
    found = frame.group_by("journal").agg(
        pl.col("entry").n_unique().alias("numbers"),
        (pl.col("entry").fill_null("") == "").all().alias("empty"),
        pl.col("date").n_unique().alias("days"),
        pl.len().alias("lines"),
    )
    bare = (pl.col("numbers") == 1) & (pl.col("days") > 1) & (pl.col("lines") > _UNNUMBERED_FROM)
    return set(found.filter(pl.col("empty") | bare)["journal"].to_list())


def _by_journal(frame: pl.DataFrame, unnumbered: set[str]) -> bool:
    numbered = frame.filter(~pl.col("journal").is_in(list(unnumbered)))
    uses = numbered.group_by("entry").agg(pl.col("journal").n_unique().alias("journals"))
    return bool(uses.height) and int((uses["journals"] > 1).sum()) > 0.05 * uses.height


def _key(frame: pl.DataFrame, unnumbered: set[str], openings: set[str]) -> pl.Series:
    """A number for each entry.

    A number used on several dates makes one entry a date when each of these balances. Without numbers, an entry ends
    where the journal's running total comes back to zero; opening balances are one entry.
    """
    gap = pl.col("debit") - pl.col("credit")
    bare = pl.col("journal").is_in(list(unnumbered))
    if frame["date"].null_count() == frame.height or not frame.height:
        part: pl.Expr = pl.lit(0)
    else:
        days = frame.group_by("journal", "entry").agg(
            (pl.col("date").n_unique() > 1).alias("several"), gap.sum().alias("whole")
        )
        doubtful = days.filter("several")
        split: pl.DataFrame = pl.DataFrame(
            schema={"journal": pl.String, "entry": pl.String, "split": pl.Boolean}
        )
        if doubtful.height:
            by_day = (
                frame.join(doubtful, on=["journal", "entry"], how="semi")
                .group_by("journal", "entry", "date")
                .agg((gap.sum() == 0).alias("even"))
            )
            split = by_day.group_by("journal", "entry").agg(pl.col("even").all().alias("split"))
        frame = frame.join(split, on=["journal", "entry"], how="left", maintain_order="left")
        part = pl.when(pl.col("split").fill_null(value=False)).then(pl.col("date").to_physical()).otherwise(0)
    running = gap.cum_sum().over("journal")
    ended = (
        (running == 0)
        .shift(1)
        .over("journal")
        .fill_null(value=False)
        .cast(pl.Int64)
        .cum_sum()
        .over("journal")
    )
    one = pl.col("journal").is_in(list(openings))
    segment = pl.when(bare & ~one).then(ended).otherwise(-1)
    number = pl.when(bare).then(pl.lit("")).otherwise(pl.col("entry"))
    day = pl.when(bare).then(0).otherwise(part)
    keys = frame.select(
        pl.struct(pl.col("journal").alias("j"), number.alias("n"), day.alias("d"), segment.alias("s")).alias(
            "k"
        )
    ).unnest("k")
    numbered = keys.unique(maintain_order=True).with_row_index("key")
    return keys.join(numbered, on=["j", "n", "d", "s"], how="left", maintain_order="left", nulls_equal=True)[
        "key"
    ].cast(pl.Int64)


def _marked(frame: pl.DataFrame, openings: set[str]) -> pl.DataFrame:
    account = pl.col("account")
    flows = account.str.contains("^[67]")
    shapes = frame.group_by("key").agg(
        flows.any().alias("flows"),
        account.str.contains("^(12|88|89)").any().alias("result"),
        account.str.contains("^89").any().alias("balance_account"),
        account.str.contains("^1[01]").any().alias("equity"),
        account.str.slice(0, 2).n_unique().alias("roots"),
        pl.col("label").fill_null("").str.contains(_OPENING_WORDS).any().alias("says_opening"),
        (
            pl.col("label").fill_null("").str.contains(_CLOSING_WORDS).any()
            | pl.col("journal_label").fill_null("").str.contains(_CLOSING_WORDS).any()
        ).alias("says_closing"),
        pl.col("date").min().alias("first"),
        pl.col("date").max().alias("last"),
        pl.len().alias("size"),
    )  # fmt: skip
    start, end = frame["date"].min(), frame["date"].max()
    named = set(frame.filter(pl.col("journal").is_in(list(openings)))["key"].unique().to_list())
    wide = pl.col("equity") & (pl.col("roots") >= 4) & ~pl.col("flows")
    opening = (pl.col("says_opening") & wide) | (wide & (pl.col("first") == start) & (pl.col("size") >= 5))
    opening |= pl.col("balance_account") & ~pl.col("flows") & (pl.col("first") == start)
    closing = pl.col("flows") & pl.col("result") & ((pl.col("last") == end) | pl.col("says_closing"))
    closing |= pl.col("balance_account") & (pl.col("last") == end) & (pl.col("first") != start)
    marks = shapes.select(
        "key",
        (pl.col("key").is_in(list(named)) | (opening if not named else pl.col("says_opening") & wide)).alias(
            "opening"
        ),
        closing.alias("closing"),
    ).with_columns(pl.col("closing") & ~pl.col("opening"))
    marked = frame.join(marks, on="key", how="left", maintain_order="left")
    # Income and costs written in the opening journal (reversals) are real flows of the year.
    return marked.with_columns(pl.col("opening") & ~flows)
