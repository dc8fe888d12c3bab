"""Which documents come first when several answer, and what casts a doubt on them: rules set by hand, in log-odds."""

import re

from levier.knowledge.searching.question import Expected, Question
from levier.knowledge.searching.reading import PassageRow
from levier.knowledge.searching.scoring import PASSAGE_FEATURES

OWN_DOCUMENT = 1.5
"""Added, in the order only, to the documents of the kind a question names (« notre contrat », « la loi »)."""
LACKS_FIGURE = -0.5
"""In the order only: « combien » is better answered by an extract that holds a number."""
_LINKS = re.compile(
    r"\b(?:[àa] lire (?:aussi|sur)|services en ligne|en savoir plus|voir aussi|liens? utiles?|sur le m[êe]me sujet"
    r"|pour aller plus loin|date de mise [àa] jour|et aussi)\b",
    re.IGNORECASE,
)
_LINKING = (
    "lire aussi", "lire sur", "services en ligne", "en savoir plus", "voir aussi", "lien utile", "liens utile", "sur le même",
    "sur le meme", "pour aller plus", "date de mise", "et aussi",
)  # fmt: skip
"""One of these stands in each of the links: looking for them first is ten times faster."""
_LINK_LIST = -2.0
_NOT_OURS = -0.8
_UNHEARD = -1.0
"""A word that no document holds, even misspelt: what is asked about is likely not there. Set by hand: the training
questions, written from their passages, seldom hold such a word."""
_MENDED = -0.4
"""A word read as another (« capitaine » as « capital »): most are slips, some are words that no document holds. Among
PIAF's questions set apart to choose by, 8 % of those that are answered hold one, 18 % of those that are not."""
_HOUSE_RULE = 1.2
"""In the order only: the company's own rule comes before a general text that answers about as well."""
_SUMMARY = 1.2
_TITLED = 0.5
_HEADING = PASSAGE_FEATURES.index("heading")


def doubt(asked: Question, passage: PassageRow) -> float:
    """Log-odds taken off: a list of links answers nothing; a public text says little of « notre avocat »; a word that
    no document holds, or only mended, leaves the question without its subject."""
    found = _LINK_LIST if _lists_links(passage.text) else 0.0
    if asked.possessive and not asked.public and passage.data_class == "public":
        found += _NOT_OURS
    if asked.unheard:
        found += _UNHEARD
    if any(one.why == "spelling" for one in asked.widened):
        found += _MENDED
    return found


def _lists_links(text: str) -> bool:
    low = text.lower()
    return any(word in low for word in _LINKING) and len(_LINKS.findall(text)) >= 2


def lead(asked: Question, passage: PassageRow, titled: float) -> float:
    """The first lines of a public text whose title speaks of the question (``titled``, 0–1) sum up its answer."""
    opens = passage.page <= 1 and passage.start == 0 and passage.data_class == "public"
    figure = asked.expected in (Expected.DURATION, Expected.AMOUNT)
    return _SUMMARY if opens and figure and titled >= _TITLED else 0.0


def preference(asked: Question, passage: PassageRow) -> float:
    """For the company's own documents, or for public texts when the question speaks of the law."""
    own = passage.data_class != "public"
    if own:
        if asked.possessive or (asked.ours and not asked.public):
            return OWN_DOCUMENT
        return 0.0 if asked.public else _HOUSE_RULE
    return OWN_DOCUMENT if asked.public and not asked.possessive else 0.0


def heading_of(features: "list[float]") -> float:
    """How much of the question the title path holds, from a row of PASSAGE_FEATURES."""
    return float(features[_HEADING])
