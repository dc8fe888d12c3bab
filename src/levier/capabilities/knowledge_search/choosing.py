"""Which hits answer well enough to be shown, how much of each, and what must be said about them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from levier.core.capability import Hit
from levier.core.french.numbers import find_numbers
from levier.core.french.text import fold, stems
from levier.knowledge.searching.cues import holds
from levier.knowledge.searching.expecting import Expected, expected
from levier.knowledge.searching.synonyms import others

MOST = 2
MOST_STEPS = 6
_WORTH_ADDING = 0.85
"""Share of the best hit's probability that another passage must reach to be shown beside it."""
_SAME_WORDS = 0.8
_SAME_SUBJECT = 0.5
_OLD = timedelta(days=730)
_SHORT_ARTICLE = 350
_ARTICLE = 700
"""Characters of an article quoted whole: a cap or an exception often stands in the sentence after."""
_FACTS = frozenset({Expected.DURATION, Expected.COUNT, Expected.DATE, Expected.PERSON, Expected.PLACE})
_OWN_PAPER = re.compile(
    r"\b(?:notre|nos)\s+(?:\w+\s+)?(?:contrats?|procedures?|politiques?|conditions|cgv|reglements?|livrets?|chartes?"
    r"|accords?|bail|baux|conventions?|fournisseurs?|clauses?|notices?|manuels?)\b"
)
_NAMED_PAPER = re.compile(r"\b(?:notre|nos)\s+(?:\w+\s+)?(contrat|livret|charte|bail|accord|reglement)")
"""« Notre contrat »: what another paper says is no answer, above all to one who may not read the contract."""
_OUR_COUNT = re.compile(
    r"\b(?:avons|employons|comptons|possedons|sommes)[- ]nous\b|\b(?:a-t-on|nous avons|nous sommes|ai-je)\b"
)
"""« Combien de salariés avons-nous ? »: no public text counts them."""
_FIGURES = frozenset({Expected.DURATION, Expected.AMOUNT, Expected.COUNT, Expected.DATE})
_SURE = 0.6
_ROOT = 4
_LINK = re.compile(r"^\W*(?:en savoir plus|voir aussi|lire aussi|a lire|et aussi|consulter|telecharger)\b")
_HEAD = re.compile(
    r"\bquel(?:le)?s? (?:est|sont|etait|sera) (?:le |la |les |l'|notre |nos |votre |mon |ma )([a-z]{4,})"
    r"(?: (?:de la |de l'|de |du |des |d'un |d'une |d')([a-z]{4,}))?"
)
_VAGUE_HEADS = frozenset(
    """delai delais duree durees montant montants prix taux nombre date dates procedure procedures regle regles
    politique condition conditions difference role objet but cout somme formalites demarche demarches etapes
    obligation obligations maximum minimum limite seuil penalites sanctions risques consequences documents""".split()
)


def choose(question: str, hits: Sequence[Hit], threshold: float) -> list[Hit]:
    """The best hit and those nearly as good that say something else, each with as much of its article as answers;
    none when the best is below the threshold.
    """
    flat = " ".join(fold(question).split())
    wanted = expected(flat)
    usable = [hit for hit in hits if _answers(flat, wanted, hit)]
    best = next((hit for hit in usable if hit.score >= threshold), None)
    if best is None:
        return []
    if wanted is Expected.PROCEDURE and (steps := _steps(question, best, usable, threshold)):
        return steps
    kept = [_enough(best, wanted)]
    highest = max(hit.score for hit in usable)
    for hit in usable:
        good = hit is not best and hit.score >= threshold and hit.score >= _WORTH_ADDING * highest
        good = good and holds(wanted, hit.extract)
        own = is_own(hit) or not is_own(best)
        again = wanted in _FACTS and hit.document == best.document
        summed = again or (hit.document == best.document and best.start == 0 and not is_own(best))
        whole = _enough(hit, wanted)
        if (
            good
            and own
            and not summed
            and len(kept) < MOST
            and not _opening(hit, usable)
            and not any(_overlap(whole, other) >= _SAME_WORDS for other in kept)
        ):
            kept.append(whole)
    return kept


def is_own(hit: Hit) -> bool:
    """A document of the company, not a public text."""
    return hit.data_class != "public" and not hit.address


