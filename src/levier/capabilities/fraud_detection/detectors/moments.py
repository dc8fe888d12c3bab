"""Operations dated on a week-end or a public holiday, or made at night, where the company does not work then."""

from dataclasses import replace
from datetime import date

import polars as pl

from levier.capabilities.fraud_detection.clues import STRENGTH, Clue, surprise
from levier.core.french.writing_dates import format_date

WEEKEND, NIGHT = "weekend", "night"
_NIGHT = (22, 6)
_USUAL = 0.01
_WORDS = {
    "reçue": "vos factures reçues",
    "émise": "vos factures émises",
    "avoir": "vos avoirs",
    "sortie": "vos paiements",
    "entrée": "vos encaissements",
    "commande": "vos commandes",
}
_ELSEWHERE = 10.0
_HOLIDAY = 0.7
"""A bill may bear a public holiday that its sender's software, or its country, ignores."""
_BANK_USUAL = 0.003
"""Banks settle on working days only (calendar of TARGET): a bank journal that never bears a day off bears none by itself."""
_BANK_SHAPE = r"(^|\+)51[2-4]"
_CLOSED = "un jour où les banques ne règlent rien (calendrier TARGET)"
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def easter(year: int) -> date:
    """Easter Sunday (Meeus, *Astronomical Algorithms*, 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> frozenset[date]:
    """The public holidays of mainland France (Code du travail, article L. 3133-1)."""
    monday = date.fromordinal(easter(year).toordinal() + 1)
    return frozenset({
        date(year, 1, 1), monday, date(year, 5, 1), date(year, 5, 8), date.fromordinal(monday.toordinal() + 38),
        date.fromordinal(monday.toordinal() + 49), date(year, 7, 14), date(year, 8, 15), date(year, 11, 1),
        date(year, 11, 11), date(year, 12, 25),
    })  # fmt: skip


def called(group: str) -> str:
    """A journal between guillemets, or what invoices and payments are called."""
    return _WORDS.get(group, f"« {group} »")


def bank_holidays(year: int) -> frozenset[date]:
    """Working days of the week on which no bank settles: the closing days of TARGET (European Central Bank)."""
    sunday = easter(year).toordinal()
    return frozenset({
        date(year, 1, 1), date.fromordinal(sunday - 2), date.fromordinal(sunday + 1), date(year, 5, 1), date(year, 12, 25), date(year, 12, 26),
    })  # fmt: skip


def find_weekends(operations: pl.DataFrame) -> list[Clue]:
    """Days off; the first and last days of a month, where accountants date what belongs to it, are left out.

    Week-ends and public holidays are two habits, each counted by itself: many a company that never works on a Sunday
    books invoices on the 11th of November.
    """
    years = operations["day"].dt.year().unique().to_list()
    shared = [day for year in years for day in holidays(year)]
    bank = [day for year in years for day in bank_holidays(year)]
    edge = (pl.col("day") == pl.col("day").dt.month_end()) | (pl.col("day") == pl.col("day").dt.month_start())
    settled = (pl.col("source") == "journal_entries") & (
        pl.col("shape").str.contains(_BANK_SHAPE).mean().over("source", "group") > 0.8
    )
    closed = pl.when(settled).then(pl.col("day").is_in(bank)).otherwise(pl.col("day").is_in(shared))
    plain = operations.with_columns(
        pl.when(pl.col("day").dt.weekday() >= 6).then(pl.lit("weekend")).when(closed).then(pl.lit("holiday")).alias("off"),
        settled.alias("settled"),
    ).filter(~edge)  # fmt: skip
    weekend, holiday = (
        pl.col("off").is_in(kinds).fill_null(value=False).alias("off") for kinds in (["weekend"], ["holiday"])
    )
    # Who works on Sundays works on holidays: these are never odder than a day off of any sort.
    either = {clue.rows: clue.surprise for clue in _days_off(plain.with_columns(pl.col("off").is_not_null()))}
    rested = [
        replace(clue, surprise=min(clue.surprise, either[clue.rows]))
        for clue in _days_off(plain.with_columns(holiday))
    ]
    return _days_off(plain.with_columns(weekend)) + rested


def _days_off(plain: pl.DataFrame) -> list[Clue]:
    by_group = {
        (source, group): (int(number), int(many))
        for source, group, number, many in plain.group_by("source", "group")
        .agg(pl.col("off").sum(), pl.len().alias("many"))
        .iter_rows()
    }
    whole = (int(plain["off"].sum()), plain.height)
    by_party = dict(plain.filter(pl.col("off")).group_by("party").len().iter_rows())
    clues = []
    for row, day, settled, source, group, party in (
        plain.filter("off").select("row", "day", "settled", "source", "group", "party").iter_rows()
    ):
        times, many = by_group[source, group]
        usual = _BANK_USUAL if settled else _leaning(whole[0] - times, whole[1] - many, many)
        odd = surprise(times - 1, many, usual)
        if party and by_party.get(party, 0) > 2:
            odd *= 0.5
        if day.weekday() < 5 and not settled:
            odd *= _HOLIDAY
        said = f"un {_DAYS[day.weekday()]}" if day.weekday() >= 5 else _CLOSED if settled else "un jour férié"
        clues.append(Clue(WEEKEND, (row,), odd, f"Opération datée du {format_date(day)}, {said}, ce qui est rare dans {called(group)}",
                          shape={"party": party, "group": group}))  # fmt: skip
    return clues


def _leaning(elsewhere: int, many: int, here: int) -> float:
    """The usual rate, leaning on the rest of the company: a small journal is judged by it."""
    trust = _ELSEWHERE * STRENGTH / (STRENGTH + here)
    return (
        (trust * (elsewhere + 0.5) / (many + 1) + (STRENGTH - trust) * _USUAL) / STRENGTH if many else _USUAL
    )


def find_nights(operations: pl.DataFrame) -> list[Clue]:
    """Operations between 22 h and 6 h, where the table gives the hour."""
    timed = operations.filter(pl.col("moment").is_not_null())
    if timed.height < 20 or timed["moment"].dt.time().n_unique() < 5:
        return []
    hour = pl.col("moment").dt.hour()
    timed = timed.with_columns(((hour >= _NIGHT[0]) | (hour < _NIGHT[1])).alias("dark"))
    share = {
        (source, group): (int(number), int(many))
        for source, group, number, many in timed.group_by("source", "group")
        .agg(pl.col("dark").sum(), pl.len().alias("many"))
        .iter_rows()
    }
    clues = []
    for row, moment, source, group, party in (
        timed.filter("dark").select("row", "moment", "source", "group", "party").iter_rows()
    ):
        times, many = share[source, group]
        clues.append(Clue(NIGHT, (row,), surprise(times - 1, many, _USUAL), f"Opération faite à {moment:%H h %M}, de nuit, ce qui est rare dans {called(group)}",
                          shape={"party": party, "group": group}))  # fmt: skip
    return clues
