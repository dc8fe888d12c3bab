"""Wording: the span of the cited passages that says the claim, by stems, and what the claim adds to it.

A claim is entailed when the best span holds every word that carries meaning in it, whatever their order and endings.
Measured against an embedding's similarity alone in ``benchmarks/validation``: a changed word hardly moves a vector.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from levier.core.french.text import fold, sentences, stems

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
_NUMERIC = re.compile(r"^\d")
_CLAUSE = re.compile(r"[,;:()]\s+|\s[-–—]\s")


@dataclass(frozen=True)
class Span:
    """A stretch of a cited text: ``text`` says the claim best, ``around`` is its sentence with its neighbours."""

    text: str
    around: str
    stems: tuple[str, ...]
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
            found.append(_span(run, around, evidence))
    return found


def coverage(claim: Sequence[str], support: set[str]) -> float:
    """The part of the claim's meaning that the support holds (1.0 for a claim without meaning of its own)."""
    return sum(stem in support for stem in claim) / len(claim) if claim else 1.0


def best(claim: Sequence[str], among: Sequence[Span], also: set[str]) -> tuple[Span | None, float]:
    """The shortest span with the highest coverage; ``also``: stems of titles, which count for any span."""
    chosen: Span | None = None
    top, size = -1.0, 0
    for span in among:
        score = coverage(claim, set(span.stems) | also)
        if score > top + 1e-9 or (score > top - 1e-9 and len(span.stems) < size):
            chosen, top, size = span, score, len(span.stems)
    return chosen, max(top, 0.0)


def swapped(claim: str, support: str, items: Sequence[str]) -> bool:
    """Whether two names or numbers changed places in what is otherwise nearly the same sentence."""
    said, written = _tokens(claim), _tokens(support)
    keys = {fold(item) for item in items}
    said_items, written_items = (
        [word for word in said if word in keys],
        [word for word in written if word in keys],
    )
    once = {key for key in keys if said_items.count(key) == 1 and written_items.count(key) == 1}
    said_items, written_items = [k for k in said_items if k in once], [k for k in written_items if k in once]
    if len(said_items) < 2 or said_items == written_items:
        return False
    rest_said = [word for word in said if word not in once]
    rest_written = [word for word in written if word not in once]
    return SequenceMatcher(None, rest_said, rest_written, autojunk=False).ratio() >= 0.7


def _tokens(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,]\d+)*|[^\W\d_]+", fold(text))


def _runs(sentence: str) -> list[str]:
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(sentence)), len(sentence)]
    if len(cuts) > 9 or len(sentence) < 40:
        return [sentence]
    return [sentence[cuts[i] : cuts[j]] for i in range(len(cuts) - 1) for j in range(i + 1, len(cuts))]


def _span(text: str, around: str, evidence: str) -> Span:
    return Span(text, around, tuple(canonical(stem) for stem in stems(text)), evidence)
