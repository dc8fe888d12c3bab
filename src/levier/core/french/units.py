"""Units of time and small counts as written in a request (flattened text)."""

from levier.core.french.calendar import Unit
from levier.core.french.number_words import read_words

UNIT = (
    r"(?:jours?|journees?|jrs?|j|semaines?|sem|mois|trimestres?|semestres?|ans?|annees?|exercices?|"
    r"days?|weeks?|months?|quarters?|years?)"
)
_COUNTS = (
    "un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante-cinq|quarante|"
    "soixante|quatre-vingt-dix|cent|two|three|four|five|seven|eight|nine|ten|twelve|quelques|a few|few"
)
NUMBER = rf"(?:\d{{1,4}}|{_COUNTS})"

_NAMES: tuple[tuple[str, Unit], ...] = (
    ("j", "day"), ("da", "day"), ("sema", "week"), ("sem", "week"), ("we", "week"), ("mo", "month"),
    ("t", "quarter"), ("q", "quarter"), ("an", "year"), ("y", "year"), ("ex", "year"),
)  # fmt: skip


def unit_of(word: str) -> Unit:
    """« semaines » → "week"."""
    if word.startswith("seme"):
        return "semester"
    return next(unit for prefix, unit in _NAMES if word.startswith(prefix))


def read_count(word: str) -> int:
    """« 4 » → 4, « deux » → 2, « quelques » → 3."""
    if word.isdigit():
        return max(1, int(word))
    if word in ("un", "une"):
        return 1
    if word in ("quelques", "few", "a few"):
        return 3
    return next((value for value, _, _ in read_words(word)), 9 if word == "neuf" else 1)