def disagree(hits: list[Hit]) -> bool:
    """Two documents speak of the same subject with other values of the same unit: « 14 jours » and « 30
    jours ».
    """
    return any(
        one.document != other.document and _overlap(one, other) >= _SAME_SUBJECT and _differ(one, other)
        for place, one in enumerate(hits)
        for other in hits[:place]
    )


def outdated(hit: Hit, today: date) -> bool:
    """A public text of more than two years. A demo's own date does not make a law younger: the real calendar
    counts (decision 004).
    """
    return bool(not is_own(hit) and hit.dated and max(today, date.today()) - hit.dated > _OLD)


def _answers(flat: str, wanted: Expected, hit: Hit) -> bool:
    """Whether an extract can be an answer at all: no question, no link, no cut line, no other's document."""
    if _OWN_PAPER.search(flat) and not is_own(hit):
        return False
    if wanted is Expected.COUNT and _OUR_COUNT.search(flat) and not is_own(hit):
        return False
    text = fold(hit.extract.strip())
    near = fold(f"{hit.title} {hit.section} {hit.text}")
    paper = _NAMED_PAPER.search(flat)
    if paper and paper[1][:4] not in near:
        return False
    if wanted in _FIGURES and hit.score < _SURE and not holds(wanted, hit.extract):
        return False
    if text.endswith(("?", "...", "…")) or _LINK.search(text):
        return False
    head = _HEAD.search(flat)
    # « Quel est le salaire de Léa ? », « le préavis de démission ? »: a passage that never speaks of a salary, or of a
    # resignation, answers something else.
    subjects = [word for word in (head.groups() if head else ()) if word and word not in _VAGUE_HEADS]
    return all(any(form[:_ROOT] in near for form in (word, *others(word))) for word in subjects)


def _opening(hit: Hit, hits: Sequence[Hit]) -> bool:
    """The first lines of a document (its title, its date) beside its articles: they answer nothing more."""
    return hit.section == hit.title and any(
        other.document == hit.document and other.section != hit.section for other in hits
    )


def _steps(question: str, best: Hit, hits: Sequence[Hit], threshold: float) -> list[Hit]:
    """The sections of the company's own procedure, in order: one sentence of it is no procedure."""
    titled = {stem[:5] for stem in stems(best.title)} & {stem[:5] for stem in stems(question)}
    if not is_own(best) or not titled:
        return []
    same = [
        hit
        for hit in hits
        if hit.document == best.document and hit.score >= threshold / 2 and not _opening(hit, hits)
    ]
    if len(same) < 2:
        return []
    return [_whole(hit) for hit in sorted(same, key=lambda hit: (hit.page or 0, hit.start))[:MOST_STEPS]]


def _enough(hit: Hit, wanted: Expected) -> Hit:
    """The whole article of a company's document when it is short; else the sentences that answer."""
    whole = _whole(hit)
    most = _SHORT_ARTICLE if wanted in _FACTS else _ARTICLE
    table = " | " in whole.extract
    return whole if is_own(hit) and hit.section and not table and len(whole.extract) <= most else hit


def _whole(hit: Hit) -> Hit:
    """The hit with all its passage as extract, the lines of its title left out; its place stays exact."""
    place = hit.text.find(hit.extract)
    if place < 0:
        return hit
    titles = {part.strip() for part in hit.section.split("›")} | {hit.title}
    start = 0
    while (end := hit.text.find("\n", start)) >= 0 and (
        not hit.text[start:end].strip() or hit.text[start:end].strip() in titles
    ):
        start = end + 1
    end = len(hit.text.rstrip())
    begin = hit.start - place
    return replace(hit, extract=hit.text[start:end], start=begin + start, end=begin + end)


def _overlap(one: Hit, other: Hit) -> float:
    """Shared words, as a share of the shorter extract's; numbers aside, for two durations of one rule are
    one subject.
    """
    left, right = (
        {stem for stem in stems(hit.extract) if not any(char.isdigit() for char in stem)}
        for hit in (one, other)
    )
    same_numbers = _values(one) == _values(other)
    shared = len(left & right) / max(1, min(len(left), len(right)))
    return shared if same_numbers else min(shared, _SAME_WORDS - 0.01)


def _values(hit: Hit) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for number in find_numbers(hit.extract):
        if number.unit:
            found.setdefault(number.unit, set()).add(str(number.value.normalize()))
    return found


def _differ(one: Hit, other: Hit) -> bool:
    left, right = _values(one), _values(other)
    return any(left[unit].isdisjoint(right[unit]) for unit in left.keys() & right.keys())
