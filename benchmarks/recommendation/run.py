"""The next new products of real customers: Online Retail cut in time, four origins, rivals and trivial lists beside.

The settings of the method were chosen on the cuts of May and June 2011; those of July and August judge them.
"""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.recommendation import rivals, serving
from levier.capabilities.product_recommendation import learning
from levier.capabilities.product_recommendation.judging import best, cases, wilson
from levier.capabilities.product_recommendation.purchases import Purchases, day_number, purchases

ROOT = Path(__file__).resolve().parents[2]
RETAIL = ROOT.parent / "shared" / "data" / "retail" / "uci_online_retail.parquet"
TUNED, JUDGED = (date(2011, 5, 1), date(2011, 6, 1)), (date(2011, 7, 1), date(2011, 8, 1))
NUMBER = 10
Scorer = Callable[[sparse.csr_matrix, NDArray[np.int64], int], NDArray[np.float32]]


def main() -> None:
    """Prints the section."""
    if not RETAIL.exists():
        print("Not run here: the retail data is absent.")
        return
    lines = pl.read_parquet(RETAIL).select(
        *(pl.col("InvoiceDate").alias("date"), pl.col("InvoiceNo").alias("invoice")),
        *(pl.col("StockCode").alias("product_code"), pl.col("Description").alias("product")),
        *(
            pl.col("Quantity").cast(pl.Float64).alias("quantity"),
            pl.col("CustomerID").cast(pl.String).alias("customer"),
        ),
    )
    known = purchases(lines)
    print(
        f"{len(known.people)} customers, {len(known.codes)} products. Each known customer who comes back from a date on is proposed "
        f"{NUMBER} products they never bought; it counts when at least one is in their next basket. Nothing after the date is seen.\n"
    )
    print(
        "| method | "
        + " | ".join(f"{'tuned on' if cut in TUNED else '**judged**'} {cut:%d %b}" for cut in TUNED + JUDGED)
        + " | seconds to learn |"
    )
    print("|---|" + "---:|" * (len(TUNED + JUDGED) + 1))
    people: dict[date, int] = {}
    for name, scorer in METHODS.items():
        told, seconds = [], 0.0
        for cut in TUNED + JUDGED:
            share, count, spent = hit(known, cut, scorer)
            low, high = wilson(share, count)
            people[cut], seconds = count, max(seconds, spent)
            told.append(f"{share:.3f} ({low:.3f}–{high:.3f})")
        print(f"| {name} | " + " | ".join(told) + f" | {seconds:.1f} |", flush=True)
    counts = ", ".join(f"{count} on {cut:%d %b}" for cut, count in people.items())
    print(
        f"\nHit@{NUMBER}, 95 % intervals (Wilson). Customers judged: {counts}. The target is .33, popularity .255, item-kNN .304."
    )


def hit(known: Purchases, cut: date, scorer: Scorer) -> tuple[float, int, float]:
    """Share touched, customers judged, seconds to learn and score."""
    day = day_number(cut)
    asked = cases(known, day)
    rows = np.array(list(asked))
    before = known.before(day)
    started = time.perf_counter()
    scores = scorer(before, rows, day)
    spent = time.perf_counter() - started
    scores[np.asarray((before[rows] > 0).todense())] = -np.inf
    tops = best(scores, NUMBER)
    return (
        float(np.mean([bool(wish & set(top)) for wish, top in zip(asked.values(), tops, strict=True)])),
        len(rows),
        spent,
    )


def _learned(learn: Callable[[sparse.csr_matrix, int], learning.Learned]) -> Scorer:
    def scored(before: sparse.csr_matrix, rows: NDArray[np.int64], day: int) -> NDArray[np.float32]:
        found = learn(before, day)
        return found.scores(found.profile(before[rows]))

    return scored


METHODS: dict[str, Scorer] = {
    "**Levier** (EASE, fading purchases, fashion)": _learned(learning.together),
    "EASE, as published": _learned(rivals.plain_ease),
    "item-kNN, cosine": _learned(learning.neighbours),
    "implicit ALS, 64 factors": lambda before, rows, _: rivals.implicit_als(before, rows),
    "best sellers of the last four weeks": _learned(rivals.recent),
    "best sellers": _learned(learning.popular),
}

if __name__ == "__main__":
    main()
    serving.main()
