"""What people add to a register, beside what is measured; two people at once lose nothing."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.governance.registers.models import Entry, Organisation, Register
from levier.policy import journal
from levier.policy.rights import Permission, require

_LONGEST = 4000


class Conflict(BadInput):
    """Somebody else wrote since the form was opened."""

    code = "modifié-entre-temps"
    http_status = 409


IDEA = "idea:"
OWN = ("own:", IDEA)
"""Keys of the lines that the company may take away: those it added, and those that a pilot of its own idea opened."""


def entries(actor: Actor, register: Register) -> dict[str, Entry]:
    """What people said, by key. Raises NotAllowed."""
    require(actor, Permission.GOVERN)
    found = Entry.objects.filter(company_id=actor.company_id, register=register).select_related("updated_by")
    return {one.key: one for one in found}


def complete(
    actor: Actor,
    register: Register,
    key: str,
    *,
    said: Mapping[str, str] | None = None,
    answers: Mapping[str, bool | None] | None = None,
    title: str = "",
    purpose: str = "",
    revision: int = 0,
) -> Entry:
    """Write what a person says of a line. ``revision``: the one they read. Raises NotAllowed, BadInput, Conflict."""
    require(actor, Permission.GOVERN)
    with transaction.atomic():
        entry, _ = Entry.objects.select_for_update().get_or_create(
            company_id=actor.company_id, register=register, key=key
        )
        check_revision(entry.revision, revision, entry.updated_by)
        if said is not None:
            entry.said = {
                name: str(value).strip()[:_LONGEST] for name, value in said.items() if str(value).strip()
            }
        if answers is not None:
            entry.answers = {name: value for name, value in answers.items() if value is not None}
        if key.startswith("own:"):
            entry.title, entry.purpose = _named(title, purpose)
        entry.revision += 1
        entry.updated_by_id = actor.person_id
        entry.save()
        details = {"register": str(register), "revision": entry.revision}
        journal.record(actor.company_id, actor.person_id, "register.completed", key, details)
    return entry


def add(actor: Actor, register: Register, title: str, purpose: str) -> Entry:
    """A line of the company's own: a processing or a system outside Levier. Raises NotAllowed, BadInput."""
    require(actor, Permission.GOVERN)
    title, purpose = _named(title, purpose)
    with transaction.atomic():
        taken = [
            int(one.key.partition(":")[2])
            for one in Entry.objects.filter(
                company_id=actor.company_id, register=register, key__startswith="own:"
            )
        ]
        entry = Entry.objects.create(
            company_id=actor.company_id, register=register, key=f"own:{max(taken, default=0) + 1}",
            title=title, purpose=purpose, updated_by_id=actor.person_id,
        )  # fmt: skip
        journal.record(
            actor.company_id, actor.person_id, "register.added", entry.key, {"register": str(register)}
        )
    return entry


def remove(actor: Actor, register: Register, key: str) -> None:
    """Take a line of the company's own away. Raises NotAllowed, NotFound (measured lines cannot be)."""
    require(actor, Permission.GOVERN)
    found = Entry.objects.filter(company_id=actor.company_id, register=register, key=key)
    if not key.startswith(OWN) or not found.exists():
        raise NotFound(
            "Seules les lignes ajoutées par l'entreprise se retirent",
            mend="Une ligne mesurée disparaît quand ses données sont supprimées.",
        )
    found.delete()
    journal.record(actor.company_id, actor.person_id, "register.removed", key, {"register": str(register)})


def organisation(actor: Actor) -> Organisation:
    """Who answers for the data in the person's company."""
    found, _ = Organisation.objects.get_or_create(company_id=actor.company_id)
    return found


def set_organisation(actor: Actor, given: Mapping[str, str], revision: int) -> Organisation:
    """Write it. Raises NotAllowed, Conflict."""
    require(actor, Permission.GOVERN)
    with transaction.atomic():
        found, _ = Organisation.objects.select_for_update().get_or_create(company_id=actor.company_id)
        check_revision(found.revision, revision)
        for name, most in (("representative", 150), ("address", 1000), ("contact", 200), ("dpo", 200)):
            setattr(found, name, str(given.get(name, "")).strip()[:most])
        found.revision += 1
        found.save()
        journal.record(actor.company_id, actor.person_id, "register.organisation", Company.__name__)
    return found


def check_revision(now: int, read: int, by: Any = None) -> None:
    """Raises Conflict when the form was opened on an older state."""
    if now != read:
        who = f" par {by}" if by else ""
        raise Conflict(
            f"Cette fiche a été modifiée{who} pendant que vous la remplissiez",
            where=f"révision {read}, devenue {now}",
            mend="Votre saisie est gardée ci-dessous : relisez, puis enregistrez de nouveau.",
        )


def _named(title: str, purpose: str) -> tuple[str, str]:
    title, purpose = " ".join(title.split())[:200], purpose.strip()[:_LONGEST]
    if not title:
        raise BadInput("Le nom manque", where="nom", mend="Écrivez ce que fait ce traitement ou ce système.")
    if not purpose:
        raise BadInput("La finalité manque", where="finalité", mend="Écrivez en une phrase à quoi il sert.")
    return title, purpose
