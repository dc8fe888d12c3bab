"""The demo company in the section's own data folder, without asking anything."""

import django
from rich.console import Console

django.setup()

from levier.accounts.models import Membership
from levier.core.actor import Actor, Role
from levier.demo.company import SLUG, load
from levier.operations.preparation import prepare


def demo_owner() -> Actor:
    """Set everything up and return the demo company's owner."""
    prepare(Console(quiet=True))
    load(lambda done, total, note: None)
    return Membership.objects.select_related("user").get(company__slug=SLUG, role=Role.OWNER).actor()
