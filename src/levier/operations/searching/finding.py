"""Find and present: what a worker (or a program) does for a page of results."""

import re
import time
from collections.abc import Iterable

from levier.capabilities.knowledge_search.choosing import choose
from levier.capabilities.knowledge_search.telling import counted, widened
from levier.core.actor import Actor
from levier.core.capability import Found, Hit, Within
from levier.core.errors import BadInput
from levier.core.french.text import fold, index_terms, subject_words
from levier.knowledge.access import CompanyKnowledge
from levier.knowledge.models import Document
from levier.knowledge.searching.synonyms import others
from levier.operations.searching.results import MOST_PAGES, PAGE, Asked, Result, Results
from levier.policy.rights import Permission, require

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
_LONGEST = 420
"""Characters of an extract in a list of results."""
_SAME = 120
"""Characters from which two extracts that begin alike are one."""
_TELLING = 4
"""Letters from which a stem tells a word."""


def find(actor: Actor, asked: Asked) -> Results:
    """A page of what the person may read. Raises BadInput (no word, dates the wrong way round), NotFound (source)."""
    require(actor, Permission.SEE_DATA)
    if not any(char.isalnum() for char in asked.question):
        raise BadInput("La recherche ne contient aucun mot", mend="Écrivez une question ou quelques mots.")
    if asked.after and asked.before and asked.after > asked.before:
        raise BadInput("La première date est après la seconde", mend="Échangez-les.")
    began = time.monotonic()
    page = max(1, min(asked.page, MOST_PAGES))
    within = Within(asked.source, asked.after, asked.before, asked.kinds, asked.classes, asked.person)
    found = CompanyKnowledge(actor).search(asked.question, k=PAGE * MOST_PAGES, within=within)
    kept = {hit.passage for hit in choose(asked.question, found.hits, found.threshold)}
    hits = _distinct(sorted(found.hits, key=lambda hit: hit.passage not in kept))
    shown = hits[(page - 1) * PAGE : page * PAGE]
    return Results(
        results=_results(asked, found, shown, kept),
        total=len(hits),
        pages=-(-len(hits) // PAGE),
        page=page,
        documents_searched=found.documents_searched,
        counted=counted(found, [hit for hit in hits if hit.passage in kept])
        if found.documents_searched
        else "",
        widened=widened(found) if found.widened else "",
        seconds=round(time.monotonic() - began, 3),
    )


def _distinct(hits: list[Hit]) -> list[Hit]:
    """Each sentence of a document once: a public form repeats the same one case after case."""
    first: dict[tuple[int, str], Hit] = {}
    for hit in hits:
        first.setdefault((hit.document, fold(" ".join(hit.extract.split()))[:_SAME]), hit)
    return list(first.values())


def _results(asked: Asked, found: Found, shown: list[Hit], kept: set[int]) -> list[Result]:
    people = dict(Document.objects.filter(pk__in={hit.document for hit in shown}).values_list("pk", "author"))
    wanted = _wanted(asked.question, found)
    return [
        Result(
            document=hit.document,
            version=hit.version,
            title=hit.title,
            source=hit.source,
            section=hit.section.removeprefix(hit.title).strip(" ›"),
            page=hit.page,
            start=hit.start,
            end=hit.end,
            dated=hit.dated.isoformat() if hit.dated else "",
            person=people.get(hit.document, ""),
            pieces=highlighted(_shown(hit), wanted),
            likelihood=hit.score,
            answers=hit.passage in kept,
            caution=hit.caution,
        )
        for hit in shown
    ]


def _wanted(question: str, found: Found) -> frozenset[str]:
    """What is highlighted: the words of the question, of its synonyms, of what it was widened to."""
    said = [*subject_words(question)]
    said += [other for word in _WORD.findall(question) for other in others(word)]
    said += [word for one in found.widened for searched in one.searched for word in subject_words(searched)]
    return marks(said)


def marks(words: Iterable[str]) -> frozenset[str]:
    """What two words must share for one to be highlighted for the other: a stem of four letters, or all but accents and plural.

    A shorter stem finds more than should be shown: that of « délai », « delà » and « délit » is « del ».
    """
    found = set()
    for word in words:
        flat = fold(word)
        found |= {
            flat,
            flat[:-1] if flat[2:].endswith(("s", "x")) else flat,
            *(term for term in index_terms(word) if len(term) >= _TELLING),
        }
    return frozenset(found)


def _shown(hit: Hit) -> str:
    text = " ".join(hit.extract.split())
    return text if len(text) <= _LONGEST else text[: text.rfind(" ", 0, _LONGEST)] + " …"


def highlighted(text: str, wanted: frozenset[str]) -> list[tuple[str, bool]]:
    """The text in order, cut into (words, highlighted): a word is, when one of its marks is wanted."""
    pieces: list[tuple[str, bool]] = []
    position = 0
    for match in _WORD.finditer(text):
        if not wanted.isdisjoint(marks([match.group()])):
            if match.start() > position:
                pieces.append((text[position : match.start()], False))
            pieces.append((match.group(), True))
            position = match.end()
    if position < len(text):
        pieces.append((text[position:], False))
    return pieces
