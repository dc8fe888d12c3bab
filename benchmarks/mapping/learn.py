"""Writes what is counted in the sets that may be learned from, and no other: words by kind of table (``vocabulary.json``), what each
header filled (``met.json``). Then ``python -m benchmarks.mapping.doubting`` writes how sure that makes a choice.

python -m benchmarks.mapping.learn
"""

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
import django

django.setup()

from benchmarks.mapping.exports import Export, exports  # noqa: E402 - Django must be set up before the models are imported
from levier.tables.importing.matching import met, vocabulary  # noqa: E402
from levier.tables.importing.matching.vocabulary import words_of  # noqa: E402

LEARNED_FROM = "development held_out fresh last final verdict practice sealed trial nothing".split()


def counted(tables: list[Export]) -> dict[str, object]:
    """In how many tables of each kind each word is met; words met once only are left out."""
    of_kind = Counter(table.kind for table in tables)
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for table in tables:
        for word in words_of(column.header for column in table.columns):
            met[word][table.kind] += 1
    words = {word: dict(sorted(kinds.items())) for word, kinds in sorted(met.items()) if kinds.total() > 1}
    return {"tables": dict(sorted(of_kind.items())), "words": words}


def headers_of(tables: Iterable[Export]) -> dict[str, met.Counts]:
    """Header → (kind, field) → tables; a column that may fill several fields counts for a part of each."""
    found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for table in tables:
        for column in table.columns:
            for field in column.right:
                found[met.key_of(column.header)][table.kind, field] += 1 / len(column.right)  # type: ignore[assignment]
    return {key: dict(counts) for key, counts in found.items()}


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
    learned = counted(tables)
    lines = ",\n".join(
        f"  {json.dumps(word, ensure_ascii=False)}: {json.dumps(kinds)}"
        for word, kinds in learned["words"].items()  # type: ignore[attr-defined]
    )
    vocabulary.FILE.write_text(
        f'{{\n "tables": {json.dumps(learned["tables"])},\n "words": {{\n{lines}\n }}\n}}\n', encoding="utf-8"
    )


if __name__ == "__main__":
    main()
