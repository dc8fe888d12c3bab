"""The card of a model (a capability: what it is for, how it was judged, its limits) and that of a data set."""

from dataclasses import dataclass
from typing import Any

from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.french.numbers import format_number, format_percent
from levier.core.french.writing_dates import format_date
from levier.governance.registers import systems
from levier.governance.registers.measuring import tables_of
from levier.orchestrator.models import StepRecord, StepStatus
from levier.policy.rights import Permission, require
from levier.tables.sharing import visible_dataset

Lines = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Card:
    """A card: its title and its parts (label → lines)."""

    title: str
    subtitle: str
    parts: Lines


def model_card(actor: Actor, key: str) -> Card:
    """The card of a system, its measures read in its last real run. Raises NotAllowed, NotFound."""
    system = systems.one(actor, key)
    parts: Lines = [
        ("À quoi il sert", [system.purpose]),
        (
            "Classe de risque",
            [f"{system.classified.words} — {', '.join(system.classified.articles) or 'aucune règle'}"],
        ),
        ("Modèles", list(system.models)),
        ("Données lues", list(system.data) or ["aucune exécution enregistrée"]),
        ("Contrôle humain", list(system.oversight)),
        ("Journaux", list(system.logs)),
    ]
    if system.measured:
        capability = registry.get(system.measured.name)
        needs = [
            f"{need.why or need.kind}{' (facultatif)' if need.optional else ''}" for need in capability.needs
        ]
        parts[2:2] = [("Version", [system.version]), ("Ce qu'il lui faut", needs)]
        parts.append(("Apprentissage", [capability.upkeep.relearns]))
        parts.append(
            ("Surveillé à chaque passage", list(capability.upkeep.watches) or ["rien de particulier"])
        )
        parts.append(("Mesuré au dernier passage", _signals(actor, system.measured.name)))
    return Card(system.title, f"Fiche de modèle · {system.role_words}", parts)


def dataset_card(actor: Actor, dataset: int) -> Card:
    """The card of a table, all of it measured. Raises NotAllowed, NotFound."""
    require(actor, Permission.GOVERN)
    found = visible_dataset(actor, dataset)
    table = tables_of(actor).get(found.pk)
    version = found.versions.filter(number=found.current).first()
    profile: dict[str, Any] = version.profile if version else {}
    quality = [
        f"{one['label']} : {format_number(one['score'], 0)}/100 — {one['reason']}"
        for one in profile.get("dimensions", [])
    ]
    used = [
        system.title
        for system in systems.systems(actor)
        if system.measured and any(one.id == found.pk for one in system.measured.tables)
    ]
    rows = (
        f"{format_number(version.rows)} lignes, {format_number(version.rejected)} écartées"
        if version
        else "aucune version"
    )
    period = (
        f"du {format_date(version.first_day)} au {format_date(version.last_day)}"
        if version and version.first_day and version.last_day
        else "sans date"
    )
    personal = [
        f"{one['label']} : {one['kind_label']} ({format_percent(one['share'])} des valeurs lues)"
        for one in profile.get("personal", [])
        if one["weight"] != "none"
    ]
    return Card(
        found.name,
        f"Fiche de données · {table.kind_label if table else found.kind}",
        [
            ("Contenu", [rows, period]),
            (
                "Origine",
                [
                    version.original_name if version else "",
                    f"version {found.current}, importée le {format_date(version.created)}" if version else "",
                ],
            ),
            ("Qualité mesurée", quality or ["pas encore mesurée"]),
            ("Données personnelles trouvées", personal or ["aucune trouvée"]),
            ("Lecteurs", list(table.readers) if table else []),
            ("Utilisé par", used or ["aucun savoir-faire pour l'instant"]),
        ],
    )


def _signals(actor: Actor, name: str) -> list[str]:
    last = (
        StepRecord.objects.filter(company_id=actor.company_id, capability=name, status=StepStatus.DONE)
        .exclude(output=None)
        .order_by("-finished")
        .first()
    )
    if last is None or not last.output:
        return ["aucune exécution enregistrée"]
    found = []
    for one in last.output.get("signals", []):
        ratio = one.get("unit") == "%"
        value, limit = (
            format_percent(one[key]) if ratio else f"{format_number(one[key])} {one.get('unit', '')}".strip()
            for key in ("value", "limit")
        )
        found.append(f"{one['label']} : {value} (limite : {limit})")
    return found or ["ce savoir-faire n'émet pas de signe de fiabilité"]
