"""Which class of data may go to which address. By default nothing goes anywhere.

The machine itself is no destination. Everything else — a model's server next door included — needs an administrator's
word, class by class; each word is written in the journal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db import transaction

from levier.core.actor import Actor
from levier.core.errors import BadInput, NotAllowed, NotFound
from levier.policy import journal
from levier.policy.addresses import host_of, is_this_machine
from levier.policy.models import DestinationRule
from levier.policy.rights import Permission, require


class DataClass(StrEnum):
    """Classes of data, from the least to the most sensitive."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    PERSONAL = "personal"


IN_FRENCH = {
    DataClass.PUBLIC: "publiques",
    DataClass.INTERNAL: "internes",
    DataClass.CONFIDENTIAL: "confidentielles",
    DataClass.PERSONAL: "personnelles",
}
_SMTP = "django.core.mail.backends.smtp.EmailBackend"


@dataclass(frozen=True)
class Destination:
    """An address Levier may talk to. ``company_id`` is None for what the machine's installer configured."""

    address: str
    purpose: str
    label: str
    data_classes: tuple[DataClass, ...]
    pseudonymised: tuple[DataClass, ...]
    company_id: int | None


def destinations(company_id: int | None = None) -> list[Destination]:
    """Every address outside this machine that Levier may talk to, for one company or for all: none by default."""
    rules = DestinationRule.objects.all()
    if company_id is not None:
        rules = rules.filter(company_id=company_id)
    return [*_mail_server(), *(_destination(rule) for rule in rules if rule.data_classes)]


def allow(
    actor: Actor,
    address: str,
    data_classes: Iterable[DataClass | str],
    *,
    purpose: str = "model",
    label: str = "",
    pseudonymised: Iterable[DataClass | str] = (DataClass.PERSONAL,),
) -> Destination:
    """Let these classes of data go to this address. Personal data are pseudonymised first unless told otherwise.

    Raises NotAllowed without the right to configure, BadInput for an unknown class or an address of this machine.
    """
    require(actor, Permission.CONFIGURE)
    classes, hidden = _classes(data_classes), _classes(pseudonymised)
    if not classes:
        raise BadInput(
            "Aucune classe de données n'est choisie", where="data_classes", mend="Choisissez-en au moins une."
        )
    if is_this_machine(address):
        raise BadInput(
            f"« {address} » est cette machine : elle n'a pas besoin d'être autorisée",
            mend="Rien ne sort de la machine.",
        )
    with transaction.atomic():
        rule, _ = DestinationRule.objects.update_or_create(
            company_id=actor.company_id,
            address=host_of(address),
            defaults={
                "purpose": purpose, "label": label, "allowed_by": actor.person_id,
                "data_classes": [str(one) for one in classes], "pseudonymised": [str(one) for one in hidden],
            },
        )  # fmt: skip
        details = {"purpose": purpose, "data_classes": rule.data_classes, "pseudonymised": rule.pseudonymised}
        journal.record(actor.company_id, actor.person_id, "destination.allowed", rule.address, details)
    return _destination(rule)


def forbid(actor: Actor, address: str) -> None:
    """Nothing may go to this address any more. Raises NotFound when nothing could, NotAllowed without the right."""
    require(actor, Permission.CONFIGURE)
    with transaction.atomic():
        gone, _ = DestinationRule.objects.filter(
            company_id=actor.company_id, address=host_of(address)
        ).delete()
        if not gone:
            raise NotFound(f"« {address} » n'est pas une destination autorisée")
        journal.record(actor.company_id, actor.person_id, "destination.forbidden", host_of(address))


def check(data_class: DataClass | str, address: str, *, company_id: int) -> bool:
    """Raise NotAllowed unless this class may go to this address; True when it must be pseudonymised first."""
    wanted = _classes([data_class])[0]
    if is_this_machine(address):
        return False
    rule = DestinationRule.objects.filter(company_id=company_id, address=host_of(address)).first()
    if rule is None or wanted not in rule.data_classes:
        raise NotAllowed(
            f"Les données {IN_FRENCH[wanted]} ne peuvent pas aller vers « {host_of(address)} »",
            mend="Un dirigeant peut l'autoriser dans Réglages, Destinations.",
        )
    return wanted in rule.pseudonymised


def may_go(data_class: DataClass | str, address: str, *, company_id: int) -> bool:
    """The same as :func:`check`, as an answer instead of an error."""
    try:
        check(data_class, address, company_id=company_id)
    except NotAllowed:
        return False
    return True


def _classes(given: Iterable[DataClass | str]) -> list[DataClass]:
    try:
        return [DataClass(one) for one in given]
    except ValueError as unknown:
        known = ", ".join(DataClass)
        raise BadInput(
            f"Classe de données inconnue : {unknown.args[0]}", mend=f"Les classes sont : {known}."
        ) from None


def _destination(rule: DestinationRule) -> Destination:
    return Destination(
        rule.address, rule.purpose, rule.label, tuple(_classes(rule.data_classes)), tuple(_classes(rule.pseudonymised)),
        rule.company_id,
    )  # fmt: skip


def _mail_server() -> list[Destination]:
    """The mail server of the environment, when there is one outside: it carries invitations and alerts."""
    host = getattr(settings, "EMAIL_HOST", "")
    if settings.EMAIL_BACKEND != _SMTP or not host or is_this_machine(host):
        return []
    address = f"{host}:{settings.EMAIL_PORT}"
    return [
        Destination(
            address, "smtp", "Serveur de courrier", (DataClass.INTERNAL, DataClass.PERSONAL), (), None
        )
    ]
