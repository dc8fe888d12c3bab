"""The AI systems register: purpose, role, class by cited rules, models, data, human oversight, logs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.core.french.numbers import format_count
from levier.governance.approvals.models import Approval, Decision
from levier.governance.legal.ai_act import (
    ORDER,
    Answers,
    Classified,
    Reason,
    book,
    classify,
    strictest,
    use_case,
    use_case_of,
)
from levier.governance.registers import completing
from levier.governance.registers.measuring import Measured, measured
from levier.governance.registers.models import Entry, Register
from levier.inference.models import Endpoint
from levier.policy import journal
from levier.policy.models import JournalEntry
from levier.policy.rights import Permission, require

ROLES = {"deployer": "déployeur", "provider": "fournisseur"}
_DRAFT = "Projet de fiche, ouvert par un pilote d'une idée de l'entreprise : répondez au questionnaire pour la compléter."
_LEVELS = {
    "none": "aucune validation demandée",
    "person": "par la personne qui demande",
    "manager": "par un responsable",
}


@dataclass(frozen=True)
class System:
    """One system. ``ours``: brought by Levier (not by another package or the company); ``own``: outside Levier."""

    key: str
    title: str
    purpose: str
    role: str
    own: bool
    used: bool
    runs: int
    classified: Classified
    card_note: str
    answers: dict[str, bool | None]
    models: tuple[str, ...]
    data: tuple[str, ...]
    oversight: tuple[str, ...]
    logs: tuple[str, ...]
    version: str
    entry: Entry | None
    measured: Measured | None = None

    @property
    def role_words(self) -> str:
        return ROLES[self.role]


def systems(actor: Actor) -> list[System]:
    """Every system: those that ran, those that are ready, the company's own; the strictest class first. Raises NotAllowed."""
    require(actor, Permission.GOVERN)
    said = completing.entries(actor, Register.SYSTEM)
    decided = _decided(actor)
    logged = JournalEntry.objects.filter(company_id=actor.company_id).count()
    found = [
        _of_capability(one, said.get(f"capability:{one.name}"), decided, logged)
        for one in measured(actor)
        if one.used or one.ready
    ]
    found += [_own(entry) for key, entry in said.items() if key.startswith(completing.OWN)]
    return sorted(found, key=lambda one: (ORDER.index(one.classified.risk), not one.used, one.title))


def one(actor: Actor, key: str) -> System:
    """One system. Raises NotAllowed, NotFound."""
    found = next((line for line in systems(actor) if line.key == key), None)
    if found is None:
        raise NotFound("Ce système n'est pas au registre", mend="Voyez la liste du registre.")
    return found


def answer(actor: Actor, key: str, answers: Answers, said: Mapping[str, str], revision: int) -> Entry:
    """Write the answers of the questionnaire. Raises NotAllowed, NotFound, BadInput, Conflict."""
    line = one(actor, key)
    known = {question.id for question in book().questions}
    if unknown := set(answers) - known:
        raise BadInput(f"Question inconnue : {sorted(unknown)[0]}", where="questionnaire")
    if said.get("role", line.role) not in ROLES:
        raise BadInput("Ce rôle n'existe pas", where="rôle", mend="Choisissez : déployeur ou fournisseur.")
    return completing.complete(
        actor, Register.SYSTEM, key, said=said, answers=answers, title=line.title, purpose=line.purpose,
        revision=revision,
    )  # fmt: skip


def begin(actor: Actor, title: str, purpose: str, case: str = "") -> Entry:
    """A system of the company's own, its questionnaire begun from a common use. Raises NotAllowed, BadInput."""
    known = use_case(case) if case else None
    if case and known is None:
        raise BadInput(
            "Cet usage type n'existe pas", where="usage type", mend="Choisissez-en un dans la liste."
        )
    entry = completing.add(actor, Register.SYSTEM, title, purpose)
    if known:
        entry.answers = dict(known.answers)
        entry.save(update_fields=["answers"])
    return entry


