"""Search: the recipe. Rights are in the queries; vectors of documents the person may not read are never
scored.
"""

import math
import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from levier.core.actor import Actor
from levier.core.capability import Found, Hit
from levier.core.french.text import fold
from levier.inference.embedding import embedder
from levier.knowledge import index
from levier.knowledge.models import Passage
from levier.knowledge.searching.extracting import Extract, extract
from levier.knowledge.searching.learned import Learned, learned
from levier.knowledge.searching.question import Expected, Question, understand
from levier.knowledge.searching.scoring import PASSAGE_FEATURES, Text, background, passage_features
from levier.knowledge.space import Space, readable, space_of

_CANDIDATES = 40
_READ_CLOSELY = 5
_OWN_DOCUMENT = 1.5
"""Log-odds added, in the order only, to the documents of the kind a question names (« notre contrat », « la
loi »).
"""


def search(actor: Actor, question: str, *, k: int = 8, source: str | None = None) -> Found:
    """The passages that answer best among those the person may read, each with its extract and its
    probability.
    """
    model = embedder()
    space = space_of(actor.company_id, model.name)
    documents = readable(actor, source)
    allowed = np.isin(space.documents, documents)
    if not allowed.any() or not question.strip():
        return Found([], len(documents), int(allowed.sum()))
    asked = understand(question, space.statistics)
    vector = model.query(question)
    scored = _scored(actor, asked, vector, space, allowed, source)
    weights = learned()
    ordered = _ordered(asked, scored, weights)[:k]
    hits = [
        _hit(asked, one, vector, weights, model.passages if rank < _READ_CLOSELY else None)
        for rank, one in enumerate(ordered)
    ]
    hits.sort(key=lambda pair: -pair[0])
    return Found([hit for _, hit in hits], len(documents), int(allowed.sum()))


@dataclass(frozen=True)
class _Scored:
    passage: Passage
    text: Text
    features: NDArray[np.float64]


def _scored(
    actor: Actor,
    asked: Question,
    vector: NDArray[np.float32],
    space: Space,
    allowed: NDArray[np.bool_],
    source: str | None,
) -> list[_Scored]:
    """The nearest passages by meaning and by words, with their features."""
    cosines = np.where(allowed, space.vectors @ vector, -1.0)
    mean, spread = background(cosines[allowed])
    by_meaning = np.argsort(-cosines)[: min(_CANDIDATES, int(allowed.sum()))]
    by_words = index.nearest(actor, asked.terms, source=source, limit=_CANDIDATES)
    wanted = {int(pk) for pk in space.passages[by_meaning]} | set(by_words)
    rows = (
        Passage.objects.filter(
            pk__in=wanted, company=actor.company_id, document__readers__token__in=actor.readers
        )
        .distinct()
        .select_related("document__source", "version")
    )
    cosine_of = dict(zip(space.passages.tolist(), cosines.tolist(), strict=True))
    found = []
    for passage in rows:
        text = Text(passage.body, passage.heading, cosine_of.get(passage.pk, mean), passage.text)
        features = passage_features(asked, text, space.statistics, mean, spread)
        found.append(_Scored(passage, text, features))
    return found


def _ordered(asked: Question, scored: list[_Scored], weights: Learned) -> list[_Scored]:
    """Best first; the same words in two documents (a copy) are kept once."""
    if not scored:
        return []
    order = weights.ranking.raw(np.stack([one.features for one in scored]))
    order += [
        _preference(asked, one.passage) + _doubt(asked, one.passage) + _lead(asked, one) for one in scored
    ]
    kept: dict[str, _Scored] = {}
    for place in np.argsort(-order):
        kept.setdefault(" ".join(scored[place].passage.text.split()), scored[place])
    return list(kept.values())


_LINKS = re.compile(
    r"\b(?:a lire (?:aussi|sur)|services en ligne|en savoir plus|voir aussi|liens? utiles?|sur le meme sujet"
    r"|pour aller plus loin|date de mise a jour|et aussi)\b"
)
_LINK_LIST = -2.0
_NOT_OURS = -0.8
_UNHEARD = -0.6
"""A word that no document holds, even misspelt: what is asked about is likely not there. Set by hand: the training
questions, written from their passages, seldom hold such a word."""
_HOUSE_RULE = 1.2
"""In the order only: the company's own rule comes before a general text that answers about as well."""
_SUMMARY = 1.2
_TITLED = 0.5
_HEADING = PASSAGE_FEATURES.index("heading")
_LACKS_FIGURE = -0.5
"""In the order only: « combien » is better answered by an extract that holds a number."""


