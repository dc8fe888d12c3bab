"""Lists of links that web pages leave in their text: pages to read next answer nothing."""

import re
from itertools import pairwise

from levier.core.french.text import fold

_TITLE = re.compile(
    r"(?:a lire (?:aussi|egalement|sur\b.*)|articles? associes?|services en ligne|sur le meme sujet|liens? utiles?"
    r"|lire en complement|fiches? liees?|dernieres actualites|dans la meme rubrique|voir egalement)[\s:]*"
)
_MARK = re.compile(
    r"Services en ligne|À lire (?:aussi|également|sur ce site|sur service-public)|Articles? associés?"
    r"|(?:Fiche pratique\s+)?Date de mise à jour le|Sur le même sujet|Liens? utiles?|Lire en complément"
    r"|Dernières actualités"
)
_FAR = 600
_LEAST_LINKS = 3


def is_link_title(title: str) -> bool:
    """« À lire aussi », « Articles associés »: what stands below such a heading is links."""
    return bool(_TITLE.fullmatch(fold(title).strip()))


def before_links(text: str) -> int:
    """How much of a paragraph comes before the links glued to its end; all of it when there are none.

    One mark alone may be prose; two of them close to each other are a list.
    """
    marks = list(_MARK.finditer(text))
    for one, next_one in pairwise(marks):
        if next_one.start() - one.end() < _FAR:
            return len(text[: one.start()].rstrip())
    return len(text)


def only_links(items: list[tuple[str, str]]) -> bool:
    """Whether a list is a menu: each of its items (its words, the words of its links) is a link and no more."""
    return len(items) >= _LEAST_LINKS and all(words and words == linked for words, linked in items)
