"""Ways to narrow a gap, with what each costs.

Reweighing: Kamiran and Calders, « Data preprocessing techniques for classification without discrimination », Knowledge and
Information Systems 33 (2012): weight = P(group) P(outcome) / P(group, outcome). Effective size: Kish, (Σw)² / Σw².
"""

import polars as pl

from levier.core.french.numbers import format_number, format_percent
from levier.governance.bias.shapes import Remedy, Section, Threshold, Weight

_BIG = 0.02
_CAUTION = (
    "Décider d'après le groupe lui-même peut être une différence de traitement interdite (code du travail, article L1132-1 ; "
    "code pénal, article 225-1) : faites valider ce remède par un juriste avant tout usage."
)


def remedies(rows: pl.DataFrame, section: Section) -> list[Remedy]:
    """``rows``: columns ``group``, ``hit``, and ``score``, ``true`` when known. None when the gap is under 2 points."""
    gaps = [one.gap.value for one in section.groups if one.gap]
    if not gaps or max(abs(one) for one in gaps) < _BIG:
        return []
    found = [_reweighing(rows)]
    if "score" in rows.columns:
        found.append(_thresholds(rows))
    return found


def _reweighing(rows: pl.DataFrame) -> Remedy:
    total = rows.height
    groups = dict(rows.group_by("group").len().iter_rows())
    hits = dict(rows.group_by("hit").len().iter_rows())
    cells = rows.group_by("group", "hit").len().sort("group", "hit", descending=[False, True])
    weights = [
        Weight(group=group, outcome="favorable" if hit else "défavorable", people=count,
               weight=round(groups[group] * hits[hit] / (total * count), 4))
        for group, hit, count in cells.iter_rows()
    ]  # fmt: skip
    exact = {
        (group, hit): groups[group] * hits[hit] / (total * count) for group, hit, count in cells.iter_rows()
    }
    counts = {(group, hit): count for group, hit, count in cells.iter_rows()}
    after = {
        group: exact.get((group, True), 0.0) * counts.get((group, True), 0)
        / sum(exact[key] * counts[key] for key in exact if key[0] == group)
        for group in groups
    }  # fmt: skip
    kish = sum(exact[key] * counts[key] for key in exact) ** 2 / sum(
        exact[key] ** 2 * counts[key] for key in exact
    )
    return Remedy(
        name="reweighing",
        title="Repondérer les exemples avant de réapprendre",
        says="Chaque exemple reçoit le poids qui rend le groupe et la décision indépendants ; le savoir-faire réapprend avec ces "
        "poids, et le groupe n'est pas lu au moment de décider.",
        cost=f"L'échantillon pondéré vaut {format_number(kish, 0)} exemples au lieu de {format_number(total)} "
        f"({format_percent(kish / total)}) : les estimations seront un peu moins précises. L'exactitude est à mesurer après le "
        "réapprentissage.",
        gap_before=_spread(_rates(rows, "hit")),
        gap_after=_spread(after),
        weights=weights,
    )


def _thresholds(rows: pl.DataFrame) -> Remedy:
    """The threshold of each group that gives it the overall rate of favourable decisions."""
    wanted = _mean(rows["hit"])
    made, parts = [], []
    for [name], part in sorted(rows.group_by("group"), key=lambda one: str(one[0])):
        count = round(wanted * part.height)
        scores = part["score"].sort(descending=True)
        limit = float(scores[count - 1]) if count else float("inf")
        after = part.with_columns((pl.col("score") >= limit).alias("after"))
        changed = int((after["after"] != after["hit"]).sum())
        made.append(
            Threshold(group=str(name), threshold=limit if count else float(scores[0]) + 1, rate_before=_mean(part["hit"]),
                      rate_after=_mean(after["after"]), changed=changed)
        )  # fmt: skip
        parts.append(after)
    whole = pl.concat(parts)
    changed = int((whole["after"] != whole["hit"]).sum())
    before = after_accuracy = None
    cost = f"{format_number(changed)} décisions sur {format_number(rows.height)} changeraient."
    if "true" in whole.columns:
        before, after_accuracy = (_mean(whole[one] == whole["true"]) for one in ("hit", "after"))
        cost += f" Les décisions justes passeraient de {format_percent(before)} à {format_percent(after_accuracy)}."
    return Remedy(
        name="thresholds",
        title="Un seuil par groupe",
        says="Le seuil de chaque groupe est choisi pour que tous aient la même part de décisions favorables.",
        cost=cost,
        caution=_CAUTION,
        gap_before=_spread(_rates(rows, "hit")),
        gap_after=_spread({one.group: one.rate_after for one in made}),
        thresholds=made,
        accuracy_before=before,
        accuracy_after=after_accuracy,
        changed=changed,
    )


def _mean(values: pl.Series) -> float:
    return float(values.cast(pl.Float64).sum()) / len(values) if len(values) else 0.0


def _rates(rows: pl.DataFrame, column: str) -> dict[str, float]:
    return {
        str(name): float(rate) for name, rate in rows.group_by("group").agg(pl.col(column).mean()).iter_rows()
    }


def _spread(rates: dict[str, float]) -> float:
    return round(max(rates.values()) - min(rates.values()), 6)
