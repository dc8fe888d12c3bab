"""An answer's Markdown: a heading by sub-question, sentences in paragraphs or lists, extracts quoted,
proofs marked.
"""

import re
from collections.abc import Sequence

from levier.core.evidence import Evidence, Passage, WebPage
from levier.core.french.dates import format_date
from levier.core.result import Sentence, Unanswered
from levier.orchestrator.composing import grids
from levier.orchestrator.composing.numbering import Numbering
from levier.orchestrator.composing.parts import Part
from levier.orchestrator.planning.plan import Clarification

_ASKS = re.compile(
    r"(?:[ÀA] |[Dd]e |[Dd]ans |[Pp]our )?(?:quel|combien|qui |que |qu['’]|comment|pourquoi|quand|où |faut-il|peut-on|doit-on"
    r"|est-ce|a-t-|y a-t-il|what|which|who|how|when|where|is |are |do |does |can |must )",
    re.IGNORECASE,
)
NOT_FOUND = "Ce que Levier n'a pas trouvé"
_IN_A_PARAGRAPH = 3
"""With more sentences than this, those after the first become a list."""


def write(
    parts: Sequence[Part],
    evidence: Sequence[Evidence],
    numbering: Numbering,
    unanswered: Sequence[Unanswered],
    clarifications: Sequence[Clarification],
) -> str:
    """The whole text. Numbers are given to the evidence on the way."""
    known = {item.id: item for item in evidence}
    speaking = [part for part in parts if part.speaks]
    several = len(parts) > 1
    blocks: list[str] = []
    remarked: set[str] = set()
    for part in speaking:
        blocks += [f"### {_asked(part.question.text)}"] if several else []
        blocks += _part(part, known, numbering, remarked)
    blocks += [_clarification(one) for one in clarifications]
    if unanswered:
        blocks.append(f"### {NOT_FOUND}")
        blocks.append("\n".join(_missing(one) for one in unanswered))
    for part in parts:
        if not part.speaks:
            blocks += _remarks(part, numbering, remarked)
    return "\n\n".join(blocks)


def _part(part: Part, known: dict[str, Evidence], numbering: Numbering, remarked: set[str]) -> list[str]:
    blocks: list[str] = []
    run: list[str] = []
    quoted: list[Sentence] = []
    for sentence in part.sentences:
        if sentence.kind == "extract":
            blocks += _prose(run)
            run = []
            if quoted and _paper(quoted[-1], known) != _paper(sentence, known):
                blocks.append(_quotes(quoted, known, numbering))
                quoted = []
            quoted.append(sentence)
        elif sentence.kind == "statement":
            blocks += [_quotes(quoted, known, numbering)] if quoted else []
            quoted = []
            run.append(numbering.marked(_flat(sentence.text), sentence.evidence))
    blocks += [_quotes(quoted, known, numbering)] if quoted else []
    blocks += _prose(run)
    for table in part.tables:
        marks = numbering.marks(table.evidence)
        if grids.useful(table) and (table is part.tables[0] or not grids.long(table)):
            blocks.append(grids.markdown(table, marks))
    for chart in part.charts:
        numbering.marks(chart.evidence)
    return [*blocks, *_remarks(part, numbering, remarked)]


def _remarks(part: Part, numbering: Numbering, remarked: set[str]) -> list[str]:
    """The part's remarks in one line, each said once in the whole answer; one that states a fact carries its proof."""
    remarks = {_flat(one.text): one.evidence for one in part.sentences if one.kind == "notice"}
    fresh = [numbering.marked(text, ids) for text, ids in remarks.items() if text not in remarked]
    remarked.update(remarks)
    return [f"*{' '.join(fresh)}*"] if fresh else []


def _prose(sentences: Sequence[str]) -> list[str]:
    """A short paragraph, or a first sentence and a list."""
    if not sentences:
        return []
    if len(sentences) <= _IN_A_PARAGRAPH:
        return [" ".join(sentences)]
    return [sentences[0], "\n".join(f"- {sentence}" for sentence in sentences[1:])]


def _quotes(sentences: Sequence[Sentence], known: dict[str, Evidence], numbering: Numbering) -> str:
    """Extracts of one document between guillemets, and under them where they stand."""
    proofs = [known[one] for sentence in sentences for one in sentence.evidence if one in known]
    alone = len({(item.section, item.page) for item in proofs if isinstance(item, Passage)}) <= 1
    lines = []
    for sentence in sentences:
        text = _flat(sentence.text)
        words = text if text.startswith("«") and text.endswith("»") else f"«\u00a0{text}\u00a0»"
        title = "" if alone else _heading(sentence, known)
        lines.append(f"> {title}{words} {numbering.marks(sentence.evidence)}".rstrip())
    sources = dict.fromkeys(_source(item, placed=alone) for item in proofs)
    where = " ; ".join(source for source in sources if source)
    return "\n>\n".join([*lines, *([f"> — {where}"] if where else [])])


def _paper(sentence: Sentence, known: dict[str, Evidence]) -> tuple[int, ...]:
    """The document an extract is of; extracts of one document stand together."""
    items = [known[one] for one in sentence.evidence if one in known]
    return tuple(item.document for item in items if isinstance(item, Passage)) or (id(sentence),)


def _heading(sentence: Sentence, known: dict[str, Evidence]) -> str:
    """« **2. Accord** — », the last step of the path of titles."""
    item = next((known[one] for one in sentence.evidence if one in known), None)
    section = item.section.rsplit("›", maxsplit=1)[-1].strip() if isinstance(item, Passage) else ""
    return f"**{_flat(section)}** — " if section else ""


def _asked(text: str) -> str:
    """A question as a heading: its capital, and its question mark when it asks."""
    flat = _capital(text).rstrip(" .?!\u00a0\u202f")
    return f"{flat}\u00a0?" if text.rstrip().endswith("?") or _ASKS.match(flat) else flat


def _source(item: Evidence, placed: bool = True) -> str:
    if isinstance(item, Passage) and not placed:
        return f"*{_flat(item.title)}*" + (f" ({format_date(item.dated)})" if item.dated else "")
    if isinstance(item, Passage):
        page = f", page\u00a0{item.page}" if item.page else ""
        path = _flat(item.section).rsplit("›", maxsplit=1)[-1].strip()
        section = f", «\u00a0{path}\u00a0»" if path and path != item.title else ""
        dated = f" ({format_date(item.dated)})" if item.dated else ""
        return f"*{_flat(item.title)}*{section}{page}{dated}"
    if isinstance(item, WebPage):
        return f"*{_flat(item.title)}*, lue le {item.read_at[:10]}"
    return ""


def _clarification(given: Clarification) -> str:
    choices = "\n".join(f"- {choice}" for choice in given.choices)
    return f"**{_flat(given.text)}**" + (f"\n\n{choices}" if choices else "")


def _missing(given: Unanswered) -> str:
    question = _flat(given.question).rstrip(" .?\u00a0\u202f")
    return f"- **{_capital(question)}** — {_flat(given.reason)}"


def _flat(text: str) -> str:
    """On one line, keeping no-break spaces."""
    return " ".join(text.replace("\r", " ").replace("\n", " ").split(" ")).strip()


def _capital(text: str) -> str:
    flat = _flat(text)
    return flat[:1].upper() + flat[1:]
