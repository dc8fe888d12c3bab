"""A request cut into its questions: sentences, « X, et quel est Y ? », « X et dis-moi Y ».

« avril et mai », « devis et facture », « chiffre d'affaires et quantités » stay together: a conjunction cuts only when
what follows begins a question of its own, or is clearly of the other kind (figures of a table / words of a document).
"""

import re
from dataclasses import dataclass

from levier.core.french.text import sentences
from levier.orchestrator.understand.cues import (
    FIGURES,
    FORECAST,
    GROUPING,
    KNOWLEDGE,
    MEASURE,
    POLITE,
    RANKING,
    SMALL_TALK,
    cue_text,
)  # fmt: skip

_STARTER = (
    r"(?:(?:dis|dites|donne|donnez|montre|montrez|indique|indiquez|explique|expliquez|rappelle|rappelez|precise|precisez|"
    r"compare|comparez|calcule|calculez|liste|listez|prevois|prevoyez|affiche|affichez|trouve|trouvez|cherche|sors|fais)"
    r"(?:[ -](?:moi|nous|le|la|les))*(?= )|"
    r"(?:quels?|quelles?|kel|kels|combien|comment|pourquoi|quand|est-ce|faut-il|faut il|peut-on|peut on|pouvons-nous|puis-je|"
    r"dois-je|doit-on|doit on|devons-nous|devons nous|y a-t-il|y a t il|a-t-on|avons-nous|existe-t-il|sommes-nous|suis-je|"
    r"a quelle?s?|a combien|dans quels?|dans quelles?|de combien|pour quels?|qu'est-ce|qu'(?:ont|a)-(?:t-)?(?:ils|elles|il|elle|on)|que (?:dit|dois|doit|prevoit|faire|faut)|"
    r"qui (?:doit|paie|est|peut)|ou (?:est|sont|trouver)|si (?:on|nous|je|il faut)|"
    r"je (?:veux|voudrais|souhaite|cherche)|j'aimerais|j'ai besoin|il me faut|"
    r"what|how|which|when|where|who|why|tell|give|show|compare|forecast|list|is it|are we|do we|does|can we|should)(?![a-z]))"
)
_JOINT = re.compile(
    r"(?P<mark>\s*;\s*|\s*[,?!]\s*(?:et|puis|and|mais|ainsi que|then|plus)(?:\s+(?:aussi|egalement|enfin|ensuite|also))?\s+|"
    r"\s+(?:et|puis|and|ainsi que|ainsi qu'|and then|mais aussi)(?:\s+(?:aussi|egalement|enfin|ensuite|also))?\s+|\s*,\s+)"
)
_START_AT = re.compile(_STARTER)
_LEADS = re.compile(rf"^(?:{POLITE}[ ,.!:;-]*)+")
_TAILS = re.compile(
    r"(?:[ ,.!:;]*(?:s'il (?:vous|te) plait|svp|stp|please|merci(?: (?:d'avance|beaucoup|bien|a (?:vous|toi)))*|thanks?(?: you)?|cordialement|bonne (?:journee|soiree)))+(?P<end>[ ?.!]*)$"
)
_NO_QUESTION = re.compile(
    r"(?:de |pour |a )?(?:combien|quel(?:le)?s? (?:part|proportion|pourcentage|montant|valeur|total|impact|effets?|consequences?|incidence|difference))"
    r"(?: (?:au |en )?(?:total|tout|chacun|euros?|valeur|pourcentage|%))?\W*$"
)
"""« … et de combien ? », « …, quel impact ? »: words that ask nothing by themselves belong to the question before."""
_NUMBERED = re.compile(r"(?:(?<=\s)|^)\(?\d\s?[).]\s+")
_INTRO = re.compile(r"^(?!.*compar)[^:?0-9]{3,80}:\s+(?=\S)")


@dataclass(frozen=True)
class Piece:
    """A question of the request. ``after_joint``: it follows another one in the same sentence."""

    text: str
    after_joint: bool


def split(text: str) -> list[Piece]:
    """The questions of a request in order; greetings and thanks are left out."""
    pieces: list[Piece] = []
    for start, end in _stretches(text):
        sentence = _without_courtesy(text[start:end])
        if not sentence:
            continue
        pieces += [Piece(part, index > 0) for index, part in enumerate(_split_sentence(sentence))]
    return pieces or [Piece(text.strip(), False)]


