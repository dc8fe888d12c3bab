"""Accessibility: how the tables come in, and whether they can be joined (a table that joins nothing is a silo)."""

from collections.abc import Sequence

from levier.connectors.models import Connection, SourceTable
from levier.core.actor import Actor
from levier.core.french.numbers import format_number
from levier.method.assessment.measuring.held import Held
from levier.method.assessment.shape import Fix, Item
from levier.tables.kinds import KINDS

CORE = {
    "sales": "ventes",
    "customers": "clients",
    "products": "produits",
    "purchases": "achats",
    "journal_entries": "comptabilité",
}
"""The tables nearly every company has: those missing here stay out of reach."""


def items(actor: Actor, tables: Sequence[Held]) -> list[Item]:
    """Automatic feeding, reach of the core tables, silos."""
    if not tables:
        return []
    return [_reach(tables), _automatic(actor, tables), *_silos(tables)]


def automatic_tables(actor: Actor) -> frozenset[int]:
    """The tables that a connection keeps up to date by itself."""
    live = Connection.objects.filter(company_id=actor.company_id, paused=False, leaving=False, blocked=False)
    fed = SourceTable.objects.filter(connection__in=live.exclude(schedule="manual"), dataset__isnull=False)
    return frozenset(int(pk) for pk in fed.values_list("dataset", flat=True) if pk is not None)


def _reach(tables: Sequence[Held]) -> Item:
    held = {one.dataset.kind for one in tables}
    missing = [label for kind, label in CORE.items() if kind not in held]
    score = 100.0 * (1 - len(missing) / len(CORE))
    there = [label for kind, label in CORE.items() if kind in held]
    text = f"{len(there)} des {len(CORE)} tableaux de base sont là ({', '.join(there) or 'aucun'})."
    if missing:
        text += f" Manquent : {', '.join(missing)}."
    fixes = [
        Fix(what=f"Importer un export : {label}", how="Un fichier CSV ou Excel suffit.", days=0.5, to=score + 100 / len(CORE))
        for label in missing
    ]  # fmt: skip
    return Item(
        dimension="access", name="reach", label="Tableaux de base présents", score=round(score, 1), weight=2.0,
        text=text, origin="measured", page="data", fixes=fixes,
    )  # fmt: skip


def _automatic(actor: Actor, tables: Sequence[Held]) -> Item:
    fed = automatic_tables(actor)
    count = sum(one.dataset.pk in fed for one in tables)
    score = 100.0 * count / len(tables)
    text = (
        f"{format_number(count)} tableau{'x' if count > 1 else ''} sur {format_number(len(tables))} se "
        f"{'mettent' if count > 1 else 'met'} à jour tout seul{'s' if count > 1 else ''} ; les autres sont importés à la main."
    )
    fixes = [
        Fix(
            what="Relier la source du tableau le plus utilisé pour qu'il se mette à jour tout seul",
            how="« Données », « Sources » : dossier surveillé, base de données, Odoo, Dolibarr…",
            days=1.0,
            to=min(100.0, score + 100 / len(tables)),
        )
    ]
    return Item(
        dimension="access", name="automatic", label="Mise à jour automatique", score=round(score, 1), text=text,
        origin="measured", page="sources", fixes=fixes if score < 100 else [],
    )  # fmt: skip


def silos(tables: Sequence[Held]) -> list[Held]:
    """The tables that neither point at another one held nor are pointed at: they cannot be crossed with anything."""
    held = {one.dataset.kind for one in tables}
    joined: set[str] = set()
    for table in tables:
        kind = KINDS.get(table.dataset.kind)
        filled = {name for name, share in table.profile.filled.items() if share > 0}
        for field in kind.fields if kind else ():
            for other, _ in field.references:
                if field.name in filled and other in held and other != table.dataset.kind:
                    joined |= {table.dataset.kind, other}
    return [one for one in tables if one.dataset.kind not in joined]


def _silos(tables: Sequence[Held]) -> list[Item]:
    if len(tables) < 2:
        return []
    alone = silos(tables)
    score = 100.0 * (1 - len(alone) / len(tables))
    names = ", ".join(f"« {one.label} »" for one in alone[:3])
    text = (
        f"{format_number(len(alone))} tableau{'x' if len(alone) > 1 else ''} sur {format_number(len(tables))} ne se croise"
        f"{'nt' if len(alone) > 1 else ''} avec aucun autre : {names}."
        if alone
        else "Tous les tableaux se croisent avec au moins un autre."
    )
    fixes = [
        Fix(
            what=f"Ajouter à {names} le code (client, article, fournisseur) que portent vos autres tableaux",
            how="Un code commun suffit pour croiser deux tableaux.",
            days=1.5,
        )
    ]
    return [
        Item(
            dimension="access", name="silos", label="Tableaux isolés", score=round(score, 1), text=text, origin="measured",
            page="data", datasets=[one.dataset.pk for one in alone[:3]], fixes=fixes if alone else [],
        )
    ]  # fmt: skip
