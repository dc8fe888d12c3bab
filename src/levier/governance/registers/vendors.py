"""The register of vendors: article 28's list, and the outside addresses in use that nobody declared yet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.governance.registers.completing import check_revision
from levier.governance.registers.models import Vendor
from levier.policy import journal
from levier.policy.addresses import host_of
from levier.policy.destinations import destinations
from levier.policy.rights import Permission, require


@dataclass(frozen=True)
class Check:
    """A clause to check: its name, its paragraph, its words."""

    id: str
    article: str
    text: str


@dataclass(frozen=True)
class Line:
    """A vendor with how far its list is."""

    vendor: Vendor
    done: int
    total: int
    alerts: tuple[str, ...]


@cache
def checks() -> tuple[Check, ...]:
    """Article 28's list."""
    found = json.loads(Path(__file__).with_name("vendors.json").read_text(encoding="utf-8"))
    return tuple(Check(*one) for one in found["checks"])


def vendors(actor: Actor, today: date) -> list[Line]:
    """The register, with what is missing. Raises NotAllowed."""
    require(actor, Permission.GOVERN)
    return [line_of(one, today) for one in Vendor.objects.filter(company_id=actor.company_id)]


def line_of(one: Vendor, today: date) -> Line:
    """A vendor with how far its list is."""
    done = sum(bool(one.checks.get(check.id)) for check in checks())
    alerts = []
    if one.personal and one.contract is None:
        alerts.append("contrat non daté")
    if one.ends and one.ends < today:
        alerts.append("contrat échu")
    if one.personal and done < len(checks()):
        alerts.append(f"{len(checks()) - done} point(s) de l'article 28 à vérifier")
    return Line(one, done, len(checks()), tuple(alerts))


def undeclared(actor: Actor) -> list[str]:
    """Outside addresses that Levier may talk to and that no vendor bears."""
    require(actor, Permission.GOVERN)
    known = {
        host_of(one.address) for one in Vendor.objects.filter(company_id=actor.company_id) if one.address
    }
    return [one.address for one in destinations(actor.company_id) if one.address not in known]


def one(actor: Actor, number: int) -> Vendor:
    """A vendor. Raises NotAllowed, NotFound."""
    require(actor, Permission.GOVERN)
    found = Vendor.objects.filter(company_id=actor.company_id, pk=number).first()
    if found is None:
        raise NotFound("Ce prestataire n'existe pas", mend="Voyez la liste des prestataires.")
    return found


def save(actor: Actor, given: Mapping[str, Any], number: int | None = None, revision: int = 0) -> Vendor:
    """Add or change a vendor. ``given``: the model's fields; ``checks``: names of the clauses that are met.

    Raises NotAllowed, NotFound, BadInput, Conflict.
    """
    require(actor, Permission.GOVERN)
    name = " ".join(str(given.get("name", "")).split())[:150]
    if not name:
        raise BadInput("Le nom du prestataire manque", where="nom", mend="Écrivez sa raison sociale.")
    contract, ends = (
        _day(given.get("contract"), "contrat signé le"),
        _day(given.get("ends"), "fin du contrat"),
    )
    if contract and ends and ends < contract:
        raise BadInput(
            "Le contrat finit avant d'être signé", where="fin du contrat", mend="Vérifiez les deux dates."
        )
    met = set(given.get("checks", ()))
    try:
        with transaction.atomic():
            vendor = one(actor, number) if number else Vendor(company_id=actor.company_id)
            check_revision(vendor.revision, revision)
            vendor.name, vendor.contract, vendor.ends = name, contract, ends
            for field, most in (
                ("service", 300),
                ("address", 300),
                ("country", 80),
                ("guarantee", 200),
                ("note", 4000),
            ):
                setattr(vendor, field, str(given.get(field, "")).strip()[:most])
            vendor.personal = bool(given.get("personal"))
            vendor.checks = {check.id: check.id in met for check in checks()}
            vendor.revision += 1
            vendor.save()
            journal.record(actor.company_id, actor.person_id, "vendor.saved", vendor.name[:200])
    except IntegrityError:
        raise BadInput(
            f"« {name} » est déjà au registre", where="nom", mend="Ouvrez sa fiche pour la modifier."
        ) from None
    return vendor


def remove(actor: Actor, number: int) -> None:
    """Take a vendor away. Raises NotAllowed, NotFound."""
    found = one(actor, number)
    journal.record(actor.company_id, actor.person_id, "vendor.removed", found.name[:200])
    found.delete()


def _day(given: Any, where: str) -> date | None:
    if given in (None, ""):
        return None
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise BadInput(
            f"« {given} » n'est pas une date", where=where, mend="Écrivez-la jj/mm/aaaa."
        ) from None