def draft(
    company: int, person: int, key: int, title: str, purpose: str, capability: str, case: str = ""
) -> None:
    """The entry of a company's own idea (``key``: its number) that a pilot begins to try with AI: a draft, its questionnaire begun
    from the common use it was said to be; people complete it. The one there is already stays as it is.
    """
    known = use_case(case) if case else None
    tried = registry.get(capability)
    _, new = Entry.objects.get_or_create(
        company_id=company, register=Register.SYSTEM, key=f"{completing.IDEA}{key}",
        defaults={
            "title": title[:200], "purpose": purpose, "updated_by_id": person, "answers": dict(known.answers) if known else {},
            "said": {"models": tried.title, "oversight": _LEVELS[tried.card.approval]},
        },
    )  # fmt: skip
    if new:
        journal.record(
            company, person, "register.drafted", f"{completing.IDEA}{key}", {"register": str(Register.SYSTEM)}
        )


def _of_capability(
    one: Measured, entry: Entry | None, decided: Counter[tuple[str, str]], logged: int
) -> System:
    capability = registry.get(one.name)
    card, package = capability.card, registry.package(one.name)
    answers = starting(one.name, entry)
    role = str(entry.said.get("role", "")) if entry else ""
    if role not in ROLES:
        role = "deployer"
    result = classify(answers, role)
    note = ""
    if card.risk_reason and card.risk != "minimal":
        reason = Reason(article="fiche du savoir-faire", says=card.risk_reason, holds=card.risk == "high")
        told = [one for one in result.reasons if card.risk != "high" or one.article != "art. 4"]
        result = result.model_copy(update={"reasons": (*told, reason)})
    if card.risk == "high" and strictest("high", result.risk) == "high" and result.risk != "high":
        duties = tuple(dict.fromkeys([*book().duties["high"], *result.duties]))
        result = result.model_copy(update={"risk": "high", "duties": duties})
        note = "Les règles ne l'exigent pas, mais la fiche du savoir-faire le traite comme à haut risque : la plus exigeante des deux est retenue, par prudence."
    data = tuple(f"« {table.name} » ({table.kind_label})" for table in one.tables)
    if one.documents:
        data += (format_count(one.documents, "document"),)
    approved, refused, waiting = (
        decided[one.name, state] for state in (Decision.APPROVED, Decision.REFUSED, Decision.WAITING)
    )
    oversight = [_LEVELS[card.approval]]
    if card.approval != "none":
        oversight.append(
            f"{format_count(approved, 'validé')}, {format_count(refused, 'refusé')}, {waiting} en attente"
        )
    oversight.append(card.explains)
    return System(
        f"capability:{one.name}", one.title, card.purpose, role, False, one.used, one.runs, result, note, answers,
        _models(one), data, tuple(oversight),
        (f"{format_count(one.runs, 'exécution enregistrée')}, étape par étape", f"{format_count(logged, 'écriture scellée')} au journal"),
        f"{capability.version} · {package.name} {package.version}", entry, one,
    )  # fmt: skip


def starting(name: str, entry: Entry | None) -> dict[str, bool | None]:
    """The answers that hold for a capability: what it is by design, then what the company said."""
    case = use_case_of(name)
    known: dict[str, bool | None] = case.starting() if case else {}
    return {**known, **(entry.answers if entry else {})}


def _own(entry: Entry) -> System:
    role = str(entry.said.get("role", "deployer"))
    said = entry.said
    return System(
        entry.key, entry.title, entry.purpose, role if role in ROLES else "deployer", True, True, 0,
        classify(entry.answers, role), _DRAFT if entry.key.startswith(completing.IDEA) and not entry.revision else "", dict(entry.answers), _lines(said.get("models")), _lines(said.get("data")),
        _lines(said.get("oversight")), _lines(said.get("logs")), str(said.get("version", "")), entry,
    )  # fmt: skip


def _models(one: Measured) -> tuple[str, ...]:
    called = tuple(
        f"{call.model} ({call.endpoint}) : {format_count(call.calls, 'appel')}" for call in one.models
    )
    local = ("modèle de langue embarqué e5, sur cette machine",) if one.name == "knowledge-search" else ()
    return called + local or ("calcul statistique sur cette machine, sans modèle de langage",)


def _decided(actor: Actor) -> Counter[tuple[str, str]]:
    lines = Approval.objects.filter(company_id=actor.company_id).values_list("capability", "decision")
    return Counter((name, str(state)) for name, state in lines)


def endpoints(actor: Actor) -> list[Endpoint]:
    """The language models this company has set up."""
    require(actor, Permission.GOVERN)
    return list(Endpoint.objects.filter(company_id__in=[actor.company_id]))


def _lines(text: object) -> tuple[str, ...]:
    return tuple(line for line in str(text or "").splitlines() if line.strip())
