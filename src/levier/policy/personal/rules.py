"""What has a form of its own, with its check digits where it has some.

Sources: IBAN ISO 13616, NIR and its key (INSEE), SIREN/SIRET (Luhn, and La Poste's own rule), French VAT key, cards ISO/IEC
7812, registration plates since 2009 (arrêté du 9 février 2009), special categories of data RGPD article 9(1).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import phonenumbers
from stdnum import iban, luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nir, siren, siret, tva

_SP = r"[ \u00a0\u202f.\-]?"
Check = Callable[[str], bool]


@dataclass(frozen=True)
class Rule:
    """``check`` sees the matched text. ``shrinks``: a match may run too far and is then cut back until the check passes."""

    kind: str
    pattern: "re.Pattern[str]"
    check: Check | None = None
    shrinks: bool = False


def _key(validate: Callable[[str], str]) -> Check:
    def passes(text: str) -> bool:
        try:
            validate(re.sub(r"[\s.\-]", "", text))
        except ValidationError:
            return False
        return True

    return passes


def _phone(text: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, "FR"))
    except phonenumbers.NumberParseException:
        return False


def _address_v4(text: str) -> bool:
    return all(int(part) < 256 for part in text.split(".")) and not text.startswith(("0.", "127."))


def _card(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return digits[0] in "3456" and len(set(digits)) > 3 and luhn.is_valid(digits)


_STREETS = (
    "rue|avenue|av|bd|boulevard|place|pl|chemin|che|impasse|imp|allée|allee|all|route|rte|quai|cours|square|sentier|"
    "faubourg|fbg|passage|ruelle|esplanade|promenade|lotissement|résidence|residence|hameau|lieu-dit|montée|cité|villa|rond-point"
)
_SPECIAL = (
    "groupe sanguin|arrêts? maladie|affection de longue durée|handicapée?s?|handicap|invalidité|rqth|pathologies?|séropositi\\w*|"
    "diabétiques?|(?:femmes?|salariées?|collaboratrices?|est|être|suis|tombée?) enceintes?|dossier médical|antécédents médicaux|orientation sexuelle|homosexuel\\w*|"
    "(?:sa|leur|votre) religion|confession religieuse|appartenance syndicale|syndiquée?s?|opinions? politiques?|origine ethnique|casier judiciaire|"
    "condamnation pénale"
)

RULES: tuple[Rule, ...] = (
    Rule("EMAIL", re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")),
    Rule("IBAN", re.compile(rf"\b[A-Z]{{2}}\d{{2}}(?:{_SP}[A-Z0-9]){{11,30}}\b", re.IGNORECASE), _key(iban.validate), True),
    Rule(
        "NIR",
        re.compile(
            rf"(?<!\d)[1-478]{_SP}\d\d{_SP}\d\d{_SP}[\dAB]{{2}}{_SP}\d{{3}}{_SP}\d{{3}}{_SP}\d\d(?!\d)"
        ),
        _key(nir.validate),
        True,
    ),
    Rule("TVA", re.compile(rf"\bFR{_SP}[0-9A-Z]{{2}}(?:{_SP}\d){{9}}(?!\d)", re.IGNORECASE), _key(tva.validate), True),
    Rule("CARTE", re.compile(rf"(?<!\d)(?:\d{_SP}){{15}}\d(?!\d)"), _card, True),
    Rule("SIRET", re.compile(rf"(?<!\d)(?:\d{_SP}){{13}}\d(?!\d)"), _key(siret.validate), True),
    Rule("TEL", re.compile(rf"(?<![\d+])(?:\+33{_SP}(?:\(0\){_SP})?|0033{_SP}|0)[1-9](?:{_SP}\d\d){{4}}(?!\d)")),
    Rule("TEL", re.compile(r"(?<![\d+])\+(?!33)[1-9](?:[ \u00a0.\-]?\d){7,13}(?!\d)"), _phone),
    Rule("SIREN", re.compile(rf"(?<!\d)(?:\d{_SP}){{8}}\d(?!\d)"), _key(siren.validate), True),
    Rule(
        "NAISSANCE",
        re.compile(
            r"(?:\bn[ée]{1,2}e?s?\s+le|date de naissance|naissance)\s*:?\s*"
            r"(\d{1,2}(?:er)?[\s/.\-](?:\d{1,2}|[a-zéû]{3,9})[\s/.\-](?:\d{4}|\d\d)(?!\d))",
            re.IGNORECASE,
        ),
    ),
    Rule("PLAQUE", re.compile(r"(?<![\w-])[A-HJ-NP-TV-Z]{2}[- ]\d{3}[- ][A-HJ-NP-TV-Z]{2}(?![\w-])")),
    Rule("IP", re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"), _address_v4),
    Rule(
        "ADRESSE",
        re.compile(
            rf"(?<![\w/])\d{{1,4}}(?:\s?(?:bis|ter|quater|[a-d]))?,?\s+(?:{_STREETS})\.?\s+(?!J\.)[^\d\n,;:()]{{2,60}}"
            r"(?:,?\s*\d{5}\s+[A-ZÀ-Ý][\w'’\- ]{1,40})?",
            re.IGNORECASE,
        ),
    ),
    Rule("SENSIBLE", re.compile(rf"\b(?:{_SPECIAL})\b", re.IGNORECASE)),
)  # fmt: skip
