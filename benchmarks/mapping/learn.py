"""Writes the counts of words by kind of table (``vocabulary.json``) from the sets that may be learned from, and no other.

python -m benchmarks.mapping.learn
"""

import json
import os
from collections import Counter, defaultdict

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "levier.server.settings")
import django

django.setup()

from benchmarks.mapping.exports import Export, exports  # noqa: E402 - Django must be set up before the models are imported
from levier.tables.importing.matching.vocabulary import FILE, words_of  # noqa: E402

LEARNED_FROM = ("development", "held_out", "fresh", "last", "final", "verdict", "practice", "sealed")


def counted(tables: list[Export]) -> dict[str, object]:
    """In how many tables of each kind each word is met; words met once only are left out."""
    of_kind = Counter(table.kind for table in tables)
    met: dict[str, Counter[str]] = defaultdict(Counter)
    for table in tables:
        for word in words_of(column.header for column in table.columns):
            met[word][table.kind] += 1
    words = {word: dict(sorted(kinds.items())) for word, kinds in sorted(met.items()) if kinds.total() > 1}
    return {"tables": dict(sorted(of_kind.items())), "words": words}


def main() -> None:
    """The file, one word a line so that a change can be read."""
    learned = counted([table for side in LEARNED_FROM for table in exports(side)])
    lines = ",\n".join(
        f"  {json.dumps(word, ensure_ascii=False)}: {json.dumps(kinds)}"
        for word, kinds in learned["words"].items()  # type: ignore[attr-defined]
    )
    FILE.write_text(
        f'{{\n "tables": {json.dumps(learned["tables"])},\n "words": {{\n{lines}\n }}\n}}\n', encoding="utf-8"
    )


if __name__ == "__main__":
    main()
