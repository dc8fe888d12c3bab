"""Which measure of which kind of table a question speaks of: by the labels and synonyms of the semantic layer."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from levier.core.french.text import flatten, is_stopword, stems
from levier.tables.measures.model import Measure, Model

_WORD = re.compile(r"[a-z0-9]+")
_GAP = 2
"""Words that may stand between two words of a name: « factures (clients) en retard »."""
_EMPTY = frozenset(
    "de du des d l la le les un une nos notre votre vos mes aux au en the of our a not".split()
)


@dataclass(frozen=True)
class Mention:
    """A measure named in a question, from ``start`` to ``end``. ``words``: how many telling words named it; ``loose``: words
    that stood between them; ``main``: named by its own label.
    """

    kind: str
    measure: str
    start: int
    end: int
    words: int
    loose: int
    main: bool

    @property
    def weight(self) -> float:
        """How well it is named: its words, less those that stood between them."""
        return self.words - 0.9 * self.loose


@dataclass(frozen=True)
class _Phrase:
    kind: str
    measure: str
    stems: tuple[str, ...]
    main: bool


def mentions(
    flat: str, models: Mapping[str, Model], allowed: Callable[[Mention], bool] = lambda _: True
) -> list[Mention]:
    """Every measure named in a flattened text, the best named first: more words, closer together, by its own label."""
    tokens = _tokens(flat)
    found = [
        mention
        for model in models.values()
        for phrase in _phrases(model)
        if (mention := _match(phrase, tokens)) is not None and allowed(mention)
    ]
    order = list(models)
    found.sort(key=lambda one: (-one.weight, one.loose, not one.main, order.index(one.kind)))
    named: dict[tuple[str, str], Mention] = {}
    for one in found:
        named.setdefault((one.kind, one.measure), one)
    return list(named.values())


def _tokens(flat: str) -> list[tuple[str, int, int]]:
    """The telling words of a text as stems, with their places."""
    found = []
    for match in _WORD.finditer(flat):
        stem = stem_of(match.group())
        if stem:
            found.append((stem, match.start(), match.end()))
    return found


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """The stem of a flattened word, "" for a word that tells nothing; ratings, rates and parts are told apart."""
    if word in _EMPTY:
        return ""
    found = stems(word)
    if found:
        return found[0]
    return "" if is_stopword(word) and word not in _KEPT else word


_KEPT = frozenset("jamais encore plus moins sans sous".split())


def _phrases(model: Model) -> Sequence[_Phrase]:
    key = (model.kind, tuple(model.measures.values()))
    if key not in _built:
        _built[key] = [
            _Phrase(model.kind, measure.name, words, number == 0)
            for measure in model.measures.values()
            for number, text in enumerate(names_of(measure))
            if (words := _stemmed(text))
        ]
        while len(_built) > 64 * 8:
            _built.pop(next(iter(_built)))
    return _built[key]


_built: dict[tuple[str, tuple[Measure, ...]], list[_Phrase]] = {}


def names_of(measure: Measure) -> list[str]:
    """The ways to name a measure: its label, the same without what counts it or stands in brackets, its synonyms."""
    label = measure.label
    bare = re.sub(r" ?\([^)]*\)", "", label)
    short = re.sub(r"^(?:nombre|montant|total) (?:de |d'|des )", "", bare)
    names = [label, bare]
    if short != bare and len(short.split()) > 1:
        names.append(short)
    return list(dict.fromkeys([*names, *measure.synonyms]))


def _stemmed(text: str) -> tuple[str, ...]:
    return tuple(stem for word in _WORD.findall(flatten(text)) if (stem := stem_of(word)))


def _match(phrase: _Phrase, tokens: list[tuple[str, int, int]]) -> Mention | None:
    """The tightest place where the words of a name stand in their order."""
    best: Mention | None = None
    for first, (stem, start, _) in enumerate(tokens):
        if stem != phrase.stems[0]:
            continue
        place, loose, end = first, 0, tokens[first][2]
        for wanted in phrase.stems[1:]:
            step = next(
                (k for k in range(1, _GAP + 2) if place + k < len(tokens) and tokens[place + k][0] == wanted),
                0,
            )
            if not step:
                break
            loose += step - 1
            place += step
            end = tokens[place][2]
        else:
            found = Mention(phrase.kind, phrase.measure, start, end, len(phrase.stems), loose, phrase.main)
            if best is None or found.loose < best.loose:
                best = found
    return best
