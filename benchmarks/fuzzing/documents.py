"""``python -m benchmarks.fuzzing.documents [--seconds N]``: damaged documents of every format, no coverage guide needed.

Bytes are changed, cut, repeated and moved in real files of sixteen formats; parts of Office packages are damaged
once unpacked, so that the XML inside is reached too. Each answer must be pages or a reason, within 20 seconds and
the limits of the parsing process; anything else is kept as a file and said.
"""

import argparse
import random
import sys
import tempfile
import time
import zipfile
from io import BytesIO
from pathlib import Path

from tests.knowledge import files
from tests.knowledge.parsing import made

from benchmarks.parsing.corpus import MAKERS, texts
from levier.knowledge.parsing.pool import Pool
from levier.knowledge.parsing.refusing import REASONS

_LONGEST = 20.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    kept = Path(tempfile.mkdtemp(prefix="levier-fuzz-documents-"))
    told = fuzz(given.seconds, random.Random(given.seed), kept)
    print(told)
    return 0 if ", 0 faults," in told else 1


def fuzz(seconds: int, chance: random.Random, kept: Path) -> str:
    """Damage and read files for so long; those that an answer is wrong for are kept in ``kept``. Counts, in words."""
    pool, seeds = Pool(2), _seeds()
    inside = kept / "inside"
    inside.mkdir()
    until, tried, slowest, bad = time.monotonic() + seconds, 0, 0.0, 0
    refused: dict[str, int] = {}
    while time.monotonic() < until:
        data, name = chance.choice(seeds)
        damaged = _damaged(data, chance)
        began = time.monotonic()
        answer = pool.parse(damaged, name, inside, _LONGEST)
        slowest = max(slowest, time.monotonic() - began)
        tried += 1
        fault = "killed" if answer is None else answer.get("fault") or _unsound(answer)
        if answer and "refused" in answer:
            refused[answer["refused"]] = refused.get(answer["refused"], 0) + 1
        if fault:
            bad += 1
            (kept / f"{bad:03d}-{name}").write_bytes(damaged)
            print(f"{name}: {fault} -> {kept}/{bad:03d}-{name}", file=sys.stderr, flush=True)
    pool.close()
    reasons = ", ".join(f"{reason} {count}" for reason, count in sorted(refused.items()))
    return f"{tried} files, {bad} faults, slowest {slowest:.1f} s; {tried - sum(refused.values())} read, refused: {reasons}"


def _unsound(answer: dict[str, object]) -> str:
    """What is wrong with an answer: a reason that has no words, a block outside of its page."""
    if "refused" in answer:
        return "" if answer["refused"] in REASONS else f"no words for {answer['refused']}"
    for _, text, blocks, _, lines, _, _ in answer["pages"]:  # type: ignore[attr-defined]
        if any(not 0 <= start < end <= len(text) for start, end, *_ in [*blocks, *lines]):
            return "a block outside of its page"
    return ""


def _seeds() -> list[tuple[bytes, str]]:
    text = texts(1, seed=5)[0]
    seeds = [(maker(text), f"{at}.{ending}") for at, (ending, maker, _) in enumerate(MAKERS)]
    return [
        *seeds, (files.TERMS, "a.pdf"), (made.word(), "b.docx"), (made.mail_with_files(), "c.eml"), (made.RTF, "d.rtf"),
        (made.picture(["Bonjour"]), "e.png"), (made.picture(["Bonjour"], form="TIFF"), "f.tif"), (made.old_office("Workbook"), "g.xls"),
        (made.old_office("__properties_version1.0"), "h.msg"), (made.text_document(), "i.odt"),
    ]  # fmt: skip


def _damaged(data: bytes, chance: random.Random) -> bytes:
    if data.startswith(b"PK") and chance.random() < 0.6:
        return _repacked(data, chance)
    raw = bytearray(data)
    for _ in range(chance.choice([1, 2, 5, 20, 100])):
        at = chance.randrange(len(raw))
        what = chance.random()
        if what < 0.6:
            raw[at] = chance.randrange(256)
        elif what < 0.75:
            del raw[at : at + chance.randrange(1, 200)]
        elif what < 0.9:
            raw[at:at] = raw[at : at + chance.randrange(1, 200)] * chance.choice([1, 2, 50])
        else:
            raw[at:at] = chance.choice(
                [b"\x00", b"\xff" * 8, b"<a>" * 50, b"99999999999", b"{", b"((", b"\n\nFrom "]
            )
        if len(raw) < 8:
            break
    return bytes(raw[: chance.randrange(1, len(raw) + 1)] if chance.random() < 0.2 else raw)


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """The package with one of its parts damaged inside."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hurt = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(
                name,
                _damaged(content, chance)
                if name == hurt and content and not content.startswith(b"PK")
                else content,
            )
    return stream.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
