"""The mails of alerts: each goes once. By default they are written to files: nothing leaves the machine."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from levier.accounts.models import Membership
from levier.operations.boards.models import AlertMail, BoardAlert

_log = logging.getLogger(__name__)


def send_waiting(company: int) -> int:
    """Send the mails that wait, to those who may still see the alert; how many went."""
    sent = 0
    for number in AlertMail.objects.filter(sent=None, alert__board__company_id=company).values_list(
        "pk", flat=True
    ):
        try:
            sent += _send(number)
        except (SMTPException, OSError):
            _log.warning("the mail of alert %s could not be sent: the next look tries again", number)
    return sent


def _send(number: int) -> int:
    with transaction.atomic():
        mail = (
            AlertMail.objects.select_for_update()
            .select_related("alert__board__company", "person")
            .filter(pk=number, sent=None)
            .first()
        )
        if mail is None:
            return 0
        alert = mail.alert
        membership = (
            Membership.objects.filter(user=mail.person, company=alert.board.company)
            .select_related("user")
            .first()
        )
        allowed = (
            membership is not None
            and BoardAlert.objects.visible_to(membership.actor()).filter(pk=alert.pk).exists()
        )
        mail.sent = timezone.now()
        mail.save(update_fields=["sent"])
        if not allowed:
            return 0
        send_mail(
            f"Levier — {alert.title}",
            f"{alert.text}\n\nTableau de bord : {alert.board.name} ({alert.board.company.name}).\n"
            "Dans Levier, ouvrez « Indicateurs » pour voir d'où cela vient.\n\n"
            "Vous recevez ce message parce que vous surveillez cet indicateur ou avez fait ce tableau de bord. Il ne sera pas répété "
            "tant que la valeur n'est pas revenue de l'autre côté du seuil.\n",
            settings.DEFAULT_FROM_EMAIL,
            [mail.person.email],
        )
    return 1
