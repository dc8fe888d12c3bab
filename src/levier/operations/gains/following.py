"""Choose an indicator before a project: from the catalogue, with its baseline measured and its target."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.indicators.catalogue import Definition, catalogue, definition
from levier.indicators.measuring.models import Measurement
from levier.indicators.models import Indicator
from levier.operations.gains.measuring import Outcome, measure_all
from levier.policy import journal
from levier.policy.rights import Permission, require


@dataclass(frozen=True)
class Branch:
    """An indicator followed, its definition and its values, the last first."""

    indicator: Indicator
    definition: Definition
    values: list[Measurement]

    @property
    def last(self) -> Measurement | None:
        """The most recent value."""
        return self.values[0] if self.values else None


@dataclass(frozen=True)
class Family:
    """One of the three families: those followed and those that could be."""

    label: str
    followed: list[Branch]
    offered: list[Definition]


def tree(actor: Actor) -> list[Family]:
    """The three families. Raises NotAllowed. Values measured on tables the person may not read are left out."""
    require(actor, Permission.SEE_DATA)
    values: dict[int, list[Measurement]] = {}
    for value in Measurement.objects.visible_to(actor).order_by("-end"):
        values.setdefault(value.indicator_id, []).append(value)
    families: dict[str, Family] = {}
    for found in catalogue().values():
        families.setdefault(found.family_label, Family(found.family_label, [], []))
    for one in Indicator.objects.filter(company_id=actor.company_id):
        known = catalogue().get(one.definition)
        if known is not None:
            families[known.family_label].followed.append(Branch(one, known, values.get(one.pk, [])[:12]))
    taken = {branch.definition.name for family in families.values() for branch in family.followed}
    for found in catalogue().values():
        if found.name not in taken and not found.formula.described:
            families[found.family_label].offered.append(found)
    return list(families.values())


def follow(
    actor: Actor, name: str, *, target: float | None = None, due: date | None = None
) -> tuple[Indicator, Outcome]:
    """Follow an indicator: its past is measured at once, its last value becomes the baseline. Raises NotAllowed, NotFound, BadInput."""
    require(actor, Permission.STEER)
    found = definition(name)
    company = Company.objects.get(pk=actor.company_id)
    if found.formula.described:
        raise BadInput(
            f"« {found.label} » se mesure hors de Levier : {found.formula.described}",
            where="champ Indicateur",
        )
    if (target is None) != (due is None):
        raise BadInput(
            "Une cible va avec sa date", where="champs Cible et Échéance", mend="Donnez les deux, ou aucune."
        )
    if due is not None and due <= company.today:
        raise BadInput(f"L'échéance ({due:%d/%m/%Y}) est déjà passée", where="champ Échéance")
    try:
        with transaction.atomic():
            made = Indicator.objects.create(
                company=company, definition=name, label=found.label, target_on=due,
                target=None if target is None else Decimal(str(round(target, 4))),
            )  # fmt: skip
            journal.record(
                company.pk,
                actor.person_id,
                "indicator.followed",
                f"indicator:{made.pk}",
                {"definition": name},
            )
    except IntegrityError:
        raise BadInput(f"« {found.label} » est déjà suivi", where="champ Indicateur") from None
    outcome = next(one for one in measure_all(actor) if one.indicator.pk == made.pk)
    if last := made.measurements.order_by("-end").first():
        made.baseline, made.baseline_on = Decimal(str(round(last.value, 4))), last.end
        made.save(update_fields=["baseline", "baseline_on"])
    return made, outcome


def unfollow(actor: Actor, pk: int) -> None:
    """Stop following; its values go with it. Raises NotAllowed, NotFound."""
    require(actor, Permission.STEER)
    found = Indicator.objects.filter(company_id=actor.company_id, pk=pk).first()
    if found is None:
        raise NotFound("Cet indicateur n'est pas suivi")
    journal.record(
        actor.company_id,
        actor.person_id,
        "indicator.dropped",
        f"indicator:{pk}",
        {"definition": found.definition},
    )
    found.delete()
