"""Search: the recipe. Rights are in the queries; vectors of documents the person may not read are never
scored.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from levier.core.actor import Actor
from levier.core.capability import Found, Hit, Within
from levier.inference.embedding import embedder
from levier.knowledge.acronyms import learned_acronyms
from levier.knowledge.searching.closely import Closely, close_reading
from levier.knowledge.searching.learned import Learned, learned
from levier.knowledge.searching.preferring import doubt, heading_of, lead, preference
from levier.knowledge.searching.question import Question, understand
from levier.knowledge.searching.reading import PassageRow, readable_passages, rows_of
from levier.knowledge.searching.scoring import Text, background, passage_features
from levier.knowledge.searching.widening import Shown, whole_word
from levier.knowledge.space import readable, space_of
from levier.knowledge.space.reading import Space

_CANDIDATES = 40


def search(actor: Actor, question: str, *, k: int = 8, within: Within | None = None) -> Found:
    """The passages that answer best among those the person may read, each with its extract and its
    probability.
    """
    within = within or Within()
    model = embedder()
    space = space_of(actor.company_id, model.name)
    documents = readable(actor, within)
    allowed = _among(space.documents, documents)
    searched = int(np.count_nonzero(allowed))
    if not searched or not question.strip():
        return Found([], len(documents), searched)
    asked = understand(question, space.statistics, learned_acronyms(actor), _shown(actor, space, allowed))
    vector = model.query(asked.spelt)
    scored = _scored(actor, asked, vector, space, allowed)
    weights = learned()
    ordered = _ordered(asked, scored, weights)[:k]
    reading = close_reading(asked, vector, weights, model)
    hits = _hits(asked, ordered, reading)
    return Found(
        hits,
        len(documents),
        searched,
        considered=len({one.passage.document_id for one in scored}),
        read=min(len(ordered), reading.most),
        widened=asked.widened,
        threshold=reading.threshold,
    )


@dataclass(frozen=True)
class _Scored:
    passage: PassageRow
    text: Text
    features: NDArray[np.float64]


def _shown(actor: Actor, space: Space, allowed: NDArray[np.bool_]) -> Shown:
    """A whole word for an index term, from passages the person may read."""

    def shown(term: str) -> str | None:
        near = readable_passages(actor, space.passages[space.words.nearest([term], allowed, 3)].tolist())
        texts = near.values_list("text", "section", "document__title")
        return whole_word(term, (" ".join(parts) for parts in texts))

    return shown


def _among(values: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which values are wanted: by a table, ten times faster than ``np.isin`` over 100 000 passages."""
    if not len(values) or not len(wanted):
        return np.zeros(len(values), bool)
    table = np.zeros(max(int(values.max()), int(wanted.max())) + 1, bool)
    table[wanted] = True
    return np.asarray(table[values])


def _scored(
    actor: Actor,
    asked: Question,
    vector: NDArray[np.float32],
    space: Space,
    allowed: NDArray[np.bool_],
) -> list[_Scored]:
    """The nearest passages by meaning and by words, with their features."""
    cosines = space.vectors @ vector
    cosines[~allowed] = -1.0
    mean, spread = background(cosines[allowed])
    by_meaning = _highest(cosines, min(_CANDIDATES, int(np.count_nonzero(allowed))))
    by_words = space.words.nearest(asked.terms, allowed, _CANDIDATES)
    places = np.union1d(by_meaning, by_words)
    cosine = dict(zip(space.passages[places].tolist(), cosines[places].tolist(), strict=True))
    found = []
    for passage in rows_of(actor, space.passages[places].tolist()):
        text = Text(passage.body, passage.heading, cosine[passage.pk], passage.text)
        features = passage_features(asked, text, space.statistics, mean, spread)
        found.append(_Scored(passage, text, features))
    return found


def _highest(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Places of the highest scores."""
    return np.asarray(np.argpartition(-scores, count - 1)[:count], np.int64)


def _ordered(asked: Question, scored: list[_Scored], weights: Learned) -> list[_Scored]:
    """Best first; the same words in two documents (a copy) are kept once."""
    if not scored:
        return []
    order = weights.ranking.raw(np.stack([one.features for one in scored]))
    order += [_first(asked, one) for one in scored]
    kept: dict[str, _Scored] = {}
    for place in np.argsort(-order):
        kept.setdefault(" ".join(scored[place].passage.text.split()), scored[place])
    return list(kept.values())


def _first(asked: Question, one: _Scored) -> float:
    titled = heading_of(one.features.tolist())
    return preference(asked, one.passage) + doubt(asked, one.passage) + lead(asked, one.passage, titled)


def _hits(asked: Question, ordered: list[_Scored], reading: Closely) -> list[Hit]:
    """Hits, best first; what was not read closely comes after what was."""
    texts = [(one.passage, one.text, one.features) for one in ordered]
    found = []
    for one, close in zip(ordered, reading.read(texts), strict=True):
        order = close.odds + _first(asked, one) + close.lacks
        found.append((close.closely, order, _hit(one, close.probability, close.start, close.end)))
    found.sort(key=lambda each: (not each[0], -each[1]))
    return [hit for _, _, hit in found]


def _hit(one: _Scored, probability: float, start: int, end: int) -> Hit:
    passage = one.passage
    return Hit(
        document=passage.document_id,
        version=passage.number,
        passage=passage.pk,
        title=passage.title,
        text=passage.text,
        extract=passage.text[start:end],
        score=round(probability, 4),
        source=passage.source,
        section=passage.section,
        page=passage.page if passage.paged else None,
        start=passage.start + start,
        end=passage.start + end,
        dated=passage.dated,
        address=passage.address,
        data_class=passage.data_class,
    )
