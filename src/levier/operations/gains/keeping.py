"""What the company says itself: what things cost, and what an hour is worth. Checked once, here."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from levier.capabilities import registry
from levier.core.actor import Actor
from levier.core.errors import BadInput, LevierError, NotFound
from levier.indicators.measuring.models import Assumptions, Cost, Rhythm, Spending
from levier.policy import journal
from levier.policy.rights import Permission, require

_MOST = Decimal(100_000_000)


class ChangedMeanwhile(LevierError):
    """Somebody else changed the same figures; what was typed is kept."""

    code = "modifié-entre-temps"
    http_status = 409
    exit_status = 2


def costs(actor: Actor) -> list[Cost]:
    """Every cost of the company, for those who steer it. Raises NotAllowed."""
    require(actor, Permission.STEER)
    return list(Cost.objects.visible_to(actor))


def add_cost(
    actor: Actor,
    *,
    label: str,
    kind: str,
    amount: Decimal,
    rhythm: str,
    start: date,
    end: date | None = None,
    task: str = "",
) -> Cost:
    """Raises NotAllowed, BadInput (below zero, impossible dates, unknown task)."""
    require(actor, Permission.STEER)
    label = " ".join(label.split())[:150]
    if not label:
        raise BadInput("Une dépense a besoin d'un libellé", where="champ Libellé")
    if not amount.is_finite() or amount < 0 or amount > _MOST:
        raise BadInput(
            "Une dépense est un montant positif ou nul", where=f"champ Montant : {amount}", mend="Un gain se mesure, il ne se saisit pas ici."
        )  # fmt: skip
    if kind not in Spending.values or rhythm not in Rhythm.values:
        raise BadInput("La nature ou le rythme de la dépense n'existe pas", where="champs Nature et Rythme")
    if end is not None and end < start:
        raise BadInput(
            f"La fin ({end:%d/%m/%Y}) est avant le début ({start:%d/%m/%Y})", where="champ Jusqu'au"
        )
    if task:
        task = registry.get(task).name
    made = Cost.objects.create(
        company_id=actor.company_id,
        label=label,
        kind=kind,
        amount=amount,
        rhythm=rhythm,
        start=start,
        end=end,
        task=task,
    )
    journal.record(
        actor.company_id, actor.person_id, "cost.added", f"cost:{made.pk}", {"kind": kind, "task": task}
    )
    return made


def remove_cost(actor: Actor, pk: int) -> None:
    """Raises NotAllowed, NotFound."""
    require(actor, Permission.STEER)
    found = Cost.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("Cette dépense n'existe pas")
    found.delete()
    journal.record(actor.company_id, actor.person_id, "cost.removed", f"cost:{pk}", {})


def assumptions(actor: Actor) -> Assumptions:
    """What the hour costs and the discount rate. Raises NotAllowed."""
    require(actor, Permission.STEER)
    return Assumptions.objects.filter(company_id=actor.company_id).first() or Assumptions(
        company_id=actor.company_id
    )


def assume(actor: Actor, *, hour_cost: Decimal | None, discount: float, revision: int) -> Assumptions:
    """Raises NotAllowed, BadInput, ChangedMeanwhile."""
    if hour_cost is not None and not (hour_cost.is_finite() and 0 < hour_cost < 1000):
        raise BadInput(
            "Le coût d'une heure est un montant entre 0 et 1 000 €", where="champ Coût d'une heure",
            mend="Salaire et charges d'une personne moyenne, divisés par ses heures travaillées : souvent 25 à 60 €.",
        )  # fmt: skip
    if not 0 <= discount <= 0.5:
        raise BadInput("Le taux d'actualisation est entre 0 et 50 %", where="champ Taux")
    with transaction.atomic():
        found = assumptions(actor)
        if found.revision != revision:
            raise ChangedMeanwhile(
                "Quelqu'un a modifié ces hypothèses pendant que vous les aviez sous les yeux", where="hypothèses",
                mend=f"Enregistré : {found.hour_cost or 'aucun coût'} € l'heure. Votre saisie est conservée : enregistrez de nouveau pour la retenir.",
            )  # fmt: skip
        found.hour_cost, found.discount = hour_cost, discount
        found.revision += 1
        found.save()
        journal.record(
            actor.company_id, actor.person_id, "gains.assumed", "assumptions", {"discount": discount}
        )
    return found
