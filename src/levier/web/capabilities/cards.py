"""The catalogue as cards: what each capability does, and whether the company's own data lets it work today."""

from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse

from levier.capabilities import registry
from levier.capabilities.feasibility import Feasibility, assess
from levier.capabilities.registry import AnyCapability
from levier.core.actor import Actor
from levier.indicators.catalogue.reading import catalogue
from levier.knowledge.reading import readable_documents
from levier.tables.access import CompanyTables

_RISKS = {"minimal": "risque minimal", "limited": "risque limité", "high": "risque élevé"}
_APPROVALS = {"none": "aucune", "person": "par la personne qui lance", "manager": "par un responsable"}


@dataclass(frozen=True)
class CapabilityCard:
    """One capability as the catalogue and its own page show it."""

    name: str
    title: str
    summary: str
    family: str
    icon: str
    address: str
    ready: bool
    score: float
    missing: list[str]
    reasons: list[tuple[bool, bool, str]]
    """(met, optional, text) of each thing that was measured."""
    examples: list[str]
    seconds: float
    risk: str
    risk_reason: str
    personal_data: str
    approval: str
    purpose: str
    explains: str
    origin: str = ""
    relearns: str = ""
    watches: tuple[str, ...] = ()
    moves: tuple[tuple[str, str], ...] = ()
    """Label and definition of each indicator it acts on."""


@dataclass(frozen=True)
class Family:
    """The cards of one family."""

    name: str
    cards: list[CapabilityCard] = field(default_factory=list)


def families(actor: Actor) -> list[Family]:
    """Every capability by family; in a family, those that are ready come first."""
    tables, documents = CompanyTables(actor), readable_documents(actor).count()
    cards = [_card(one, assess(one, tables, documents)) for one in registry.catalogue().values()]
    cards.sort(key=lambda one: (one.family, not one.ready, one.title))
    return [Family(name, list(group)) for name, group in groupby(cards, key=lambda one: one.family)]


def card(actor: Actor, name: str) -> CapabilityCard:
    """One capability. Raises NotFound."""
    capability = registry.get(name)
    return _card(capability, assess(capability, CompanyTables(actor), readable_documents(actor).count()))


def _card(capability: AnyCapability, feasibility: Feasibility) -> CapabilityCard:
    package = registry.package(capability.name)
    governance = capability.card
    return CapabilityCard(
        name=capability.name,
        title=capability.title,
        summary=capability.summary,
        family=capability.family,
        icon=capability.icon,
        address=reverse("capability", args=[capability.name]),
        ready=feasibility.ready,
        score=feasibility.score,
        missing=feasibility.missing,
        reasons=[(reason.met >= 1, reason.optional, reason.text) for reason in feasibility.reasons],
        examples=list(capability.examples)[:4],
        seconds=capability.typical_seconds,
        risk=_RISKS[governance.risk],
        risk_reason=governance.risk_reason,
        personal_data=governance.personal_data,
        approval=_APPROVALS[governance.approval],
        purpose=governance.purpose,
        explains=governance.explains,
        origin="" if package.built_in else f"{package.name} {package.version}",
        relearns=capability.upkeep.relearns,
        watches=capability.upkeep.watches,
        moves=tuple((one.label, one.specific) for name in capability.moves if (one := catalogue().get(name))),
    )
