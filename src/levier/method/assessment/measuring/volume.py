"""Volume: history, freshness, and what the tables already allow (the feasibility of each capability)."""

from collections.abc import Sequence

from levier.capabilities import registry
from levier.capabilities.feasibility import assess
from levier.core.actor import Actor
from levier.core.french.dates import format_date
from levier.core.french.numbers import format_number
from levier.knowledge.reading import readable_documents
from levier.method.assessment.measuring.held import Held
from levier.method.assessment.shape import Fix, Item
from levier.tables.access import CompanyTables

_FULL_WEEKS = 104
_FRESH, _STALE = 35, 365
_NEAR = 3


def items(actor: Actor, tables: Sequence[Held]) -> list[Item]:
    """One item of history and one of freshness for each dated table, and one for the capabilities that are ready."""
    dated = [one for one in tables if one.version.first_day and one.version.last_day]
    listed = [item for table in dated for item in (_history(table), _freshness(table)) if item]
    return [*listed, _ready(actor)] if tables else []


def _history(table: Held) -> Item:
    first, last = table.version.first_day, table.version.last_day
    weeks = ((last - first).days + 1) // 7 if first and last else 0
    holes = table.profile.empty_weeks
    score = 100.0 * min(1.0, weeks / _FULL_WEEKS) * (1 - min(0.5, holes / weeks) if weeks else 1)
    text = f"« {table.label} » couvre {format_number(weeks)} semaines"
    text += f", dont {format_number(holes)} sans aucune ligne." if holes else ", sans trou."
    if weeks < _FULL_WEEKS:
        text += " Deux ans montrent deux saisons."
    fixes = [
        Fix(
            what=f"Ajouter à « {table.label} » les années passées",
            how="Exportez-les du logiciel et ajoutez-les au tableau : deux ans suffisent.",
            days=0.5,
        )
    ]
    return Item(
        dimension="volume", name=f"history-{table.dataset.pk}", label=f"Historique de « {table.label} »", score=round(score, 1),
        text=text, origin="measured", datasets=[table.dataset.pk], page="dataset_quality", args=[table.dataset.pk],
        fixes=fixes if weeks < _FULL_WEEKS else [],
    )  # fmt: skip


def _freshness(table: Held) -> Item | None:
    if table.age is None or table.version.last_day is None:
        return None
    score = 100.0 * min(1.0, max(0.0, 1 - (table.age - _FRESH) / (_STALE - _FRESH)))
    text = f"Dernière ligne de « {table.label} » : {format_date(table.version.last_day)}, il y a {format_number(table.age)} jour{'s' if table.age > 1 else ''}."
    fixes = [
        Fix(
            what=f"Mettre à jour « {table.label} »",
            how="Importez un fichier récent ou reliez sa source.",
            days=0.5,
        )
    ]
    return Item(
        dimension="volume", name=f"fresh-{table.dataset.pk}", label=f"Fraîcheur de « {table.label} »", score=round(score, 1),
        weight=0.5, text=text, origin="measured", datasets=[table.dataset.pk], page="dataset_versions", args=[table.dataset.pk],
        fixes=fixes if score < 90 else [],
    )  # fmt: skip


def _ready(actor: Actor) -> Item:
    documents, access = readable_documents(actor).count(), CompanyTables(actor)
    found = [
        (one, assess(one, access, documents)) for one in registry.catalogue().values() if not one.about_method
    ]
    ready = [one.title for one, feasible in found if feasible.ready]
    score = 100.0 * sum(feasible.score for _, feasible in found) / len(found) if found else 0.0
    near = sorted(((f.score, one, f) for one, f in found if not f.ready), key=lambda three: -three[0])[:_NEAR]
    text = f"{format_number(len(ready))} savoir-faire sur {format_number(len(found))} peuvent travailler sur vos données dès aujourd'hui"
    text += f" : {', '.join(ready)}." if ready else "."
    fixes = [
        Fix(what=f"Débloquer « {one.title} » : {feasible.missing[0]}", days=1.0, to=min(100.0, score + 100 / len(found)))
        for _, one, feasible in near
        if feasible.missing
    ]  # fmt: skip
    return Item(
        dimension="volume", name="ready", label="Savoir-faire utilisables", score=round(score, 1), weight=2.0, text=text,
        origin="measured", page="capabilities", fixes=fixes,
    )  # fmt: skip
