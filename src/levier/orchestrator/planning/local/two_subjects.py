"""« Compare les achats et les ventes de 2026 »: two figures of two tables in one sentence become two questions of the same period."""

import re
from collections.abc import Sequence
from dataclasses import replace

from levier.orchestrator.planning.local.grammar import grammar_of
from levier.orchestrator.planning.local.lexicon import Mention, mentions
from levier.orchestrator.planning.planner import CompanyFacts
from levier.orchestrator.understand import Clause
from levier.orchestrator.understand.cues import FORECAST, cue_text

_JOINS = re.compile(
    r"[ ]*(?:,|(?:et|avec|and|vs\.?|versus|contre|ainsi que|par rapport (?:a|au|aux)|comparee?s? (?:a|au|aux|avec)) )"
    r"[ ]*(?:l[ea]s? |l'|d[eu]s? |de la |d'|celles? de |celui de |ceux de |n?os |notre |mes |mon )*"
    r"(?:(?:montant|nombre|total|volume|valeur) (?:de |des |d'|du )?)?[ ]*"
)
_COMPARING = re.compile(r"(?<![a-z])(?:compar\w*|rapproch\w*|confront\w*)(?:[- ](?:moi|nous))?(?![a-z])")


def two_subjects(clause: Clause, company: CompanyFacts) -> tuple[Clause, Clause] | None:
    """The clause cut in two, each half without the words of the other and at the same places; None when one table answers."""
    flat = cue_text(clause.text)
    if FORECAST.search(flat) or any(one.tense == "future" for one in clause.periods):
        return None
    flat = _without_axes(flat, company)
    found = mentions(flat, company.models)
    for left in found:
        for right in found:
            if _apart(left, right, flat, found, company):
                other = replace(clause, id=f"{clause.id}b")
                return _without(clause, right, left, after=True), _without(other, left, right, after=False)
    return None


def _apart(left: Mention, right: Mention, flat: str, found: Sequence[Mention], company: CompanyFacts) -> bool:
    """Whether two tables are named side by side, neither of which knows the other's figure."""
    if left.kind == right.kind or left.loose or right.loose or left.end >= right.start:
        return False
    between = flat[left.end : right.start]
    if not between.strip() or not _JOINS.fullmatch(between):
        return False
    return not (_knows(left.kind, right, found) or _knows(right.kind, left, found))


def _knows(kind: str, place: Mention, found: Sequence[Mention]) -> bool:
    """Whether this kind of table has a figure named at the same place, in as many words."""
    return any(
        one.kind == kind
        and not one.loose
        and one.words >= place.words
        and one.start < place.end
        and place.start < one.end
        for one in found
    )


def _without_axes(flat: str, company: CompanyFacts) -> str:
    """The text without what it asks to be split by: « encours par client » names no « encours client »."""
    text = list(flat)
    for model in company.models.values():
        for start, end in grammar_of(model).axis_spans(flat):
            text[start:end] = " " * (end - start)
    return "".join(text)


def _without(clause: Clause, gone: Mention, kept: Mention, *, after: bool) -> Clause:
    """The clause with one subject blanked, joint included; entities and periods keep their places."""
    start, end = (kept.end, gone.end) if after else (gone.start, kept.start)
    text = clause.text[:start] + " " * (end - start) + clause.text[end:]
    for match in _COMPARING.finditer(cue_text(text)):
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return replace(clause, text=text, leans=False)