def _doubt(asked: Question, passage: Passage) -> float:
    """Log-odds taken off: a list of links answers nothing; a public text says little of « notre avocat »; a word that
    no document holds leaves the question without its subject."""
    doubt = _LINK_LIST if len(_LINKS.findall(fold(passage.text))) >= 2 else 0.0
    if asked.possessive and not asked.public and passage.document.data_class == "public":
        doubt += _NOT_OURS
    if asked.unheard:
        doubt += _UNHEARD
    return doubt


def _lead(asked: Question, one: _Scored) -> float:
    """The first lines of a public text whose title speaks of the question sum up its answer."""
    passage = one.passage
    opens = passage.page <= 1 and passage.start == 0 and passage.document.data_class == "public"
    figure = asked.expected in (Expected.DURATION, Expected.AMOUNT)
    return _SUMMARY if opens and figure and one.features[_HEADING] >= _TITLED else 0.0


def _preference(asked: Question, passage: Passage) -> float:
    own = passage.document.data_class != "public"
    if own:
        if asked.possessive or (asked.ours and not asked.public):
            return _OWN_DOCUMENT
        return 0.0 if asked.public else _HOUSE_RULE
    return _OWN_DOCUMENT if asked.public and not asked.possessive else 0.0


def _hit(
    asked: Question,
    one: _Scored,
    vector: NDArray[np.float32],
    weights: Learned,
    embed: Callable[[Sequence[str]], NDArray[np.float32]] | None,
) -> tuple[float, Hit]:
    """The hit and what orders it: its probability, plus the preference for the kind of document named."""
    passage = one.passage
    found = _extract(asked, one, vector, weights, embed)
    features = np.append(one.features, [found.score, found.coverage])[None, :]
    odds = float(weights.answers.raw(features)[0]) + _doubt(asked, passage)
    probability = 1 / (1 + math.exp(-odds))
    order = odds + _preference(asked, passage) + _lead(asked, one) + (_LACKS_FIGURE if found.lacks else 0.0)
    return order, Hit(
        document=passage.document_id,
        version=passage.version.number,
        passage=passage.pk,
        title=passage.document.title,
        text=passage.text,
        extract=passage.text[found.start : found.end],
        score=round(probability, 4),
        source=passage.document.source.name,
        section=passage.section,
        page=passage.page if passage.version.paged else None,
        start=passage.start + found.start,
        end=passage.start + found.end,
        dated=passage.version.dated,
        address=passage.document.address,
        data_class=passage.document.data_class,
    )


def _extract(
    asked: Question,
    one: _Scored,
    vector: NDArray[np.float32],
    weights: Learned,
    embed: Callable[[Sequence[str]], NDArray[np.float32]] | None,
) -> Extract:
    """Read closely (a vector for each sentence) the first hits; the others by their words alone."""

    def vectors(pieces: Sequence[str]) -> NDArray[np.float32]:
        if embed is None:
            return np.tile(vector * one.text.cosine, (len(pieces), 1))
        return _remembered(one.passage, pieces, embed)

    return extract(
        asked,
        one.passage.text,
        one.passage.section,
        one.text.heading_counts,
        vector,
        vectors,
        weights.sentence,
    )


_MOST_REMEMBERED = 2_000
_sentences: "OrderedDict[tuple[int, int], NDArray[np.float32]]" = OrderedDict()
_lock = Lock()


def _remembered(
    passage: Passage, pieces: Sequence[str], embed: Callable[[Sequence[str]], NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Sentence vectors of a passage, which never changes: kept for the next question."""
    key = (passage.company_id, hash(passage.text))
    with _lock:
        known = _sentences.get(key)
    if known is None or len(known) != len(pieces):
        known = embed(pieces)
        with _lock:
            _sentences[key] = known
            while len(_sentences) > _MOST_REMEMBERED:
                _sentences.popitem(last=False)
    return known


def forget_sentences(company: int) -> None:
    """Drop the company's sentence vectors from this process's memory."""
    with _lock:
        for key in [key for key in _sentences if key[0] == company]:
            del _sentences[key]
