"""What the page of a document says beside its text: its sort, who wrote it, what it came in, what came in it."""

from dataclasses import dataclass

from levier.core.actor import Actor
from levier.knowledge.models import Document, DocumentVersion
from levier.knowledge.parsing.endings import NAMES
from levier.knowledge.reading import readable_documents

_UNITS = {"presentation": "diapositive", "workbook": "feuille"}
_MOST = 100


@dataclass(frozen=True)
class Carried:
    """A file that came inside; ``id`` 0 when it is no document of this person."""

    name: str
    id: int
    problem: str


@dataclass(frozen=True)
class About:
    kind: str
    format: str
    unit: str
    author: str
    parent: Document | None
    carried: list[Carried]
    more: int

    @property
    def lists(self) -> bool:
        """An archive says nothing but what it holds: the files, with their links, are the page."""
        return self.kind == "archive" and bool(self.carried)


def about(actor: Actor, document_id: int, version: DocumentVersion) -> About:
    """For the page of a document the person may read."""
    document = readable_documents(actor).select_related("parent").get(pk=document_id)
    told = [list(one) for one in version.facts.get("carried", [])]
    ids = {int(one[1]) for one in told if one[1]}
    readable = set(readable_documents(actor).filter(pk__in=ids).values_list("pk", flat=True))
    carried = [
        Carried(str(name), int(pk) if pk in readable else 0, str(problem)) for name, pk, problem in told
    ]
    parent = document.parent
    if parent is not None and not readable_documents(actor).filter(pk=parent.pk).exists():
        parent = None
    return About(
        document.kind,
        NAMES.get(version.format, version.format.upper()),
        _UNITS.get(document.kind, "page"),
        document.author,
        parent,
        carried[:_MOST],
        max(0, len(carried) - _MOST),
    )
