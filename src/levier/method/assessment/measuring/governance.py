"""Governance: who answers for each table, who may see personal data, how long things are kept."""

from collections.abc import Sequence

from levier.core.actor import EVERYONE, Actor
from levier.core.french.numbers import format_number
from levier.knowledge.lifecycle.models import SourceRule
from levier.knowledge.models import Source
from levier.method.assessment.measuring.held import Held
from levier.method.assessment.models import TableOwner
from levier.method.assessment.shape import Fix, Item
from levier.tables.models import DatasetGrant


def items(actor: Actor, tables: Sequence[Held]) -> list[Item]:
    """Owners named, personal data open to all, retention rules of the sources of documents."""
    found = [_owners(actor, tables), _personal(tables)] if tables else []
    return [*found, *_retention(actor)]


def _owners(actor: Actor, tables: Sequence[Held]) -> Item:
    named = set(TableOwner.objects.filter(company_id=actor.company_id).values_list("dataset_id", flat=True))
    count = sum(one.dataset.pk in named for one in tables)
    score = 100.0 * count / len(tables)
    text = f"{format_number(count)} tableau{'x' if count > 1 else ''} sur {format_number(len(tables))} {'ont' if count > 1 else 'a'} un responsable nommé."
    fix = Fix(
        what="Nommer qui répond de chaque tableau (contenu, corrections, accès)",
        how="Une liste à choisir par tableau, au bas de la page du diagnostic.",
        days=0.25,
    )
    return Item(
        dimension="governance", name="owners", label="Responsables nommés", score=round(score, 1), weight=1.5, text=text,
        origin="measured", page="assessment", fixes=[fix] if score < 100 else [],
    )  # fmt: skip


def _personal(tables: Sequence[Held]) -> Item:
    holding = [one for one in tables if one.profile.personal]
    if not holding:
        return Item(
            dimension="governance", name="personal", label="Données personnelles", score=100.0, origin="measured", page="data",
            text=f"Aucune donnée personnelle trouvée dans {format_number(len(tables))} tableau{'x' if len(tables) > 1 else ''}.",
        )  # fmt: skip
    open_to_all = set(
        DatasetGrant.objects.filter(
            dataset__in=[one.dataset.pk for one in holding], token=EVERYONE
        ).values_list("dataset_id", flat=True)
    )
    exposed = [one for one in holding if one.dataset.pk in open_to_all]
    score = 100.0 * (1 - len(exposed) / len(holding))
    names = ", ".join(f"« {one.label} »" for one in exposed[:3])
    text = f"{format_number(len(holding))} tableau{'x' if len(holding) > 1 else ''} {'contiennent' if len(holding) > 1 else 'contient'} des données personnelles ; "
    text += (
        f"{names} : ouvert à toute l'entreprise." if exposed else "aucun n'est ouvert à toute l'entreprise."
    )
    fix = Fix(
        what=f"Limiter les lecteurs de {names}",
        how="Page du tableau, « Qui peut voir » : seules les personnes qui en ont besoin (minimisation, CNIL).",
        days=0.25,
    )
    first = exposed[0] if exposed else holding[0]
    return Item(
        dimension="governance", name="personal", label="Données personnelles protégées", score=round(score, 1), text=text,
        origin="measured", page="dataset", args=[first.dataset.pk], datasets=[one.dataset.pk for one in exposed[:3]] or [first.dataset.pk], fixes=[fix] if exposed else [],
    )  # fmt: skip


def _retention(actor: Actor) -> list[Item]:
    sources = Source.objects.filter(
        company_id=actor.company_id, documents__data_class__in=["internal", "confidential", "personal"]
    ).distinct()
    total = sources.count()
    if not total:
        return []
    ruled = SourceRule.objects.filter(source__in=sources).exclude(keep_days=None, review_days=None).count()
    score = 100.0 * ruled / total
    text = f"{format_number(ruled)} source{'s' if ruled > 1 else ''} de documents sur {format_number(total)} {'ont' if ruled > 1 else 'a'} une durée de conservation ou de relecture."
    fix = Fix(
        what="Fixer combien de temps chaque source de documents est gardée",
        how="« Données », « Vie des documents ».",
        days=0.5,
    )
    return [
        Item(
            dimension="governance", name="retention", label="Durées de conservation", score=round(score, 1), weight=0.5, text=text,
            origin="measured", page="data_life", fixes=[fix] if score < 100 else [],
        )
    ]  # fmt: skip
