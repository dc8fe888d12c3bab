"""Quality: completeness, validity, uniqueness of each table, as its profile measured them at import."""

from collections.abc import Sequence
from math import log10

from levier.core.french.numbers import format_number
from levier.method.assessment.measuring.held import Held
from levier.method.assessment.shape import Fix, Item

PARTS = {"completeness": 0.4, "validity": 0.35, "uniqueness": 0.25}
"""Freshness and history, which the profile also scores, belong to the volume: here they would count twice."""
_GOOD = 90.0
_MENDS = 2


def quality_of(table: Held) -> float | None:
    """0–100, None for a table whose profile measured nothing."""
    scores = {one.name: one.score for one in table.profile.dimensions if one.name in PARTS}
    total = sum(PARTS[name] for name in scores)
    return sum(PARTS[name] * score for name, score in scores.items()) / total if total else None


def items(tables: Sequence[Held]) -> list[Item]:
    """One item for each table; a table of a million lines weighs three times one of a hundred (log₁₀ of its lines)."""
    found = []
    for table in tables:
        score = quality_of(table)
        if score is None:
            continue
        why = " ".join(one.reason for one in table.profile.dimensions if one.name in PARTS)
        found.append(
            Item(
                dimension="quality", name=f"quality-{table.dataset.pk}", label=f"Qualité de « {table.label} »", score=round(score, 1),
                weight=max(1.0, log10(table.version.rows + 1)), origin="measured", datasets=[table.dataset.pk],
                text=f"« {table.label} » : {format_number(score, 0)} sur 100 sur {format_number(table.version.rows)} lignes. {why}",
                page="dataset_quality", args=[table.dataset.pk], fixes=_fixes(table, score),
            )
        )  # fmt: skip
    return found


def _fixes(table: Held, score: float) -> list[Fix]:
    if score >= 99:
        return []
    listed = [
        one for one in table.profile.mends if not one.what.startswith(("La dernière ligne", "0 semaine"))
    ]
    kept = [one for one in listed if "semaine" not in one.what][:_MENDS]
    return [
        Fix(
            what=f"Dans « {table.label} » : {one.what[0].lower()}{one.what[1:]}",
            how=one.how,
            days=1.0 if one.lines > 1000 else 0.5,
            to=min(100.0, score + one.gain / sum(PARTS.values()) / 0.7),
        )
        for one in kept
    ]
