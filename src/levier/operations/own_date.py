"""The day a company lives at: the calendar's, or another one while it tries Levier on old data."""

from datetime import date, timedelta

from django.db.models import F, Max
from django.utils import timezone

from levier.accounts.models import Company
from levier.core.actor import Actor
from levier.core.errors import BadInput
from levier.policy import journal
from levier.policy.rights import Permission, require
from levier.tables.models import Dataset, DatasetVersion

_OLDEST = date(1990, 1, 1)


def day_after_data(actor: Actor) -> date | None:
    """The day after the last row of the company's dated tables, while it is past; None without such a table."""
    mine = DatasetVersion.objects.filter(
        dataset__in=Dataset.objects.visible_to(actor), number=F("dataset__current")
    )
    found: date | None = mine.aggregate(last=Max("last_day"))["last"]
    return found + timedelta(days=1) if found and found < timezone.localdate() else None


def live_at(actor: Actor, day: date | None) -> Company:
    """Live at ``day``, or by the calendar again (None). Raises NotAllowed, BadInput (a day to come: nothing is known of it)."""
    require(actor, Permission.MANAGE_COMPANY)
    if day is not None and not _OLDEST <= day <= timezone.localdate():
        raise BadInput(
            f"L'entreprise ne peut pas vivre au {day:%d/%m/%Y}", where="champ Date de l'entreprise",
            mend=f"Choisissez un jour du {_OLDEST:%d/%m/%Y} à aujourd'hui, ou la date du calendrier.",
        )  # fmt: skip
    company = Company.objects.get(pk=actor.company_id)
    if company.own_today != day:
        company.own_today = day
        company.save(update_fields=["own_today"])
        journal.record(
            company.pk, actor.person_id, "company.date", company.name, {"day": day.isoformat() if day else ""}
        )
    return company
