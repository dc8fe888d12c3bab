"""The knowledge a capability is handed: the search, bound to the person who asks."""

from dataclasses import replace

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.capability import Found, Within
from levier.core.errors import NotFound
from levier.knowledge.lifecycle.validity import cautions
from levier.knowledge.models import Source


class CompanyKnowledge:
    """Implements core's KnowledgeAccess for one person in one company."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor

    def search(
        self, question: str, *, k: int = 8, source: str | None = None, within: Within | None = None
    ) -> Found:
        """Passages that answer, best first. Raises NotFound for a source that does not exist, Unavailable
        (model).
        """
        # The search loads onnxruntime: only a process that searches pays for it.
        from levier.knowledge.searching.search import search  # noqa: PLC0415

        limits = within or Within()
        if source:
            limits = replace(limits, source=source)
        if (
            limits.source
            and not Source.objects.filter(company=self._actor.company_id, name=limits.source).exists()
        ):
            raise NotFound(
                f"La source «\u00a0{limits.source}\u00a0» n'existe pas",
                mend="Choisissez une source de la page Données.",
            )
        found = search(self._actor, question, k=k, within=limits)
        today = Company.objects.get(pk=self._actor.company_id).today
        known = cautions(self._actor, {hit.document for hit in found.hits}, today)
        return replace(found, hits=[replace(hit, caution=known.get(hit.document, "")) for hit in found.hits])
