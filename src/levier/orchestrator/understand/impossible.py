"""Counts and dates that cannot be: « les 0 prochaines semaines », « nos -5 meilleurs clients », « 45/13/2011 ».

Read as something near, they would be answered wrongly with confidence; they are refused before anything is planned.
"""

import re

from levier.core.errors import BadInput
from levier.core.french.days import day_or_none
from levier.core.french.text import flatten
from levier.core.french.units import UNIT

MOST = 9_999
_RANK = (
    r"(?:prochaine?s?|derniere?s?|premiere?s?|meilleure?s?|pires?|plus \w+|next|last|first|best|top|worst)"
)
_NOUN = rf"(?:{UNIT}|clients?|produits?|references?|articles?|pays|categories?|customers?|products?|items?|countries)"
_COUNT = re.compile(rf"(?<![\w.,/-])(?P<count>[-\u2212] ?\d+|\d+) (?:{_RANK} )+{_NOUN}(?![a-z])")
_DATE = re.compile(r"(?<![\w/.-])(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?![\w/])")


def check_possible(text: str) -> None:
    """Raises BadInput naming the words that cannot be."""
    flat = " ".join(flatten(text).split())
    for match in _COUNT.finditer(flat):
        count = int(match["count"].replace("\u2212", "-").replace(" ", ""))
        if not 1 <= count <= MOST:
            raise BadInput(
                f"« {match.group()} » n'est pas un nombre possible",
                mend=f"Donnez un nombre de 1 à {MOST}, par exemple « les 4 prochaines semaines ».",
            )
    for match in _DATE.finditer(text):
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if not 1 <= month <= 12 or not year or day_or_none(year, month, day) is None:
            raise BadInput(
                f"La date « {match.group()} » n'existe pas dans le calendrier",
                mend="Écrivez jour/mois/année, par exemple 23/11/2026.",
            )
