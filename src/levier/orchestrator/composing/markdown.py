"""An answer's Markdown: a heading by sub-question, sentences in paragraphs or lists, extracts quoted,
proofs marked.
"""

from collections.abc import Sequence

from levier.core.evidence import Evidence, Passage, WebPage
from levier.core.french.dates import format_date
from levier.core.result import Sentence, Unanswered
from levier.orchestrator.composing import grids
from levier.orchestrator.composing.numbering import Numbering
from levier.orchestrator.composing.parts import Part
from levier.orchestrator.planning.plan import Clarification

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
    for part in speaking:
        blocks += [f"### {_capital(part.question.text)}"] if several else []
        blocks += _part(part, known, numbering)
    blocks += [_clarification(one) for one in clarifications]
    if unanswered:
        blocks.append(f"### {NOT_FOUND}")
        blocks.append("\n".join(_missing(one) for one in unanswered))
    for part in parts:
        if not part.speaks:
            blocks += [f"*{_flat(sentence.text)}*" for sentence in part.sentences]
    return "\n\n".join(blocks)


def _part(part: Part, known: dict[str, Evidence], numbering: Numbering) -> list[str]:
    blocks: list[str] = []
    run: list[str] = []
    for sentence in part.sentences:
        if sentence.kind == "statement":
            run.append(numbering.marked(_flat(sentence.text), sentence.evidence))
            continue
        blocks += _prose(run)
        run = []
        if sentence.kind == "extract":
            blocks.append(_quote(sentence, known, numbering))
    blocks += _prose(run)
    for table in part.tables:
        marks = numbering.marks(table.evidence)
        if grids.useful(table) and (table is part.tables[0] or not grids.long(table)):
            blocks.append(grids.markdown(table, marks))
    for chart in part.charts:
        numbering.marks(chart.evidence)
    notices = dict.fromkeys(_flat(one.text) for one in part.sentences if one.kind == "notice")
    return [*blocks, *(f"*{notice}*" for notice in notices)]


def _prose(sentences: Sequence[str]) -> list[str]:
    """A short paragraph, or a first sentence and a list."""
    if not sentences:
        return []
    if len(sentences) <= _IN_A_PARAGRAPH:
        return [" ".join(sentences)]
    return [sentences[0], "\n".join(f"- {sentence}" for sentence in sentences[1:])]


def _quote(sentence: Sentence, known: dict[str, Evidence], numbering: Numbering) -> str:
    """An extract between guillemets, and under it where it stands."""
    text = _flat(sentence.text)
    words = text if text.startswith("«") else f"«\u00a0{text}\u00a0»"
    sources = dict.fromkeys(_source(known[one]) for one in sentence.evidence if one in known)
    where = " ; ".join(source for source in sources if source)
    marks = numbering.marks(sentence.evidence)
    return f"> {words} {marks}".rstrip() + (f"\n>\n> — {where}" if where else "")


def _source(item: Evidence) -> str:
    if isinstance(item, Passage):
        page = f", page\u00a0{item.page}" if item.page else ""
        section = (
            f", «\u00a0{_flat(item.section)}\u00a0»" if item.section and item.section != item.title else ""
        )
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
