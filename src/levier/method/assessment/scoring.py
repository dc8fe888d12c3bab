"""From items to scores: a weighted mean of what is known, nothing assumed of what is not."""

from collections.abc import Sequence
from statistics import mean, median

from levier.core.french.numbers import format_number
from levier.method.assessment.referential import Question, levels, score_of
from levier.method.assessment.shape import DimensionScore, Divergence, Fix, Item, PillarScore, ToDo

GROUPS = {"owner": "managers", "manager": "managers", "employee": "team", "accountant": "team"}
_STRONG, _WEAK = 70.0, 40.0
_APART = 2
"""Levels between two answers from which people do not see the same company."""
_WORTH = 0.15
"""Points of the overall score under which an action is not worth a line."""


def answered_items(questions: Sequence[Question], answers: Sequence[tuple[str, str, int]]) -> list[Item]:
    """One item for each question somebody answered: the mean of its groups' medians, so that one group cannot outvote another.

    ``answers``: (question, role, level); a level 0 (« je ne sais pas ») counts for nothing.
    """
    found = []
    for question in questions:
        given = [(GROUPS[role], level) for name, role, level in answers if name == question.name and level]
        if not given:
            continue
        groups = {group for group, _ in given}
        level = mean(median(one for of, one in given if of == group) for group in groups)
        chosen = question.options[min(4, max(0, round(level) - 1))]
        people = f"{len(given)} réponse{'s' if len(given) > 1 else ''}"
        text = f"« {question.label} » : niveau {format_number(level)} sur 5 ({people}) — {chosen.lower()}."
        fixes = [Fix(what=question.action, days=question.days, to=score_of(min(5, int(level) + 2)))]
        found.append(
            Item(
                dimension=question.dimension, name=question.name, label=question.label, score=score_of(1) + (level - 1) * 25,
                text=text, origin="answered", fixes=fixes if level < 4 else [],
            )
        )  # fmt: skip
    return found


def pillars(items: Sequence[Item]) -> list[PillarScore]:
    """The score of each dimension and pillar. A dimension without any item weighs nothing."""
    shown = []
    for pillar in levels().pillars:
        parts = []
        for dimension in pillar.dimensions:
            own = [one for one in items if one.dimension == dimension.name]
            score = (
                sum(one.score * one.weight for one in own) / sum(one.weight for one in own) if own else None
            )
            parts.append(
                DimensionScore(
                    name=dimension.name,
                    label=dimension.label,
                    weight=dimension.weight,
                    score=None if score is None else round(score, 1),
                    items=own,
                )
            )
        known = sum(one.weight for one in parts if one.score is not None)
        total = (
            sum(one.weight * one.score for one in parts if one.score is not None) / known if known else None
        )
        shown.append(
            PillarScore(
                name=pillar.name, label=pillar.label, weight=pillar.weight, score=None if total is None else round(total, 1),
                level=None if total is None else levels().of(total).level,
                known=round(known / sum(one.weight for one in parts), 3), dimensions=parts,
            )
        )  # fmt: skip
    return shown


def overall(found: Sequence[PillarScore]) -> float | None:
    """The weighted mean of the pillars, None until each of them rests on something."""
    if any(one.score is None for one in found):
        return None
    weights = sum(one.weight for one in found)
    return round(sum(one.weight * (one.score or 0.0) for one in found) / weights, 1)


def strengths(items: Sequence[Item]) -> list[str]:
    """The best items, at most six."""
    best = sorted((one for one in items if one.score >= _STRONG), key=lambda one: -one.score)
    return [one.text for one in best[:6]]


def weaknesses(items: Sequence[Item]) -> list[str]:
    """The worst items, at most six."""
    worst = sorted((one for one in items if one.score < _WEAK), key=lambda one: one.score)
    return [one.text for one in worst[:6]]


def divergences(questions: Sequence[Question], answers: Sequence[tuple[str, str, int]]) -> list[Divergence]:
    """The questions on which two people are two levels apart or more, the widest first. Nobody is named."""
    found = []
    for question in questions:
        given = [(GROUPS[role], level) for name, role, level in answers if name == question.name and level]
        if len(given) < 2:
            continue
        every = [level for _, level in given]
        spread = max(every) - min(every)
        if spread < _APART:
            continue
        of = {group: [level for one, level in given if one == group] for group in ("managers", "team")}
        managers, team = (float(median(of[g])) if of[g] else None for g in ("managers", "team"))
        found.append(
            Divergence(
                question=question.name,
                label=question.label,
                managers=managers,
                team=team,
                spread=spread,
                text=_told(question, managers, team, min(every), max(every)),
            )
        )
    return sorted(found, key=lambda one: -one.spread)


def _told(question: Question, managers: float | None, team: float | None, low: int, high: int) -> str:
    if managers is not None and team is not None and abs(managers - team) >= 1:
        return (
            f"« {question.label} » : la direction répond {format_number(managers)}, l'équipe "
            f"{format_number(team)} sur 5. Parlez-en avant d'agir."
        )
    return f"« {question.label} » : les réponses vont de {low} à {high} sur 5."


def actions(items: Sequence[Item], found: Sequence[PillarScore]) -> list[ToDo]:
    """What to do before spending, the most points for a day of work first.

    The effect of a fix is what the overall score would gain if its item reached the score the fix aims at.
    """
    weights = sum(one.weight for one in found)
    done = []
    for pillar in found:
        known = sum(one.weight for one in pillar.dimensions if one.score is not None)
        for dimension in pillar.dimensions:
            together = sum(one.weight for one in dimension.items)
            for item in dimension.items:
                for fix in item.fixes:
                    part = item.weight / together * dimension.weight / known * pillar.weight / weights
                    effect = round(part * max(0.0, fix.to - item.score), 2)
                    if effect >= _WORTH:
                        done.append(_to_do(item, fix, pillar.label, dimension.label, effect))
    return sorted(done, key=lambda one: (-one.ratio, one.what))


def _to_do(item: Item, fix: Fix, pillar: str, dimension: str, effect: float) -> ToDo:
    return ToDo(
        what=fix.what, how=fix.how, pillar=pillar, dimension=dimension, effect=effect, days=fix.days,
        datasets=item.datasets, page=item.page, args=item.args,
    )  # fmt: skip
