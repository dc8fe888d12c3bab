"""Words of a question of figures that nobody read: « les ventes de savon », where no table knows any soap.

The figure is then that of the whole; it may be what is wanted, but never without a word about it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from levier.core.french.numbers import find_numbers
from levier.core.french.text import flatten, fold, stems
from levier.orchestrator.planning.local.having import in_a_name
from levier.orchestrator.planning.planner import AnyCapability
from levier.orchestrator.understand import Clause
from levier.orchestrator.understand.linking import ORDINARY
from levier.tables.kinds import KINDS
from levier.tables.measures import MODELS

_LONG = 7
"""Letters above which even the first one may be mistyped: « tasses » is no « passes »."""
_NAMED = re.compile(
    r"(?<![\w'])(?=(?:(?:de|du|des|chez|pour) +(?:la |le |les |nos |notre )?|d'|(?:de |pour )?l'"
    r"|(?:client|cliente|produit|article|fournisseur) +)(?P<word>[a-z][a-z-]{2,})(?![\w']))"
)


def unread(clause: Clause, catalogue: Sequence[AnyCapability]) -> list[str]:
    """Words where a name stands (« de … », « du client … ») that are no name, no period, and no word of requests."""
    known, plain = _known(tuple(catalogue))
    spans = [(one.start, one.end) for one in clause.entities] + [
        (one.start, one.end) for one in clause.periods
    ]
    found = []
    for match in _NAMED.finditer(flatten(clause.text)):
        start, end = match.span("word")
        word, stemmed = match["word"], stems(match["word"])
        if any(start < last and first < end for first, last in spans):
            continue
        if word in ORDINARY or any(stem in known for stem in stemmed):
            continue
        near = process.extractOne(word, plain, scorer=OSA.distance, score_cutoff=1)
        if near is not None and (near[0][0] == word[0] or len(word) > _LONG):
            continue  # mistyped: « chiffre d'afaires »
        found.append(clause.text[start:end])
    return found


def uncounted(clause: Clause, planned: str) -> list[str]:
    """Amounts and percentages of the question that stand nowhere in what was planned: « … de plus de 500 € »."""
    counted = {float(match) for match in re.findall(r"\d+(?:\.\d+)?", planned)}
    found = []
    for number in find_numbers(clause.text):
        value = abs(float(number.value))
        if number.unit not in _AMOUNTS or in_a_name(clause, number.start, number.end):
            continue
        if value not in counted and value / 100 not in counted:
            found.append(clause.text[number.start : number.end].strip())
    return found


_AMOUNTS = frozenset({"€", "£", "$", "%", "point"})


@lru_cache(maxsize=4)
def _known(catalogue: tuple[AnyCapability, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that capabilities, measures, axes and kinds of tables are spoken of with: their stems, and themselves."""
    texts = [text for one in catalogue for text in (*one.examples, *one.said_by, one.title, one.summary)]
    for model in MODELS.values():
        texts += [text for measure in model.measures.values() for text in (measure.label, *measure.synonyms)]
        texts += [text for axis in model.dimensions.values() for text in (axis.label, *axis.synonyms)]
    texts += [kind.label for kind in KINDS.values()]
    words = {word for text in texts for word in fold(text).split() if len(word) > 3}
    return frozenset(stem for text in texts for stem in stems(text)), tuple(sorted(words))
