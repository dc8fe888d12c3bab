"""The recipe: a text, a day, the company's names and the conversation become an Understood request."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from levier.core.errors import BadInput
from levier.core.french.dates import FoundPeriod, find_periods, tense_of
from levier.orchestrator.understand.checking import check_request
from levier.orchestrator.understand.cues import FIGURES, KNOWLEDGE, cue_text
from levier.orchestrator.understand.impossible import check_possible
from levier.orchestrator.understand.linking import link
from levier.orchestrator.understand.shapes import Clause, Entity, Turn, Understood, Vocabulary
from levier.orchestrator.understand.splitting import Piece, split

_LEANING = re.compile(
    r"^(?:et |and |mais |ok |alors |donc )*(?:(?:pour|en|au|aux|a|sur|chez|hors|sauf|sans|par|avec|in|for|by|with|without|except)[ ']|"
    r"(?:le|la|les|l'|the)\s*(?:mois|semaine|annee|an|trimestre|month|week|year|\d)|"
    r"(?:le |la |un |les )?details?(?![a-z])|comment (?:evolue|varie|progresse|se reparti)\w*(?:-t)?-(?:il|elle)s?|celles?|ceux|celui|pareil|idem|meme chose|la meme|same|pourquoi|why|combien(?: pour)? |quid|seulement|uniquement|"
    r"compare[rz]?(?:[ -]l[ea]s?)? (?:avec|a|au|aux|to|with)|"
    r"(?:compare|detaille|trie|filtre|ventile|split)[rz]?[ -](?:l[ea]s?|par|it|them)|que les|only|detail|(?:juste |seulement |donne[ -]moi )*(?:le |les )?(?:top ?\d+|\d+ (?:premiere?s?|meilleure?s?))$)"
)
_ASKS = re.compile(r"^(?:et |and |mais )+(?:quels?|quelles?|combien|comment|what|how|which)(?![a-z])")
_CODE_HEAD = re.compile(r"(?<!\w)([A-Za-z][A-Za-z0-9]*)[-_/]$")
_FIRST_AND = re.compile(r"^(?:et|and|mais)[ ,]|^(?:pareil|idem|meme chose|pourquoi|why)")


def understand(
    text: str, *, today: date, vocabulary: Vocabulary | None = None, history: Sequence[Turn] = ()
) -> Understood:
    """Read a request: its language, its questions, the company's things and the periods it names.

    Raises BadInput, in French, for a request that is empty, over 4 000 characters, in a language other than French or
    English, or whose periods contradict themselves.
    """
    language = check_request(text)
    check_possible(text)
    members = vocabulary.members if vocabulary is not None else {}
    clauses: list[Clause] = []
    pieces = split(" ".join(text.split("\r")).strip())
    planned = any(turn.plan is not None and turn.plan.steps for turn in history)
    for number, piece in enumerate(pieces, start=1):
        periods = [
            found
            for found in find_periods(piece.text, today, lean=tense_of(piece.text), strict=True)
            if not _in_a_code(piece.text, found)
        ]
        _check_agreement(piece.text, periods)
        entities, periods = _named_over_periods(piece.text, members, periods)
        leans = _leans(piece, bool(clauses) or planned, first=not clauses)
        clauses.append(Clause(f"q{number}", piece.text, tuple(entities), tuple(periods), leans))
    return Understood(
        text=text, rewritten=_rewritten(text, clauses, history), language=language, today=today,
        clauses=tuple(clauses), history=tuple(history),
    )  # fmt: skip


def _in_a_code(text: str, found: FoundPeriod) -> bool:
    """« TB-2002 » is an article, not a year; « T2-2011 » and « mai-2011 » are moments."""
    before = _CODE_HEAD.search(text[: found.start])
    if before is None or not found.raw.strip().isdigit():
        return False
    dated = find_periods(f"{before[1]} 2011", found.period.start)
    return not any(one.start == 0 for one in dated)


def _named_over_periods(
    text: str, members: Mapping[str, tuple[str, ...]], periods: Sequence[FoundPeriod]
) -> tuple[list[Entity], list[FoundPeriod]]:
    """Words inside a full name (« Coffret Noël », « CALENDAR 2011 ») are the name's, not a period's."""
    wholes = [
        entity
        for entity in link(text, members, ())
        if entity.score == 1.0 and entity.values and " " in entity.raw
    ]
    kept = [
        period
        for period in periods
        if not any(
            one.start < period.end and period.start < one.end and period.end <= one.end for one in wholes
        )
    ]
    return link(text, members, kept), kept


def _leans(piece: Piece, has_before: bool, first: bool) -> bool:
    """Whether the question only says what changes from the one before."""
    if not has_before:
        return False
    flat = cue_text(piece.text).strip(" ?.!,")
    short = len(flat.split()) <= 9
    own = bool(FIGURES.search(flat)) and not flat.startswith(("par ", "by "))
    if KNOWLEDGE.search(flat) and re.match(
        r"^(?:et |and )?(?:quel|comment|combien de|faut|peut|what|how)", flat
    ):
        return False
    if own and not _LEANING.match(flat) and not _FIRST_AND.match(flat):
        return bool(re.search(r"(?:compare|rapproche)[rz]?[ -]l[ea]s? ", flat))
    if (first or not piece.after_joint) and _FIRST_AND.match(flat) and len(flat.split()) <= 12:
        return not (own and _ASKS.match(flat))
    return short and bool(_LEANING.match(flat))


def _check_agreement(text: str, periods: Sequence[FoundPeriod]) -> None:
    """« en avril 2011 du mois de mai »: a period said to be part of another that does not hold it."""
    flat = cue_text(text)
    for inner, outer in pairwise(periods):
        if inner.anaphoric or outer.anaphoric or outer.shift or inner.open_end or outer.open_end:
            continue
        words = flat[outer.start : outer.end]
        between = flat[inner.end : outer.start]
        part_of = words.startswith(("du ", "de ", "d'", "of ")) and not between.strip()
        disjoint = outer.period.end < inner.period.start or inner.period.end < outer.period.start
        if (
            part_of
            and disjoint
            and inner.grain in ("month", "day", "quarter", "week")
            and outer.grain in ("month", "quarter", "year")
        ):
            raise BadInput(
                f"Les périodes «\u00a0{inner.raw.strip()}\u00a0» et «\u00a0{outer.raw.strip()}\u00a0» se contredisent",
                mend="Gardez une seule période, ou écrivez « et » entre les deux pour les comparer.",
            )


def _rewritten(text: str, clauses: Sequence[Clause], history: Sequence[Turn]) -> str:
    previous = next((turn for turn in reversed(history) if turn.plan is not None), None)
    if previous is None or previous.plan is None or not (clauses and clauses[0].leans):
        return text.strip()
    return f"{text.strip()} (suite de «\u00a0{previous.plan.rewritten}\u00a0»)"
