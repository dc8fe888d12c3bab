"""Entries whose accounts stand on the wrong side."""

import re
from collections import Counter

import polars as pl

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.core.french.text import fold
from levier.tables.accounting.ledger import Ledger

NAME = "inverted"
_LEFT = "(?:avoir|annul|extourne|contrepass|rembours|rabais|remise|ristourne|rrr|regul|correction|escompte|stock|cca|fnp|fae|pca)"
_USUAL = (("6", 1), ("7", -1), ("4456", 1), ("4457", -1), ("401", -1), ("411", 1))
"""The side of an account in a journal of invoices: costs and the VAT paid on the debit, income on the credit (PCG)."""


def find(ledger: Ledger) -> list[Clue]:
    """Entries where most lines stand on the side opposite to that of their account in this journal."""
    lines = ledger.frame.filter(
        ~pl.col("opening") & ~pl.col("closing") & (pl.col("balance") != 0)
    ).with_columns(pl.col("account").str.slice(0, 3).alias("root"), pl.col("balance").sign().alias("side"))
    sides: Counter[tuple[str, str]] = Counter()
    positive: Counter[tuple[str, str]] = Counter()
    for journal, root, side in lines.select("journal", "root", "side").iter_rows():
        sides[journal, root] += 1
        positive[journal, root] += side > 0
    clues: list[Clue] = []
    entries = lines.group_by("key", maintain_order=True).agg(
        pl.col("journal").first(), pl.col("root"), pl.col("side"), pl.col("label").first(), pl.col("balance").abs(), pl.col("account")
    )  # fmt: skip
    answered = _answered(ledger)
    shapes: Counter[tuple[str, str]] = Counter()
    found: list[tuple[int, str, float, str, str]] = []
    for key, journal, roots, own, label, weights, accounts in entries.iter_rows():
        third = any(root.startswith(("40", "41")) for root in roots)
        # A bank account goes up and down: with a third party, it is the third party's side that tells.
        borne = [
            0 if third and root.startswith("5") else weight
            for root, weight in zip(roots, weights, strict=True)
        ]
        total = sum(borne) or 1
        odd, against = 0.0, 0.0
        shape = "+".join(
            sorted({f"{root}{'d' if side > 0 else 'c'}" for root, side in zip(roots, own, strict=True)})
        )
        mirror = "+".join(
            sorted({f"{root}{'c' if side > 0 else 'd'}" for root, side in zip(roots, own, strict=True)})
        )
        shapes[journal, shape] += 1
        for root, side, weight, account in zip(roots, own, borne, accounts, strict=True):
            here, up = sides[journal, root], positive[journal, root]
            same = (up if side > 0 else here - up) - 1
            expected = next((way for start, way in _USUAL if account.startswith(start)), 0)
            prior = 1.5 if expected and expected != side and account[0] in "67" else 0.0
            if same / max(1, here - 1) < 0.2:
                odd += weight / total * (surprise(same, here - 1) + prior)
                against += weight / total
        if against > 0.7 and key not in answered:
            found.append((key, journal, odd, label, mirror))
    in_journal = Counter(journal for _, journal, _, _, _ in found)
    entries_of = Counter(entries["journal"].to_list())
    for key, journal, apart, label, mirror in found:
        if entries_of[journal] < 10:
            continue
        rare = surprise(in_journal[journal] - 1, entries_of[journal], 0.004)
        odd = 1.2 * rare + 0.1 * apart + (0.5 if shapes[journal, mirror] >= 3 else -1.5)
        weighed = 0.5 * odd if _said(label) else odd
        if weighed >= 2.5:
            clues.append(
                Clue(NAME, (key,), bounded(weighed), f"Débit et crédit semblent inversés : dans « {journal} », ces comptes sont presque toujours de l'autre côté",
                     shape={"journal": journal})
            )  # fmt: skip
    return clues


def _answered(ledger: Ledger) -> set[int]:
    """Entries whose third party's line is matched with others that balance it: a credit note somebody set against a bill."""
    matched = ledger.frame.filter((pl.col("lettering") != "") & pl.col("account").str.contains("^4[01]"))
    together = ("account", "auxiliary", "lettering")
    balanced = matched.filter((pl.col("balance").sum().over(*together) == 0) & (pl.len().over(*together) > 1))
    return set(balanced["key"].to_list())


def _said(label: str) -> bool:
    return bool(re.search(_LEFT, fold(label or "")))
