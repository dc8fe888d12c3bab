"""True sentences and the lies made from them, one kind of change at a time."""

import random
import re
from dataclasses import dataclass

from levier.core.french.numbers import find_numbers, format_number
from levier.core.french.text import stems
from levier.validation import names

_VERB = re.compile(
    r"\b(est|sont|a|ont|était|étaient|doit|doivent|peut|peuvent|sera|seront|fut|avait|permet|devient)\b(?! pas\b)"
)
_NEGATED = re.compile(r"\b(?:ne |n['’])(\w+) pas\b")
_MODAL = {"doit": "peut", "doivent": "peuvent", "peut": "doit", "peuvent": "doivent"}
_UNITS = {
    "jours": "semaines", "jour": "mois", "semaines": "mois", "mois": "ans", "ans": "mois", "années": "jours", "heures": "jours",
    "minutes": "heures", "km": "m", "%": "€", "euros": "dollars", "€": "k€", "millions": "milliards", "milliards": "millions", "kg": "g",
}  # fmt: skip
_OPPOSITES = {
    "avant": "après", "après": "avant", "plus": "moins", "moins": "plus", "supérieur": "inférieur", "augmente": "diminue",
    "augmentation": "diminution", "nord": "sud", "sud": "nord", "premier": "dernier", "première": "dernière", "début": "fin",
    "hausse": "baisse", "baisse": "hausse", "minimum": "maximum", "maximum": "minimum",
}  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A sentence about a passage or a table (``source``), true or made false in one ``way``."""

    text: str
    source: str
    true: bool
    way: str


def lies(sentence: str, rng: random.Random, others: list[str]) -> dict[str, str]:
    """Every lie that can be made of a sentence: kind of change → text. ``others``: names of other texts."""
    made = {
        "number": _number(sentence, rng),
        "unit": _word(sentence, _UNITS),
        "name": _name(sentence, rng, others),
        "names swapped": _swap(sentence),
        "negation": _negate(sentence),
        "modality": _word(sentence, _MODAL),
        "opposite": _word(sentence, _OPPOSITES),
    }
    return {kind: text for kind, text in made.items() if text and text != sentence}


def rewritings(sentence: str, rng: random.Random) -> dict[str, str]:
    """The same sentence said otherwise, still true: kind → text."""
    made = {"verbatim": sentence, "introduced": f"Selon le document, {sentence[0].lower()}{sentence[1:]}"}
    number = next(
        (one for one in find_numbers(sentence) if one.raw.strip().isdigit() and len(one.raw.strip()) > 4),
        None,
    )
    if number:
        made["number reformatted"] = (
            sentence[: number.start] + format_number(number.value) + sentence[number.end :]
        )
    clauses = sentence.rstrip(".").split(", ")
    if len(clauses) > 2 and len(stems(clauses[0])) >= 4:
        made["first clause"] = clauses[0] + "."
    return made


def _number(sentence: str, rng: random.Random) -> str:
    found = [one for one in find_numbers(sentence) if re.search(r"\d", one.raw)]
    if not found:
        return ""
    one = rng.choice(found)
    digits = re.search(r"\d+", one.raw)
    assert digits
    old = int(digits.group())
    new = rng.choice(
        [old + rng.randint(1, max(2, old // 3)), max(0, old - rng.randint(1, max(2, old // 3))), old * 10]
    )
    if new == old:
        new = old + 1
    start = one.start + digits.start()
    return sentence[:start] + str(new) + sentence[start + len(digits.group()) :]


def _word(sentence: str, table: dict[str, str]) -> str:
    for match in re.finditer(r"[^\W\d_]+|[%€]", sentence):
        if match.group() in table:
            if table is _UNITS and not re.search(r"\d[ \u00a0]?$", sentence[: match.start()]):
                continue
            return sentence[: match.start()] + table[match.group()] + sentence[match.end() :]
    return ""


def _name(sentence: str, rng: random.Random, others: list[str]) -> str:
    found = [one for one in names.names(sentence) if one.sure]
    strange = [other for other in others if other not in sentence]
    if not found or not strange:
        return ""
    one = rng.choice(found)
    return sentence[: one.start] + rng.choice(strange) + sentence[one.end :]


def _swap(sentence: str) -> str:
    found = [one for one in names.names(sentence) if one.sure]
    if len(found) < 2 or found[0].text == found[1].text:
        return ""
    first, second = found[0], found[1]
    if re.fullmatch(r",? (?:et|ou) |, ", sentence[first.end : second.start]):
        return ""  # « Lyon et Paris » says the same as « Paris et Lyon »
    return (
        sentence[: first.start]
        + second.text
        + sentence[first.end : second.start]
        + first.text
        + sentence[second.end :]
    )


def _negate(sentence: str) -> str:
    negated = _NEGATED.search(sentence)
    if negated:
        return sentence[: negated.start()] + negated.group(1) + sentence[negated.end() :]
    verb = _VERB.search(sentence)
    if not verb or re.search(r"\b(?:ne|n['’])\s*$", sentence[: verb.start()]):
        return ""
    no = "n'" if verb.group()[0] in "aeé" else "ne "
    return f"{sentence[: verb.start()]}{no}{verb.group()} pas{sentence[verb.end() :]}"
