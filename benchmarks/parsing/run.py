"""How fast and how well 1 000 office documents are read, and scans recognised. Rivals where they are installed.

``LEVIER_RIVALS_PYTHON``: the Python of an environment that holds kreuzberg and markitdown (``requirements/rivals.txt``).
``LEVIER_PARSING_COUNT``: how many documents (1 000); rivals read every fifth of them.
"""

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from io import BytesIO
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from benchmarks.parsing.corpus import DATA, NOTICE, Made, corpus, pdf, texts
from levier.core.errors import BadInput
from levier.knowledge.parsing.isolated import parse_file, parse_many
from levier.knowledge.parsing.pool import POOL
from levier.knowledge.parsing.structure import Parsed

COUNT = int(os.environ.get("LEVIER_PARSING_COUNT", "1000"))
_EVERY = 5
_OCR_PAGES = int(os.environ.get("LEVIER_OCR_PAGES", "4"))
_WORD = re.compile(r"\w+")
_LISTS = (".mbox", ".zip")
"""Formats that are lists of files: their words are in the files."""


def main() -> None:
    if not DATA.exists():
        print("Not run: the texts of `../shared/data` are absent.")
        return
    made = list(corpus(COUNT))
    print(documents(made))
    print(rivals(made[::_EVERY]))
    print(pictures())


def documents(made: list[Made]) -> str:
    """Speed, failures, words and table rows found again, by format."""
    before, began = _spent(), time.monotonic()
    read = list(parse_many([(one.data, one.name) for one in made]))
    wall = time.monotonic() - began
    POOL.close()
    spent = _spent() - before
    failures = [str(one) for one in read if isinstance(one, BadInput)]
    words: dict[str, list[float]] = defaultdict(list)
    rows: dict[str, list[float]] = defaultdict(list)
    for one, parsed in zip(made, read, strict=True):
        if one.words is None or isinstance(parsed, BadInput) or one.name.endswith(_LISTS):
            continue
        form = one.name.rsplit(".", 1)[-1]
        words[form].append(recall(one.words, "\n".join(page.text for page in parsed.pages)))
        rows[form].append(kept_rows(one, parsed))
    lines = [
        f"{len(made)} documents, two at a time, load of the machine {os.getloadavg()[0]:.1f}: {len(made) / wall:.0f} a second; "
        f"{spent:.0f} s of processor, so two free cores would read {2 * len(made) / spent:.0f} a second (computed, not timed; target 25). "
        f"Failures: {len(failures)}.",
        "",
        "| format | documents | words found | least | rows of tables kept as rows |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {form} | {len(words[form])} | {np.mean(words[form]):.3f} | {min(words[form]):.3f} | {np.mean(rows[form]):.3f} |"
        for form in sorted(words)
    ]
    lines += [
        "",
        "In a plain text and a mail, the rows are lines of words: no table is claimed.",
        *failures[:5],
    ]
    return "\n".join(lines)


def recall(wanted: str, found: str) -> float:
    """Share of the words of the document, counted with repetition, that were found."""
    gold, got = Counter(_WORD.findall(wanted)), Counter(_WORD.findall(found))
    return sum((gold & got).values()) / max(1, sum(gold.values()))


def kept_rows(one: Made, parsed: Parsed) -> float:
    """Share of the rows of the table found as rows of a table."""
    tables = "\n".join(
        page.text[block.start : block.end]
        for page in parsed.pages
        for block in page.blocks
        if block.kind == "table"
    )
    return sum(" | ".join(row) in tables for row in one.table) / max(1, len(one.table))


