"""A hundred thousand passages: how long to index and load, how long a search takes, beside engines made for it.

Real passages of the labour sheets with their real vectors, repeated with a little noise and their sentences dealt
again, so that neither two vectors nor two texts are the same. Rivals are measured by ``rivals.py`` in an environment of
their own (``requirements/rivals.txt``, LEVIER_RIVALS_PYTHON) on the same vectors and texts, in the same session.
"""

import json
import os
import random
import resource
import statistics as stats
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from django.core.management import call_command

from benchmarks.retrieval import vectors, worlds
from levier.accounts.models import Company, Membership, User
from levier.core.actor import EVERYONE, Actor, Role
from levier.core.french.text import index_terms
from levier.inference import reading
from levier.inference.embedding import embedder
from levier.knowledge.models import Document, DocumentReader, DocumentVersion, Passage, Source
from levier.knowledge.space import changed, space_of

COUNT = int(os.environ.get("PASSAGES", "100000"))
_ASKED = 100
_PASSAGES_A_DOCUMENT = 10


def made(seed: int = 1) -> tuple[list[str], np.ndarray]:
    """Texts and unit vectors ``[COUNT, 384]``."""
    world = worlds.cdtn(drop=False)
    base = vectors.of_world(world)
    pieces = [item.text.split(". ") for item in world.items]
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    places = [place % len(base) for place in range(COUNT)]
    texts = []
    for place in places:
        other = pieces[chance.randrange(len(pieces))]
        own = pieces[place]
        texts.append(". ".join([*own[: max(1, len(own) - 1)], chance.choice(other)]))
    found = base[places] + noise.normal(0, 0.02, (COUNT, base.shape[1]))
    return texts, (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def write(texts: list[str], rows: np.ndarray) -> Actor:
    """A company that holds them, ten a document."""
    call_command("migrate", verbosity=0, interactive=False)
    user = User.objects.create_user("banc@exemple.fr", "un mot de passe assez long", name="Banc")
    company = Company.objects.create(name="Banc", slug="banc")
    member = Membership.objects.create(user=user, company=company, role=Role.OWNER)
    source = Source.objects.create(company=company, name="Banc")
    name = embedder().name
    for first in range(0, len(texts), 5_000):
        passages: list[Passage] = []
        for start in range(first, min(first + 5_000, len(texts)), _PASSAGES_A_DOCUMENT):
            document = Document.objects.create(
                company=company, source=source, key=str(start), title=f"Fiche {start}"
            )
            version = DocumentVersion.objects.create(
                document=document, number=1, sha256="", name="", format="txt"
            )
            Document.objects.filter(pk=document.pk).update(current=version)
            DocumentReader.objects.create(document=document, token=EVERYONE)
            for place in range(start, min(start + _PASSAGES_A_DOCUMENT, len(texts))):
                passages.append(
                    Passage(
                        company=company,
                        document=document,
                        version=version,
                        page=1,
                        start=0,
                        end=len(texts[place]),
                        text=texts[place],
                        body=" ".join(index_terms(texts[place])),
                        embedder=name,
                        vector=rows[place].astype("<f2").tobytes(),
                    )
                )
        Passage.objects.bulk_create(passages, batch_size=500)
    changed(company.pk)
    return member.actor()


def report() -> str:
    """The Markdown of this part."""
    from levier.knowledge.searching.search import search  # noqa: PLC0415 — after Django's settings

    texts, rows = made()
    began = time.perf_counter()
    actor = write(texts, rows)
    indexed = time.perf_counter() - began
    before = _memory()
    began = time.perf_counter()
    space_of(actor.company_id, embedder().name)
    loaded = time.perf_counter() - began
    grown = _memory() - before
    questions = [asked.text for asked in worlds.cdtn(drop=False).asked][:_ASKED]
    lines = [
        f"### {COUNT:,} passages".replace(",", " ") + "\n",
        f"Written and indexed in {indexed:.0f} s (vectors aside), read into memory in {loaded:.1f} s, {grown:.0f} MB more.\n",
        "| | search p50 ms | p95 ms | index s |",
        "|---|---|---|---|",
    ]
    real = reading.reader
    ways = [("Levier, passages ranked and their sentences found by words", None)]
    if real() is not None:
        ways.append(("Levier, the same and 8 passages read by the reader", real()))
    from levier.knowledge.searching import closely  # noqa: PLC0415

    for name, book in ways:
        closely.reader = lambda book=book: book
        if book is None:
            closely.BySentences.most = 0
        for question in questions[:5]:
            search(actor, question)
        each = [_timed(lambda question=question: search(actor, question)) for question in questions]
        lines.append(
            f"| **{name}** | {stats.median(each):.0f} | {np.quantile(each, 0.95):.0f} | {indexed:.0f} |"
        )
    lines += _rivals(texts, rows, questions)
    return "\n".join(lines) + "\n"


def _timed(done: object) -> float:
    start = time.perf_counter()
    done()  # type: ignore[operator]
    return 1000 * (time.perf_counter() - start)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _rivals(texts: list[str], rows: np.ndarray, questions: list[str]) -> list[str]:
    python = os.environ.get("LEVIER_RIVALS_PYTHON")
    if not python:
        return ["\nRivals were not measured: LEVIER_RIVALS_PYTHON names no environment that has them."]
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "rows.npy", rows)
        asked = np.stack([vectors.query(question) for question in questions])
        np.save(Path(folder) / "asked.npy", asked)
        (Path(folder) / "texts.json").write_text(json.dumps({"texts": texts, "questions": questions}))
        done = subprocess.run(
            [python, str(Path(__file__).with_name("rivals.py")), folder],
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
    return done.stdout.strip().splitlines()
