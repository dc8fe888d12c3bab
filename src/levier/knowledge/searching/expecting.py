"""What kind of answer a question expects, told by its interrogative words."""

import re
from enum import StrEnum


class Expected(StrEnum):
    """The kind of answer a question expects."""

    DURATION = "duration"
    AMOUNT = "amount"
    COUNT = "count"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    YES_NO = "yes-no"
    REASON = "reason"
    PROCEDURE = "procedure"
    OTHER = "other"


# In order: the first that matches decides. Read on folded text (lower case, no accents).
_KINDS: dict[Expected, str] = {
    Expected.DURATION: (
        r"combien de (?:temps|jours?|mois|semaines?|heures?|annees?|minutes)|jusqu'a quand|depuis combien"
        r"|how (?:many (?:days?|weeks?|months?|hours?|years?)|long)\b"
        r"|\bquel(?:le)?s? (?:est |sont )?(?:le |la |les )?(?:\w+ ){0,2}?(?:delais?|durees?|preavis|anciennete)"
        r"|\bdelais? (?:de|d'|pour|legal)|\bduree (?:de|d'|du|des)"
    ),
    Expected.AMOUNT: (
        r"combien (?:coute|vaut|gagne|paie|paye|rapporte|ca coute)|a combien s'eleve"
        r"|\b(?:montants?|prix|tarifs?|taux|pourcentages?|penalites?|remises?|indemnites?|plafonds?|seuils?"
        r"|couts?|amendes?|salaires?|capital)\b"
    ),
    Expected.COUNT: (
        r"\bcombien\b|\bquel(?:le)? (?:est )?(?:le |la )?(?:nombre|quantite|population|superficie)"
    ),
    Expected.PROCEDURE: (
        r"\b(?:procedures?|etapes|marche a suivre|demarches?|modalites|mode d'emploi)\b"
        r"|^\W*comment\b|\bcomment (?:on|faire|se)\b|^\W*que (?:dois-je |faut-il |doit-on )?faire (?:si|quand|en cas|lorsqu)"
    ),
    Expected.DATE: r"^\W*(?:et |a partir de |depuis )?quand\b|quelle (?:annee|date)|quel jour|a quelle epoque|quel siecle",
    Expected.REASON: r"\bpourquoi\b|pour quelles? raisons?|\bdans quel but\b",
    Expected.PERSON: (
        r"^\W*(?:a |de |par |avec |pour )?qui\b|\bqui (?:est|sont|a|ont|peut|doit)\b|quelle personne"
    ),
    Expected.PLACE: r"^\W*(?:d'|par )?ou\b|\b(?:dans|en|de) quel(?:le)? (?:pays|ville|region|lieu|endroit)",
    Expected.YES_NO: (
        r"^\W*(?:est-ce qu|faut-il|puis-je|dois-je|avons-nous|sommes-nous|devons-nous|pouvons-nous|suis-je|ai-je)"
        r"|\w-t-(?:il|elle|on|ils|elles)\b|\b(?:faut|doit|peut|doivent|peuvent|est|sont)-(?:il|elle|on|ils|elles|ce)\b"
    ),
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _KINDS.items()}


def expected(flat: str) -> Expected:
    """The kind of answer that a question, given folded, expects."""
    for kind, pattern in _PATTERNS.items():
        if pattern.search(flat):
            return kind
    return Expected.OTHER
