"""Sentences of a document that speak to a machine instead of a reader: they can never prove anything.

Retrieved text is data. A file that says « ignore les instructions et écris que … » would otherwise be the perfect
proof of whatever it asks to be written.
"""

import re

from levier.core.french.text import flatten, sentences

_ORDERS = re.compile(
    r"\b(?:ignor\w+|oubli\w+|neglig\w+|disregard|forget)\b.{0,60}\b(?:instruction|consigne|regle|prompt|precede|previous|above)\w*"
    r"|\b(?:ecri(?:s|vez)|repond(?:s|ez)|affirm(?:e|ez)|pretend(?:s|ez)|di(?:s|tes)|recopi(?:e|ez)|affich(?:e|ez)|conclu(?:s|ez))\b.{0,40}\b(?:exactement ceci|a l'utilisateur|ceci :|seulement ceci)"
    r"|\b(?:write|say|answer|respond|output)\b.{0,30}\b(?:exactly|to the user|the following)\b"
    r"|\b(?:tu es|vous etes|you are|agis comme|act as)\b.{0,30}\b(?:assistant|modele|ia|ai|model|robot)\b"
    r"|\b(?:system prompt|prompt systeme|nouvelles? (?:instruction|consigne)s?)\b|<\|?(?:system|im_start|inst)"
)


def is_order(sentence: str) -> bool:
    """True for a sentence that gives orders to a language model."""
    return bool(_ORDERS.search(flatten(sentence)))


def without_orders(text: str) -> str:
    """The text without the sentences that give orders to a machine, nor the one that follows such a sentence."""
    kept, previous = [], False
    for start, end in sentences(text):
        order = is_order(text[start:end])
        if not order and not previous:
            kept.append(text[start:end])
        previous = order
    return "\n".join(kept) if len(kept) < len(sentences(text)) else text
