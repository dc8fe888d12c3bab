"""Which lines of a mail are its own, which it quotes, which are a signature that every mail repeats."""

import re
from collections.abc import Iterator
from typing import Literal

Part = Literal["text", "quote", "signature"]

_QUOTED = re.compile(r"^\s*>")
_BEGINS = re.compile(
    r"^\s*(?:"
    r"-{2,}\s*(?:message d['’]origine|message original|original message|message transféré|forwarded message|message transmis)\b.*"
    r"|(?:début du message (?:réexpédié|transféré)|begin forwarded message)\s*:.*"
    r"|le\s.{4,120}?\s(?:a écrit|écrivait)\s*:\s*"
    r"|on\s.{4,120}?\swrote\s*:\s*"
    r"|am\s.{4,120}?\sschrieb.*:\s*"
    r"|_{20,}\s*"
    r")$",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"message transféré|forwarded|réexpédié|message transmis", re.IGNORECASE)
_HEADER = re.compile(r"^\s*\*?(?:de|from|expéditeur)\s*:\*?\s*\S", re.IGNORECASE)
_HEADER_NEXT = re.compile(r"^\s*\*?(?:envoyé|date|sent|à|to|objet|subject|cc)\b[^:\n]{0,12}:", re.IGNORECASE)
_SPLIT_WROTE = re.compile(r"^\s*(?:le|on)\s.{4,100}$", re.IGNORECASE)
_WROTE = re.compile(r"(?:a écrit|wrote)\s*:\s*$", re.IGNORECASE)
_RULE = re.compile(r"^(?:-- ?|—|__+)$")
_FAREWELL = re.compile(
    r"^\s*(?:bien |très |sincères |meilleures |avec mes )?(?:cordialement|cdlt|salutations(?: distinguées)?|sincèrement"
    r"|amicalement|respectueusement|bonne (?:journée|soirée|réception)|à bientôt|best regards|kind regards|regards)"
    r"(?: (?:à vous|à toi|vôtre))?\s*[,.!]?\s*$",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"ce (?:message|courriel|mail|e-mail)\b.{0,80}(?:confidenti|destinataire)|this (?:e-?mail|message)\b.{0,80}confidential"
    r"|pensez à l['’]environnement|n['’]imprimez (?:ce|cet)|envoyé (?:de|depuis) mon|sent from my|sans virus",
    re.IGNORECASE,
)
_LONGEST_SIGNATURE = 14


def parts(text: str) -> Iterator[tuple[Part, str]]:
    """The mail in order, cut where its own words give way to a quote or a signature."""
    lines = text.split("\n")
    kinds = _kinds(lines)
    begin = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or kinds[place] != kinds[begin]:
            words = "\n".join(lines[begin:place])
            if kinds[begin] == "quote":
                words = re.sub(r"(?m)^\s*(?:>\s?)+", "", words)
            if words.strip():
                yield kinds[begin], words
            begin = place


def is_forward(subject: str, text: str) -> bool:
    """Whether what is quoted is what is sent."""
    return bool(
        re.match(r"\s*(?:tr|fwd?|fw|transf)\s*:", subject, re.IGNORECASE) or _FORWARDED.search(text[:4000])
    )


def _kinds(lines: list[str]) -> list[Part]:
    """The kind of each line: own text first, a signature from its mark on, all that follows a reply's header quoted."""
    kinds: list[Part] = []
    rest: Part = "text"
    signed = 0
    for place, line in enumerate(lines):
        if rest != "quote" and _begins_quote(lines, place):
            rest = "quote"
        elif rest == "signature":
            signed += bool(line.strip())
            if signed > _LONGEST_SIGNATURE:
                rest = "text"
        elif rest == "text" and (_RULE.match(line.strip() and line) or _ends(lines, place)):
            rest, signed = "signature", 0
        if rest != "quote" and _QUOTED.match(line):
            kinds.append("quote")
        elif rest == "text" and _DISCLAIMER.search(line):
            kinds.append("signature")
        else:
            kinds.append(rest)
    return kinds


def _begins_quote(lines: list[str], place: int) -> bool:
    line = lines[place]
    if _BEGINS.match(line):
        return not line.strip().startswith("___") or any(
            _HEADER.match(one) for one in lines[place + 1 : place + 3]
        )
    if _HEADER.match(line):
        following = [one for one in lines[place + 1 : place + 6] if one.strip()]
        return sum(bool(_HEADER_NEXT.match(one)) for one in following) >= 2
    return bool(
        _SPLIT_WROTE.match(line)
        and place + 1 < len(lines)
        and _WROTE.search(lines[place + 1])
        and len(lines[place + 1]) < 100
    )


def _ends(lines: list[str], place: int) -> bool:
    """« Cordialement, » followed by a few short lines: a name, a function, a telephone."""
    if not _FAREWELL.match(lines[place]):
        return False
    following = []
    for line in lines[place + 1 :]:
        if _QUOTED.match(line) or _BEGINS.match(line) or _HEADER.match(line):
            break
        if line.strip():
            following.append(line)
    return len(following) <= _LONGEST_SIGNATURE and all(len(line) <= 120 for line in following[:6])
