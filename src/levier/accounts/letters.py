"""Messages to people about their account. By default they are written to files: nothing leaves the machine."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from levier.accounts.people import Invitation


def send_invitation(invitation: Invitation, *, by: str, site: str) -> None:
    """Tell a person they were invited. ``site``: scheme and host of this installation, for the link."""
    words = {
        "by": by,
        "company": invitation.membership.company,
        "address": f"{site}{invitation.path}" if invitation.path else "",
    }
    subject = render_to_string("account/email/invitation_subject.txt").strip()
    message = render_to_string("account/email/invitation_message.txt", words)
    send_mail(subject, message, settings.DEFAULT_FROM_EMAIL, [invitation.user.email])
