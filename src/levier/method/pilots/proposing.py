"""A pilot proposed: the form filled from the project, from what its capability moves and from the company's own tables."""

from dataclasses import dataclass
from datetime import date, timedelta

from levier.accounts.models import Company
from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.french.calendar import week_span
from levier.core.french.numbers import format_count, format_percent
from levier.indicators.catalogue import catalogue
from levier.knowledge.reading import readable_documents
from levier.method.pilots.models import Design
from levier.method.roadmap.evaluating import assumptions_of
from levier.method.roadmap.models import Stage, UseCase
from levier.method.roadmap.reference import values
from levier.policy.rights import Permission, require
from levier.tables.access import CompanyTables
from levier.tables.kinds import KINDS

WEEKS = 8
_TIME = {"hourly-cost", "minute-cost"}
_USEFUL = 0.2
_BIGGER = 0.1


@dataclass(frozen=True)
class Proposal:
    """What would stand in the form. ``expected``: a share; ``measure``: « kind:name », empty for a timed task; ``why``: French."""

    use_case: int | None
    title: str
    capability: str
    scope: str
    design: Design
    measure: str
    expected: float
    starts: date
    ends: date
    sponsor: int | None
    why: str


def proposed(actor: Actor, case: UseCase | None = None, capability: str = "") -> Proposal:
    """For a project of the road map; without one, the only one retained. Raises NotAllowed."""
    require(actor, Permission.STEER)
    case = case or (None if capability else _only_retained(actor))
    named = (case.capability if case else "") or capability
    first = week_span(Company.objects.get(pk=actor.company_id).today).end + timedelta(days=1)
    design, measure, expected, why = _aim(actor, named)
    return Proposal(
        use_case=case.pk if case else None, title=case.title if case else "", capability=named, scope=_scope(actor, named),
        design=design, measure=measure, expected=expected, starts=first, ends=first + timedelta(weeks=WEEKS, days=-1),
        sponsor=case.sponsor_id if case else None, why=why,
    )  # fmt: skip


def _only_retained(actor: Actor) -> UseCase | None:
    found = list(UseCase.objects.visible_to(actor).filter(stage=Stage.RETAINED, sponsor__isnull=False)[:2])
    return found[0] if len(found) == 1 else None


def _aim(actor: Actor, capability: str) -> tuple[Design, str, float, str]:
    """A measure of the tables that it moves; else the time of its task, whose saving the road map reckons with."""
    try:
        moves = registry.get(capability).moves
    except NotFound:
        return Design.INTERRUPTED, "", 0.0, ""
    saved = _share_of_time(actor, capability, tuple(moves))
    if saved:
        said = f"Proposé : ce projet vaut par le temps qu'il rend ; la feuille de route compte sur {format_percent(saved, 0)} de ce temps."
        return Design.TIMED, "", -saved, said
    tables = CompanyTables(actor)
    for name in moves:
        known = catalogue().get(name)
        if known and known.formula.measure and tables.facts(known.formula.kind):
            share = _BIGGER if known.direction == "up" else -_BIGGER
            return (
                Design.INTERRUPTED, f"{known.formula.kind}:{known.formula.measure}", share,
                f"Proposé : « {known.label} » se lit dans vos tableaux, rien n'est à noter.",
            )  # fmt: skip
    return (
        Design.TIMED, "", -_USEFUL,
        "Proposé : aucune mesure de vos tableaux ne dit l'effet de ce savoir-faire ; le temps de la tâche, lui, se chronomètre.",
    )  # fmt: skip


def _share_of_time(actor: Actor, capability: str, moves: tuple[str, ...]) -> float:
    """The likeliest share saved of a lever whose money is time; 0 when it has none."""
    for lever in values().levers_of(capability, moves):
        for term in lever.terms:
            if _TIME & set(term.factors):
                ranges = assumptions_of(actor)
                return next((ranges[name].central for name in term.factors if name.endswith("-saved")), 0.0)
    return 0.0


def _scope(actor: Actor, capability: str) -> str:
    """What the capability would read, with its size: small, and named."""
    try:
        needs = [one for one in registry.get(capability).needs if not one.optional]
    except NotFound:
        return ""
    tables = CompanyTables(actor)
    for need in needs:
        if need.kind == "documents":
            if count := readable_documents(actor).count():
                return f"Les questions auxquelles répondent {format_count(count, 'document')}, pendant {WEEKS} semaines."
            continue
        for kind in need.among or (tuple(KINDS) if need.kind == "any" else (need.kind,)):
            if facts := tables.facts(kind):
                return f"« {facts.title} » seulement, une équipe, pendant {WEEKS} semaines."
    return ""
