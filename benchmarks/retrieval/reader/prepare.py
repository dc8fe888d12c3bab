"""Write the training rows of the reader: ``python -m benchmarks.retrieval.reader.prepare FOLDER``.

``base.npz`` (the weights of multilingual-e5-small, dequantised), ``invented.npz``, ``train.npz``, ``tune.npz``: pairs of
tokens in groups of one question, with what answers. Runs in Levier's environment; ``train`` needs only numpy and torch.
"""

import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import django
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
django.setup()

from benchmarks.retrieval import worlds  # noqa: E402
from benchmarks.retrieval.learn import Prepared  # noqa: E402
from benchmarks.retrieval.reader import corpora, invented, real  # noqa: E402
from benchmarks.retrieval.reader.real import Candidate, Group  # noqa: E402
from levier.core.french.text import fold, sentences, stems  # noqa: E402
from levier.inference.embedding import build, model_folder  # noqa: E402
from levier.inference.embedding.tokenizer import build_tokenizer  # noqa: E402
from levier.inference.embedding.weights import read_weights  # noqa: E402
from levier.inference.reading.building import known_pairs  # noqa: E402
from levier.inference.reading.pairing import Pairing  # noqa: E402

_MOST_INVENTED = 2
_MOST_ENCYCLOPAEDIC = 12
"""The passages of law are ten times as many, and all of one kind."""
_WRONG = 3
_REAL_WRONG = 9


class Rows:
    """Pairs written one after the other; ``bounds`` cut them, ``groups`` number their question."""

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._parts: dict[str, list[np.ndarray]] = defaultdict(list)
        self._flat: dict[str, list[int]] = defaultdict(list)
        self.count = 0

    def add(self, group: Group, source: int) -> None:
        """All the pairs of a question. A passage too long for one pair keeps the one with the answer, or its first."""
        for one in group.candidates:
            pairs = self._pairing.pairs(group.question, one.title, one.text)
            found = [(pair, *_tokens(pair, one.answers)) for pair in pairs]
            pair, start, end = next((each for each in found if each[1] > 0), found[0])
            if one.answers and not start:
                continue
            self._parts["ids"].append(pair.ids.astype(np.int32))
            self._parts["kinds"].append(pair.kinds.astype(np.uint8))
            for name, value in (
                ("length", len(pair.ids)), ("group", self.count), ("right", one.right), ("start", start),
                ("end", end), ("source", source),
            ):  # fmt: skip
                self._flat[name].append(int(value))
        self.count += 1

    def save(self, path: Path) -> None:
        arrays = {name: np.concatenate(parts) for name, parts in self._parts.items()}
        arrays |= {name: np.array(values, np.int32) for name, values in self._flat.items()}
        np.savez(path, **arrays)
        print(path.name, self.count, "questions,", len(self._flat["right"]), "pairs")


def _tokens(pair, answers) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    """First and last token of the first answer that the pair holds whole; 0, 0 when none (or no span is known)."""
    for a, b in answers:
        inside = np.flatnonzero((pair.starts >= 0) & (pair.starts < b) & (pair.ends > a))
        if len(inside) and pair.starts[inside[0]] <= a + 1:
            return int(inside[0]), int(inside[-1])
    return 0, 0


def bereft(group: Group, chance: random.Random) -> Group:
    """With the right passage once more, the sentence that answers taken out: so near, and no answer."""
    for one in group.candidates:
        if not (one.right and one.answers):
            continue
        gone = [(a, b) for a, b in sentences(one.text) if any(s < b and e > a for s, e in one.answers)]
        if not gone:
            continue
        rest = one.text[: gone[0][0]] + one.text[gone[-1][1] :]
        words = [fold(one.text[s:e]) for s, e in one.answers]
        if len(rest) > 150 and not any(word in fold(rest) for word in words):
            bare = Candidate(one.title, rest.strip(), False)
            return Group(group.question, (*group.candidates, bare), group.source)
    return group


def invented_groups(chance: random.Random) -> Iterator[Group]:
    """Invented questions with their passage, its neighbours and the passages nearest by words."""
    found = corpora.passages()
    print(len(found), "passages to invent from", flush=True)
    vectors = TfidfVectorizer(analyzer=stems, sublinear_tf=True, max_df=0.2, dtype=np.float32)
    matrix = vectors.fit_transform(f"{one.title} {one.text}" for one in found)
    asked: list[tuple[int, invented.Invented]] = []
    for place, one in enumerate(found):
        most = _MOST_ENCYCLOPAEDIC if one.encyclopaedic else _MOST_INVENTED
        asked += [(place, each) for each in invented.invent(one, chance, most)]
        if chance.random() < 0.35 and (words := invented.keywords(one, chance)):
            asked.append((place, words))
    chance.shuffle(asked)
    print(len(asked), "invented questions", flush=True)
    for first in range(0, len(asked), 500):
        some = asked[first : first + 500]
        likeness = (vectors.transform(each.question for _, each in some) @ matrix.T).tocsr()
        for row, (place, each) in enumerate(some):
            line = likeness[row]
            near = line.indices[np.argsort(-line.data)[:12]].tolist()
            yield _group(found, place, near, each, chance)


