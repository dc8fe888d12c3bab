"""The registry of endpoints: added and removed by an administrator, chosen by the cheapest allowed."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotFound
from levier.inference.language import keys
from levier.inference.models import Endpoint
from levier.policy import destinations, journal
from levier.policy.addresses import is_this_machine
from levier.policy.destinations import DataClass
from levier.policy.rights import Permission, require

_DEAREST = 100_000
_EVERY_CLASS = tuple(DataClass)


def add_endpoint(
    actor: Actor,
    *,
    name: str,
    address: str,
    model: str,
    key: str = "",
    key_at: str = "",
    data_classes: Iterable[str] | None = None,
    price_in: Decimal | float = 0,
    price_out: Decimal | float = 0,
    context: int = 4096,
    speed: float = 0,
    timeout: int = 60,
    structured: str = "native",
) -> Endpoint:
    """Register a model for the actor's company; an address outside the machine is allowed for the same classes.

    ``data_classes``: by default every class on this machine; they must be chosen for any other address.
    Raises NotAllowed without the right to configure, BadInput for a name already taken or no class chosen.
    """
    require(actor, Permission.CONFIGURE)
    local = is_this_machine(address)
    classes = [
        str(DataClass(one))
        for one in (data_classes if data_classes is not None else _EVERY_CLASS if local else ())
    ]
    if not classes:
        raise BadInput(
            "Aucune classe de données n'est choisie pour ce modèle",
            mend="Choisissez celles qu'il peut recevoir.",
        )
    if not (0 <= float(price_in) <= _DEAREST and 0 <= float(price_out) <= _DEAREST):
        raise BadInput(
            "Le prix doit être compris entre 0 et 100 000 € par million", where="price_in, price_out"
        )
    if Endpoint.objects.filter(company_id=actor.company_id, name=name).exists():
        raise BadInput(f"Un modèle s'appelle déjà « {name} »", mend="Choisissez un autre nom.")
    with transaction.atomic():
        if not local:
            destinations.allow(actor, address, classes, purpose="model", label=name)
        endpoint = Endpoint.objects.create(
            company_id=actor.company_id, name=name, address=address.rstrip("/"), model=model, data_classes=classes,
            key_at=keys.store(f"model-{uuid4().hex}", key) if key else key_at, price_in=Decimal(str(price_in)),
            price_out=Decimal(str(price_out)), context=context, speed=speed, timeout=timeout, structured=structured,
        )  # fmt: skip
        details = {"address": endpoint.address, "model": model, "data_classes": classes}
        journal.record(actor.company_id, actor.person_id, "model.added", name, details)
    return endpoint


def remove_endpoint(actor: Actor, endpoint_id: int) -> None:
    """Remove a model and its key; its address is forbidden again when nothing else uses it."""
    require(actor, Permission.CONFIGURE)
    endpoint = Endpoint.objects.filter(company_id=actor.company_id, pk=endpoint_id).first()
    if endpoint is None:
        raise NotFound("Ce modèle n'existe pas dans cette entreprise")
    with transaction.atomic():
        endpoint.delete()
        others = Endpoint.objects.filter(company_id=actor.company_id, address=endpoint.address)
        if not is_this_machine(endpoint.address) and not others.exists():
            destinations.forbid(actor, endpoint.address)
        journal.record(actor.company_id, actor.person_id, "model.removed", endpoint.name)
    keys.forget(endpoint.key_at)


def endpoints(company_id: int) -> list[Endpoint]:
    """The active models of a company, those of the whole installation included, cheapest first."""
    offered = Endpoint.objects.filter(Q(company_id=company_id) | Q(company__isnull=True), active=True)
    return sorted(offered, key=lambda one: (one.price_out + one.price_in, -one.speed, one.pk))


def allowed(company_id: int, data_class: str) -> list[Endpoint]:
    """Those that may receive this class of data: said so themselves, and by the policy of destinations."""
    return [
        one for one in endpoints(company_id)
        if data_class in one.data_classes and destinations.may_go(data_class, one.address, company_id=company_id)
    ]  # fmt: skip
