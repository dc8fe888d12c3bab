"""Writes what is learned from the headers of the sets that may be learned from, and no other: which kind of table the words of a
header line are met in (``vocabulary.json``), which sort of table of no kind (``sorts.json``), what each header filled (``met.json``).
Then ``python -m benchmarks.mapping.choosing`` and ``.doubting`` learn how to weigh it all.

python -m benchmarks.mapping.learn
"""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
import django

django.setup()

from sklearn.feature_extraction import DictVectorizer  # noqa: E402 - Django must be set up before the models are imported
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.preprocessing import normalize  # noqa: E402

from benchmarks.mapping.exports import Export, exports  # noqa: E402
from levier.tables.importing.matching import met, sorts, vocabulary  # noqa: E402
from levier.tables.importing.matching.vocabulary import Vocabulary, words_of  # noqa: E402

LEARNED_FROM = (
    "development held_out fresh last final verdict practice sealed trial nothing trial_sealed byhand_sealed"
    " wide_sold wide_kept wide_none"
).split()
_STRENGTH = 30.0
_SLIGHT = 0.1
"""Weights that change nothing are left out."""


def taught(tables: Sequence[Export]) -> Vocabulary:
    """A multinomial logistic regression over words met in two tables at least, each line of length 1."""
    lines = [words_of(column.header for column in table.columns) for table in tables]
    counts = Counter(word for line in lines for word in line)
    kept = [dict.fromkeys(sorted(word for word in line if counts[word] > 1), 1.0) for line in lines]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=_STRENGTH, max_iter=300)
    model.fit(normalize(vectorizer.fit_transform(kept)), [table.kind for table in tables])
    words = {
        word: {
            place: round(float(weight), 2)
            for place, weight in enumerate(model.coef_[:, column])
            if abs(weight) >= _SLIGHT
        }
        for word, column in vectorizer.vocabulary_.items()
    }
    bias = tuple(round(float(each), 3) for each in model.intercept_)
    return Vocabulary(tuple(map(str, model.classes_)), bias, words)


def headers_of(tables: Iterable[Export]) -> dict[str, met.Counts]:
    """Header → (kind, field) → tables; a column that may fill several fields counts for a part of each."""
    found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for table in tables:
        for column in table.columns:
            for field in column.right:
                found[met.key_of(column.header)][table.kind, field] += 1 / len(column.right)  # type: ignore[assignment]
    return {key: dict(counts) for key, counts in found.items()}


def sorts_of(tables: Iterable[Export]) -> dict[str, dict[str, object]]:
    """By sort that ``sorts.json`` names, its label, how many tables and how often each word was met in them."""
    labels = {
        name: each["label"] for name, each in json.loads(sorts.FILE.read_text(encoding="utf-8")).items()
    }
    words: dict[str, Counter[str]] = {name: Counter() for name in labels}
    of_sort: Counter[str] = Counter()
    for table in tables:
        if table.sort in labels:
            of_sort[table.sort] += 1
            words[table.sort].update(words_of(column.header for column in table.columns))
    return {
        name: {"label": label, "tables": of_sort[name], "words": dict(sorted(words[name].items()))}
        for name, label in labels.items()
    }


def _met_lines(headers: dict[str, met.Counts]) -> str:
    lines = []
    for key, counts in sorted(headers.items()):
        kinds: dict[str, dict[str, float]] = defaultdict(dict)
        for (kind, field), count in sorted(counts.items()):
            kinds[kind][field] = round(count, 2)
        lines.append(f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(kinds)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    """The files, one word or header a line so that a change can be read."""
    tables = [table for side in LEARNED_FROM for table in exports(side)]
    met.FILE.write_text(_met_lines(headers_of(tables)), encoding="utf-8")
    named = ",\n".join(
        f" {json.dumps(name)}: {json.dumps(each, ensure_ascii=False)}"
        for name, each in sorts_of(tables).items()
    )
    sorts.FILE.write_text(f"{{\n{named}\n}}\n", encoding="utf-8")
    learned = taught(tables)
    lines = ",\n".join(
        f"  {json.dumps(word, ensure_ascii=False)}: "
        + json.dumps({learned.kinds[place]: weight for place, weight in weights.items()})
        for word, weights in sorted(learned.words.items())
        if weights
    )
    bias = json.dumps(dict(zip(learned.kinds, learned.bias, strict=True)))
    vocabulary.FILE.write_text(f'{{\n "bias": {bias},\n "words": {{\n{lines}\n }}\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