def _group(
    found: list[corpora.Passage], place: int, near: list[int], each: invented.Invented, chance: random.Random
) -> Group:
    right = found[place]
    answer = fold(right.text[slice(*each.answer)]) if each.answer else ""
    siblings = [
        other
        for other in range(max(0, place - 6), min(len(found), place + 7))
        if other != place and found[other].document == right.document
    ]
    chance.shuffle(siblings)
    pool = [other for other in near if other != place][:5]
    chance.shuffle(pool)
    wrong = dict.fromkeys([*pool[:2], *siblings[:1], *pool[2:]])
    if not answer:  # words to search for: what shares them may be as good, only the far ones are wrong
        wrong = dict.fromkeys([*near[8:], *siblings[:1]])
    kept = [
        other for other in wrong if not answer or len(answer) < 4 or answer not in fold(found[other].text)
    ]
    candidates = [Candidate(right.title, right.text, True, (each.answer,) if each.answer else ())]
    candidates += [Candidate(found[other].title, found[other].text, False) for other in kept[:_WRONG]]
    return Group(each.question, tuple(candidates), "invented")


def served_groups(chance: random.Random, most: int) -> list[Group]:
    """Real questions of public services with their real answers; answers to other questions are wrong."""
    pairs = list(dict.fromkeys((q, a) for q, a in real.answered_questions() if len(a) > 60))
    chance.shuffle(pairs)
    pairs = pairs[:most]
    vectors = TfidfVectorizer(analyzer=stems, sublinear_tf=True, dtype=np.float32)
    matrix = vectors.fit_transform(answer for _, answer in pairs)
    likeness = (vectors.transform(question for question, _ in pairs) @ matrix.T).tocsr()
    groups = []
    for place, (question, answer) in enumerate(pairs):
        line = likeness[place]
        near = [o for o in line.indices[np.argsort(-line.data)[:30]].tolist() if pairs[o][0] != question]
        candidates = [Candidate("", answer, True)]
        candidates += [Candidate("", pairs[other][1], False) for other in near[:_WRONG]]
        groups.append(Group(question, tuple(candidates), "served"))
    return groups


def real_groups(side: str, most: int) -> Iterator[Group]:
    """PIAF, CNIL and labour searches of one part."""
    for world in (worlds.piaf(drop=False), worlds.cnil(drop=False), worlds.cdtn(drop=False)):
        prepared = Prepared(world)
        groups = list(real.from_world(prepared, side, most))
        print(side, world.name, len(groups), flush=True)
        yield from groups


SOURCES = {"invented": 0, "served": 1, "PIAF": 2, "CNIL": 3, "CDTN": 4}


def write(path: Path, groups: Iterable[Group], *, bare: bool) -> None:
    """Save groups as rows; ``bare`` adds the right passage without its answer."""
    rows = Rows(Pairing(model_folder()))
    chance = random.Random(3)
    for group in groups:
        whole = bereft(group, chance) if bare else group
        rows.add(whole, SOURCES[group.source])
    rows.save(path)


def write_base(path: Path) -> None:
    """The encoder's weights in fp32, over the pruned vocabulary."""
    weights = read_weights()
    kept = build_tokenizer(weights.vocabulary).kept
    sizes = weights.sizes
    arrays = {
        "words": weights.matrix("emb.word", sizes.rows, sizes.hidden)[kept].astype(np.float16),
        "positions": weights.vector("emb.pos").reshape(-1, sizes.hidden)
        + weights.vector("emb.type").reshape(-1, sizes.hidden)[0],
        "norm.w": weights.vector("emb.ln.w"),
        "norm.b": weights.vector("emb.ln.b"),
    }
    shapes = {
        "q": (sizes.hidden, sizes.hidden), "k": (sizes.hidden, sizes.hidden), "v": (sizes.hidden, sizes.hidden),
        "ao": (sizes.hidden, sizes.hidden), "fi": (sizes.inner, sizes.hidden), "fo": (sizes.hidden, sizes.inner),
    }  # fmt: skip
    for layer in range(sizes.layers):
        for name, shape in shapes.items():
            arrays[f"l{layer}.{name}.w"] = weights.matrix(f"l{layer}.{name}.w", *shape)
            arrays[f"l{layer}.{name}.b"] = weights.vector(f"l{layer}.{name}.b")
        for name in ("aln", "oln"):
            arrays[f"l{layer}.{name}.w"] = weights.vector(f"l{layer}.{name}.w")
            arrays[f"l{layer}.{name}.b"] = weights.vector(f"l{layer}.{name}.b")
    np.savez(path, **arrays)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    build()
    which = sys.argv[2:] or ["base", "invented", "train", "tune"]
    chance = random.Random(1)
    if "base" in which:
        write_base(folder / "base.npz")
        pairs = known_pairs(Pairing(model_folder()))
        arrays = {
            f"{name}{n}": getattr(pair, name) for n, pair in enumerate(pairs) for name in ("ids", "kinds")
        }
        np.savez(folder / "known.npz", **arrays)
    if "invented" in which:
        write(folder / "invented.npz", invented_groups(chance), bare=True)
    if "train" in which:
        groups = [*real_groups("train", _REAL_WRONG), *served_groups(chance, 1_500)]
        write(folder / "train.npz", real.shuffled(groups, 2), bare=True)
    if "tune" in which:
        write(folder / "tune.npz", real_groups("tune", 12), bare=False)


if __name__ == "__main__":
    main()
