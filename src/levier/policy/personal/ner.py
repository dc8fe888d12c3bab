"""Names of people by a language model of the French newspaper kind (spaCy, fr-core-news-md), where lists do not reach.

It takes half a gigabyte: it runs in a process of its own, which ends with its work. Offline, like everything.
"""

import json
import subprocess
import sys
from collections.abc import Sequence

from levier.core.errors import Unavailable
from levier.policy.personal.people import _BUSINESS, _NOT_NAMES, family_names, first_names, fold_name

_SECONDS = 600
_LONGEST = 20_000


def people_in(texts: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Where people are named in each text. Raises Unavailable when the model cannot run."""
    given = json.dumps([text[:_LONGEST] for text in texts]).encode()
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "levier.policy.personal.ner"],
            input=given,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as fault:
        raise Unavailable(
            "La recherche de noms de personnes n'a pas pu se faire",
            mend="Vérifiez la mémoire libre, puis lancez « levier doctor ».",
        ) from fault
    return [[(start, end) for start, end in spans] for spans in json.loads(ran.stdout)]


def plausible(words: str) -> bool:
    """Whether what the model took for a person may be one: the model also takes « Bonjour » and « Livraison » for people."""
    parts = [fold_name(word) for word in words.replace("-", " ").split()]
    if not parts or not words[:1].isupper() or {*parts} & (_BUSINESS | _NOT_NAMES):
        return False
    known = [part for part in parts if part in first_names() or part in family_names()]
    return bool(known) if len(parts) > 1 else parts[0] in first_names() and parts[0] in family_names()


def _main() -> None:
    import spacy  # noqa: PLC0415 - only in the process of its own

    model = spacy.load(
        "fr_core_news_md", exclude=["parser", "lemmatizer", "attribute_ruler", "morphologizer"]
    )
    texts = json.load(sys.stdin)
    found = [
        [
            (entity.start_char, entity.end_char)
            for entity in read.ents
            if entity.label_ == "PER" and plausible(entity.text)
        ]
        for read in model.pipe(texts, batch_size=32)
    ]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    _main()