def rivals(made: list[Made]) -> str:
    """kreuzberg and markitdown on the same files, in their own environment."""
    python = os.environ.get("LEVIER_RIVALS_PYTHON", "")
    if not Path(python).is_file():
        return "\nRivals not run: `LEVIER_RIVALS_PYTHON` names no environment that holds `requirements/rivals.txt`."
    lines = [
        "",
        f"Rivals on one document in {_EVERY} ({len(made)} files, one at a time, one process each; processor seconds):",
        "",
        "| reader | documents a second of processor | failures | words found | rows of tables |",
        "|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for one in made:
            (Path(folder) / one.name).write_bytes(one.data)
        gold = {one.name: (one.words, one.table) for one in made}
        before = _spent()
        ours = {}
        for one in made:
            try:
                parsed = parse_file(one.data, one.name)
                ours[one.name] = "\n".join(page.text for page in parsed.pages)
            except BadInput:
                pass
        POOL.close()
        lines.append(_line("Levier", ours, gold, _spent() - before))
        for name in ("kreuzberg", "markitdown"):
            before = _spent()
            done = subprocess.run(
                [python, str(Path(__file__).with_name("rival.py")), name, folder],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, timeout=1_800,
            )  # fmt: skip
            spent = _spent() - before
            try:
                lines.append(_line(name, json.loads(done.stdout), gold, spent))
            except ValueError:
                lines.append(f"| {name} | stopped ({done.returncode}) | | | |")
    return "\n".join(lines)


def _line(name: str, texts_found: dict[str, str], gold: dict, spent: float) -> str:
    words, rows = [], []
    for file, (wanted, table) in gold.items():
        if wanted is None or file.endswith(_LISTS) or file not in texts_found:
            continue
        text = texts_found[file]
        words.append(recall(wanted, text))
        if not file.endswith((".txt", ".eml")):
            lines = [re.sub(r"[\s|\\]+", " ", line).strip() for line in text.split("\n")]
            rows.append(
                sum(" ".join(row) in line_set for row in table for line_set in [lines]) / max(1, len(table))
            )
    return f"| {name} | {len(gold) / spent:.1f} | {len(gold) - len(texts_found)} | {np.mean(words):.3f} | {np.mean(rows):.3f} |"


def pictures() -> str:
    """Character error rate of rendered French pages: clean, noisy and askew, on each side."""
    lines = [
        "",
        f"Recognition of {_OCR_PAGES} rendered A4 pages at 200 dots per inch (RapidOCR, one thread less than the cores):",
        "",
        "Errors are counted with straight and curly apostrophes alike: the recogniser writes both « ' ».",
        "",
        "| page | character errors | said reliability | processor seconds a page |",
        "|---|---|---|---|",
    ]
    chance = np.random.default_rng(3)
    pages = [_rendered(pdf(text)) for text in texts(_OCR_PAGES, seed=11)]
    for name, change in (
        ("clean", lambda image: image),
        ("noisy, askew 1.5°", lambda image: _noisy(image, chance)),
        ("turned a quarter", lambda image: image.rotate(90, expand=True)),
        ("upside down", lambda image: image.rotate(180)),
    ):
        errors: list[float] = []
        sure: list[float] = []
        before = _spent()
        for image, wanted in pages:
            stream = BytesIO()
            change(image).save(stream, "JPEG", quality=80)
            try:
                parsed = parse_file(stream.getvalue(), "page.jpg")
            except BadInput:
                errors.append(1.0)
                continue
            errors.append(_errors(wanted, parsed.pages[0].text))
            sure.append(parsed.reliability or 0)
        lines.append(
            f"| {name} | {100 * np.mean(errors):.2f} % | {np.mean(sure or [0]):.0f} % ({len(sure)} of {len(pages)} read) | {(_spent() - before) / len(pages):.1f} |"
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    lines += ["", f"Highest memory of a process that parses or recognises: {peak:.0f} MB; it ends after use."]
    return "\n".join(lines)


def _rendered(data: bytes) -> tuple[Image.Image, str]:
    """The first page as a picture, and its text as the PDF gives it."""
    image = pypdfium2.PdfDocument(data)[0].render(scale=200 / 72).to_pil().convert("RGB")
    return image, parse_file(data, "page.pdf").pages[0].text


def _noisy(image: Image.Image, chance: np.random.Generator) -> Image.Image:
    turned = image.rotate(1.5, expand=True, fillcolor="white").filter(ImageFilter.GaussianBlur(0.8))
    pixels = np.asarray(turned).astype(np.int16) + chance.normal(0, 18, (*turned.size[::-1], 1)).astype(
        np.int16
    )
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _errors(wanted: str, found: str) -> float:
    one, other = (_plain(text) for text in (wanted, found))
    return Levenshtein.distance(one, other) / max(1, len(one))


def _plain(text: str) -> str:
    """Straight apostrophes, and without the running line, which the PDF reader moves to the end of its page."""
    return " ".join(text.replace("’", "'").replace(NOTICE, "").split())


def _spent() -> float:
    """Processor seconds of this process and of those it waited for."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


if __name__ == "__main__":
    sys.exit(main())
