"""The five criteria of a good pilot, each checked on facts."""

from dataclasses import dataclass

from levier.accounts.models import Membership
from levier.capabilities import registry
from levier.capabilities.feasibility import assess
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.french.numbers import format_percent, format_quantity
from levier.core.french.writing_dates import format_date
from levier.knowledge.reading import readable_documents
from levier.method.pilots.models import Pilot
from levier.tables.access import CompanyTables

_LEAST_WORDS = 5


@dataclass(frozen=True)
class Criterion:
    """One criterion. ``met``: whether the facts bear it; ``evidence``: these facts, in French; ``mend``: what would."""

    name: str
    label: str
    met: bool
    evidence: str
    mend: str = ""


def criteria(actor: Actor, pilot: Pilot) -> list[Criterion]:
    """The five, in their order."""
    return [_problem(pilot), _data(actor, pilot), _scope(pilot), _soon(pilot), _sponsor(pilot)]


def _problem(pilot: Pilot) -> Criterion:
    told, measured = pilot.use_case.problem.strip(), pilot.baseline
    figure = (
        f"{measured['label']} : {format_quantity(measured['value'], measured['unit'])} en moyenne sur {measured['n']} mesures"
        if measured
        else "aucun chiffre mesuré pour l'instant"
    )
    enough = len(told.split()) >= _LEAST_WORDS
    said = f"« {told[:160]} » — {figure}." if told else f"Problème non décrit ; {figure}."
    return Criterion(
        "problem", "Un problème défini et douloureux", enough and bool(measured), said,
        "" if enough and measured else
        "Mesurez le point de départ." if enough else "Décrivez le problème dans le cas d'usage, en une phrase.",
    )  # fmt: skip


def _data(actor: Actor, pilot: Pilot) -> Criterion:
    label = "Des données déjà là"
    try:
        capability = registry.get(pilot.capability)
    except NotFound:
        return Criterion(
            "data", label, False, "Ce savoir-faire n'est plus installé.", "Choisissez-en un autre."
        )
    found = assess(capability, CompanyTables(actor), readable_documents(actor).count())
    reasons = (
        " ; ".join(reason.text for reason in found.reasons if not reason.optional)
        or "rien de particulier à fournir"
    )
    return Criterion(
        "data", label, found.ready, f"Mesuré sur vos tableaux : {reasons}.",
        "" if found.ready else "Importez ce qui manque dans « Données ».",
    )  # fmt: skip


def _scope(pilot: Pilot) -> Criterion:
    weeks = round((pilot.ends - pilot.starts).days / 7)
    limited = bool(pilot.scope.strip())
    aim = f"{'+' if pilot.expected > 0 else ''}{format_percent(pilot.expected, 0)} attendu sur « {pilot.baseline.get('label') or pilot.measure or 'temps par dossier'} »"
    return Criterion(
        "scope", "Un périmètre limité, un but mesurable", limited,
        f"{aim}, {weeks} semaines, du {format_date(pilot.starts)} au {format_date(pilot.ends)}."
        + (f" Périmètre : {pilot.scope.strip()[:160]}" if limited else " Périmètre non dit."),
        "" if limited else "Dites sur quoi le pilote porte : un rayon, un atelier, un type de dossier.",
    )  # fmt: skip


def _soon(pilot: Pilot) -> Criterion:
    label = "Un effet visible vite"
    if not pilot.plan:
        return Criterion(
            "soon",
            label,
            False,
            "La durée nécessaire n'est pas encore calculée.",
            "Mesurez le point de départ.",
        )
    enough = bool(pilot.plan["enough"])
    return Criterion(
        "soon", label, enough, pilot.plan["said"],
        "" if enough else "Allongez le pilote, visez un effet plus fort, ou suivez une mesure plus stable.",
    )  # fmt: skip


def _sponsor(pilot: Pilot) -> Criterion:
    label = "Un sponsor métier"
    there = (
        Membership.objects.filter(
            company_id=pilot.company_id, user_id=pilot.sponsor_id, user__is_active=True
        ).first()
        if pilot.sponsor_id
        else None
    )
    if there is None:
        return Criterion(
            "sponsor", label, False, "Personne n'est nommé.", "Nommez qui décidera et dégagera du temps."
        )
    team = pilot.team.count()
    return Criterion(
        "sponsor", label, True,
        f"{there.user} ({there.get_role_display().lower()}), avec {team} personne{'s' if team > 1 else ''} dans l'équipe.",
    )  # fmt: skip
