"""Names that no table holds. « Le chiffre d'affaires du client Dupont », where there is no Dupont, is not the turnover of all:
a name said to be a customer's is taken for one, so that what reads the table says that it is unknown, and gives the nearest.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from levier.core.french.text import flatten
from levier.orchestrator.understand.shapes import Clause, Entity

_NOUNS = {
    "customer": "clients?|clientes?|customers?",
    "supplier": "fournisseurs?|suppliers?",
    "product": "produits?|articles?|references?|products?|items?",
    "category": "categories?|familles?|rayons?",
}
_ANCHORS = {
    dimension: re.compile(rf"(?<![a-z])(?:{nouns})\s*(?:n ?°|numero|no|num|nommee?s?)?\s*[«\"“]?\s*$")
    for dimension, nouns in _NOUNS.items()
}
_MANY = re.compile(r"s\s*[«\"“]?\s*$")
_LAW = re.compile(r"articles?\s*$")
_CAPITAL = "A-ZÀ-ÖØ-Þ"
_ACRONYMS = (
    "CA HT TTC TVA EUR USD GBP CHF SAV RFA DSO BFR EBE ROI KPI ETP RH PDG DAF FEC PCG TPE PME ETI GMS CHR UE VIP CSV PDF API"
    " [B-D]2[B-D] [TSQ][1-4] S\\d\\d?"
).split()
_NAME = re.compile(
    rf"(?<=[«\"“])\s*(?P<quoted>[^«»\"“”]{{2,60}}?)\s*(?=[»\"”])"
    rf"|(?<![\w'’.-])(?!(?:{'|'.join(_ACRONYMS)})\b)(?P<plain>[{_CAPITAL}][\w.&-]*(?:['’][{_CAPITAL}]\w*)?(?: (?:(?:de|du|des|la|le|les|et|&) )*[{_CAPITAL}][\w.&'’-]*)*)"
    r"|(?<![\w.-])(?P<code>(?=[\w-]*\d)[\w-]{3,})(?![\w%€$£])"
)
_BEFORE = re.compile(
    r"(?:^|[\s('])(?:de|du|des|d'|chez|pour|a|au|aux|sur|avec|vers|of|for|from)\s*(?:l'|la |le |les |the )?[«\"“]?\s*$"
)


def claimed(
    text: str, flat: str, members: Mapping[str, Sequence[str]], taken: Sequence[tuple[int, int]]
) -> list[Entity]:
    """Names that follow the word « client », « produit » …, of a dimension that the tables have, and that name nothing there.

    ``score`` is 0: they choose nothing, they are only looked up.
    """
    found = []
    for name, start, end, code in _names(text, taken):
        before = flat[:start]
        for dimension, anchor in _ANCHORS.items():
            if not members.get(dimension) or not anchor.search(before):
                continue
            if code and (_LAW.search(before) or (name.isdigit() and len(name) < 4)):
                continue  # « article 1240 » is of a law, « produits 2026 » is no code
            if name.isupper() and len(name) <= 4 and not code and _MANY.search(before):
                continue  # « nos clients VIP », « les produits A »
            kind = (
                "product_code"
                if dimension == "product" and code and members.get("product_code")
                else dimension
            )
            found.append(Entity(kind, name, start, end, name, 0.0, (name,)))
    return found


def unheard(clause: Clause, known: str, company: str = "") -> list[str]:
    """Names after « de », « chez », « pour » … that are no entity, no period, and stand nowhere in ``known`` (what was
    planned) nor in the name of the company itself.
    """
    taken = [(one.start, one.end) for one in clause.entities] + [
        (one.start, one.end) for one in clause.periods
    ]
    heard = flatten(f"{known} {company}")
    flat = flatten(clause.text)
    return [
        name
        for name, start, _, code in _names(clause.text, taken)
        if not code and _BEFORE.search(flat[:start]) and flatten(name) not in heard
    ]


def _names(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int, bool]]:
    """What is written as a name, where, and whether it is a code. Nothing in a text in capitals."""
    letters = [char for char in text if char.isalpha()]
    if sum(char.isupper() for char in letters) * 2 > len(letters):
        return
    for match in _NAME.finditer(text):
        group = str(match.lastgroup)
        start, end = match.span(group)
        name = match[group].rstrip(".&-'’")
        if any(start < last and first < end for first, last in taken):
            continue
        if group == "plain" and len(name) < 2:
            continue
        code = group != "quoted" and " " not in name and any(char.isdigit() for char in name)
        yield name, start, start + len(name), code
