"""Every candidate project: the company's use cases, and the capabilities nobody has taken up yet."""

from dataclasses import dataclass
from typing import Any

from levier.capabilities import registry
from levier.capabilities.registry import AnyCapability
from levier.core.actor import Actor
from levier.method.roadmap.models import Stage, UseCase


@dataclass(frozen=True)
class Candidate:
    """A project to weigh. ``use_case`` is None for a capability nobody took up; ``capability`` None for an own idea
    (or for one that is no longer installed: ``lost``)."""

    key: str
    title: str
    use_case: UseCase | None
    capability: AnyCapability | None
    lost: str = ""

    @property
    def sponsor(self) -> Any:
        """The person who carries it."""
        return self.use_case.sponsor if self.use_case else None

    @property
    def kinds(self) -> list[str]:
        """The kinds of tables it stands on, without the documents."""
        if self.capability is None:
            return list(self.use_case.needs) if self.use_case else []
        return [
            one.kind
            for one in self.capability.needs
            if not one.optional and one.kind not in ("documents", "any")
        ]

    @property
    def uses_documents(self) -> bool:
        """Whether it reads documents."""
        return self.capability is not None and any(one.kind == "documents" for one in self.capability.needs)

    @property
    def is_over(self) -> bool:
        """Deployed or stopped: nothing left to order."""
        return self.use_case is not None and self.use_case.stage in (Stage.DEPLOYED, Stage.STOPPED)


def candidates(actor: Actor) -> list[Candidate]:
    """The company's own first, then the rest of the catalogue."""
    installed = registry.catalogue()
    found = []
    rows = UseCase.objects.visible_to(actor).select_related("objective", "sponsor").prefetch_related("after")
    for one in rows:
        capability = installed.get(one.capability) if one.capability else None
        lost = one.capability if one.capability and capability is None else ""
        found.append(Candidate(f"case-{one.pk}", one.title, one, capability, lost))
    taken = {one.capability for one in rows}
    found += [
        Candidate(f"new-{name}", one.title, None, one)
        for name, one in installed.items()
        if name not in taken and not one.about_method
    ]
    return found
