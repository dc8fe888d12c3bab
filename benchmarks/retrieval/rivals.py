"""Engines beside Levier on the same vectors and texts: ``python rivals.py FOLDER`` (in an environment that has them).

Times are of the engine alone: the question is already embedded (Levier's figure holds its embedding, the rights, and
the choice of sentences). Prints the rows of a Markdown table.
"""

# ruff: noqa: PLC0415 — a rival that is absent must not stop the others
import json
import statistics as stats
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])
rows, asked = np.load(folder / "rows.npy"), np.load(folder / "asked.npy")
told = json.loads((folder / "texts.json").read_text())
texts, questions = told["texts"], told["questions"]


def row(name: str, built: float, search: Callable[[int], object]) -> None:
    for place in range(5):
        search(place)
    each = []
    for place in range(len(questions)):
        start = time.perf_counter()
        search(place)
        each.append(1000 * (time.perf_counter() - start))
    print(f"| {name} | {stats.median(each):.1f} | {np.quantile(each, 0.95):.1f} | {built:.0f} |", flush=True)


def chroma() -> None:
    import chromadb

    start = time.perf_counter()
    found = chromadb.PersistentClient(str(folder / "chroma")).create_collection(
        "passages", metadata={"hnsw:space": "cosine"}
    )
    for first in range(0, len(texts), 5_000):
        part = slice(first, first + 5_000)
        ids = [str(place) for place in range(first, min(first + 5_000, len(texts)))]
        found.add(ids=ids, embeddings=rows[part].tolist(), documents=texts[part])
    row("Chroma (HNSW, by meaning only)", time.perf_counter() - start,
        lambda place: found.query(query_embeddings=[asked[place].tolist()], n_results=10))  # fmt: skip


def lance() -> None:
    import lancedb

    start = time.perf_counter()
    base = lancedb.connect(str(folder / "lance"))
    data = [
        {"id": place, "text": text, "vector": row}
        for place, (text, row) in enumerate(zip(texts, rows, strict=True))
    ]
    table = base.create_table("p", data)
    table.create_fts_index("text", language="French")
    built = time.perf_counter() - start
    row("LanceDB (exact vectors)", built, lambda place: table.search(asked[place]).limit(10).to_list())
    row(
        "LanceDB (French full text)",
        built,
        lambda place: table.search(questions[place], query_type="fts").limit(10).to_list(),
    )


def tantivy_fr() -> None:
    import re

    import tantivy

    start = time.perf_counter()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="fr_stem")
    builder.add_integer_field("id", stored=True)
    found = tantivy.Index(builder.build())
    french = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    found.register_tokenizer("fr_stem", french.filter(tantivy.Filter.stemmer("french")).build())
    writer = found.writer(256_000_000, 1)
    for place, text in enumerate(texts):
        writer.add_document(tantivy.Document(text=text, id=place))
    writer.commit()
    found.reload()
    searcher = found.searcher()

    def search(place: int) -> object:
        words = " ".join(re.findall(r"\w+", questions[place]))
        return searcher.search(found.parse_query(words, ["text"]), 10).hits

    answered = sum(bool(search(place)) for place in range(len(questions)))
    assert answered > 0.9 * len(questions), f"{answered} questions of {len(questions)} found something"
    row("tantivy (French full text)", time.perf_counter() - start, search)


for rival in (chroma, lance, tantivy_fr):
    try:
        rival()
    except Exception as error:  # a rival that fails is a line of the table, not the end of the page
        print(
            f"| {rival.__name__} | not measured: {type(error).__name__} {str(error)[:60]} | | |", flush=True
        )
