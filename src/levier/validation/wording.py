"""Wording: the span of the cited passages that says the claim, by stems, and what the claim adds to it.

A claim is entailed when the best span holds every word that carries meaning in it, whatever their order and endings.
Measured against an embedding's similarity alone in ``benchmarks/validation``: a changed word hardly moves a vector.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from levier.core.french.text import fold, sentences, stems
from levier.validation.quantities import quantities

SUPPORTED_FROM = 1.0
PARTIAL_FROM = 0.75

_SYNONYMS = (
    ("délai", "durée"), ("payer", "régler", "paiement", "règlement", "acquitter"), ("salarié", "employé"), ("entreprise", "société"),
    ("référence", "article", "produit"), ("prévoir", "fixer", "stipuler"), ("vente", "vendre", "vendu"), ("livraison", "livrer"),
    ("montant", "somme"), ("obligatoire", "obligation", "obliger", "doit", "devoir"), ("possible", "possibilité", "peut", "pouvoir"),
    ("hausse", "augmentation", "augmenter", "progression", "progresser"), ("baisse", "diminution", "diminuer", "recul", "reculer", "baisser"),
    ("chaque", "par"), ("majoration", "majoré"), ("pénalité", "pénalités"), ("contrat", "contractuel"), ("mois", "mensuel"), ("an", "année", "annuel"),
    ("jour", "journée", "quotidien"), ("semaine", "hebdomadaire"), ("demander", "demande"), ("autoriser", "autorisation", "permettre"),
    ("déclarer", "déclaration"), ("rembourser", "remboursement"), ("retour", "retourner"), ("appliquer", "application", "applicable"),
)  # fmt: skip
_CANON = {stem: stems(group[0])[0] for group in _SYNONYMS for word in group for stem in stems(word)}
_SAYING = frozenset(
    stem
    for word in [
        "selon",
        "document",
        "texte",
        "source",
        "passage",
        "indiquer",
        "préciser",
        "prévoir",
        "mentionner",
        "stipuler",
        "disposer",
        "rappeler",
        "concerner",
        "également",
        "notamment",
        "ainsi",
        "soit",
        "environ",
        "respectivement",
        "chacun",
        "total",
        "résultat",
        "réponse",
        "suivant",
        "voici",
        "atteindre",
        "élever",
        "représenter",
        "compter",
        "constater",
        "ensuite",
        "enfin",
        "puis",
        "toutefois",
        "cependant",
        "donc",
        "plus",
        "moins",
        "très",
        "bien",
        "avoir",
        "être",
        "faire",
        "près",
        "quelque",
        "correspondre",
        "devoir",
        "pouvoir",
    ]
    for stem in stems(word)
)
_SAME = 0.7
_NEARLY = 0.6
_NUMERIC = re.compile(r"^\d")
_CLAUSE = re.compile(r"[,;:()]\s+|\s[-–—]\s")


@dataclass(frozen=True)
class Span:
    """A stretch of a cited text: part of ``sentence``; ``around`` is that sentence with its neighbours."""

    text: str
    around: str
    stems: tuple[str, ...]
    sentence: str = ""
    evidence: str = ""


def meaning(text: str) -> list[str]:
    """The stems that carry meaning, synonyms brought together, numbers and words of saying left out."""
    return [canonical(stem) for stem in stems(text) if not _NUMERIC.match(stem) and stem not in _SAYING]


def own_meaning(text: str, checked: Sequence[tuple[int, int]]) -> list[str]:
    """The meaning of a claim outside the stretches that are checked exactly (quantities, dates, references)."""
    letters = list(text)
    for start, end in checked:
        letters[start:end] = " " * (end - start)
    return meaning("".join(letters)) if "".join(letters).strip(" .,;:") else []


def canonical(stem: str) -> str:
    """One stem for a family of synonyms."""
    return _CANON.get(stem, stem)


def spans(text: str, evidence: str = "") -> list[Span]:
    """Every stretch of a text that could say a claim: the runs of clauses of each sentence.

    Never two sentences together: « le fournisseur doit … L'acheteur peut … » would prove anything of either.
    """
    places = sentences(text)
    whole = [text[start:end] for start, end in places]
    found = []
    for index, sentence in enumerate(whole):
        around = " ".join(whole[max(0, index - 1) : index + 2])
        for run in _runs(sentence):
            found.append(Span(run, around, tuple(canonical(stem) for stem in stems(run)), sentence, evidence))
    return found


def coverage(claim: Sequence[str], support: set[str]) -> float:
    """The part of the claim's meaning that the support holds (1.0 for a claim without meaning of its own)."""
    return sum(stem in support for stem in claim) / len(claim) if claim else 1.0


def best(
    claim: Sequence[str], among: Sequence[Span], also: set[str], digits: frozenset[str] = frozenset()
) -> tuple[Span | None, float]:
    """The span with the highest coverage, then with most of the claim's ``digits``, then the shortest.

    ``also``: stems of titles, which count for any span.
    """
    chosen: Span | None = None
    top = (-1.0, 0, 0)
    for span in among:
        score = round(coverage(claim, set(span.stems) | also), 9)
        rank = (score, len(digits & digits_of(span.text)) if digits else 0, -len(span.stems))
        if rank > top:
            chosen, top = span, rank
    return chosen, max(top[0], 0.0)


def digits_of(text: str) -> frozenset[str]:
    """The runs of digits of a text."""
    return frozenset(re.findall(r"\d+", text))


def nearly_same(claim: str, support: str) -> bool:
    """Whether a claim keeps the order of the words of its support: then its names and numbers must stand in order too."""
    said, written = _tokens(claim), _tokens(support)
    kept = sum(
        block.size for block in SequenceMatcher(None, said, written, autojunk=False).get_matching_blocks()
    )
    return kept >= _SAME * max(1, len(said))


def swapped(claim: str, support: str, said_names: Sequence[str], written_names: Sequence[str]) -> bool:
    """Whether names or numbers changed places in what is otherwise nearly the same sentence.

    Either the names do not come in the order of the support, or one stands where the support has another one.
    """
    said, written = _tokens(claim), _tokens(support)
    mine, theirs = {fold(name) for name in said_names}, {fold(name) for name in written_names}
    matcher = SequenceMatcher(None, said, written, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < _NEARLY * len(said):
        return False
    order = [word for word in written if word in mine]
    if not _runs_through([word for word in said if word in mine and word in order], order):
        return True
    for kind, start, end, there_start, there_end in matcher.get_opcodes():
        if kind == "replace":
            here, there = said[start:end], written[there_start:there_end]
            if (mine & set(here) and theirs & set(there)) or _other_number(here, there):
                return True
    return False


def _other_number(here: Sequence[str], there: Sequence[str]) -> bool:
    """Whether a number stands in the place of quite another one (more than its rounding away)."""
    mine, theirs = quantities(" ".join(here)), quantities(" ".join(there))
    if not (mine and theirs):
        return False
    near = Decimal("0.5")
    return not any(
        abs(one.value - other.value) <= max(near, abs(other.value) / 20) for one in mine for other in theirs
    )


def _runs_through(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether ``part`` is ``whole`` with words left out."""
    left = iter(whole)
    return all(any(word == other for other in left) for word in part)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+", fold(text))


def _runs(sentence: str) -> list[str]:
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(sentence)), len(sentence)]
    if len(cuts) > 9 or len(sentence) < 40:
        return [sentence]
    return [sentence[cuts[i] : cuts[j]] for i in range(len(cuts) - 1) for j in range(i + 1, len(cuts))]
