"""The date a document gives itself: « en vigueur au 1er janvier 2025 », « version du 03/02/2024 »."""

import re
from datetime import date

_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
_DATE = rf"(\d{{1,2}})(?:er)?(?:\s+({'|'.join(_MONTHS)})\s+|[/.](\d{{1,2}})[/.])(\d{{4}})"
_STATED = re.compile(
    r"(?:en vigueur|applicables?|version|mise? à jour|date d'effet|prend effet|fait à [^,\n]{2,40},|signé"
    r"|conclu|entre en vigueur|révision|édition)"
    r"[^.\n\d]{0,30}?" + _DATE,
    re.IGNORECASE,
)
_READ = 3_000


def stated_date(text: str) -> date | None:
    """The first date that the beginning of a document presents as its own, None when it presents none."""
    for match in _STATED.finditer(text[:_READ].replace("\u00a0", " ").replace("’", "'")):
        day, word, month, year = match.groups()
        try:
            return date(int(year), _MONTHS.index(word.lower()) + 1 if word else int(month), int(day))
        except ValueError:
            continue
    return None
