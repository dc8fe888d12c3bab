"""The labelled sets: sentences of PIAF passages, statements about tables of a real shop, answers from outside sets."""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from benchmarks.validation.corrupting import Item, lies, rewritings
from levier.core.evidence import Evidence, Passage, Rows
from levier.core.french.dates import format_period
from levier.core.french.numbers import format_money, format_number, format_percent
from levier.core.french.text import sentences, stems
from levier.core.period import Period
from levier.validation import names

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
MONTHS = [
    Period(start=f"2011-{m:02d}-01", end=f"2011-{m:02d}-{d}")
    for m, d in ((1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30))
]


def lines(path: str) -> Iterator[dict]:
    with gzip.open(SHARED / path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def texts(seed: int = 7) -> tuple[list[Item], dict[str, Evidence]]:
    """Sentences of PIAF passages as they are or slightly reworded, and their lies; and sentences of another passage."""
    rng = random.Random(seed)
    passages = list(lines("french_qa/piaf_v1.1_corpus.dev.jsonl.gz"))
    proofs: dict[str, Evidence] = {
        one["id"]: Passage(
            id=one["id"], document=1, version=1, passage=1, title=one["title"], quote=one["text"]
        )
        for one in passages
    }
    pool = [
        name.text for one in passages for name in names.names(one["text"]) if name.sure and " " in name.text
    ]
    items: list[Item] = []
    for place, one in enumerate(passages):
        whole = [one["text"][a:b] for a, b in sentences(one["text"])]
        usable = [
            text for text in whole if 40 <= len(text) <= 260 and len(stems(text)) >= 5 and text.endswith(".")
        ]
        for text in rng.sample(usable, min(1, len(usable))):
            items += [Item(said, one["id"], True, way) for way, said in rewritings(text, rng).items()]
            items += [Item(said, one["id"], False, way) for way, said in lies(text, rng, pool).items()]
            other = passages[(place + 37) % len(passages)]
            if other["title"] != one["title"]:
                items.append(Item(text, other["id"], False, "other passage"))
    return items, proofs


def tables(seed: int = 7) -> tuple[list[Item], dict[str, Evidence]]:
    """Statements about monthly tables by country and by product of the Online Retail lines, and their lies."""
    rng = random.Random(seed)
    sales = pl.read_parquet(SHARED / "retail" / "uci_online_retail.parquet")
    named = {column.lower(): column for column in sales.columns}
    day, amount = (
        pl.col(named["invoicedate"]).cast(pl.Date),
        pl.col(named["quantity"]) * pl.col(named["unitprice"]),
    )
    sales = sales.with_columns(day.alias("day"), amount.alias("revenue"))
    items: list[Item] = []
    proofs: dict[str, Evidence] = {}
    for month, period in enumerate(MONTHS, start=1):
        here = sales.filter(pl.col("day").is_between(period.start, period.end))
        for column in ("country", "description"):
            grouped = (
                here.filter(pl.col(named[column]).is_not_null())
                .group_by(named[column]).agg(pl.sum("revenue"), pl.n_unique(named["invoiceno"]).alias("orders"))
                .sort("revenue", descending=True)
            )  # fmt: skip
            rows = grouped.head(12).rows()
            name = f"{column}-{month}"
            proofs[name] = Rows(
                id=name, dataset=1, version=1, title=f"Chiffre d'affaires, {format_period(period)}", columns=[column, "revenue", "orders"],
                values=[list(row) for row in rows], total_rows=grouped.height, units={"revenue": "£", "orders": "commandes"},
                query={"period": {"start": str(period.start), "end": str(period.end)}, "limit": 12},
            )  # fmt: skip
            items += _statements(name, rows, period, rng)
    return items, proofs


def _statements(source: str, rows: list[tuple], period: Period, rng: random.Random) -> Iterator[Item]:
    def money(value: float) -> str:
        return format_money(value, "GBP")

    when = format_period(period)
    for place in range(0, 10, 2):
        (first, sales, orders), (second, other_sales, _) = rows[place], rows[place + 1]
        share = format_percent(1 - other_sales / sales)
        true = {
            "one value": f"En {when}, {first} : {money(sales)} pour {format_number(orders)} commandes.",
            "two values": f"{first} fait {money(sales)} et {second} {money(other_sales)}.",
            "rounded": f"En {when}, {first} réalise environ {format_money(round(sales), 'GBP', 0)}.",
            "sum": f"{first} et {second} totalisent {money(sales + other_sales)}.",
            "difference in %": f"{first} fait {money(sales)} ; {second} fait {money(other_sales)}, soit {share} de moins.",
        }  # fmt: skip
        wrong = sales * rng.choice([0.9, 1.1, 0.5, 10]) + 1
        stranger = rows[(place + 5) % len(rows)][0]
        false = {
            "number": f"En {when}, {first} : {money(wrong)} pour {format_number(orders)} commandes.",
            "name": f"En {when}, {stranger} : {money(sales)} pour {format_number(orders)} commandes.",
            "names swapped": f"{second} fait {money(sales)} et {first} {money(other_sales)}.",
            "unit": f"En {when}, {first} : {format_number(sales, 2)} € pour {format_number(orders)} commandes.",
            "period": f"En {format_period(MONTHS[(MONTHS.index(period) + 1) % 6])}, {first} : {money(sales)}.",
            "sum": f"{first} et {second} totalisent {money(sales + other_sales + rng.choice([100, 1000, -50]))}.",
            "direction": f"{first} fait {money(sales)} ; {second} fait {money(other_sales)}, soit {share} de plus.",
            "number of orders": f"{first} : {money(sales)} pour {format_number(orders + rng.randint(1, 9) * 13)} commandes.",
        }
        yield from (Item(text, source, True, way) for way, text in true.items())
        yield from (Item(text, source, False, way) for way, text in false.items())


def halueval() -> tuple[list[Item], dict[str, Evidence]]:
    """500 English questions with their knowledge, a right and a hallucinated answer: an outside set, in another language."""
    items, proofs = [], {}
    for place, one in enumerate(lines("hallucination/halueval_qa_subset.jsonl.gz")):
        name = f"h{place}"
        proofs[name] = Passage(id=name, document=1, version=1, passage=1, title="", quote=one["knowledge"])
        items.append(Item(one["right_answer"], name, True, "right answer"))
        items.append(Item(one["hallucinated_answer"], name, False, "hallucinated answer"))
    return items, proofs
