"""The mails of services' alerts: each goes once. By default they are written to files: nothing leaves the machine."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from levier.accounts.models import Membership
from levier.operations.watching.models import ServiceAlert, ServiceMail

_log = logging.getLogger(__name__)


def send_waiting() -> int:
    """Send the mails that wait, to those who may still see the alert; how many went."""
    sent = 0
    for number in ServiceMail.objects.filter(sent=None).values_list("pk", flat=True):
        try:
            sent += _send(number)
        except (SMTPException, OSError):
            _log.warning(
                "the mail of a service's alert %s could not be sent: the next look tries again", number
            )
    return sent


def _send(number: int) -> int:
    with transaction.atomic():
        mail = (
            ServiceMail.objects.select_for_update()
            .select_related("alert__service__company", "person")
            .filter(pk=number, sent=None)
            .first()
        )
        if mail is None:
            return 0
        service = mail.alert.service
        there = (
            Membership.objects.filter(user=mail.person, company=service.company)
            .select_related("user")
            .first()
        )
        allowed = (
            there is not None
            and ServiceAlert.objects.visible_to(there.actor()).filter(pk=mail.alert_id).exists()
        )
        mail.sent = timezone.now()
        mail.save(update_fields=["sent"])
        if not allowed:
            return 0
        send_mail(
            f"Levier — {mail.alert.title}",
            f"{mail.alert.text}\n\nSavoir-faire en service : {service.title} ({service.company.name}).\n"
            "Dans Levier, ouvrez « Méthode », puis « Déploiement » : la conduite à tenir est sur sa page.\n\n"
            "Vous recevez ce message parce que vous répondez de ce savoir-faire ou l'avez réglé. Il ne sera pas répété tant que la "
            "valeur n'est pas revenue du bon côté de sa limite.\n",
            settings.DEFAULT_FROM_EMAIL,
            [mail.person.email],
        )
    return 1
