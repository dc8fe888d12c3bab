"""The runbook of a service: made from its card, its needs, its signals and what was measured; Markdown and PDF."""

from dataclasses import dataclass

from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import NotFound
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_number
from levier.method.deployment.deploying import service_of
from levier.operations.firms.signing import brand_of
from levier.operations.watching import clock, looking
from levier.operations.watching.models import Service
from levier.printing import Document
from levier.tables.kinds import KINDS, kind_named

_APPROVALS = {
    "none": "Aucune validation n'est demandée.",
    "person": "La personne qui lance valide.",
    "manager": "Un responsable valide.",
}


@dataclass(frozen=True)
class Section:
    """A part of the runbook: paragraphs (Markdown's ``**strong**`` allowed), then points."""

    title: str
    lines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


def sections(service: Service) -> list[Section]:
    """The runbook in its order."""
    try:
        kind = registry.get(service.capability)
    except NotFound:
        return [
            Section(
                "Savoir-faire absent",
                ("Le paquet qui l'apporte n'est plus installé : demandez à qui administre Levier.",),
            )
        ]
    setting = service.in_service
    owner = str(service.owner) if service.owner else "personne : choisissez quelqu'un"
    hours = clock.words(service.every, service.hour, service.weekday, service.month_day)
    return [
        Section("À quoi il sert", (kind.card.purpose or kind.summary, f"Données personnelles : {kind.card.personal_data}.")),
        Section("Qui, quand", (
            f"**Répond de lui** : {owner}. Il tourne avec ses droits, et ses résultats sont dans ses demandes.",
            f"**Tourne** {hours}{' — suspendu' if service.paused else ''}.",
            f"**Version en service** : {setting.number}, depuis le {format_date((setting.decided or setting.made).date())}.",
            _APPROVALS[kind.card.approval],
        )),
        Section("Ce qu'il lui faut", (), tuple(_needs(kind))),
        Section("Ce qui est surveillé", (kind.upkeep.relearns,), tuple(_watched(service, kind.upkeep.watches))),
        Section("Quand cela va mal", (), tuple(_troubles(service))),
        Section("Revenir en arrière", (
            "Page du savoir-faire, « Versions », « Remettre en service » : la version choisie reprend avec son réglage et ses repères, "
            "et le journal le garde. Les données ne changent pas ; une version de tableau se remet de même dans « Données ».",
        )),
        *([Section("Consignes de l'équipe", tuple(service.notes.splitlines()))] if service.notes else []),
    ]  # fmt: skip


def _needs(kind: registry.AnyCapability) -> list[str]:
    found = []
    for need in kind.needs:
        label = (
            "des documents"
            if need.kind == "documents"
            else f"un tableau « {kind_named(need.kind).label} »"
            if need.kind in KINDS
            else "un tableau"
        )
        least = [f"{need.min_weeks} semaines d'historique"] if need.min_weeks else []
        least += [f"{format_number(need.min_rows, 0)} lignes au moins"] if need.min_rows > 1 else []
        said = f"{label}{' (facultatif)' if need.optional else ''}"
        said += f" : {', '.join(least)}" if least else ""
        found.append(f"{said} — {need.why}." if need.why else f"{said}.")
    return found or ["Rien de particulier."]


def _watched(service: Service, watches: tuple[str, ...]) -> list[str]:
    if not service.watched:
        return ["La surveillance est arrêtée : cochez-la sur la page du savoir-faire."]
    figures = service.in_service.figures
    found = list(watches)
    for figure in figures.values():
        limit = (
            f" ; limite {looking.shown({**figure, 'value': figure['limit']})}"
            if figure["limit"] is not None
            else ""
        )
        found.append(f"{figure['label']} : {looking.shown(figure)} à la mise en service{limit}.")
    return [
        *found,
        "Chaque colonne lue, comparée à ce qu'elle était ; l'âge des données ; les échecs ; la durée et le coût.",
    ]


def _troubles(service: Service) -> list[str]:
    figures = service.in_service.figures
    means = [
        f"**{one['label']}** au-delà de sa limite : {one['means']}"
        for one in figures.values()
        if one.get("means")
    ]
    return [
        "**Il n'aboutit pas** : lisez la raison sur sa page, corrigez la donnée nommée, puis « Lancer maintenant ».",
        "**Un tableau a disparu** : importez-le de nouveau, ou remettez sa version dans « Données », puis essayez une version candidate.",
        "**Les données sont anciennes** : importez la suite, ou regardez pourquoi la source reliée s'est arrêtée (« Données », « Sources »).",
        "**Une colonne ne se répartit plus de même** : demandez d'abord ce qui a changé (tarif, logiciel, client). "
        "Si c'est durable, « Réapprendre et comparer » ; sinon, corrigez le fichier.",
        *means,
        "**La personne responsable est partie** : choisissez-en une autre ; rien ne tourne sans elle.",
        "**Rien ne part à l'heure dite** : aucun processus de travail ne vit. Lancez « levier doctor ».",
    ]


def markdown(actor: Actor, pk: int) -> str:
    """Raises NotAllowed, NotFound."""
    service = service_of(actor, pk)
    parts = [
        f"# {service.title} — conduite à tenir",
        f"{service.company.name}, le {format_date(service.company.today)}",
    ]
    for section in sections(service):
        parts.append(f"## {section.title}")
        parts += section.lines
        if section.points:
            parts.append("\n".join(f"- {point}" for point in section.points))
    return "\n\n".join(parts) + "\n"


def paper(actor: Actor, pk: int) -> bytes:
    """The same as a PDF. Raises NotAllowed, NotFound."""
    service = service_of(actor, pk)
    document = Document(
        service.title, service.company.name, subtitle="Conduite à tenir d'un savoir-faire en service",
        footer=f"Établi le {format_date(service.company.today)}, révision {service.revision}", brand=brand_of(service.company_id),
    )  # fmt: skip
    for section in sections(service):
        document.heading(section.title)
        for line in section.lines:
            document.text(line)
        for point in section.points:
            document.text(f"•\u00a0{point}")
    return document.bytes()
