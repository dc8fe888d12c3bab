"""Third parties that resemble another one, or someone of the company; and those met only once.

A resemblance accuses nobody: it says which name to compare with which. Nothing here ranks people.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

import polars as pl
from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from levier.capabilities.fraud_detection.clues import Clue, bounded, surprise
from levier.core.french.text import fold

ALIKE, STAFF, NEW = "similar_supplier", "supplier_like_employee", "new_party"
_LEGAL = re.compile(
    r"\b(?:sarl|sas|sasu|sa|eurl|sci|snc|scop|selarl|ste|societe|ets|etablissements?|entreprise|cie|gmbh|ltd|inc|spa|srl|bv|m|mr|mme|monsieur|madame)\b"
)
_LONG_ENOUGH = 5
_MOST = 4000


def plain_name(name: str) -> str:
    """A name as it is compared: no accents, case, punctuation or legal form."""
    return re.sub(
        r"\s+", " ", _LEGAL.sub(" ", re.sub(r"[^a-z0-9]+", " ", fold(name).replace(".", "")))
    ).strip()


def find_alike(operations: pl.DataFrame) -> list[Clue]:
    """Two party codes whose names differ by a letter or two, or not at all; the one met less often is designated."""
    seen = _met(operations)
    clues: list[Clue] = []
    for source, names in seen.items():
        codes = [code for code, (name, _, _) in names.items() if len(name) >= _LONG_ENOUGH][:_MOST]
        if len(codes) < 2:
            continue
        # With its legal form too: « GARL Untel » is a letter away from « SARL Untel » only there.
        pairs = _close([names[code][1] for code in codes]) | _close([names[code][0] for code in codes])
        usual = surprise(len(pairs) - 1, len(codes), 0.005)
        for (one, other), letters in sorted(pairs.items()):
            few, many = sorted(
                (codes[one], codes[other]), key=lambda code: (len(names[code][2]), -min(names[code][2]))
            )
            rows = names[few][2]
            if len(rows) > 3:
                continue
            shown = dict(
                operations.filter((pl.col("source") == source) & pl.col("party").is_in([few, many]))
                .select("party", "name")
                .iter_rows()
            )
            odd = 2.0 + usual - 0.5 * letters
            clues.append(
                Clue(ALIKE, tuple(rows), bounded(odd),
                     f"« {shown[few]} » (compte {few}) ressemble à « {shown[many]} » (compte {many}) : faux fournisseur ou fiche en double ?",
                     beside=tuple(names[many][2][-3:]), shape={"party": few, "other": many})
            )  # fmt: skip
    return clues


def _close(texts: list[str]) -> dict[tuple[int, int], int]:
    """Places of two names a letter or two apart (one letter in six at most) → how many letters."""
    found: dict[tuple[int, int], int] = {}
    for start in range(0, len(texts), 500):
        apart = process.cdist(
            texts[start : start + 500], texts, scorer=DamerauLevenshtein.distance, score_cutoff=2, workers=1
        )
        for here, there in zip(*(apart <= 2).nonzero(), strict=True):
            one, other, letters = start + int(here), int(there), int(apart[here, there])
            shorter = min(len(texts[one]), len(texts[other]))
            if one < other and letters <= shorter // 6 and _near(texts[one], texts[other]):
                found[one, other] = letters
    return found


def _near(one: str, other: str) -> bool:
    """Names whose numbers agree: « agence 12 » and « agence 13 » are two places, « A2 Conseil » and « A2 Consiel » are not."""
    numbers = re.compile(r"\b\d+\b")
    return numbers.findall(one) == numbers.findall(other)


def find_staff(operations: pl.DataFrame, people: Sequence[str]) -> list[Clue]:
    """Suppliers that bear the name of someone of the company. ``people``: the names known as such."""
    known = {name: set(name.split()) for name in map(plain_name, people) if len(name) >= _LONG_ENOUGH}
    if not known:
        return []
    clues: list[Clue] = []
    for names in _met(operations, paid=True).values():
        for code, (name, _, rows) in names.items():
            words = set(name.split())
            for person, parts in known.items():
                close = len(parts) > 1 and (parts <= words or fuzz.token_sort_ratio(name, person) >= 92)
                if close and code not in people:
                    clues.append(
                        Clue(STAFF, tuple(rows[-5:]), 7.0,
                             "Ce tiers porte le nom d'une personne de l'entreprise : homonyme, membre de la famille ou conflit d'intérêts, à vérifier avec elle",
                             shape={"party": code})
                    )  # fmt: skip
                    break
    return clues


def find_new(operations: pl.DataFrame) -> list[Clue]:
    """Suppliers met only once: weak alone, telling beside a round or large amount."""
    clues: list[Clue] = []
    for part in operations.filter(pl.col("party") != "").partition_by("source", maintain_order=True):
        counted = part.with_columns(pl.len().over("party").alias("times"))
        parties = part["party"].n_unique()
        single = counted.filter(pl.col("times") == 1)
        odd = surprise(single.height - 1, parties, 0.2)
        clues += [
            Clue(
                NEW,
                (row,),
                odd,
                f"Seule opération de l'année avec « {name or party} »",
                shape={"party": party},
            )
            for row, name, party in single.select("row", "name", "party").iter_rows()
        ]
    return clues


def _met(operations: pl.DataFrame, *, paid: bool = False) -> dict[str, dict[str, tuple[str, str, list[int]]]]:
    """By source: party → (plain name, the same with its legal form, its operations, oldest first)."""
    found: dict[str, dict[str, tuple[str, str, list[int]]]] = defaultdict(dict)
    named = operations.filter((pl.col("party") != "") & (pl.col("name") != ""))
    if paid:
        named = named.filter(~pl.col("group").is_in(["émise", "entrée"]))
    by = (
        named.sort("day", "place")
        .group_by("source", "party", maintain_order=True)
        .agg(pl.col("name").last(), pl.col("row"))
    )
    for source, party, name, rows in by.iter_rows():
        found[source][party] = (plain_name(name), re.sub(r"[^a-z0-9]+", " ", fold(name)).strip(), rows)
    return found
