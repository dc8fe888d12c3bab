"""The science: plain functions on a data frame of one row a person. No web, no database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import polars as pl

from levier.core.errors import BadInput, NotEnoughData
from levier.governance.bias import intervals
from levier.governance.bias.remedies import remedies
from levier.governance.bias.shapes import SMALL, BiasReport, Gap, Group, Rate, Section
from levier.governance.bias.telling import findings, limits, summary

_FOUR_FIFTHS = 0.8
_MOST_VALUES = 12
_YES = ("1", "true", "oui", "yes", "o", "y", "vrai", "accepté", "accepte", "approved", "good", ">50k")


@dataclass(frozen=True)
class Asked:
    """Which columns. ``favourable``: the value of ``decision`` that people wish for (guessed for yes/no); ``score``: the
    higher the better; ``given``: a column on which people must be alike to be compared; ``reference``: a group's name.
    """

    decision: str
    groups: Sequence[str]
    favourable: str = ""
    truth: str = ""
    truth_favourable: str = ""
    score: str = ""
    given: str = ""
    reference: str = ""
    least: int = SMALL


def examine(frame: pl.DataFrame, asked: Asked, source: str = "") -> BiasReport:
    """The report on ``frame``. Raises BadInput (a column, a value), NotEnoughData (fewer than two groups)."""
    wanted = [*asked.groups, asked.decision, asked.truth, asked.score, asked.given]
    _check(frame, asked, [one for one in wanted if one])
    favourable = asked.favourable or _guess(frame, asked.decision)
    truth = (asked.truth_favourable or favourable) if asked.truth else ""
    rows = _rows(frame, replace(asked, favourable=favourable, truth_favourable=truth))
    if rows.is_empty():
        raise NotEnoughData(
            "Aucune ligne ne porte à la fois la décision et le groupe", mend="Vérifiez les colonnes."
        )
    columns = list(asked.groups)
    crossed = [" × ".join(columns)] if len(columns) > 1 else []
    if crossed:
        rows = rows.with_columns(
            pl.concat_str([pl.col(f"g:{one}") for one in columns], separator=", ").alias(f"g:{crossed[0]}")
        )
    sections = [_section(rows, one, asked) for one in [*columns, *crossed]]
    return BiasReport(
        source=source, decision=asked.decision, favourable=favourable, truth=asked.truth, given=asked.given,
        people=rows.height, left_out=frame.height - rows.height, rate=_overall(rows, sections), sections=sections,
        verdict=_verdict(sections), summary=summary(sections, favourable), limits=limits(asked.truth, asked.given, asked.score),
    )  # fmt: skip


def check_groups(frame: pl.DataFrame, asked: Asked) -> None:
    """Raises BadInput: no group, or a column of groups, truth or comparison that the frame lacks."""
    if not asked.groups:
        raise BadInput(
            "Aucun groupe n'est choisi", where="groupe", mend="Choisissez au moins une colonne de groupe."
        )
    _check_columns(frame, [one for one in (*asked.groups, asked.truth, asked.given) if one])


def _check(frame: pl.DataFrame, asked: Asked, wanted: Sequence[str]) -> None:
    check_groups(frame, asked)
    if not asked.decision:
        raise BadInput(
            "La colonne de la décision manque", where="décision", mend="Nommez la colonne qui dit oui ou non."
        )
    _check_columns(frame, wanted)
    if asked.decision in asked.groups:
        raise BadInput("La décision ne peut pas être aussi le groupe", where=asked.decision)
    if asked.score and not frame[asked.score].dtype.is_numeric():
        raise BadInput("La note doit être un nombre", where=asked.score)


def _check_columns(frame: pl.DataFrame, wanted: Sequence[str]) -> None:
    for name in wanted:
        if name not in frame.columns:
            raise BadInput(
                f"La colonne « {name} » n'existe pas",
                mend=f"Les colonnes sont : {', '.join(frame.columns[:40])}.",
            )


def _guess(frame: pl.DataFrame, column: str) -> str:
    values = [str(one) for one in frame[column].drop_nulls().unique().to_list()]
    liked = [one for one in values if one.strip().lower() in _YES]
    if len(values) == 2 and len(liked) == 1:
        return liked[0]
    raise BadInput(
        f"Quelle valeur de « {column} » est la décision favorable ?", where="favourable",
        mend=f"Choisissez parmi : {', '.join(sorted(values)[:12])}.",
    )  # fmt: skip


def _rows(frame: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """Columns ``hit``, ``true`` (bool), ``score``, ``stratum`` and ``g:<column>`` (text); incomplete rows are left out."""
    for column, value in ((asked.decision, asked.favourable), (asked.truth, asked.truth_favourable)):
        if column and value not in {str(one) for one in frame[column].unique().to_list()}:
            known = sorted(str(one) for one in frame[column].drop_nulls().unique().to_list())[:12]
            raise BadInput(
                f"La valeur « {value} » n'existe pas dans « {column} »",
                mend=f"Choisissez parmi : {', '.join(known)}.",
            )
    made = [(pl.col(asked.decision).cast(pl.String) == asked.favourable).alias("hit")]
    if asked.truth:
        made.append((pl.col(asked.truth).cast(pl.String) == asked.truth_favourable).alias("true"))
    if asked.score:
        made.append(pl.col(asked.score).cast(pl.Float64).alias("score"))
    if asked.given:
        made.append(_labels(frame, asked.given).alias("stratum"))
    made += [_labels(frame, one).alias(f"g:{one}") for one in asked.groups]
    return frame.select(made).drop_nulls()


def _labels(frame: pl.DataFrame, column: str) -> Any:
    """The groups of a column: its values, or quarters of a column of many numbers (ages)."""
    values = frame[column]
    if not values.dtype.is_numeric() or values.n_unique() <= _MOST_VALUES:
        return pl.col(column).cast(pl.String)
    cuts = sorted({float(one) for q in (0.25, 0.5, 0.75) if (one := values.quantile(q)) is not None})
    edges = [float(values.min()), *cuts, float(values.max())]  # type: ignore[arg-type]
    made: Any = pl.when(pl.col(column).is_null()).then(None)
    for index, (low, high) in enumerate(pairwise(edges)):
        name = f"de {low:g} à {high:g}" if index == 0 else f"plus de {low:g} à {high:g}"
        made = made.when(pl.col(column) <= high).then(pl.lit(name))
    return made.otherwise(None)


def _section(rows: pl.DataFrame, column: str, asked: Asked) -> Section:
    key = f"g:{column}"
    sizes = rows.group_by(key).len().sort("len", descending=True)
    kept = [name for name, size in sizes.iter_rows() if size >= asked.least]
    if len(kept) < 2:
        raise NotEnoughData(
            f"Il faut au moins deux groupes de {asked.least} personnes dans « {column} »",
            mend="Choisissez une autre colonne, ou réunissez des groupes.",
        )
    parts = {name: rows.filter(pl.col(key) == name) for name in kept}
    chosen = (
        asked.reference if asked.reference in parts else max(kept, key=lambda name: _mean(parts[name]["hit"]))
    )
    wide = 1 - 0.05 / max(1, len(kept) - 1)
    groups = [_group(name, parts[name], parts[chosen], name == chosen, wide) for name in kept]
    groups.sort(key=lambda one: (not one.reference, one.impact or 0))
    shown = rows.filter(pl.col(key).is_in(kept))
    section = Section(
        column=column, reference=chosen, groups=groups, hidden_groups=sizes.height - len(kept),
        hidden_people=rows.height - shown.height,
    )  # fmt: skip
    section.findings = findings(section)
    section.remedies = remedies(shown.rename({key: "group"}), section)
    return section


def _group(name: str, part: pl.DataFrame, other: pl.DataFrame, reference: bool, wide: float) -> Group:
    made = Group(name=name, reference=reference, people=part.height, selected=_rate(part["hit"]))
    if "true" in part.columns:
        made.true_rate = _rate(part.filter(pl.col("true"))["hit"])
        made.false_rate = _rate(part.filter(~pl.col("true"))["hit"])
        made.precision = _rate(part.filter(pl.col("hit"))["true"])
    if reference:
        return made
    base = _rate(other["hit"])
    made.gap = _gap(made.selected, base, wide)
    if base.rate > 0:
        made.impact = made.selected.rate / base.rate
        made.impact_low, made.impact_high = intervals.ratio(
            made.selected.hits, made.selected.total, base.hits, base.total
        )
        if made.impact_high == float("inf"):
            made.impact_low = made.impact_high = None
        made.below = made.impact < _FOUR_FIFTHS
    if made.true_rate and made.false_rate:
        made.true_gap = _gap(made.true_rate, _rate(other.filter(pl.col("true"))["hit"]), wide)
        made.false_gap = _gap(made.false_rate, _rate(other.filter(~pl.col("true"))["hit"]), wide)
    if "stratum" in part.columns:
        made.given = _given(part, other, wide)
    return made


def _given(part: pl.DataFrame, other: pl.DataFrame, wide: float) -> Gap:
    one, two = (frame.group_by("stratum").agg(pl.col("hit").sum(), pl.len()) for frame in (part, other))
    both = one.join(two, on="stratum", suffix="_other")
    strata = [
        (float(hits), float(total), float(hits_other), float(total_other))
        for hits, total, hits_other, total_other in both.select(
            "hit", "len", "hit_other", "len_other"
        ).iter_rows()
    ]
    value, low, high = intervals.stratified_gap(strata)
    _, sure_low, sure_high = intervals.stratified_gap(strata, wide)
    return Gap(value=value, low=low, high=high, sure=not sure_low <= 0 <= sure_high)


def _gap(one: Rate, two: Rate, wide: float) -> Gap:
    low, high = intervals.newcombe(one.hits, one.total, two.hits, two.total)
    sure_low, sure_high = intervals.newcombe(one.hits, one.total, two.hits, two.total, wide)
    return Gap(value=one.rate - two.rate, low=low, high=high, sure=not sure_low <= 0 <= sure_high)


def _rate(values: pl.Series) -> Rate:
    hits, total = int(values.sum() or 0), len(values)
    low, high = intervals.wilson(hits, total)
    return Rate(hits=hits, total=total, rate=hits / total if total else 0.0, low=low, high=high)


def _mean(values: pl.Series) -> float:
    return float(values.mean() or 0.0)  # type: ignore[arg-type]


def _overall(rows: pl.DataFrame, sections: Sequence[Section]) -> float:
    """The rate of all; rounded where groups are hidden, so that theirs cannot be found by subtraction."""
    rate = _mean(rows["hit"])
    return round(rate, 2) if any(one.hidden_groups for one in sections) else rate


def _verdict(sections: Sequence[Section]) -> str:
    groups = [group for section in sections for group in section.groups if group.gap]
    if any(group.below and group.gap and group.gap.sure for group in groups):
        return "alert"
    return "watch" if any((group.gap and group.gap.sure) or group.below for group in groups) else "none"
