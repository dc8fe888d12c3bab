"""Negation, obligation and opposites: « doit » is not « peut », « est » is not « n'est pas », « au moins » not « au plus »."""

import re

from levier.core.french.text import flatten

_NEGATION = re.compile(
    r"\bn(?:e |')(?:[a-z'\-]+ ){0,5}?(?:pas|plus|jamais|aucun\w*|rien|ni|nul\w*|point)\b"
    r"|\baucun[es]?\b|\bjamais\b|\bnul(?:le)?\b(?! part)|\bni\b|(?<!\bnon )\binterdi(?:t|te|ts|tes|ction)\b|\bimpossible\b|\bpas (?:de|d'|besoin|obligatoire|necessaire|possible)\b"
)
_RESTRICTION = re.compile(
    r"\bn(?:e |')(?:[a-z'\-]+ ){1,6}?qu(?:e\b|')|\bseul(?:e|s|es|ement)?\b|\buniquement\b|\bsauf\b|\bexcept\w+\b|\bhors\b"
)
_MUST = re.compile(
    r"\b(?:doi(?:t|vent)|devr(?:a|ont|ait|aient)|devai(?:t|ent)|oblig\w+|tenue?s? d[e']|il faut|il faudra|exige\w*|requise?s?|imperati\w+|necessaire\w*)\b"
)
_MAY = re.compile(
    r"\b(?:peu(?:t|vent)|pourr(?:a|ont|ait|aient)|pouvai(?:t|ent)|possib\w+|facultati\w+|autorise\w*|permet\w*|eventuel\w*|libre de)\b"
)
_OPPOSITES = (
    (r"hauss\w+|augment\w+|progress\w+|croissance", r"baiss\w+|diminu\w+|recul\w*|chut\w+"),
    (r"avant", r"apres"), (r"superieur\w*", r"inferieur\w*"), (r"inclu\w*|compris\w*", r"exclu\w*"),
    (r"acheteur\w*", r"vendeur\w*|fournisseur\w*"), (r"gratuit\w*", r"payant\w*"), (r"avec", r"sans"),
    (r"ttc|toutes taxes comprises", r"ht|hors taxes?"), (r"brute?s?", r"nette?s?"), (r"minimum|minimale?s?|au moins", r"maximum|maximale?s?|au plus"),
    (r"mensuel\w*", r"annuel\w*|hebdomadaire\w*"), (r"ouvres?", r"ouvrables?"), (r"premiers?|premieres?", r"derniers?|dernieres?"),
    (r"accept\w+", r"refus\w+"), (r"debut\w*|commenc\w+", r"fin|finit|termin\w+"), (r"plus", r"moins"), (r"client\w*", r"fournisseur\w*"),
    (r"employeurs?", r"salarie\w*"), (r"entrants?|entrees?", r"sortants?|sorties?"), (r"public\w*", r"prive\w*"), (r"nord", r"sud"), (r"est\b(?= de)", r"ouest"),
    (r"oui", r"non"), (r"vrai\w*", r"faux|fausse\w*"), (r"toujours", r"jamais"), (r"hommes?", r"femmes?"), (r"autoris\w+", r"interdi\w+"),
)  # fmt: skip
_PAIRS = tuple(
    (re.compile(rf"\b(?:{left})\b"), re.compile(rf"\b(?:{right})\b")) for left, right in _OPPOSITES
)


def contradiction(claim: str, support: str) -> str:
    """The French reason why ``support``, which says nearly the same words, does not say the same thing ("" if it does)."""
    said, written = flatten(claim), flatten(support)
    must, may = bool(_MUST.search(written)), bool(_MAY.search(written))
    faults = (
        (
            len(_NEGATION.findall(said)) != len(_NEGATION.findall(written)),
            "une négation diffère de la preuve",
        ),
        (
            _RESTRICTION.search(said) and not _RESTRICTION.search(written),
            "une restriction ne figure pas dans la preuve",
        ),
        (_MUST.search(said) and not must, "la preuve n'en fait pas une obligation"),
        (_MAY.search(said) and not may, "la preuve n'en fait pas une possibilité"),
        (
            may and not _MAY.search(said) and not _MUST.search(said),
            "la preuve ne parle que d'une possibilité",
        ),
    )
    for wrong, reason in faults:
        if wrong:
            return reason
    for left, right in (*_PAIRS, (_MUST, _MAY)):
        if _flipped(said, written, left, right) or _flipped(said, written, right, left):
            return "un mot dit le contraire de la preuve"
    return ""


def _flipped(said: str, written: str, one: "re.Pattern[str]", other: "re.Pattern[str]") -> bool:
    """More of one word and fewer of the other than the evidence has."""
    return len(one.findall(said)) > len(one.findall(written)) and len(other.findall(said)) < len(
        other.findall(written)
    )
