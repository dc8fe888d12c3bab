"""Questions invented from sentences: a span is taken out and asked for.

Lewis et al., *Unsupervised Question Answering by Cloze Translation*, ACL 2019: the interrogative that fits the kind of
span stands first, then the words around it, some of them lost and out of order. Poor French, but hundreds of
thousands of examples of what it means for a passage to hold the answer.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.retrieval.reader.corpora import Passage
from levier.core.french.text import is_stopword, sentences

_MONTH = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:er)? (?:{_MONTH})(?: \d{{4}})?|(?:{_MONTH}) \d{{4}}|(?:1[0-9]|20)\d\d|\d\d/\d\d/\d{{4}})\b"
)
_COUNT = re.compile(
    r"\b(?:\d[\d\s.,]*\d|\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante"
    r"|cinquante|soixante|cent|mille)(?:\s?%|\s?€|\s(?:(?:mille|millions|milliards) (?:de |d['’])?)?(?P<unit>[^\W\d_]{3,}))"
)
_NAME = re.compile(
    r"(?<=[\w,;:«(’'] )(?:(?:le|la|les|l['’]) )?[A-ZÀ-Ý][\w’'-]+(?: (?:(?:de|du|des|la|d['’]) ?)?[A-ZÀ-Ý][\w’'-]+)*"
)
_PHRASE = re.compile(
    r"\b(?:le|la|les|un|une|des|son|sa|ses|leur|leurs|l['’]|d['’])\s?[^\W\d_]{4,}(?: (?:de |du |des |d['’]|à |et )?[^\W\d_]{4,}){0,3}"
)
_REASON = re.compile(r"\b(?:parce qu|car |afin d|pour que |en raison d|grâce à|dans le but d)[^,.;:]{12,90}")
_PLACE_BEFORE = re.compile(r"\b(?:à|en|au|aux|dans|vers|près de)\s$")
_ASK = {
    "date": ("Quand", "En quelle année", "À quelle date", "Depuis quand"),
    "name": ("Qui", "Qui", "Quel", "Quelle", "Comment s'appelle", "À qui", "De qui"),
    "place": ("Où", "Où", "Dans quel lieu", "Dans quelle ville", "Dans quel pays"),
    "phrase": ("Quel", "Quelle", "Quels", "Que", "Qu'est-ce que", "Quelles", "Comment", "À quoi", "De quoi"),
    "reason": ("Pourquoi", "Pour quelle raison", "Dans quel but"),
}


@dataclass(frozen=True)
class Invented:
    """A question and the characters of the passage that answer it (none: words to search for)."""

    question: str
    answer: tuple[int, int] | None


def invent(passage: Passage, chance: random.Random, most: int) -> Iterator[Invented]:
    """At most ``most`` questions from different spans of a passage."""
    spans = list(_spans(passage.text))
    chance.shuffle(spans)
    # Phrases are many: names, figures and dates first, as people ask for them.
    spans.sort(key=lambda span: (span[0] == "phrase") + chance.random())
    for kind, start, end, left, right in spans[:most]:
        if question := _ask(passage, kind, start, end, left, right, chance):
            yield Invented(question, (start, end))


def keywords(passage: Passage, chance: random.Random) -> Invented | None:
    """Two to four words of a title or a sentence, as people type them in a search box."""
    source = passage.title if chance.random() < 0.5 else chance.choice(passage.text.split("\n"))
    kept = [word for word in re.findall(r"[^\W\d_]{4,}", source) if not is_stopword(word.lower())]
    if len(kept) < 2:
        return None
    start = chance.randrange(len(kept) - 1)
    return Invented(" ".join(kept[start : start + chance.randint(2, 4)]).lower(), None)


def _spans(text: str) -> Iterator[tuple[str, int, int, int, int]]:
    for left, right in sentences(text):
        sentence = text[left:right]
        if not 40 <= len(sentence) <= 400:
            continue
        for kind, pattern in (
            ("date", _DATE), ("count", _COUNT), ("name", _NAME), ("reason", _REASON), ("phrase", _PHRASE),
        ):  # fmt: skip
            for match in pattern.finditer(sentence):
                if kind == "name" and _PLACE_BEFORE.search(sentence[: match.start()]):
                    yield "place", left + match.start(), left + match.end(), left, right
                else:
                    yield kind, left + match.start(), left + match.end(), left, right


def _ask(
    passage: Passage, kind: str, start: int, end: int, left: int, right: int, chance: random.Random
) -> str | None:
    text = passage.text
    before, after = text[left:start], text[end:right]
    if kind == "count":
        unit = text[start:end].split()[-1]
        asked = (
            f"Combien de {unit}"
            if unit[:1].isalpha()
            else chance.choice(("Combien", "Quel montant", "Quel taux"))
        )
        asked = chance.choice((asked, asked, "Combien", "Quel nombre de " + unit))
    else:
        asked = chance.choice(_ASK[kind])
    # The clause around the span, as far as its punctuation goes most of the time.
    if chance.random() < 0.7:
        before, after = re.split(r"[,;:()]", before)[-1], re.split(r"[,;:()]", after)[0]
    words = [*re.findall(r"[\w’'-]+", before)[-10:], *re.findall(r"[\w’'-]+", after)[:8]]
    lost = chance.choice((0.0, 0.15, 0.3, 0.45))
    kept = [word for word in words if chance.random() >= lost]
    if sum(not is_stopword(word.lower()) for word in kept) < 2:
        return None
    if chance.random() < 0.4:  # some words change places
        order = sorted(range(len(kept)), key=lambda place: place + chance.uniform(0, 3.5))
        kept = [kept[place] for place in order]
    if chance.random() < 0.25 and passage.title:
        kept += re.findall(r"[\w’'-]+", passage.title)[:5]
    question = f"{asked} {' '.join(kept)}"
    if chance.random() < 0.3:
        question = question.lower()
    return question + chance.choice((" ?", "?", "", " ?"))
