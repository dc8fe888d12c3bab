"""Learn what the search makes of the reader (``read*`` in ``learned.json``): ``python -m benchmarks.retrieval.learn_reading``.

On the « tune » part, which neither the reader nor anything reported has seen; figures are of the held-out part.
"""

import json
import os

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
django.setup()

from benchmarks.retrieval import closely, worlds  # noqa: E402
from benchmarks.retrieval.learn import Prepared, cases, plain, said_of, write  # noqa: E402
from benchmarks.retrieval.reader.split import part  # noqa: E402
from levier.inference import embedding, reading  # noqa: E402
from levier.knowledge.searching.learned import learned  # noqa: E402


def main() -> None:
    embedding.build()
    reading.build()
    book = reading.reader()
    if book is None:
        raise SystemExit("the reader is switched off (LEVIER_READER)")
    ranking = learned().ranking
    every = int(os.environ.get("EVERY", "2"))
    prepared = [
        Prepared(worlds.piaf(drop=True)),
        Prepared(worlds.cnil(drop=True)),
        Prepared(worlds.cdtn(drop=True)),
    ]
    tune = [case for one in prepared for case in cases(one, "tune", part)]
    sentence = closely.learn_sentence(closely.sentence_examples(tune, book))
    read = closely.read(tune, ranking, book, more=2)
    answers = closely.learn_answers(read, sentence)
    seen = closely.judged([closely.first(one) for one in read], sentence, answers)
    threshold = closely.threshold_of(seen)
    report = {}
    for one in prepared:
        held = closely.read(
            cases(one, "held-out", part, every if one.world.name == "PIAF" else 1), ranking, book
        )
        found = closely.judged(held, sentence, answers)
        report[one.world.name] = said_of(found.best, found.right, found.answerable, threshold)
    models = {"read_sentence": sentence, "read": answers}
    write(
        {name: plain(model) for name, model in models.items()}
        | {"read_threshold": round(threshold, 4), "read_validation": report}
    )
    print(json.dumps(report, indent=1))
    for name, model in models.items():
        print(name, np.round(model.weights, 2), round(model.intercept, 2))
    print("threshold", threshold)


if __name__ == "__main__":
    main()