def _stretches(text: str) -> list[tuple[int, int]]:
    """The sentences, and inside them the items of a numbered list written on one line: « 1) … 2) … »."""
    spans: list[tuple[int, int]] = []
    for start, end in sentences(text):
        marks = [match.span() for match in _NUMBERED.finditer(text, start, end)]
        if len(marks) < 2:
            spans.append((start, end))
            continue
        ends = [*(mark[0] for mark in marks[1:]), end]
        spans += [(mark[1], stop) for mark, stop in zip(marks, ends, strict=True)]
    return spans


def _without_courtesy(sentence: str) -> str:
    flat = cue_text(sentence)
    lead = _LEADS.match(flat)
    if lead:
        sentence, flat = sentence[lead.end() :], flat[lead.end() :]
    tail = _TAILS.search(flat)
    if tail:
        sentence = sentence[: tail.start()] + sentence[tail.start("end") :]
        flat = cue_text(sentence)
    intro = _INTRO.match(flat)
    if intro and not FIGURES.search(intro.group()) and not KNOWLEDGE.search(intro.group()):
        sentence = sentence[intro.end() :]
        flat = cue_text(sentence)
    return "" if SMALL_TALK.fullmatch(flat.strip(" .,!?;:-")) else sentence.strip(" ,;:-")


def _split_sentence(sentence: str) -> list[str]:
    flat = cue_text(sentence)
    cuts: list[tuple[int, int]] = []
    start = 0
    for joint in _JOINT.finditer(flat):
        left, right = flat[start : joint.start()], flat[joint.end() :]
        following = _JOINT.search(right)
        near = right[: following.start()] if following else right
        if left.strip() and near.strip(" ?.!") and _cuts(left, near, right, joint["mark"]):
            cuts.append((joint.start(), joint.end()))
            start = joint.end()
    parts, begin = [], 0
    for stop, resume in cuts:
        parts.append(sentence[begin:stop])
        begin = resume
    parts.append(sentence[begin:])
    cleaned = [_without_courtesy(part) for part in parts]
    return [part for part in cleaned if part]


def _cuts(left: str, near: str, right: str, mark: str) -> bool:
    if ";" in mark:
        return True
    if _NO_QUESTION.match(near):
        return False
    starter = _START_AT.match(right)
    if starter and mark.strip() == "," and not FIGURES.search(left) and not _START_AT.search(left):
        # « Un client refuse de payer, quels recours ? » is one question with its circumstance.
        return False
    if starter and re.match(r"si ", right) and re.search(r"(?<![a-z])si (?!.*(?:doit|faut))", left):
        # « et si je baisse mes prix et si j'embauche »: one supposition.
        return False
    if starter:
        # « les clients qui … et combien ils … » is rare; a starter after a comma or « et » is a new question,
        # except a condition (« si on … ») that continues a verb (« dis-moi si on doit … et si on peut … »).
        return len(left.split()) >= 2
    if re.match(
        r"(?:en|au|aux|pour|par|a|avec|hors|sauf|qui|qu'|que|dont|in|for|by|with|from|without)[ ']", right
    ):
        return False
    if re.fullmatch(r" *(?:le |les |the )?top ?\d+ *[?.!]* *", near):
        return False
    left_figures, near_figures = bool(FIGURES.search(left)), bool(FIGURES.search(near))
    left_words, near_words = bool(KNOWLEDGE.search(left)), bool(KNOWLEDGE.search(near))
    if left_figures and not left_words and near_words and not near_figures:
        return not GROUPING.match(near)
    if left_words and not left_figures and near_figures and not near_words:
        return bool(MEASURE.search(near)) or bool(RANKING.search(near))
    # Two figures, each with its own grouping or ranking: « CA par pays et panier moyen par client ».
    if left_figures and near_figures and not near_words:
        own = bool(GROUPING.search(near) or RANKING.search(near) or FORECAST.search(near))
        led = bool(GROUPING.search(left) or RANKING.search(left) or FORECAST.search(left))
        measured = bool(MEASURE.search(near) or RANKING.search(near) or FORECAST.search(near))
        return own and led and measured
    return False
